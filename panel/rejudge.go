package panel

import (
	"errors"
	"fmt"
)

// Rejudge puts the verdicts of another judge in place of those on the newest
// answer: one per key point. When that judge could not judge, verdicts is nil,
// the ones that are there stay with whoever gave them, and trouble says why.
func (s *Session) Rejudge(verdicts []Verdict, by, trouble string) (Turn, error) {
	if len(s.turns) == 0 || s.turns[len(s.turns)-1].Skipped() {
		return Turn{}, errors.New("there is no verdict to replace")
	}
	t := &s.turns[len(s.turns)-1]
	a := &t.Attempts[len(t.Attempts)-1]
	a.Trouble = trouble
	if verdicts == nil {
		return *t, nil
	}
	if len(verdicts) != len(t.KeyPoints) {
		return *t, fmt.Errorf("%d verdicts for %d key points", len(verdicts), len(t.KeyPoints))
	}
	a.Verdicts, a.Judge = verdicts, by
	s.settleProbe(t)
	return *t, nil
}
