package main

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"mockpanel/panel"
	"mockpanel/personas"
)

// TestWords: every text is there in both languages, with the same verbs, and in
// English no noun depends on the number before it.
func TestWords(t *testing.T) {
	ko, en := reflect.ValueOf(wordsIn("ko")), reflect.ValueOf(wordsIn("en"))
	checkWords(t, ko, en)
}

func checkWords(t *testing.T, ko, en reflect.Value) {
	t.Helper()
	verb := regexp.MustCompile(`%[a-z]`)
	plural := regexp.MustCompile(`%d ([a-z]+ )*[a-z]+(s|\(s\))\b`)
	for i := range ko.NumField() {
		name := ko.Type().Field(i).Name
		if ko.Field(i).Kind() == reflect.Struct {
			checkWords(t, ko.Field(i), en.Field(i))
			continue
		}
		for n := 0; ko.Field(i).Kind() == reflect.Array && n < ko.Field(i).Len(); n++ {
			// There is no fault 0.
			if empty := ko.Field(i).Index(n).IsZero() || en.Field(i).Index(n).IsZero(); empty && (name != "faults" || n > 0) {
				t.Errorf("%s[%d] is empty", name, n)
			}
		}
		if ko.Field(i).IsZero() || en.Field(i).IsZero() {
			t.Errorf("%s is empty", name)
		}
		if ko.Field(i).Kind() != reflect.String {
			continue
		}
		if s := plural.FindString(en.Field(i).String()); s != "" {
			t.Errorf("%s in English is wrong for 1: %q", name, s)
		}
		if a, b := verb.FindAllString(ko.Field(i).String(), -1), verb.FindAllString(en.Field(i).String(), -1); !slices.Equal(a, b) {
			t.Errorf("%s has verbs %v in Korean and %v in English", name, a, b)
		}
	}
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"한글 abc\n\ttab": "한글 abc\n\ttab",
		"\x1b[2J\x07":   "^[[2J^G",
		"a\rb\x7f":      "a^Mb<U+007F>",
		"\u009b31m":     "<U+009B>31m",
		"\u202eabc":     "<U+202E>abc",
		"a\u2066b":      "a<U+2066>b",
		"a\x9b2J\xff":   "a\ufffd2J\ufffd",
	} {
		if got := visible(in); got != want {
			t.Errorf("visible(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"리더 파티션이 있던 브로커", 14, "> 리더\n  파티션이\n  있던 브로커\n"},
		{"go on with start --resume", 20, "> go on with start\n  --resume\n"},
		{"아주긴낱말은잘라서라도폭을지킨다", 14, "> 아주긴낱말은\n  잘라서라도폭\n  을지킨다\n"},
		{"제출  줄바꿈  도움말", 14, "> 제출  줄바꿈\n  도움말\n"},
		{"  들여 쓴 줄", 40, ">   들여 쓴 줄\n"},
		{"a\n\nb", 20, "> a\n\n  b\n"},
	} {
		if got := wrap(c.text, c.width, "> ", "  "); got != c.want {
			t.Errorf("wrap(%q, %d):\n%swant\n%s", c.text, c.width, got, c.want)
		}
	}
}

// TestScreensFit: nothing that is set for a width is wider, in either language,
// from 40 columns on, whatever the texts are.
func TestScreensFit(t *testing.T) {
	long := strings.Repeat("min.insync.replicas를2로두면", 9) + " 그리고 이어지는 설명 " + strings.Repeat("길다 ", 30)
	turn := panel.Turn{
		ID: "infra/q1", Text: long, Intent: long, Model: long, Section: long,
		Persona:   personas.Persona{Key: "em", Name: "아주 긴 이름의 면접관", Role: "EM(Engineering Manager)", Years: 10},
		KeyPoints: []panel.KeyPoint{{Label: long, Text: long}, {Text: long}, {Text: "짧다"}},
		Attempts: []panel.Attempt{{Answer: long, Took: time.Hour, Judge: "local", Corrections: []panel.Mark{panel.Covered, 0, 0}, Verdicts: []panel.Verdict{
			{Mark: panel.Missed, Missing: []string{long}},
			{Mark: panel.Partial, Evidence: long, Missing: []string{"a", "b"}, Note: long},
			{Mark: panel.Wrong, Evidence: "근거", Note: "이유"},
		}}},
	}
	turn.Recovered = []panel.Recovery{{}, {In: "infra/q1/f1", Evidence: long}, {}}
	other := turn
	other.Persona = personas.Persona{Key: "sre", Name: "이서연", Role: "SRE"}
	for _, lang := range []string{"ko", "en"} {
		w := wordsIn(lang)
		for _, width := range []int{40, 60, 75, 76, 80} {
			for name, s := range map[string]string{
				"feedback":  feedback(turn, 0, w, width),
				"second":    secondFeedback(turn, w, width),
				"recovered": recovered([]panel.Turn{turn}, panel.Turn{ID: "infra/q1/f1"}, w, width),
				"again":     comparison(turn, []panel.Mark{panel.Covered, panel.Missed, panel.Wrong}, w, width),
				"total":     wrap(totalPace([]panel.Turn{turn}, 0, w), width, "", "  "),
				"table":     table([]panel.Turn{turn, other}, w, width),
				"look":      lookAgain([]panel.Turn{turn, other}, w, width),
				"question":  questionText(turn, w, width),
				"key line":  wrap(w.keyLine, width, "", ""),
				"key help":  wrap(w.keyHelp, width, "", "  "),
				"the plain": wrap(w.plainHelp, width, "", ""),
				"fell back": wrap(fmt.Sprintf(w.endpoint.fellBack, long), width, "  ", "  "),
			} {
				for _, l := range strings.Split(s, "\n") {
					if cells(l) > width {
						t.Errorf("%s in %s at %d columns: %d cells: %q", name, lang, width, cells(l), l)
					}
				}
			}
		}
	}
}

// TestSetMarkdown: what is set holds no control character, not even as an
// entity; alert marks go, long lines are broken within their indentation, and
// an answer that looks like Markdown stays as it is.
func TestSetMarkdown(t *testing.T) {
	for _, c := range []struct {
		in    string
		width int
		want  string
	}{
		{"> [!WARNING]\n> 왜 &#27;[2J 멈추나 &#124;\n\n```text\n> 인용처럼 보이는 긴 답 &#27;입니다\n```\n", 16,
			"\n왜 ^[[2J 멈추나\n|\n\n  > 인용처럼\n  보이는 긴 답\n  &#27;입니다\n"},
		{"> [!WARNING]\n> - **놓침** 1. 값은 1\\~3초, `a*b`\n>   - **메모:** 긴 메모를 씁니다\n", 20,
			"\n- 놓침 1. 값은\n  1~3초, a*b\n  - 메모: 긴 메모를\n    씁니다\n"},
		{"## 요약\n\n| 면접관 | 답변 | 점수 |\n| :-- | --: | --: |\n| **아주** 긴 이름의 면접관 | 2 | - |\n| 1. 가 &#124; 나 | 0 | # |\n", 30,
			"\n요약\n\n면접관              답변  점수\n아주 긴 이름의         2     -\n면접관\n1. 가 | 나             0     #\n"},
		{"| 면접관 | 답변 | 점수 |\n| :-- | --: | --: |\n| 아주 긴 이름의 면접관 | 2 | 40% |\n", 24,
			"\n아주 긴 이름의 면접관:\n  답변 2, 점수 40%\n"},
		{"a <b>x</b> [text](https://example.com) <!-- no -->\n\n<!-- end -->\n", 80,
			"\na <b>x</b> text <!-- no -->\n\n"},
	} {
		if got := setMarkdown(c.in, c.width, false); got != c.want {
			t.Errorf("at %d columns got\n%q\nwant\n%q", c.width, got, c.want)
		}
	}
	if got, want := setMarkdown("# **a** b\n\nc **d**", 80, true), "\n\x1b[1m\x1b[1ma\x1b[0m b\x1b[0m\n\nc \x1b[1md\x1b[0m\n"; got != want {
		t.Errorf("with emphasis got %q, want %q", got, want)
	}
}

// TestSurveyPrompts: of survey's prompts only Select and MultiSelect are fit
// for Korean input; the others lose or garble it.
func TestSurveyPrompts(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	unfit := regexp.MustCompile(`survey\.(Input|Multiline|Editor|Confirm|Password)\b`)
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if m := unfit.Find(src); m != nil {
			t.Errorf("%s uses %s", file, m)
		}
	}
}
