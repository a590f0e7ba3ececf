package panel

import "testing"

// TestProbe: a probe comes before what was to be next, is judged against its
// key point alone, can be answered again, and is asked once.
func TestProbe(t *testing.T) {
	g := guide()
	plan, _ := NewPlan(g, Selection{Questions: 1})
	s := New(g, plan, marker{}, "fake")
	if err := s.Probe("왜요?", 0); err == nil {
		t.Error("a probe before any answer")
	}
	if _, err := s.Answer(t.Context(), "mc", 0); err != nil {
		t.Fatal(err)
	}
	for _, point := range []int{-1, 2} {
		if err := s.Probe("왜요?", point); err == nil {
			t.Errorf("a probe about key point %d", point)
		}
	}
	before, _ := s.Next()
	if err := s.Probe("누가 리더를 정하나요?", 0); err != nil {
		t.Fatal(err)
	}
	p, _ := s.Next()
	if p.Question.ID != "a/q1/probe" || p.FollowUpOf != "a/q1" || p.Why != "" || p.Persona.Key != "a" || p.N != before.N || p.Total != before.Total+1 || !IsProbe(p.Question.ID) {
		t.Errorf("prompt: %+v", p)
	}
	s.DropProbe()
	if p, _ := s.Next(); p.Question != before.Question {
		t.Errorf("taken back, next is %+v", p)
	}
	if err := s.Probe("누가 리더를 정하나요?", 0); err != nil {
		t.Fatal(err)
	}
	turn, err := s.Answer(t.Context(), "m", 0)
	if err != nil || len(turn.KeyPoints) != 1 || turn.Text != "누가 리더를 정하나요?" || turn.FollowUpOf != "a/q1" {
		t.Errorf("turn: %+v, %v", turn, err)
	}
	if turn, err = s.Retry(t.Context(), "c", 0); err != nil || len(turn.Attempts) != 2 {
		t.Errorf("again: %+v, %v", turn, err)
	}
	if q := s.Question(turn); q == nil || q.ID != turn.ID || q.Text != turn.Text || len(q.KeyPoints) != 1 {
		t.Errorf("question of the turn: %+v", q)
	}
	if p, ok := s.Newest(); !ok || p.Question.ID != turn.ID || p.FollowUpOf != "a/q1" || p.N != 2 {
		t.Errorf("prompt of the turn: %+v, %v", p, ok)
	}
	if err := s.Probe("또 왜요?", 0); err == nil {
		t.Error("a probe about a probe")
	}
	if p, _ := s.Next(); p.Question.ID != "a/q1/f1" || p.N != 3 || p.Total != 4 {
		t.Errorf("then %+v", p)
	}
	resumed, err := Resume(g, plan, marker{}, "fake", s.Turns()[:2])
	if err != nil {
		t.Fatal(err)
	}
	if p, _ := resumed.Next(); p.Question.ID != "a/q1/f1" {
		t.Errorf("resumed with %s", p.Question.ID)
	}
	if turn, err := resumed.Retry(t.Context(), "m", 0); err != nil || len(turn.Attempts) != 3 {
		t.Errorf("again, after it was resumed: %+v, %v", turn, err)
	}
}

// TestProbeRecovers: whether the key point that a probe asks about is recovered
// is for its own verdict to say, whoever gives it; it is counted once.
func TestProbeRecovers(t *testing.T) {
	g := guide()
	plan, _ := NewPlan(g, Selection{Questions: 1})
	s := New(g, plan, marker{}, "fake")
	s.Answer(t.Context(), "mm", 0)
	if err := s.Probe("디스크는요?", 1); err != nil {
		t.Fatal(err)
	}
	in := func(what, first, second string) {
		t.Helper()
		list := s.Turns()[0].Recovered
		if list == nil {
			list = make([]Recovery, 2)
		}
		if list[0].In != first || list[1].In != second {
			t.Errorf("%s: recovered in %q and %q, want %q and %q", what, list[0].In, list[1].In, first, second)
		}
	}
	turn, err := s.Answer(t.Context(), "cm", 0)
	if err != nil {
		t.Fatal(err)
	}
	in("covered", "a/q1/probe", "a/q1/probe")
	if got := Count(s.Turns()); got.Put != 2 || got.Answered != 2 || got.Marks[Covered] != 2 || got.Marks[Missed] != 0 || got.Recovered != 2 {
		t.Errorf("counted: %+v", got)
	}
	if got := Count(s.Turns()[1:]); got.Marks[Covered] != 1 {
		t.Errorf("the probe alone: %+v", got)
	}
	if id, n := s.Place(turn, 0); id != "a/q1" || n != 1 {
		t.Errorf("its key point is number %d of %s", n, id)
	}
	if id, n := s.Place(s.Turns()[0], 1); id != "a/q1" || n != 1 {
		t.Errorf("a key point of the main question is number %d of %s", n, id)
	}
	s.Rejudge([]Verdict{{Mark: Missed}}, "other", "")
	in("another judge missed it", "a/q1/probe", "")
	s.Correct([]Mark{Covered})
	in("the user said it", "a/q1/probe", "a/q1/probe")
	s.Retry(t.Context(), "mm", 0)
	in("not said again", "", "")
	s.Rejudge([]Verdict{{Mark: Covered, Evidence: "말"}}, "other", "")
	in("another judge heard it", "", "a/q1/probe")
	if r := s.Turns()[0].Recovered[1]; r.Evidence != "말" {
		t.Errorf("evidence %q", r.Evidence)
	}
}
