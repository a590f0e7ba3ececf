package main

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"mockpanel/panel"
	"mockpanel/transcripts"
)

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
