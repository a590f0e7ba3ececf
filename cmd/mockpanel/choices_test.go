package main

import (
	"context"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mockpanel/content"
	"mockpanel/panel"
)

// picks answers menus one after the other, and keeps what they said. Without
// picks left the user leaves with err.
type picks struct {
	next  [][]int
	err   error
	menus []menu
}

func (p *picks) pick(_ context.Context, m menu) ([]int, error) {
	p.menus = append(p.menus, m)
	if len(p.next) == 0 {
		return nil, p.err
	}
	picked := p.next[0]
	p.next = p.next[1:]
	return picked, nil
}

// TestNextChoice: what the user may do after the feedback, and what a correction
// makes of the judge's marks and of the user's words.
func TestNextChoice(t *testing.T) {
	w := wordsIn("en")
	turn := panel.Turn{
		ID: "a/q1", Model: "the answer", KeyPoints: []panel.KeyPoint{{Label: "one", Text: "first"}, {Text: "second"}, {Text: "third"}},
		Attempts: []panel.Attempt{{Answer: "It stops. It starts.", Verdicts: []panel.Verdict{{Mark: panel.Covered}, {Mark: panel.Missed}, {Mark: panel.Partial}}}},
	}
	following := &panel.Prompt{FollowUpOf: "a/q1"}
	for name, c := range map[string]struct {
		picks []int   // of the first menu
		more  [][]int // of the others
		err   error
		want  choice
	}{
		"on":                       {picks: []int{0}, want: choice{kind: choiceNext}},
		"again":                    {picks: []int{1}, want: choice{kind: choiceAgain}},
		"model":                    {picks: []int{2}, want: choice{kind: choiceModel}},
		"quit":                     {picks: []int{4}, want: choice{kind: choiceQuit}},
		"Ctrl-C":                   {err: errLeft, want: choice{kind: choiceInterrupted}},
		"end of input":             {err: io.EOF, want: choice{kind: choiceQuit}},
		"Ctrl-C in the key points": {picks: []int{3}, err: errLeft, want: choice{kind: choiceInterrupted}},
		"Ctrl-C in the sentences":  {picks: []int{3}, more: [][]int{{1}}, err: errLeft, want: choice{kind: choiceInterrupted}},
		"correct": {
			picks: []int{3}, more: [][]int{{1, 2}, {1}, {2}}, // the second sentence, and none to remember
			want: choice{kind: choiceCorrect, marks: []panel.Mark{panel.Missed, panel.Covered, panel.Covered}, said: []string{"", "It starts.", ""}},
		},
	} {
		p := &picks{next: c.more, err: c.err}
		if c.picks != nil {
			p.next = append([][]int{c.picks}, c.more...)
		}
		got, err := nextChoice(t.Context(), p, w, turn, following)
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, %v, want %+v", name, got, err, c.want)
		}
	}

	p := &picks{next: [][]int{{3}, {0}}}
	if _, err := nextChoice(t.Context(), p, w, turn, following); err != nil {
		t.Fatal(err)
	}
	menus := []string{
		"Take the follow-up, Answer again, Show the model answer, The verdict is wrong, Save and finish",
		"one, second, third",
	}
	for i, m := range p.menus {
		if diff := cmp.Diff(menus[i], strings.Join(m.options, ", ")); diff != "" {
			t.Errorf("menu %d (-want +got)\n%s", i, diff)
		}
	}
	if got := choices(panel.Turn{}, w, nil); len(got) != 3 || got[0] != (option{choiceNext, w.quit}) {
		t.Errorf("at the end: %+v", got)
	}
	broken := errors.New("the terminal broke")
	if _, err := nextChoice(t.Context(), &picks{err: broken}, w, turn, nil); !errors.Is(err, broken) {
		t.Errorf("a terminal that broke: %v", err)
	}
}

// TestChooseInterview: who sits on the panel and how long it takes is asked, and
// leaving either menu is an interruption.
func TestChooseInterview(t *testing.T) {
	g, err := content.Open("middleware")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		length int
		want   panel.Selection
	}{
		{0, panel.Selection{Personas: []string{"sre", "em"}, FollowUps: panel.FollowUpsAll}},
		{1, panel.Selection{Personas: []string{"sre", "em"}, FollowUps: panel.FollowUpsNone}},
		{2, panel.Selection{Personas: []string{"sre", "em"}, Questions: len(g.Questions), FollowUps: panel.FollowUpsAll}},
	} {
		var sel panel.Selection
		p := &picks{next: [][]int{{1, 5}, {c.length}}}
		if err := chooseInterview(t.Context(), p, wordsIn("ko"), g, &sel, 0); err != nil || !reflect.DeepEqual(sel, c.want) {
			t.Errorf("chose %+v, %v, want %+v", sel, err, c.want)
		}
		if len(p.menus[0].ticked) != len(g.Personas) {
			t.Errorf("%d of %d reviewers are ticked", len(p.menus[0].ticked), len(g.Personas))
		}
	}
	for _, next := range [][][]int{nil, {{0}}} {
		p := &picks{next: next, err: errLeft}
		if err := chooseInterview(t.Context(), p, wordsIn("ko"), g, &panel.Selection{}, 0); err != error(exitError(exitInterrupted)) {
			t.Errorf("left the menus: %v", err)
		}
	}
}
