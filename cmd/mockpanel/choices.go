package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"mockpanel/panel"
)

// nextChoice asks how to go on after the feedback on a turn.
func nextChoice(ctx context.Context, p picker, w words, t panel.Turn, following *panel.Prompt) (choice, error) {
	options := choices(t, w, following)
	m := menu{message: w.menuNext}
	for _, o := range options {
		m.options = append(m.options, o.label)
	}
	picked, err := p.pick(ctx, m)
	if err != nil {
		return leftChoice(err)
	}
	c := choice{kind: options[picked[0]].kind}
	if c.kind != choiceCorrect {
		return c, nil
	}
	if c.marks, err = corrected(ctx, p, w, t); err != nil {
		return leftChoice(err)
	}
	if c.said, err = said(ctx, p, w, t, c.marks); err != nil {
		return leftChoice(err)
	}
	return c, nil
}

func leftChoice(err error) (choice, error) {
	switch {
	case errors.Is(err, errLeft):
		return choice{kind: choiceInterrupted}, nil
	case errors.Is(err, io.EOF):
		return choice{kind: choiceQuit}, nil
	}
	return choice{}, err
}

// corrected asks which key points were said, and returns the marks that differ
// from the judge's: covered for a point the judge did not hear in full, missed
// for one that was not said after all.
func corrected(ctx context.Context, p picker, w words, t panel.Turn) ([]panel.Mark, error) {
	m := menu{message: w.menuCorrect, several: true}
	for i, mark := range t.Last().Marks() {
		m.options = append(m.options, labelOf(t.KeyPoints[i]))
		if mark == panel.Covered {
			m.ticked = append(m.ticked, i)
		}
	}
	picked, err := p.pick(ctx, m)
	marks := make([]panel.Mark, len(t.KeyPoints))
	for i, v := range t.Last().Verdicts {
		switch said := slices.Contains(picked, i); {
		case said && v.Mark != panel.Covered:
			marks[i] = panel.Covered
		case !said && v.Mark == panel.Covered:
			marks[i] = panel.Missed
		}
	}
	return marks, err
}

// said asks which sentence of the answer meant each key point that is covered by
// marks and was not before, "" for none.
func said(ctx context.Context, p picker, w words, t panel.Turn, marks []panel.Mark) ([]string, error) {
	out := make([]string, len(marks))
	lines := sentences(t.Last().Answer)
	for i, before := range t.Last().Marks() {
		if marks[i] != panel.Covered || before == panel.Covered {
			continue
		}
		n := 0
		if len(lines) > 1 {
			picked, err := p.pick(ctx, menu{message: fmt.Sprintf(w.menuSaid, labelOf(t.KeyPoints[i])), options: append(slices.Clone(lines), w.forget)})
			if err != nil {
				return nil, err
			}
			n = picked[0]
		}
		if n < len(lines) {
			out[i] = lines[n]
		}
	}
	return out, nil
}

// option is one way to go on after the feedback.
type option struct {
	kind  choiceKind
	label string
}

// choices are the ways to go on, the harmless one first.
func choices(t panel.Turn, w words, following *panel.Prompt) []option {
	first := option{choiceNext, w.next}
	switch {
	case following == nil:
		first.label = w.quit
	case following.FollowUpOf != "":
		first.label = w.nextFollowUp
	}
	options := []option{first, {choiceAgain, w.again}}
	if t.Model != "" {
		options = append(options, option{choiceModel, w.showModel})
	}
	options = append(options, option{choiceCorrect, w.wrongVerdict})
	if following != nil {
		options = append(options, option{choiceQuit, w.quit})
	}
	return options
}

// labelOf names a key point, in a few words where it has a label.
func labelOf(k panel.KeyPoint) string {
	return cmp.Or(k.Label, k.Text)
}
