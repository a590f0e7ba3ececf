package panel

import (
	"context"
	"slices"
)

// Recovery says where a key point of a main question that its answer did not
// cover was said after all. The zero value means nowhere.
type Recovery struct {
	In       string // id of the follow-up; "" for nowhere
	Evidence string // words of the answer to the follow-up, verbatim
}

// recoverGaps judges the newest answer to follow-up f, a turn of s, against what is
// still a gap of its main question. What the answer before it recovered counts
// no more. A judge that fails recovers nothing: that it failed is recorded with
// the answer itself.
func (s *Session) recoverGaps(ctx context.Context, f *Turn) {
	i := s.turn(f.FollowUpOf)
	q := s.guide.Find(f.FollowUpOf)
	if i < 0 || q == nil || s.turns[i].Skipped() || len(q.KeyPoints) != len(s.turns[i].KeyPoints) {
		return
	}
	main := &s.turns[i]
	recovered := make([]Recovery, len(main.KeyPoints))
	copy(recovered, main.Recovered)
	for i, r := range recovered {
		if r.In == f.ID {
			recovered[i] = Recovery{}
		}
	}
	main.Recovered = recovered
	marks := main.Marks()
	if a := f.Last(); a.Judge != "" && slices.ContainsFunc(marks, isOpen) {
		// The follow-up's own words must not count as said, so they are part of
		// what is asked.
		asked := *q
		// A judge may know a prompt by its id, and this is neither of the two.
		asked.ID, asked.Text = f.ID+"/gaps", q.Text+" "+f.Text
		verdicts, err := s.judge.Judge(ctx, &asked, a.Answer)
		for i, m := range marks {
			if err == nil && i < len(verdicts) && isOpen(m) && verdicts[i].Mark == Covered && main.KeyPoints[i].Text == q.KeyPoints[i].Text {
				recovered[i] = Recovery{In: f.ID, Evidence: verdicts[i].Evidence}
			}
		}
	}
	main.setRecovered(recovered)
	s.settleProbe(f)
}

func isOpen(m Mark) bool { return m == Missed || m == Wrong || m == Partial }

// settleProbe has what became of probe t decide whether the key point it asks
// about is recovered: its answer was judged against that one alone, and by
// whoever has the last word.
func (s *Session) settleProbe(t *Turn) {
	point := s.askedAbout(*t)
	if point < 0 || t.Skipped() {
		return
	}
	main := &s.turns[s.turn(t.FollowUpOf)]
	recovered := make([]Recovery, len(main.KeyPoints))
	copy(recovered, main.Recovered)
	r := &recovered[point]
	if r.In == t.ID {
		*r = Recovery{}
	}
	if own := main.Last().Marks(); r.In == "" && point < len(own) && isOpen(own[point]) && t.Marks()[0] == Covered {
		*r = Recovery{In: t.ID, Evidence: t.Last().Verdicts[0].Evidence}
	}
	main.setRecovered(recovered)
}

// setRecovered keeps list, or nil when nothing in it was recovered.
func (t *Turn) setRecovered(list []Recovery) {
	t.Recovered = nil
	if slices.ContainsFunc(list, func(r Recovery) bool { return r.In != "" }) {
		t.Recovered = list
	}
}
