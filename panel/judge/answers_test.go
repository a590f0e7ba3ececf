package judge

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"mockpanel/content"
	"mockpanel/panel"
)

type answerLine struct {
	Guide, Question, Style, Answer string
	Labels                         []panel.Mark
}

// readAnswers reads the labelled answers of one half, "dev" or "final", to the
// built-in guides; testdata/README.md says what they are. The judge is trained
// and tried on the first, the second is for the published figure only.
func readAnswers(t testing.TB, half string) (list []answerLine) {
	t.Helper()
	for _, guide := range []string{"middleware", "delivery"} {
		file := "testdata/" + half + "-" + guide + ".jsonl"
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range bytes.Split(bytes.TrimSpace(data), []byte("\n")) {
			var a struct {
				answerLine
				Labels []string
			}
			if err := json.Unmarshal(line, &a); err != nil {
				t.Fatalf("%s:%d: %v", file, i+1, err)
			}
			for _, l := range a.Labels {
				m, ok := panel.ParseMark(l)
				if !ok {
					t.Fatalf("%s:%d: %q is no mark", file, i+1, l)
				}
				a.answerLine.Labels = append(a.answerLine.Labels, m)
			}
			a.Guide = guide
			list = append(list, a.answerLine)
		}
	}
	return list
}

// withoutAnnotations returns g as its author would have left it before
// annotating.
func withoutAnnotations(g *content.Guide) *content.Guide {
	bare := *g
	bare.Questions = bareQuestions(g.Questions)
	return &bare
}

func bareQuestions(list []content.Question) []content.Question {
	out := append([]content.Question(nil), list...)
	for i := range out {
		q := &out[i]
		q.Model = ""
		q.KeyPoints = append([]content.KeyPoint(nil), q.KeyPoints...)
		for k := range q.KeyPoints {
			q.KeyPoints[k].Annotations = content.Annotations{}
		}
		q.FollowUps = bareQuestions(q.FollowUps)
	}
	return out
}

// family names the prompts that share facts: a main question and its follow-ups
// in a panel guide, a topic in a level guide. Prompts of one family are never on
// both sides of a trial.
func family(guide, id string) string {
	first, rest, _ := strings.Cut(id, "/")
	if strings.HasPrefix(rest, "l") { // a level: 06/l2/q1
		return guide + " " + first
	}
	ordinal, _, _ := strings.Cut(rest, "/")
	return guide + " " + first + "/" + ordinal
}
