package main

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mockpanel/content"
)

// TestLearn: what was learned is in the guide's key point the next time, once,
// and its file can be read by its owner alone.
func TestLearn(t *testing.T) {
	data := t.TempDir()
	a := &app{env: func(string) string { return data }, err: &strings.Builder{}}
	name := expressionsFile(a, "middleware")
	said := []expression{{question: "infra/q1", point: 2, text: "대표 주소는 안 건드렸고요"}}
	for range 2 {
		if err := remember(name, "설명", said); err != nil {
			t.Fatal(err)
		}
	}
	src, err := os.ReadFile(name)
	if want := "# 설명\ninfra/q1 2 대표 주소는 안 건드렸고요\n"; err != nil || string(src) != want {
		t.Errorf("file holds %q, want %q (%v)", src, want, err)
	}
	if info, _ := os.Stat(name); runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("file has mode %v", info.Mode())
	}
	g, err := openGuide(a, "middleware")
	if err != nil {
		t.Fatal(err)
	}
	for q := range g.All {
		for i, k := range q.KeyPoints {
			want := q.ID == "infra/q1" && i == 1
			if got := slices.Equal(k.Accepted, []string{"대표 주소는 안 건드렸고요"}); got != want || !want && k.Accepted != nil {
				t.Errorf("%s %d accepts %q", q.ID, i+1, k.Accepted)
			}
		}
	}
}

// TestAcceptOnce: a question that is a main question and a follow-up takes an
// expression in both places, once in each.
func TestAcceptOnce(t *testing.T) {
	g, err := content.Open("delivery")
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if what := acceptOne(g, expression{question: "06/l2/q1", point: 1, text: "내 말"}); what != "" {
			t.Fatal(what)
		}
	}
	n := 0
	for q := range g.All {
		if q.ID == "06/l2/q1" {
			n++
			if !slices.Equal(q.KeyPoints[0].Accepted, []string{"내 말"}) {
				t.Errorf("accepts %q", q.KeyPoints[0].Accepted)
			}
		}
	}
	if n < 2 {
		t.Errorf("06/l2/q1 is in %d places only", n)
	}
}

func TestReadExpressions(t *testing.T) {
	name := filepath.Join(t.TempDir(), "g.txt")
	src := "\ufeff# 주석\r\n\r\ninfra/q1 2 대표  주소\r\ninfra/q1 둘 x\ninfra/q1 1\n\xb0\xa1 1 x\ninfra/q1\t1\tesc \x1b[2J"
	if err := os.WriteFile(name, []byte(src), 0o600); err != nil {
		t.Fatal(err)
	}
	read, err := readExpressions(name)
	if err != nil {
		t.Fatal(err)
	}
	list, problems := parseExpressions(name, read)
	want := []expression{{"infra/q1", 2, "대표 주소", 3}, {"infra/q1", 1, "esc ^[[2J", 7}}
	if !slices.Equal(list, want) {
		t.Errorf("read %+v, want %+v", list, want)
	}
	wrong := name + `:4: "infra/q1 둘 x" is not a question, a key point and an expression
  hint: write infra/q1 2 and then the words, on one line
` + name + `:5: "infra/q1 1" is not a question, a key point and an expression
  hint: write infra/q1 2 and then the words, on one line
` + name + `:6: not UTF-8 (EUC-KR or CP949 perhaps)
  hint: save the file as UTF-8`
	if diff := cmp.Diff(wrong, problems.Error()); diff != "" {
		t.Errorf("problems (-want +got)\n%s", diff)
	}
}

func TestSentences(t *testing.T) {
	got := sentences("첫 문장입니다. 둘째예요? v1.2 를\n1. 목록의 한 줄\n\n끝!")
	if want := []string{"첫 문장입니다.", "둘째예요?", "v1.2 를", "1. 목록의 한 줄", "끝!"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
