package panel

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mockpanel/content"
	"mockpanel/personas"
)

// guide has two reviewers with two questions each; the first question of "a"
// has two follow-ups, one on each of its key points.
func guide() *content.Guide {
	point := func(label, text string) content.KeyPoint { return content.KeyPoint{Label: label, Text: text} }
	q := func(id, persona, text string) content.Question {
		return content.Question{ID: id, Persona: persona, Text: text, Topic: "큐", KeyPoints: []content.KeyPoint{point("하나", "한 가지"), point("", "또 한 가지")}}
	}
	first := q("a/q1", "a", "큐가 죽으면 어떻게 되나요?")
	first.Intent = "영향 범위"
	first.KeyPoints = []content.KeyPoint{
		point("리더 선출", "남은 복제본 중에서 컨트롤러가 리더를 고른다"),
		point("디스크 용량", "보존 기간을 줄여 디스크 공간을 되찾는다"),
	}
	first.FollowUps = []content.Question{
		{ID: "a/q1/f1", Persona: "a", Text: "컨트롤러는 리더를 어떻게 고르나요?", KeyPoints: []content.KeyPoint{point("", "남은 복제본의 목록을 본다")}},
		{ID: "a/q1/f2", Persona: "a", Text: "디스크가 찼는데 보존 기간을 줄일 수 없으면요?", KeyPoints: []content.KeyPoint{point("", "공간을 늘린다")}},
	}
	return &content.Guide{
		Name:      "g",
		Personas:  []personas.Persona{{Key: "a", Name: "갑"}, {Key: "b", Name: "을"}},
		Questions: []content.Question{first, q("a/q2", "a", "둘째"), q("b/q1", "b", "셋째"), q("b/q2", "b", "넷째")},
	}
}

// marker judges by the first word of the answer: a list of letters, one a key
// point (c, p, m, w), or "fail".
type marker struct{}

func (marker) Judge(_ context.Context, q *content.Question, answer string) ([]Verdict, error) {
	if answer == "fail" {
		return nil, errors.New("no verdict")
	}
	var verdicts []Verdict
	for i := range q.KeyPoints {
		m := Covered
		if i < len(answer) {
			m = map[byte]Mark{'c': Covered, 'p': Partial, 'm': Missed, 'w': Wrong}[answer[i]]
		}
		verdicts = append(verdicts, Verdict{Mark: m})
	}
	return verdicts, nil
}

// play answers every prompt and returns the ids in the order they were put,
// with the reason behind a follow-up.
func play(t *testing.T, s *Session, answer string) []string {
	t.Helper()
	var ids []string
	for p, ok := s.Next(); ok; p, ok = s.Next() {
		if p.N != len(ids)+1 || p.Total < p.N {
			t.Fatalf("%s is prompt %d of %d", p.Question.ID, p.N, p.Total)
		}
		id := p.Question.ID
		if p.Why != "" {
			id += " " + p.Why
		}
		ids = append(ids, id)
		if _, err := s.Answer(t.Context(), answer, 0); err != nil {
			t.Fatal(err)
		}
	}
	return ids
}

func TestOrder(t *testing.T) {
	for _, c := range []struct {
		name   string
		sel    Selection
		answer string
		want   string
	}{
		{"default", Selection{}, "cc", "a/q1, a/q1/f1, a/q1/f2, a/q2, b/q1, b/q2"},
		{"round", Selection{Order: OrderRound}, "cc", "a/q1, a/q1/f1, a/q1/f2, b/q1, a/q2, b/q2"},
		{"two questions", Selection{Questions: 2}, "cc", "a/q1, a/q1/f1, a/q1/f2, b/q1"},
		{"three questions", Selection{Questions: 3, FollowUps: FollowUpsNone}, "cc", "a/q1, a/q2, b/q1"},
		{"one reviewer", Selection{Personas: []string{"b"}}, "cc", "b/q1, b/q2"},
		{"reviewers in the order asked for", Selection{Personas: []string{"b", "a"}, FollowUps: FollowUpsNone}, "cc", "b/q1, b/q2, a/q1, a/q2"},
		{"words of a question", Selection{Topic: "둘째"}, "cc", "a/q2"},
		{"ids", Selection{IDs: []string{"b/q2", "a/q2"}}, "cc", "a/q2, b/q2"},
		{"all, one of which bears on a gap", Selection{Questions: 1}, "mc", "a/q1, a/q1/f1 리더 선출, a/q1/f2"},
		{"no gaps", Selection{FollowUps: FollowUpsGaps}, "cc", "a/q1, a/q2, b/q1, b/q2"},
		{"first point missed", Selection{FollowUps: FollowUpsGaps}, "mc", "a/q1, a/q1/f1 리더 선출, a/q2, b/q1, b/q2"},
		{"second point wrong", Selection{FollowUps: FollowUpsGaps}, "cw", "a/q1, a/q1/f2 디스크 용량, a/q2, b/q1, b/q2"},
		{"both partial", Selection{FollowUps: FollowUpsGaps, Questions: 1}, "pp", "a/q1, a/q1/f1 리더 선출, a/q1/f2 디스크 용량"},
	} {
		t.Run(c.name, func(t *testing.T) {
			plan, err := NewPlan(guide(), c.sel)
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Join(play(t, New(guide(), plan, marker{}, "fake"), c.answer), ", ")
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestPlanRefused(t *testing.T) {
	for want, sel := range map[string]Selection{
		`unknown reviewer "x": guide g has a, b`:     {Personas: []string{"x"}},
		"no question of guide g fits this selection": {Level: 2},
	} {
		if _, err := NewPlan(guide(), sel); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestShuffle(t *testing.T) {
	g := guide()
	for i := range 20 {
		g.Questions = append(g.Questions, content.Question{ID: fmt.Sprintf("b/q%d", i+3), Persona: "b", Text: "질문", KeyPoints: []content.KeyPoint{{Text: "점"}}})
	}
	draw := func(seed uint64) []string {
		plan, err := NewPlan(g, Selection{Personas: []string{"b"}, Questions: 10, Shuffle: true, Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		return plan.Questions
	}
	if !slices.Equal(draw(1), draw(1)) {
		t.Error("the same seed drew different questions")
	}
	if slices.Equal(draw(1), draw(2)) {
		t.Error("different seeds drew the same questions in the same order")
	}
}

// TestResume: an interview that is cut behind any turn goes on with the prompt
// it would have put next.
func TestResume(t *testing.T) {
	g := guide()
	plan, _ := NewPlan(g, Selection{FollowUps: FollowUpsGaps})
	whole := New(g, plan, marker{}, "fake")
	want := play(t, whole, "mp")
	for cut := range len(want) {
		s, err := Resume(g, plan, marker{}, "fake", slices.Clone(whole.Turns()[:cut]))
		if err != nil {
			t.Fatal(err)
		}
		p, _ := s.Next()
		if got := strings.TrimSpace(p.Question.ID + " " + p.Why); got != want[cut] {
			t.Errorf("after %d turns: got %s, want %s", cut, got, want[cut])
		}
	}
	g.Questions = g.Questions[1:]
	if _, err := Resume(g, plan, marker{}, "fake", nil); err == nil || err.Error() != "guide g has no question [a/q1] any more" {
		t.Errorf("resuming without a question: %v", err)
	}
}

func TestRetryCorrectSkip(t *testing.T) {
	g := guide()
	plan, _ := NewPlan(g, Selection{FollowUps: FollowUpsNone})
	s := New(g, plan, marker{}, "fake")
	if _, err := s.Correct(nil); err == nil {
		t.Error("corrected before any answer")
	}
	if _, err := s.Answer(t.Context(), "mm", 61*time.Second); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Retry(t.Context(), "cm", 0); err != nil {
		t.Fatal(err)
	}
	turn, err := s.Correct([]Mark{Ungraded, Covered})
	if err != nil {
		t.Fatal(err)
	}
	want := []Attempt{
		{Answer: "mm", Took: 61 * time.Second, Verdicts: []Verdict{{Mark: Missed}, {Mark: Missed}}, Judge: "fake"},
		{Answer: "cm", Verdicts: []Verdict{{Mark: Covered}, {Mark: Missed}}, Corrections: []Mark{Ungraded, Covered}, Judge: "fake"},
	}
	if diff := cmp.Diff(want, turn.Attempts); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if diff := cmp.Diff([]Mark{Covered, Covered}, turn.Last().Marks()); diff != "" {
		t.Errorf("marks: -want +got:\n%s", diff)
	}
	skipped, err := s.Skip()
	if err != nil || !skipped.Skipped() {
		t.Errorf("skipping: %+v, %v", skipped, err)
	}
	if _, err := s.Correct([]Mark{Covered, Covered}); err == nil {
		t.Error("corrected a skipped question")
	}
}

// TestJudgeFails: an answer nobody could judge is kept, ungraded, and counts
// in no score.
func TestJudgeFails(t *testing.T) {
	plan, _ := NewPlan(guide(), Selection{FollowUps: FollowUpsNone})
	s := New(guide(), plan, marker{}, "fake")
	turn, err := s.Answer(t.Context(), "fail", 0)
	if err == nil || err.Error() != "judging a/q1: no verdict" {
		t.Errorf("error: %v", err)
	}
	a := turn.Last()
	if a.Answer != "fail" || a.Judge != "" || a.Trouble != "no verdict" || len(s.Turns()) != 1 {
		t.Errorf("recorded: %+v", a)
	}
	if got := Count(s.Turns()); !math.IsNaN(got.Score) || got.Marks[Ungraded] != 2 || got.Answered != 1 {
		t.Errorf("counted: %+v", got)
	}
}

// TestRecover: a follow-up's answer is also judged against the gaps of the main
// answer; what it covers is recovered there, once, until a new attempt at the
// follow-up says otherwise.
func TestRecover(t *testing.T) {
	answered := func(answers ...string) *Session {
		plan, _ := NewPlan(guide(), Selection{IDs: []string{"a/q1"}})
		s := New(guide(), plan, marker{}, "fake")
		for _, a := range answers {
			s.Answer(t.Context(), a, 0)
		}
		return s
	}
	in := func(s *Session) string {
		var ids []string
		for _, r := range s.Turns()[0].Recovered {
			ids = append(ids, r.In)
		}
		return strings.Join(ids, ", ")
	}
	for _, c := range []struct{ name, main, first, second, want string }{
		{"missed, then said", "mc", "cc", "cc", "a/q1/f1, "},
		{"wrong and partial", "wp", "cm", "mc", "a/q1/f1, a/q1/f2"},
		{"partial is not enough", "mm", "pp", "pp", ""},
		{"nothing was missed", "cc", "cc", "cc", ""},
		{"the main answer was not judged", "fail", "cc", "cc", ""},
		{"the follow-up was not judged", "mm", "fail", "mc", ", a/q1/f2"},
	} {
		if got := in(answered(c.main, c.first, c.second)); got != c.want {
			t.Errorf("%s: recovered in %q, want %q", c.name, got, c.want)
		}
	}
	s := answered("mm", "cc")
	if got := Count(s.Turns()); got.Recovered != 2 || got.Marks[Covered] != 3 || got.Marks[Missed] != 0 {
		t.Errorf("counted: %+v", got)
	}
	if s.Retry(t.Context(), "mm", 0); in(s) != "" {
		t.Errorf("a new attempt without it: still recovered in %q", in(s))
	}
	if s.Retry(t.Context(), "mc", 0); in(s) != ", a/q1/f1" {
		t.Errorf("a new attempt with it: recovered in %q", in(s))
	}
	skipped := answered()
	skipped.Skip()
	if skipped.Answer(t.Context(), "cc", 0); in(skipped) != "" {
		t.Errorf("a skipped question: recovered in %q", in(skipped))
	}
}

// TestRecoveredGap: no follow-up is asked for a gap that was closed.
func TestRecoveredGap(t *testing.T) {
	plan, _ := NewPlan(guide(), Selection{FollowUps: FollowUpsGaps, Questions: 1})
	s := New(guide(), plan, marker{}, "fake")
	s.Answer(t.Context(), "mm", 0)
	s.Answer(t.Context(), "cc", 0)
	if p, ok := s.Next(); ok {
		t.Errorf("asked on: %s", p.Question.ID)
	}
}

func TestHints(t *testing.T) {
	plan, _ := NewPlan(guide(), Selection{FollowUps: FollowUpsNone})
	s := New(guide(), plan, marker{}, "fake")
	var got []string
	for h, ok := s.Hint(); ok; h, ok = s.Hint() {
		got = append(got, h)
	}
	if want := []string{"영향 범위", "리더 선출", "디스크 용량"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	turn, _ := s.Answer(t.Context(), "cc", 0)
	if turn.Hints != 3 {
		t.Errorf("%d hints recorded", turn.Hints)
	}
	if turn, _ = s.Answer(t.Context(), "cc", 0); turn.Hints != 0 {
		t.Errorf("hints of the last question counted again: %d", turn.Hints)
	}
}

func TestScore(t *testing.T) {
	for _, c := range []struct {
		marks []Mark
		want  float64
	}{
		{[]Mark{Covered, Partial, Missed, Wrong}, 0.375},
		{[]Mark{Covered, Ungraded}, 1},
		{[]Mark{Ungraded}, math.NaN()},
		{nil, math.NaN()},
	} {
		if got := Score(c.marks); got != c.want && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("Score(%v) = %v, want %v", c.marks, got, c.want)
		}
	}
}

func TestParseMark(t *testing.T) {
	for m := Ungraded; m <= Covered; m++ {
		if got, ok := ParseMark(m.String()); !ok || got != m {
			t.Errorf("%v reads back as %v", m, got)
		}
	}
	if _, ok := ParseMark("Covered"); ok {
		t.Error("an unknown name was read")
	}
}
