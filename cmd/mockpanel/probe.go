package main

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"mockpanel/panel"
	"mockpanel/transcripts"
)

// settleProbe chooses what goes with --probe where the user did not: without a
// model the guide's follow-ups on gaps, with one verdicts at the end, because
// they would give away what is asked about.
func (f *startFlags) settleProbe(a *app, cmd *cobra.Command) {
	set := cmd.Flags().Changed
	switch {
	case !f.probe || f.resume:
	case f.judge.judge == "local" && !set("follow-ups"):
		f.followUps = string(panel.FollowUpsGaps)
	case f.judge.judge == "endpoint" && !set("feedback") && a.env("MOCKPANEL_FEEDBACK") == "":
		f.feedback = "end"
	}
}

// judgeFurther has the endpoint judge what the local judge has judged, and a
// reviewer ask about what is still missing.
func (iv *interview) judgeFurther(ctx context.Context, t panel.Turn) (panel.Turn, error) {
	t, err := iv.askEndpoint(ctx, t)
	if err != nil {
		return t, err
	}
	if err := iv.dropProbe(t); err != nil {
		return t, err
	}
	return t, iv.probe(ctx, t)
}

// probe has the reviewer ask a question of their own about what the answer to
// a main question lacks, before anything else is asked. Without an endpoint,
// and when nothing fit comes back, the guide's follow-ups go on.
func (iv *interview) probe(ctx context.Context, t panel.Turn) error {
	c := iv.grader.endpoint
	pending, _ := iv.session.Probing()
	if !iv.probes || c == nil || t.Skipped() || t.FollowUpOf != "" || pending != nil || ctx.Err() != nil {
		return nil
	}
	point := slices.Index(t.Last().Marks(), panel.Missed)
	q := iv.session.Question(t)
	// An endpoint that was not worth waiting for is not waited for again.
	if point < 0 || q == nil || c.Stopped() || t.Last().Trouble != "" {
		return nil
	}
	iv.app.tell(iv.w.endpoint.thinking, "  ", "  ")
	p, _ := iv.session.Guide().Persona(q.Persona)
	held, release := iv.hold(ctx)
	text, err := c.Probe(held, p, q, t.Last().Answer, point)
	release()
	if err == nil {
		err = iv.session.Probe(text, point)
	}
	if err != nil {
		return nil // nothing is lost: the guide has follow-ups of its own
	}
	return iv.clearDraft()
}

// dropProbe takes back a probe whose gap was closed by another attempt or by
// the user's correction.
func (iv *interview) dropProbe(t panel.Turn) error {
	probe, point := iv.session.Probing()
	if probe == nil || t.Last().Marks()[point] == panel.Missed {
		return nil
	}
	iv.session.DropProbe()
	return iv.clearDraft()
}

// hold returns a context that Ctrl-C ends without ending the program, where a
// person waits; in a script Ctrl-C ends everything.
func (iv *interview) hold(ctx context.Context) (held context.Context, release func()) {
	if iv.app.errTTY == nil {
		return ctx, func() {}
	}
	return iv.app.wait.hold(ctx)
}

// close has the reviewers say something at the end, where there is an
// endpoint, and keeps it.
func (iv *interview) close(ctx context.Context) error {
	c := iv.grader.endpoint
	if c == nil || c.Stopped() || !slices.ContainsFunc(iv.record.Turns, func(t panel.Turn) bool { return !t.Skipped() }) {
		return nil
	}
	fmt.Fprintln(iv.app.err)
	iv.app.tell(fmt.Sprintf(iv.w.endpoint.closing, c.Host()), "", "  ")
	held, release := iv.hold(ctx)
	words, err := c.Closing(held, iv.record.Turns)
	release()
	if err != nil {
		iv.app.tell(fmt.Sprintf(iv.w.endpoint.noClosing, iv.w.endpoint.fault(err)), "", "  ")
		return nil
	}
	iv.record.Closing = nil
	for _, row := range transcripts.Rows(iv.record.Turns) {
		if s := words[row.Persona.Key]; s != "" {
			iv.record.Closing = append(iv.record.Closing, transcripts.Closing{Reviewer: row.Persona.Key, Words: s})
		}
	}
	return iv.save(ctx, panel.Turn{})
}

// closingWords sets what each reviewer says at the end, or the facts alone.
func closingWords(t transcripts.Transcript, w words, width int) string {
	said := map[string]string{}
	for _, c := range t.Closing {
		said[c.Reviewer] = c.Words
	}
	var b strings.Builder
	for _, row := range transcripts.Rows(t.Turns) {
		s := said[row.Persona.Key]
		if s == "" {
			s = facts(row, t.Turns, w)
		}
		b.WriteString(wrap(row.Persona.Name+": "+s, width, "  ", "    "))
	}
	if b.Len() == 0 {
		return ""
	}
	return b.String() + "\n"
}

// facts says what the record holds about one reviewer's questions.
func facts(row transcripts.Row, turns []panel.Turn, w words) string {
	if math.IsNaN(row.Score) {
		return w.notAnswered
	}
	graded := 0
	for _, m := range []panel.Mark{panel.Covered, panel.Partial, panel.Missed, panel.Wrong} {
		graded += row.Marks[m]
	}
	s := fmt.Sprintf(w.facts, graded, row.Marks[panel.Covered])
	for _, g := range transcripts.Gaps(turns) {
		if g.Persona.Key == row.Persona.Key {
			return s + " " + fmt.Sprintf(w.firstGap, g.ID, labelOf(g.KeyPoint))
		}
	}
	return s
}
