package main

import (
	"strings"
	"testing"

	"mockpanel/panel"
	"mockpanel/personas"
)

// answered returns a turn of the reviewer with a mark per key point.
func answered(role, name string, marks ...panel.Mark) panel.Turn {
	t := panel.Turn{ID: "infra/q1", Persona: personas.Persona{Key: name, Role: role, Name: name}}
	a := panel.Attempt{Answer: "답"}
	for range marks {
		t.KeyPoints = append(t.KeyPoints, panel.KeyPoint{Label: "라벨", Text: "긴 설명"})
	}
	for _, m := range marks {
		a.Verdicts = append(a.Verdicts, panel.Verdict{Mark: m})
	}
	t.Attempts = []panel.Attempt{a}
	return t
}

// TestCorrections: of the feedback that stands above, only what the correction
// changed comes again, with the new score.
func TestCorrections(t *testing.T) {
	turn := answered("SRE", "이서연", panel.Missed, panel.Covered, panel.Missed)
	turn.Attempts[0].Corrections = []panel.Mark{panel.Ungraded, panel.Ungraded, panel.Covered}
	want := `
  핵심 3개: 다룸 2, 놓침 1   [#############-------] 67%

  [x] 3. 라벨: 긴 설명
         내 채점: 다룸 <- 놓침

`
	if got := corrections(turn, wordsIn("ko"), 80); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestTable: no name is cut, and no line is wider than the window.
func TestTable(t *testing.T) {
	names := []string{"인프라 엔지니어 박준혁", "EM(Engineering Manager) 한소윤", "이름만길게붙여쓴면접관의직함"}
	var turns []panel.Turn
	for _, n := range names {
		turns = append(turns, answered("", n, panel.Covered))
	}
	for _, width := range []int{40, 60, 76, 80} {
		got := table(turns, wordsIn("ko"), width)
		for _, l := range strings.Split(got, "\n") {
			if cells(l) > width {
				t.Errorf("%d columns: %q", width, l)
			}
		}
		flat := got
		for _, gone := range []string{" ", "\n", "1/1", "100%", "[####################]"} {
			flat = strings.ReplaceAll(flat, gone, "")
		}
		for _, n := range names {
			if !strings.Contains(flat, strings.ReplaceAll(n, " ", "")) {
				t.Errorf("%d columns: no %s in\n%s", width, n, got)
			}
		}
	}
}
