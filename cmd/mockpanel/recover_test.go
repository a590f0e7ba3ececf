package main

import (
	"testing"

	"mockpanel/content"
	"mockpanel/panel"
	"mockpanel/panel/judge"
)

// TestEchoRecoversNothing: a follow-up's words said back are no answer to its
// main question either, in any question of the built-in guides.
func TestEchoRecoversNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("judges whole guides")
	}
	for _, name := range content.Builtin() {
		g, err := content.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		local := judge.NewLocal(g)
		for _, q := range g.Questions {
			s := panel.New(g, panel.Plan{Questions: []string{q.ID}, FollowUps: panel.FollowUpsAll}, local, "local")
			for p, ok := s.Next(); ok; p, ok = s.Next() {
				answer := "모르겠습니다"
				if p.FollowUpOf != "" {
					answer = p.Question.Text
				}
				if _, err := s.Answer(t.Context(), answer, 0); err != nil {
					t.Fatal(err)
				}
			}
			for i, r := range s.Turns()[0].Recovered {
				if r.In != "" {
					t.Errorf("%s %s point %d: recovered by %q", name, q.ID, i+1, r.Evidence)
				}
			}
		}
	}
}

// TestProbeTwice: a probe and its main question, of which it takes a key point,
// are two prompts for the judge, however often they are judged in turn.
func TestProbeTwice(t *testing.T) {
	g, err := content.Open("middleware")
	if err != nil {
		t.Fatal(err)
	}
	q := g.Find("infra/q1")
	s := panel.New(g, panel.Plan{Questions: []string{q.ID}, FollowUps: panel.FollowUpsAll}, judge.NewLocal(g), "local")
	if _, err := s.Answer(t.Context(), "모르겠습니다", 0); err != nil {
		t.Fatal(err)
	}
	if err := s.Probe("그때 무엇을 먼저 하나요?", 0); err != nil {
		t.Fatal(err)
	}
	said := q.KeyPoints[0].Annotations.Say[0] + " " + q.KeyPoints[1].Annotations.Say[0]
	if _, err := s.Answer(t.Context(), said, 0); err != nil {
		t.Fatal(err)
	}
	turn, err := s.Retry(t.Context(), said, 0)
	if err != nil || len(turn.Last().Verdicts) != 1 {
		t.Fatal(turn.Last().Verdicts, err)
	}
	for i, r := range s.Turns()[0].Recovered[:2] {
		if r.In != "infra/q1/probe" {
			t.Errorf("key point %d is not recovered", i+1)
		}
	}
}
