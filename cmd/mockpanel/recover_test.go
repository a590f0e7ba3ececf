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
