package judge

import (
	"fmt"
	"testing"

	"mockpanel/panel"
)

func markList(letters string) (list []panel.Mark) {
	for _, r := range letters {
		list = append(list, map[rune]panel.Mark{'m': panel.Missed, 'w': panel.Wrong, 'p': panel.Partial, 'c': panel.Covered, '?': panel.Ungraded}[r])
	}
	return list
}

// The figures were worked out by hand from the definitions.
func TestAgree(t *testing.T) {
	a, err := Agree([]Labelled{
		{Style: "en", Labels: markList("ccm"), Marks: markList("cpm")},
		{Style: "ko", Labels: markList("wpm"), Marks: markList("wcm")},
		{Style: "ko", Labels: markList("wcc"), Marks: markList("pc?")},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("%d answers, %d key points, %d ungraded, %v, kappa %.3f, accuracy %.3f, bias %.3f, gap %.3f, wrong %.2f/%.2f, %v",
		a.Answers, a.KeyPoints, a.Ungraded, a.Confusion, a.Kappa, a.Accuracy, a.Bias, a.Gap.F1, a.Wrong.Precision, a.Wrong.Recall, a.ByStyle)
	want := "3 answers, 8 key points, 1 ungraded, [[2 0 0 0] [0 1 1 0] [0 0 0 1] [0 0 1 2]], kappa 0.769, accuracy 0.625, bias 0.062, gap 0.857, wrong 1.00/0.50, " +
		"[{en 3 0.6666666666666666 -0.16666666666666666} {ko 5 0.6 0.2}]"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if a.Low > a.Kappa || a.High < a.Kappa {
		t.Errorf("kappa %.3f outside %.3f to %.3f", a.Kappa, a.Low, a.High)
	}
}

func TestAgreeRefuses(t *testing.T) {
	for _, c := range []struct {
		l    Labelled
		want string
	}{
		{Labelled{Labels: markList("cc"), Marks: markList("c")}, "answer 1: 2 labels for 1 key points"},
		{Labelled{Labels: markList("?"), Marks: markList("c")}, "answer 1: a label is not one of missed, wrong, partial, covered"},
	} {
		if _, err := Agree([]Labelled{c.l}); err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}
