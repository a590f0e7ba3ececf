package content

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAnnotate: every prompt of the sample guides takes annotations where it
// has none, the file changes nowhere else, and what was written reads back.
func TestAnnotate(t *testing.T) {
	add := Annotations{
		Must: [][]string{{"하나", "둘 셋"}, {"넷"}}, Expect: [][]string{{"다섯", "six"}}, Say: []string{"문장을 말합니다"},
		Wrong: []Wrong{{"틀린 말입니다", "바른 말"}, {"또 틀린 말입니다", ""}},
	}
	for _, file := range []string{"panel-ko.md", "panel-en.md", "level-ko.md"} {
		src, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			t.Fatal(err)
		}
		before, err := Parse(file, src)
		if err != nil {
			t.Fatal(err)
		}
		out := src
		for q := range before.All {
			var list []Annotations
			for range q.KeyPoints {
				list = append(list, add)
			}
			if out, err = Annotate(file, out, q.ID, list); err != nil {
				t.Errorf("%s: %v", q.ID, err)
			}
		}
		after, err := Parse(file, out)
		if err != nil {
			t.Fatal(err)
		}
		if err := SameQuestions(before, after); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		for q := range after.All {
			for i, k := range q.KeyPoints {
				want := before.Find(q.ID).KeyPoints[i].Annotations
				if want.Empty() {
					want = add
				}
				if diff := cmp.Diff(want, k.Annotations); diff != "" {
					t.Errorf("%s, key point %d: -want +got:\n%s", q.ID, i+1, diff)
				}
			}
		}
		lines := "\n" + string(out)
		for l := range strings.SplitSeq(string(src), "\n") {
			_, rest, found := strings.Cut(lines, "\n"+l)
			if !found {
				t.Fatalf("%s: line %q is gone or moved", file, l)
			}
			lines = rest
		}
	}
}

func TestAnnotateRefused(t *testing.T) {
	src := []byte("### [팀원1: 홍길동 — SRE, 6년차]\n\n#### Q1. 왜 멈추나요?\n\n**키포인트**:\n\n1. 리더를 새로 뽑는 동안 쓰기가 멈춘다")
	for name, c := range map[string]struct {
		id   string
		list []Annotations
	}{
		"no such prompt":          {"sre/q2", []Annotations{{}}},
		"too many":                {"sre/q1", []Annotations{{}, {}}},
		"breaks the line":         {"sre/q1", []Annotations{{Say: []string{"한 줄\n2. 새 핵심"}}}},
		"reads back as something": {"sre/q1", []Annotations{{Must: [][]string{{"하나 | 둘"}}}}},
	} {
		if out, err := Annotate("g.md", src, c.id, c.list); err == nil || string(out) != string(src) {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
	out, err := Annotate("g.md", src, "sre/q1", []Annotations{{Say: []string{"뽑을 때까지 멈춥니다"}}})
	if want := string(src) + "\n   - say: 뽑을 때까지 멈춥니다\n"; err != nil || string(out) != want {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestAnnotateLineEnds: the lines of a guide are those that Parse counts,
// whatever they end in.
func TestAnnotateLineEnds(t *testing.T) {
	for _, file := range []string{"panel-ko.md", "level-ko.md"} {
		src, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			t.Fatal(err)
		}
		for _, end := range []string{"\r\n", "\r"} {
			src := bytes.ReplaceAll(src, []byte("\n"), []byte(end))
			g, err := Parse(file, src)
			if err != nil {
				t.Fatal(err)
			}
			for q := range g.All {
				list := make([]Annotations, len(q.KeyPoints))
				list[0].Say = []string{"문장을 말합니다"}
				if src, err = Annotate(file, src, q.ID, list); err != nil {
					t.Errorf("%q: %s: %v", end, q.ID, err)
				}
			}
		}
	}
}
