package judge

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/unicode/norm"

	"mockpanel/content"
	"mockpanel/panel"
)

// marksOf judges an answer to q in a guide of its own.
func marksOf(t *testing.T, q content.Question, answer string) string {
	t.Helper()
	return marks(verdictsOf(t, q, answer))
}

func verdictsOf(t *testing.T, q content.Question, answer string) []panel.Verdict {
	t.Helper()
	g := sampleGuide(20)
	g.Questions[0] = q
	verdicts, err := NewLocal(g).Judge(context.Background(), &g.Questions[0], answer)
	if err != nil {
		t.Fatal(err)
	}
	return verdicts
}

func marks(verdicts []panel.Verdict) string {
	var list []string
	for _, v := range verdicts {
		list = append(list, v.Mark.String())
	}
	return strings.Join(list, " ")
}

// cases reads a file of cases: "== name", the answer ("-" for none), and lines
// "plain: marks" and "annotated: marks".
func cases(t *testing.T, file string) (list []testCase) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut("\n"+string(data), "\n== ")
	for block := range strings.SplitSeq(body, "\n== ") {
		name, rest, _ := strings.Cut(block, "\n")
		c := testCase{name: name, want: map[string]string{}}
		var answer []string
		for line := range strings.SplitSeq(strings.TrimSpace(rest), "\n") {
			kind, marks, ok := strings.Cut(line, ": ")
			if ok && (kind == "plain" || kind == "annotated") {
				c.want[kind] = marks
			} else if line != "-" {
				answer = append(answer, line)
			}
		}
		c.answer = strings.Join(answer, "\n")
		list = append(list, c)
	}
	return list
}

type testCase struct {
	name, answer string
	want         map[string]string
}

func TestCases(t *testing.T) {
	for _, c := range cases(t, "testdata/cases.txt") {
		for kind, want := range c.want {
			t.Run(c.name+"/"+kind, func(t *testing.T) {
				q := sampleQuestion()
				if kind == "plain" {
					q = plainQuestion()
				}
				if got := marksOf(t, q, c.answer); got != want {
					t.Errorf("%s\n got %s\nwant %s", c.answer, got, want)
				}
			})
		}
	}
}

// Verdicts known to be wrong: each must keep failing until it is moved to
// cases.txt.
func TestKnownWrong(t *testing.T) {
	for _, c := range cases(t, "testdata/known-wrong.txt") {
		for kind, want := range c.want {
			q := sampleQuestion()
			if kind == "plain" {
				q = plainQuestion()
			}
			if got := marksOf(t, q, c.answer); got == want {
				t.Errorf("%s/%s is right now: move it to cases.txt", c.name, kind)
			}
		}
	}
}

// A complete answer may be disturbed in these ways without a verdict changing.
func TestDisturbed(t *testing.T) {
	answers := []string{sampleQuestion().Model}
	for _, k := range sampleQuestion().KeyPoints {
		answers = append(answers, k.Annotations.Say...)
	}
	filler := "안녕하세요, 질문 감사합니다. 제 경험을 바탕으로 말씀드리겠습니다."
	closing := "이상으로 답변을 마치겠습니다. 들어 주셔서 감사합니다."
	disturb := map[string]func(string) string{
		"said twice":         func(s string) string { return s + "\n" + s },
		"said thrice":        func(s string) string { return s + " " + s + " " + s },
		"decomposed":         norm.NFD.String,
		"filler around":      func(s string) string { return filler + " " + s + " " + closing },
		"code after it":      func(s string) string { return s + "\n```\nreplicas: 3\nstrategy: RollingUpdate\n```\n" },
		"more white space":   func(s string) string { return "\n\n  " + strings.ReplaceAll(s, " ", "  ") + "\n\n" },
		"invalid bytes":      func(s string) string { return s + "\n\xb0\xa1\xb3\xaa" },
		"control characters": func(s string) string { return "\x1b" + s + "\x00" },
	}
	for name, f := range disturb {
		for _, question := range []content.Question{sampleQuestion(), plainQuestion()} {
			for _, answer := range answers {
				if got, want := marksOf(t, question, f(answer)), marksOf(t, question, answer); got != want {
					t.Errorf("%s: %s\n got %s\nwant %s", name, answer, got, want)
				}
			}
		}
	}
}

// Swapping the sentences of an answer changes at most 3 % of the verdicts.
func TestSwapped(t *testing.T) {
	verdicts, changed := 0, 0
	for _, question := range []content.Question{sampleQuestion(), plainQuestion()} {
		sentences := strings.SplitAfter(question.KeyPoints[0].Text+" "+question.KeyPoints[1].Text+" "+question.KeyPoints[2].Text, ". ")
		want := strings.Fields(marksOf(t, question, strings.Join(sentences, "\n")))
		for shift := range sentences {
			moved := append(append([]string(nil), sentences[shift:]...), sentences[:shift]...)
			for i, mark := range strings.Fields(marksOf(t, question, strings.Join(moved, "\n"))) {
				verdicts++
				if mark != want[i] {
					changed++
				}
			}
		}
	}
	if changed*100 > 3*verdicts {
		t.Errorf("%d of %d verdicts changed", changed, verdicts)
	}
}

// A key point's own text covers it and not its siblings.
func TestSiblings(t *testing.T) {
	for _, question := range []content.Question{sampleQuestion(), plainQuestion()} {
		for i, k := range question.KeyPoints {
			for j, mark := range strings.Fields(marksOf(t, question, k.Text)) {
				if (mark == "covered") != (i == j) {
					t.Errorf("text of key point %d: key point %d is %s", i+1, j+1, mark)
				}
			}
		}
	}
}

func TestEvidence(t *testing.T) {
	answer := norm.NFD.String("먼저 배경부터요. 두 서버를 나란히 띄워 두고 요청을 조금씩 넘겼습니다. 한 번에 바꾸면 되돌리기 어렵습니다. 날씨 얘기는 줄이겠습니다.")
	verdicts := verdictsOf(t, sampleQuestion(), answer)
	for i, v := range verdicts {
		if !strings.Contains(norm.NFC.String(answer), v.Evidence) {
			t.Errorf("key point %d: evidence %q is not in the answer", i+1, v.Evidence)
		}
		if (v.Evidence == "") != (v.Mark == panel.Missed) {
			t.Errorf("key point %d is %v with evidence %q", i+1, v.Mark, v.Evidence)
		}
		if (len(v.Missing) == 0) != (v.Mark == panel.Covered) {
			t.Errorf("key point %d is %v with missing %q", i+1, v.Mark, v.Missing)
		}
		if v.Confidence <= 0 || v.Confidence >= 1 {
			t.Errorf("key point %d: confidence %v", i+1, v.Confidence)
		}
	}
	if got, want := verdicts[0].Evidence, "두 서버를 나란히 띄워 두고 요청을 조금씩 넘겼습니다"; got != want {
		t.Errorf("evidence %q, want %q", got, want)
	}
}

func TestMissingNamesWhatWasNotHeard(t *testing.T) {
	v := verdictsOf(t, sampleQuestion(), "요청을 조금씩 새 쪽으로 보냈습니다.")[0]
	if got, want := fmt.Sprintf("%v %q", v.Mark, v.Missing), `partial ["두 서버를 나란히 띄워 두고" "한 번에 바꾸면 되돌리기 어렵다"]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestWrongGivesTheReason(t *testing.T) {
	v := verdictsOf(t, sampleQuestion(), "나란히 두면 복잡하니까 새벽에 한 번에 전부 넘기는 편이 더 안전합니다.")[0]
	if got, want := v.Note, "한 번에 넘기면 되돌릴 곳이 없다"; got != want {
		t.Errorf("note %q, want %q", got, want)
	}
}

// Without annotations nothing is called wrong, whatever is said.
func TestNeverWrongWithoutAnnotations(t *testing.T) {
	q := sampleQuestion()
	for _, k := range q.KeyPoints {
		for _, w := range k.Annotations.Wrong {
			if got := marksOf(t, plainQuestion(), w.Text); strings.Contains(got, "wrong") {
				t.Errorf("%s: %s", w.Text, got)
			}
		}
	}
}

func TestSameVerdictsEveryTime(t *testing.T) {
	answer := sampleQuestion().Model
	want := fmt.Sprintf("%+v", verdictsOf(t, sampleQuestion(), answer))
	for range 20 {
		if got := fmt.Sprintf("%+v", verdictsOf(t, sampleQuestion(), answer)); got != want {
			t.Fatalf("got %s\nwant %s", got, want)
		}
	}
}

func TestConcurrent(t *testing.T) {
	g := sampleGuide(8)
	l := NewLocal(g)
	var wait sync.WaitGroup
	for i := range 32 {
		wait.Go(func() {
			q := &g.Questions[i%len(g.Questions)]
			verdicts, err := l.Judge(context.Background(), q, q.Model)
			if got := marks(verdicts); err != nil || got != "covered covered covered" {
				t.Errorf("%s: %s %v", q.ID, got, err)
			}
		})
	}
	wait.Wait()
}

func FuzzJudge(f *testing.F) {
	f.Add("두 서버를 나란히 띄워 두고 조금씩 넘겼습니다.")
	f.Add("```\n```\n\xff 100% a.b_c=D -- ㄱㄴㄷ")
	g := sampleGuide(1)
	l := NewLocal(g)
	f.Fuzz(func(t *testing.T, answer string) {
		verdicts, err := l.Judge(context.Background(), &g.Questions[0], answer)
		if err != nil || len(verdicts) != 3 {
			t.Fatalf("%v %v", verdicts, err)
		}
		for _, v := range verdicts {
			if !strings.Contains(norm.NFC.String(strings.ToValidUTF8(answer, " ")), v.Evidence) {
				t.Errorf("evidence %q is not in the answer", v.Evidence)
			}
		}
	})
}

// An expression of two syllables that its author wrote as two words is found
// written so; one that was written as one word is not found in two.
func TestSpacedExpression(t *testing.T) {
	q := &content.Question{ID: "sre/q1", Text: "멈추나요?", KeyPoints: []content.KeyPoint{{
		Text:        "몇 초 동안 쓰기가 멈춘다",
		Annotations: content.Annotations{Must: [][]string{{"몇 초"}}, Expect: [][]string{{"이전"}}, Say: []string{"몇 초 동안 쓰기가 멈춥니다"}},
	}}}
	l := NewLocal(&content.Guide{Lang: "ko", Questions: []content.Question{*q}})
	for answer, want := range map[string][2]float64{
		"쓰기가 몇 초 동안 멈추고 다시 됩니다":  {1, 0},
		"쓰기가 몇초 동안 멈추고 다시 됩니다":   {1, 0},
		"이 전체 쓰기가 잠시 멈추고 다시 됩니다": {0, 0},
		"이전 쓰기가 잠시 멈추고 다시 됩니다":   {0, 1},
	} {
		r := l.find(l.question(q), answer)[0].readings
		if got := [2]float64{r.must, r.expect}; got != want {
			t.Errorf("%s: must and expect %v, want %v", answer, got, want)
		}
	}
}

// Identifiers of which an answer names parts are added up in the same order
// every time: float64 sums depend on it.
func TestIdentifiersInOrder(t *testing.T) {
	const names = "min.insync.replicas, unclean.leader.election.enable, auto.offset.reset, max.poll.interval.ms, session.timeout.ms, (log.retention.hours), 값을 함께 정한다"
	q := &content.Question{ID: "data/q1", Text: "auto.offset.reset 말고 무엇을 정하나요?", KeyPoints: []content.KeyPoint{
		{Text: names, Annotations: content.Annotations{Say: []string{names}}},
		{Text: "min.insync.replicas, log.retention.hours 기본값을 그대로 둔다"},
		{Text: "session.timeout.ms, log.retention.hours, max.poll.interval.ms 기본값을 늘린다"},
	}}
	l := NewLocal(&content.Guide{Lang: "ko", Questions: []content.Question{*q}})
	for n := range 8 {
		answer := strings.Join(strings.Fields("replicas leader election offset interval poll timeout retention hours")[:n+2], " ") + " 값을 정합니다"
		near := func() float64 { return l.find(l.question(q), answer)[0].readings.near }
		want := near()
		for range 100 {
			if got := near(); got != want {
				t.Fatalf("%s: near %v, then %v", answer, want, got)
			}
		}
	}
}
