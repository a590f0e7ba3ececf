package main

import (
	"strings"
	"testing"
	"time"

	"mockpanel/content"
	"mockpanel/panel"
)

func TestTarget(t *testing.T) {
	for _, c := range []struct {
		id, followUpOf string
		set, want      time.Duration
	}{
		{"infra/q1", "", 0, 3 * time.Minute},
		{"infra/q1/f1", "infra/q1", 0, 2 * time.Minute},
		{"06/l3/q1", "06/l2/q1", 0, 2 * time.Minute},
		{"scenario/q2", "", 0, 4 * time.Minute},
		{"scenario/q2", "", time.Minute, time.Minute},
	} {
		if got := targetOf(c.id, c.followUpOf, c.set); got != c.want {
			t.Errorf("%s: %v, want %v", c.id, got, c.want)
		}
	}
}

// TestMinutes: six questions with two follow-ups each, and the reading.
func TestMinutes(t *testing.T) {
	g, err := content.Open("middleware")
	if err != nil {
		t.Fatal(err)
	}
	plan, err := panel.NewPlan(g, panel.Selection{})
	if err != nil {
		t.Fatal(err)
	}
	p, _ := panel.New(g, plan, nil, "").Next()
	followUps := p.Total - 6
	if got, want := minutes(plan, p.Total, 0), 6*3+followUps*2+p.Total; got != want || followUps == 0 {
		t.Errorf("%d minutes for %d prompts, want %d", got, p.Total, want)
	}
	if got, want := minutes(plan, p.Total, time.Minute), 2*p.Total; got != want {
		t.Errorf("%d minutes with --time 1m, want %d", got, want)
	}
}

// TestSpoken: 253 syllables or 140 words are a minute.
func TestSpoken(t *testing.T) {
	for answer, want := range map[string]string{
		"":                          "0:00",
		strings.Repeat("가", 253):    "1:00",
		strings.Repeat("가 나.", 253): "2:00",
		strings.Repeat("ISR ", 140): "1:00",
		strings.Repeat("min.insync.replicas=2 ", 47): "1:15",
		strings.Repeat("1", 253):                     "1:00",
		"min을":                                       "0:05",
	} {
		if got := spokenClock(answer); got != want {
			t.Errorf("%.30q: %s, want %s", answer, got, want)
		}
	}
}

// TestComparison: claiming the opposite is worse than saying nothing, and what
// was not judged cannot be compared.
func TestComparison(t *testing.T) {
	marks := func(list ...panel.Mark) (v []panel.Verdict) {
		for _, m := range list {
			v = append(v, panel.Verdict{Mark: m})
		}
		return v
	}
	before := []panel.Mark{panel.Missed, panel.Wrong, panel.Missed, panel.Covered, panel.Partial, panel.Ungraded}
	turn := panel.Turn{
		KeyPoints: []panel.KeyPoint{{Label: "a"}, {Text: "b"}, {Label: "c"}, {Label: "d"}, {Label: "e"}, {Label: "f"}},
		Attempts:  []panel.Attempt{{Verdicts: marks(panel.Covered, panel.Missed, panel.Wrong, panel.Partial, panel.Partial, panel.Covered)}},
	}
	want := `  Against the earlier answer: gained 2, lost 2, same 1
    1. a: gained (missed -> covered)
    2. b: gained (wrong -> missed)
    3. c: lost (missed -> wrong)
    4. d: lost (covered -> partial)
    5. e: same (partial)
    6. f: not judged (ungraded -> covered)

`
	if got := comparison(turn, before, wordsIn("en"), 80); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
