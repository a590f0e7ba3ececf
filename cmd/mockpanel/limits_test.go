package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"mockpanel/content"
	"mockpanel/transcripts"
)

// TestLimits: the table of limits has the numbers that are enforced here and in
// the packages that read files.
func TestLimits(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		fmt.Sprintf("| guide | %d MB, %s lines, %d KB a line, %s questions, %d reviewers, %d key points a question and %s in all, %d expressions", content.MaxBytes>>20, thousands(content.MaxLines), content.MaxLine>>10, thousands(content.MaxQuestions), content.MaxReviewers, content.MaxPoints, thousands(content.MaxAllPoints), content.MaxPoints),
		fmt.Sprintf("| answer | %d MB |", maxAnswer>>20),
		fmt.Sprintf("| file of answers | %d MB, %s lines |", maxFile>>20, thousands(maxLines)),
		fmt.Sprintf("| transcript | %d MB,", transcripts.MaxBytes>>20),
		fmt.Sprintf(" MB, %d MB |\n| reply", maxExpressions>>20),
	} {
		if !strings.Contains(string(readme), want) {
			t.Errorf("the README does not say %q", want)
		}
	}
}

func thousands(n int) string { return fmt.Sprintf("%d,%03d", n/1000, n%1000) }

// TestManyLines: a file of answers beyond a limit is refused, and what is told
// of it stays short.
func TestManyLines(t *testing.T) {
	g, err := content.Open(content.Default)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		file string
		told int
		last string
	}{
		{strings.Repeat("y\n", 500), maxProblems + 1, "a.jsonl:101: 100 lines cannot be read; the rest is not looked at"},
		{strings.Repeat("\n", maxLines+1), 1, "a.jsonl:100001: more than 100000 lines or 64 MB\n  hint: cut the file in parts"},
		{strings.Repeat(strings.Repeat(" ", maxAnswer)+"\n", maxFile/maxAnswer+1), 1, "a.jsonl:64: more than 100000 lines or 64 MB\n  hint: cut the file in parts"},
	} {
		_, err := readLines("a.jsonl", strings.NewReader(c.file), g)
		problems, ok := err.(content.Problems)
		if !ok || len(problems) != c.told || problems[len(problems)-1].String() != c.last {
			t.Errorf("%d problems, %v; want %d, the last %q", len(problems), err, c.told, c.last)
		}
	}
}

// TestManyProblems: a guide with very many problems says once how many more
// there are.
func TestManyProblems(t *testing.T) {
	name := filepath.Join(t.TempDir(), "g.md")
	guide := "### [팀원1: A — SRE, 3년차]\n\n"
	for n := range content.MaxProblems + 500 {
		guide += fmt.Sprintf("#### Q%d. 왜?\n\n", n+1)
	}
	if err := os.WriteFile(name, []byte(guide), 0o600); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	err := checkGuides(&app{out: &out}, []string{name})
	if err == nil || strings.Count(out.String(), "no key points") != content.MaxProblems || strings.Count(out.String(), "more problem") != 1 {
		t.Errorf("%v\n%s", err, out.String())
	}
}

// FuzzVisible: nothing that is shown acts on a terminal, and what was harmless
// is shown as it is.
func FuzzVisible(f *testing.F) {
	f.Add("한글 abc\n\ttab")
	f.Add("\x1b[2J\x07\x1b]52;c;eA==\a \u009b31m \u202eabc\u2066")
	f.Add("\xc2\x9b \xff\x1b")
	f.Fuzz(func(t *testing.T, s string) {
		shown := visible(s)
		if strings.ContainsFunc(shown, unsafeRune) {
			t.Errorf("%q is shown as %q", s, shown)
		}
		if utf8.ValidString(s) && !strings.ContainsFunc(s, unsafeRune) && shown != s {
			t.Errorf("%q is shown as %q", s, shown)
		}
		for _, line := range strings.Split(strings.TrimSuffix(wrap(s, 40, "> ", "  "), "\n"), "\n") {
			if strings.ContainsFunc(line, unsafeRune) || strings.ContainsRune(line, '\t') {
				t.Errorf("%q is set as %q", s, line)
			}
		}
	})
}

// FuzzExpressions: every line is an expression or a problem by line, and an
// expression that was read is read back as it is written.
func FuzzExpressions(f *testing.F) {
	f.Add([]byte("# 질문, 핵심 번호, 표현\ninfra/q1 2 대표 주소는 안 건드렸고요\n"))
	f.Add([]byte("\ufeffinfra/q1 0 x\r\ninfra/q1\n\xff 1 x\nq 1 \x1b[31m\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		list, problems := parseExpressions("e.txt", src)
		for _, p := range problems {
			if p.Line < 1 || p.What == "" {
				t.Errorf("problem %+v", p)
			}
		}
		for _, e := range list {
			if e.point < 1 || e.text == "" || strings.ContainsAny(e.String(), "\n\r") {
				t.Fatalf("read %+v", e)
			}
			again, problems := parseExpressions("e.txt", []byte("\n"+e.String()))
			if strings.HasPrefix(e.question, "#") {
				continue // a comment
			}
			if len(problems) > 0 || len(again) != 1 || again[0].text != e.text || again[0].question != e.question {
				t.Errorf("%q reads back as %+v, %v", e, again, problems)
			}
		}
	})
}
