package judge

import (
	"testing"

	"mockpanel/content"
	"mockpanel/panel"
)

// sample is one key point of one answer.
type sample struct {
	features
	label  panel.Mark
	group  string  // samples of a group are never on both sides of a trial
	weight float64 // 1 for a labelled answer
}

// What made-up answers weigh against labelled ones: all together about a
// quarter. Heavier, they lowered agreement on left-out prompts.
const (
	drillWeight = 0.1
	modelWeight = 0.5 // the guide's own answer
)

// samplesOf returns what the judge sees of labelled answers to the guides.
func samplesOf(t testing.TB, guides []*content.Guide, answers []answerLine) (list []sample) {
	t.Helper()
	for _, g := range guides {
		l := NewLocal(g)
		for _, a := range answers {
			if a.Guide != g.Name {
				continue
			}
			q := g.Find(a.Question)
			if q == nil || len(q.KeyPoints) != len(a.Labels) {
				t.Fatalf("%s: no question with %d key points", a.Question, len(a.Labels))
			}
			for i, f := range l.find(l.question(q), a.Answer) {
				list = append(list, sample{f.features(), a.Labels[i], family(g.Name, a.Question), 1})
			}
		}
	}
	return list
}

// drills returns made-up answers from the guides themselves: each key
// point's text, the model answer, and a model answer to a prompt far off, which
// earns nothing. Lists of labels and of expressions lowered agreement on real
// answers by .01, and are left to the guards.
func drills(t testing.TB, guides []*content.Guide) (list []sample) {
	t.Helper()
	for _, g := range guides {
		l := NewLocal(g)
		var all []*content.Question
		seen := map[string]bool{} // a level's questions are follow-ups too
		for q := range g.All {
			if !seen[q.ID] {
				all = append(all, q)
			}
			seen[q.ID] = true
		}
		for n, q := range all {
			drill := func(answer string, weight float64, right func(point int) bool) {
				for i, f := range l.find(l.question(q), answer) {
					label := panel.Missed
					if right(i) {
						label = panel.Covered
					}
					list = append(list, sample{f.features(), label, family(g.Name, q.ID), weight})
				}
			}
			for i, k := range q.KeyPoints {
				drill(k.Text, drillWeight, func(point int) bool { return point == i })
			}
			if q.Model != "" {
				drill(q.Model, modelWeight, func(int) bool { return true })
				drill(all[(n+len(all)/2)%len(all)].Model, drillWeight, func(int) bool { return false })
			}
		}
	}
	return list
}
