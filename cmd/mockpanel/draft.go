package main

import (
	"context"
	"fmt"
	"time"

	"mockpanel/panel"
	"mockpanel/transcripts"
)

// attempt says whether a prompt is answered for the first time.
type attempt bool

const (
	first    attempt = false
	oncemore attempt = true
)

// put has the user answer a prompt. What they type is kept beside the transcript
// until the answer is in, so that an interrupted answer goes on where it stopped.
func (iv *interview) put(ctx context.Context, p panel.Prompt, again attempt) (reply, error) {
	d := transcripts.Draft{Question: p.Question.ID, Again: bool(again)}
	if iv.draft.Question == d.Question && iv.draft.Again == d.Again {
		d = iv.draft
	}
	iv.draft = transcripts.Draft{}
	if iv.record.Feedback == "end" {
		p.Why = "" // would give the verdict away
	}
	q := asked{Prompt: p, again: bool(again), target: targetOf(p.Question.ID, p.FollowUpOf, iv.record.Target), text: d.Text, spent: d.Took}
	q.hint = func() (string, bool) { return "", false }
	if again == first {
		for range d.Hints {
			if h, ok := iv.session.Hint(); ok {
				q.given = append(q.given, h)
			}
		}
		q.hint = func() (string, bool) {
			h, ok := iv.session.Hint()
			if ok {
				d.Hints++
			}
			return h, ok
		}
	}
	q.keep = func(text string, spent time.Duration) error {
		d.Text, d.Took = text, spent
		return iv.store.SaveDraft(iv.path, d)
	}
	r, err := iv.ui.ask(ctx, q)
	left := err != nil || r.kind == replyQuit || r.kind == replyInterrupted
	if left && (r.text != "" || d.Hints > 0) {
		if err := q.keep(r.text, r.took); err != nil {
			fmt.Fprintln(iv.app.err, visible(err.Error()))
		}
	}
	return r, err
}

// findDraft looks for the answer that was being typed when the interview was
// left. One that is in the transcript by now was left behind by a program that
// was killed.
func (iv *interview) findDraft() {
	d, ok, err := iv.store.LoadDraft(iv.path)
	if err != nil {
		fmt.Fprintln(iv.app.err, visible(err.Error()))
	}
	if turns := iv.session.Turns(); !ok || d.Again && len(turns) > 0 && turns[len(turns)-1].Last().Answer == d.Text {
		return
	}
	iv.draft = d
	if d.Text != "" {
		fmt.Fprint(iv.app.err, wrap(iv.w.draftBack, columns(iv.app.errTTY), "", ""))
	}
}
