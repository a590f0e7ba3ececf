package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"mockpanel/content"
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
	if probe, point := iv.session.Probing(); probe == p.Question {
		d.Probe, d.Point = probe.Text, point
	}
	if iv.draft.Question == d.Question && iv.draft.Again == d.Again {
		d = iv.draft
	}
	iv.draft = transcripts.Draft{}
	if iv.record.Feedback == "end" {
		p.Why = "" // would give the verdict away
	}
	q := asked{Prompt: p, again: bool(again), target: targetOf(p.Question.ID, p.FollowUpOf, iv.record.Target), text: d.Text, spent: d.Took}
	q.hint = func() (line string, ok bool) { // none when the feedback was seen
		if again == first {
			if h, ok := iv.session.Hint(); ok {
				d.Hints++
				return hintLine(h, p.Question, iv.w), true
			}
		}
		return iv.w.noMoreHints, false
	}
	given := d.Hints // before the interruption
	d.Hints = 0
	for range given {
		if line, ok := q.hint(); ok {
			q.given = append(q.given, line)
		}
	}
	q.keep = func(text string, spent time.Duration) error {
		d.Text, d.Took = text, spent
		return iv.store.SaveDraft(iv.path, d)
	}
	r, err := iv.ui.ask(ctx, q)
	left := err != nil || r.kind == replyQuit || r.kind == replyInterrupted
	if left && (r.text != "" || d.Hints > 0) {
		err = errors.Join(err, iv.keepLeft(ctx, q, r))
	}
	return r, err
}

// hintLine shows a hint: the intent of a question, or a label of a key point.
func hintLine(hint string, q *content.Question, w words) string {
	if hint == q.Intent {
		return w.intent + ": " + hint
	}
	return fmt.Sprintf(w.pointHint, hint)
}

// keepLeft saves what was typed when the user leaves. When that fails it does as
// save does.
func (iv *interview) keepLeft(ctx context.Context, q asked, r reply) error {
	err := q.keep(r.text, r.took)
	switch {
	case err == nil:
		return nil
	case r.text == "": // only that hints were given
		iv.app.notice(err.Error())
		return nil
	}
	iv.showUnsaved(r.text)
	if err = iv.rescue(ctx, err); err == nil {
		err = q.keep(r.text, r.took)
	}
	if err != nil {
		return iv.unsaved("what you typed is not saved (it is shown above)", err)
	}
	return nil
}

// clearDraft removes the draft of an answer that is in. A probe that was not put
// yet stands in no other file, so it stays as the draft of its answer.
func (iv *interview) clearDraft() error {
	if probe, point := iv.session.Probing(); probe != nil {
		return iv.store.SaveDraft(iv.path, transcripts.Draft{Question: probe.ID, Probe: probe.Text, Point: point})
	}
	if err := iv.store.RemoveDraft(iv.path); err != nil {
		iv.app.notice(err.Error()) // findDraft passes it over
	}
	return nil
}

// findDraft looks for the answer that was being typed when the interview was
// left, and for the probe it was to. One that is in the transcript by now was
// left behind by a program that was killed.
func (iv *interview) findDraft() {
	d, ok, err := iv.store.LoadDraft(iv.path)
	if err != nil {
		iv.app.notice(err.Error())
	}
	if !ok || isIn(d, iv.session.Turns()) {
		return
	}
	if d.Probe != "" {
		if err := iv.session.Probe(d.Probe, d.Point); err != nil {
			iv.app.notice(err.Error())
			return
		}
	}
	iv.draft = d
	if d.Text != "" {
		iv.app.tell(iv.w.draftBack, "", "")
	}
}

// isIn reports whether the newest turn has the answer of a draft.
func isIn(d transcripts.Draft, turns []panel.Turn) bool {
	if len(turns) == 0 {
		return false
	}
	newest := turns[len(turns)-1]
	return newest.ID == d.Question && (!d.Again || newest.Last().Answer == d.Text)
}
