package main

import (
	"fmt"

	"mockpanel/panel"
)

// hintLine returns the next hint; ok is false when it only says that there is
// none left.
func hintLine(q asked, w words) (line string, ok bool) {
	hint, ok := q.hint()
	if !ok {
		return w.noMoreHints, false
	}
	return hintText(hint, q, w), true
}

func hintText(hint string, q asked, w words) string {
	if hint == q.Question.Intent {
		return fmt.Sprintf(w.intentHint, hint)
	}
	return fmt.Sprintf(w.pointHint, hint)
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

// labelOf names a key point in a menu.
func labelOf(k panel.KeyPoint) string {
	if k.Label != "" {
		return k.Label
	}
	return k.Text
}

// corrections turns what the user says they said into marks beside the
// judge's: covered for a point the judge did not hear in full, missed for one
// that was not said after all.
func corrections(t panel.Turn, said []bool) []panel.Mark {
	marks := make([]panel.Mark, len(said))
	for i, v := range t.Last().Verdicts {
		switch {
		case said[i] && v.Mark != panel.Covered:
			marks[i] = panel.Covered
		case !said[i] && v.Mark == panel.Covered:
			marks[i] = panel.Missed
		}
	}
	return marks
}
