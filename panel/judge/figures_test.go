package judge

import (
	"context"
	"testing"

	"mockpanel/content"
)

// floors are the figures of the final half that the README gives, rounded
// down: they must not fall.
var floors = map[string]struct{ kappa, gap, precision, recall float64 }{
	"middleware":                     {0.81, 0.86, 0.95, 0.58},
	"delivery":                       {0.77, 0.82, 0.74, 0.57},
	"both":                           {0.78, 0.83, 0.78, 0.57},
	"middleware without annotations": {0.64, 0.75, 0, 0},
	"delivery without annotations":   {0.60, 0.75, 0, 0},
	"both without annotations":       {0.61, 0.75, 0, 0},
}

// TestFigures judges the final half of the labelled answers, which nothing was
// tuned on. go test ./panel/judge -run Figures -v prints what the README has.
func TestFigures(t *testing.T) {
	if testing.Short() {
		t.Skip("judges whole guides")
	}
	guides := builtins(t)
	answers := readAnswers(t, "final")
	var all, allPlain []Labelled
	for _, g := range guides {
		guided, plain := marked(t, g, answers), marked(t, withoutAnnotations(g), answers)
		all, allPlain = append(all, guided...), append(allPlain, plain...)
		check(t, g.Name, guided)
		check(t, g.Name+" without annotations", plain)
	}
	check(t, "both", all)
	check(t, "both without annotations", allPlain)
}

func marked(t *testing.T, g *content.Guide, answers []answerLine) (list []Labelled) {
	t.Helper()
	l := NewLocal(g)
	for _, a := range answers {
		if a.Guide != g.Name {
			continue
		}
		verdicts, err := l.Judge(context.Background(), g.Find(a.Question), a.Answer)
		if err != nil {
			t.Fatal(err)
		}
		labelled := Labelled{Style: a.Style, Labels: a.Labels}
		for _, v := range verdicts {
			labelled.Marks = append(labelled.Marks, v.Mark)
		}
		list = append(list, labelled)
	}
	return list
}

func check(t *testing.T, name string, list []Labelled) {
	t.Helper()
	a, err := Agree(list)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s: %d answers, %d key points, kappa %.3f (%.2f to %.2f), accuracy %.3f, gap F1 %.3f, wrong %.2f/%.2f, bias %+.3f",
		name, a.Answers, a.KeyPoints, a.Kappa, a.Low, a.High, a.Accuracy, a.Gap.F1, a.Wrong.Precision, a.Wrong.Recall, a.Bias)
	for _, s := range a.ByStyle {
		t.Logf("  %-14s %3d key points, accuracy %.3f, bias %+.3f", s.Style, s.KeyPoints, s.Accuracy, s.Bias)
	}
	f, ok := floors[name]
	if !ok {
		t.Errorf("%s: no floor", name)
	}
	if a.Kappa < f.kappa || a.Gap.F1 < f.gap || a.Wrong.Precision < f.precision || a.Wrong.Recall < f.recall {
		t.Errorf("%s: below %v", name, f)
	}
}
