package judge

import (
	"context"
	"slices"
	"strings"
	"testing"

	"mockpanel/content"
	"mockpanel/panel"
)

// prompts returns every prompt of the built-in guides, as it is or without its
// annotations, with a judge.
func prompts(t *testing.T, annotated bool, f func(l *Local, q *content.Question)) {
	if testing.Short() {
		t.Skip("judges whole guides")
	}
	t.Helper()
	for _, name := range content.Builtin() {
		g, err := content.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		if !annotated {
			for q := range g.All {
				for i := range q.KeyPoints {
					q.KeyPoints[i].Annotations = content.Annotations{}
				}
			}
		}
		l := NewLocal(g)
		for q := range g.All {
			f(l, q)
		}
	}
}

func judged(t *testing.T, l *Local, q *content.Question, answer string) []panel.Verdict {
	t.Helper()
	verdicts, err := l.Judge(context.Background(), q, answer)
	if err != nil {
		t.Fatal(err)
	}
	return verdicts
}

// share is how many of how many.
type share struct{ n, of int }

func (s *share) add(hit bool) {
	s.of++
	if hit {
		s.n++
	}
}

func (s share) atMost(t *testing.T, percent float64, what string) {
	t.Helper()
	t.Logf("%s: %d of %d", what, s.n, s.of)
	if float64(s.n) > percent/100*float64(s.of) {
		t.Errorf("%s: %d of %d, at most %v %% allowed", what, s.n, s.of, percent)
	}
}

// Empty answers earn nothing on any prompt of the built-in guides.
func TestBuiltinGivesNothingForNothing(t *testing.T) {
	for _, annotated := range []bool{true, false} {
		var covered, partial share
		prompts(t, annotated, func(l *Local, q *content.Question) {
			var terms, labels []string
			for _, k := range q.KeyPoints {
				labels = append(labels, k.Label)
				text := newText(k.Text)
				for _, u := range unitsOf(text) {
					terms = append(terms, text.quote(u.from, u.to))
				}
			}
			for _, answer := range []string{
				"", "잘 모르겠습니다. 그 부분은 경험이 없어서요.", "I don't know.", q.Text,
				"네, " + q.Text + " 라고 물어보셨는데요, 좋은 질문입니다.",
				strings.Join(terms, ", "), strings.Join(terms, "\n"), strings.Join(terms, "/"),
				strings.Join(labels, ", "), strings.Join(labels, "\n"), strings.Join(labels, " "),
			} {
				for _, v := range judged(t, l, q, answer) {
					covered.add(v.Mark == panel.Covered)
					partial.add(v.Mark == panel.Partial)
				}
			}
		})
		covered.atMost(t, 0, "covered")
		partial.atMost(t, 2, "partial")
	}
}

// A key point pasted as the answer covers itself and not its siblings.
func TestBuiltinPasted(t *testing.T) {
	for _, annotated := range []bool{true, false} {
		var lost, sibling share
		prompts(t, annotated, func(l *Local, q *content.Question) {
			for i, k := range q.KeyPoints {
				for j, v := range judged(t, l, q, k.Text) {
					if i == j {
						lost.add(v.Mark != panel.Covered)
					} else {
						sibling.add(v.Mark == panel.Covered)
					}
				}
			}
		})
		if annotated {
			lost.atMost(t, 2, "own key point not covered")
		} else {
			lost.atMost(t, 5, "own key point not covered")
		}
		sibling.atMost(t, 1, "sibling covered")
	}
}

// What says nothing changes nothing; nor do repetition and the order of
// paragraphs.
func TestBuiltinDisturbed(t *testing.T) {
	filled, repeated, swapped := share{}, share{}, share{}
	prompts(t, true, func(l *Local, q *content.Question) {
		if q.Model == "" {
			return
		}
		want := judged(t, l, q, q.Model)
		compare := func(s *share, answer string) {
			for i, v := range judged(t, l, q, answer) {
				s.add(v.Mark != want[i].Mark)
			}
		}
		sentences := strings.SplitAfter(q.Model, ". ")
		half := len(sentences) / 2
		compare(&filled, "네, 제가 경험한 내용을 바탕으로 차근차근 말씀드리겠습니다. "+q.Model+" 이 정도로 답변을 마치겠습니다. 감사합니다.")
		compare(&repeated, q.Model+" "+q.Model)
		compare(&swapped, strings.Join(sentences[half:], "")+"\n\n"+strings.Join(sentences[:half], ""))
	})
	filled.atMost(t, 2, "filler")
	repeated.atMost(t, 0, "repeated")
	swapped.atMost(t, 3, "swapped")
}

// Right sentences with two names of a pair swapped are mostly called wrong, also
// when the judge has not learned from the sentence; right ones hardly ever.
func TestBuiltinSwapped(t *testing.T) {
	var unheard, unheardAnew, unjustAnew share
	heard := map[string]bool{}
	prompts(t, true, func(l *Local, q *content.Question) {
		for i, k := range q.KeyPoints {
			if len(k.Annotations.Pair) < 2 || heard[k.Text] {
				continue
			}
			heard[k.Text] = true
			for n, s := range k.Annotations.Say {
				less := *q
				less.Model, less.KeyPoints = "", slices.Clone(q.KeyPoints)
				less.KeyPoints[i].Annotations.Say = slices.Delete(slices.Clone(k.Annotations.Say), n, n+1)
				without := NewLocal(&content.Guide{Lang: "ko", Questions: []content.Question{less}})
				unjustAnew.add(judged(t, without, &less, s)[i].Mark == panel.Wrong)
				for other := range k.Annotations.Pair {
					for one := range other {
						if w, ok := swapNames(s, k.Annotations.Pair[one].Left, k.Annotations.Pair[other].Left); ok {
							unheard.add(judged(t, l, q, w)[i].Mark != panel.Wrong)
							unheardAnew.add(judged(t, without, &less, w)[i].Mark != panel.Wrong)
						}
					}
				}
			}
		}
	})
	unheard.atMost(t, 25, "swapped and not called wrong")
	unheardAnew.atMost(t, 50, "swapped in a sentence not learned from, and not called wrong")
	unjustAnew.atMost(t, 5, "right sentence not learned from, and called wrong")
}

func swapNames(s, one, other string) (swapped string, ok bool) {
	if !strings.Contains(s, one) || !strings.Contains(s, other) || strings.Contains(one, other) || strings.Contains(other, one) {
		return "", false
	}
	return strings.NewReplacer(one, other, other, one).Replace(s), true
}

func BenchmarkBuiltin(b *testing.B) {
	g, err := content.Open("middleware")
	if err != nil {
		b.Fatal(err)
	}
	l := NewLocal(g)
	q := &g.Questions[0]
	answer := string([]rune(q.Model + " " + g.Questions[1].Model)[:300])
	b.ReportAllocs()
	for b.Loop() {
		if _, err := l.Judge(context.Background(), q, answer); err != nil {
			b.Fatal(err)
		}
	}
}

// A model answer covers every key point of its own prompt, and earns next to
// nothing on prompts about something else.
func TestBuiltinModelAnswers(t *testing.T) {
	var all []*content.Question
	var judges []*Local
	prompts(t, true, func(l *Local, q *content.Question) {
		if len(all) > 0 && slices.ContainsFunc(all, func(o *content.Question) bool { return o.ID == q.ID }) {
			return
		}
		all, judges = append(all, q), append(judges, l)
	})
	var covered, partial share
	for i, q := range all {
		for n, v := range judged(t, judges[i], q, q.Model) {
			if v.Mark != panel.Covered {
				t.Errorf("the model answer of %s is judged %v on key point %d", q.ID, v.Mark, n+1)
			}
		}
		for j, o := range all {
			// one in five of the prompts, spread evenly
			if (i+j)%5 != 0 || judges[i] != judges[j] || subject(o) == subject(q) {
				continue
			}
			for _, v := range judged(t, judges[i], q, o.Model) {
				covered.add(v.Mark == panel.Covered)
				partial.add(v.Mark == panel.Partial)
			}
		}
	}
	covered.atMost(t, 1, "covered by other prompts' model answers")
	partial.atMost(t, 4, "partial by other prompts' model answers")
	t.Logf("other prompts' model answers: covered %d, partial %d of %d", covered.n, partial.n, covered.of)
}
