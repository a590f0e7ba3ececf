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
	if q := s.Question(turn); q == nil || q.ID != turn.ID {
		t.Errorf("question of the turn: %+v", q)
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
}
