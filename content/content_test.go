package content

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/unicode/norm"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden reads every guide in testdata and compares all that was read,
// problems and notices included, with the .json file beside it.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("no guides in testdata", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := dump(t, filepath.Base(file), src)
			golden := strings.TrimSuffix(file, ".md") + ".json"
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// dump parses src and returns the guide, or the problems, as JSON.
func dump(t *testing.T, name string, src []byte) []byte {
	t.Helper()
	g, err := Parse(name, src)
	var v any = g
	if err != nil {
		v = strings.Split(err.Error(), "\n")
	} else {
		g.Hash = ""
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestSameGuide: byte order mark, CRLF and decomposed Hangul change nothing
// but the hash.
func TestSameGuide(t *testing.T) {
	for _, file := range []string{"panel-ko.md", "level-ko.md"} {
		src, err := os.ReadFile("testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		want := dump(t, file, src)
		for name, variant := range map[string][]byte{
			"BOM":  append([]byte("\ufeff"), src...),
			"CRLF": bytes.ReplaceAll(src, []byte("\n"), []byte("\r\n")),
			"CR":   bytes.ReplaceAll(src, []byte("\n"), []byte("\r")),
			"NFD":  norm.NFD.Bytes(src),
		} {
			if diff := cmp.Diff(string(want), string(dump(t, file, variant))); diff != "" {
				t.Errorf("%s as %s: -want +got:\n%s", file, name, diff)
			}
		}
	}
}

func TestRefused(t *testing.T) {
	euckr, err := korean.EUCKR.NewEncoder().Bytes([]byte("# 제목\n\n질문입니다\n"))
	if err != nil {
		t.Fatal(err)
	}
	question := "### [팀원1: A — SRE, 3년차]\n\n#### Q1. 왜?\n\n**키포인트**:\n\n1. 하나\n"
	for name, c := range map[string]struct {
		src  string
		want string // the first line of the message
	}{
		"empty":        {"", "g.md: the guide is empty"},
		"white space":  {"\n \n", "g.md: the guide is empty"},
		"EUC-KR":       {string(euckr), "g.md:1: not UTF-8 (EUC-KR or CP949 perhaps)"},
		"UTF-16":       {"\xff\xfe#\x00", "g.md:1: the guide is UTF-16, not UTF-8"},
		"binary":       {"a\nb\x00c", "g.md:2: the guide is a binary file, not text"},
		"prose":        {"# Title\n\nJust text.\n", "g.md: no questions found"},
		"long line":    {question + strings.Repeat("x", MaxLine+1), fmt.Sprintf("g.md:8: a line of %d bytes, the limit is %d", MaxLine+1, MaxLine)},
		"lines":        {strings.Repeat("\ny", MaxLines+1), fmt.Sprintf("g.md: the guide has %d lines, the limit is %d", MaxLines+1, MaxLines)},
		"nested":       {question + strings.Repeat(">", maxNesting+1) + "x", fmt.Sprintf("g.md:8: block quotes or lists nested deeper than %d", maxNesting)},
		"front matter": {"---\nlang: [\n---\n" + question, "g.md:1: front matter is not YAML: yaml: line 1: did not find expected node content"},
		"lang":         {"---\nlang: jp\n---\n" + question, `g.md:1: lang "jp" in the front matter`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse("g.md", []byte(c.src))
			if err == nil {
				t.Fatal("read without an error")
			}
			first, _, _ := strings.Cut(err.Error(), "\n")
			if first != c.want {
				t.Errorf("got  %s\nwant %s", first, c.want)
			}
		})
	}
}

// TestHostile: inputs made to be slow are read or refused within the limit of
// the reliability goals; the deadline is generous, the work should take
// milliseconds.
func TestHostile(t *testing.T) {
	question := "### [팀원1: A — SRE, 3년차]\n\n#### Q1. 왜?\n\n**키포인트**:\n\n1. 하나\n"
	for name, src := range map[string]string{
		"brackets":  question + "\n" + strings.Repeat("[", 60_000),
		"backticks": question + "\n" + strings.Repeat("`a", 20_000),
		"emphasis":  question + "\n" + strings.Repeat("**a ", 15_000),
		"lists":     question + strings.Repeat("  - a\n", 100_000),
		"deep list": question + deepList(2_000),
		"depth":     question + strings.Repeat(strings.Repeat(">", maxNesting)+" - a\n", 20_000),
		"aliases":   "---\na: &a [x]\nb: *a\n---\n" + question,
		"yes":       strings.Repeat("y\n", MaxLines),
	} {
		done := make(chan struct{})
		go func() { _, _ = Parse("g.md", []byte(src)); close(done) }()
		select {
		case <-done:
		case <-time.After(30 * time.Second):
			t.Fatalf("%s: still reading", name)
		}
	}
}

// TestComposes: NFC leaves the characters alone that nfc passes over, whatever is
// before them.
func TestComposes(t *testing.T) {
	for c := rune(0); c <= unicode.MaxRune; c++ {
		s := string(c)
		if !composes(c) && !(norm.NFC.IsNormalString(s) && norm.NFC.PropertiesString(s).BoundaryBefore()) {
			t.Fatalf("%U", c)
		}
	}
}

// TestBeyond: what would take time or memory in the square of its size is
// refused while it is read.
func TestBeyond(t *testing.T) {
	reviewer := "### [팀원1: A — SRE, 3년차]\n\n"
	question := "#### Q1. 왜?\n\n**키포인트**:\n\n1. 하나\n"
	deeper := "> **Level 1**\n\n**Q: 왜?**\n\n**A:** 하나.\n\n> **Level 2**\n\n**Q: 왜?**\n\n**A:** 하나.\n\n"
	for want, src := range map[string]string{
		"key points in a question":                 reviewer + question + strings.Repeat("1. 둘\n", 100_000),
		"reviewers":                                strings.Repeat(reviewer+question, 20_000),
		"questions with 20000 sections":            strings.Repeat("## 하나 둘\n\n셋\n\n", 20_000) + reviewer + strings.Repeat(question, 20_000),
		"follow-ups":                               "## 1. 가\n\n" + strings.Repeat(deeper, 15_000),
		"expressions and sentences in a key point": reviewer + question + "   - must: " + strings.Repeat("가 | ", MaxPoints) + "나\n",
	} {
		if _, err := Parse("g.md", []byte(src)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %.200v", want, err)
		}
	}
}

func deepList(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", 2*i) + "- a\n")
	}
	return b.String()
}

func TestSentences(t *testing.T) {
	for in, want := range map[string][]string{
		"하나다. 둘이다.":                                {"하나다.", "둘이다."},
		"버전은 v1.2.3 이다. `a. b` 는 코드다.":             {"버전은 v1.2.3 이다.", "`a. b` 는 코드다."},
		"도구(예. cosign) 를 쓴다. 끝":                    {"도구(예. cosign) 를 쓴다.", "끝"},
		"Use tools, e.g. Trivy. Then sign vs. not": {"Use tools, e.g. Trivy.", "Then sign vs. not"},
		"기본값인가? 아니다!":                              {"기본값인가?", "아니다!"},
		"30000-32767. 벗어나면 설정을 바꾼다.":               {"30000-32767.", "벗어나면 설정을 바꾼다."},
	} {
		if diff := cmp.Diff(want, sentences(in)); diff != "" {
			t.Errorf("%q: -want +got:\n%s", in, diff)
		}
	}
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"**굵게** `a * *b` 글":   "굵게 `a * *b` 글",
		"메모리의 * *50~60%** 이하": "메모리의 50~60% 이하",
		"2 * 3 = 6, `KEYS *`": "2 * 3 = 6, `KEYS *`",
		"  빈칸\t여럿  ":          "빈칸 여럿",
		"닫히지 않은 `코드 **굵게**":   "닫히지 않은 `코드 굵게",
		"**a** __init__ a_b":  "a __init__ a_b",
		"``a`b`` **c**":       "``a`b`` c",
	} {
		if got := plain(in); got != want {
			t.Errorf("plain(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestBuiltin holds the built-in guides to the shape their ids promise, and
// to what makes them worth having: an intent, a model answer and a reference
// for every prompt, annotations for every key point.
func TestBuiltin(t *testing.T) {
	shapes := map[string]string{
		"middleware": "infra 4, sre 4, security 3, platform 3, cicd 3, em 3",
		"delivery": "01 3 3 2 1, 02 2 3 3 1, 03 2 2 2 0, 04 2 2 2 0, 05 1 2 2 0, 06 2 3 2 2, 07 2 2 2 0, 08 2 2 2 0, 09 2 2 1 0, 10 1 2 2 1, " +
			"11 2 2 2 0, 12 1 2 2 0, 13 2 2 2 1, 14 2 3 2 1, 15 2 2 2 1, 16 2 2 2 1, 17 2 2 2 0, 18 1 2 2 0, 19 2 2 2 0, faq 5, scenario 3",
	}
	for _, name := range Builtin() {
		g, err := Open(name)
		if err != nil {
			t.Fatal(err)
		}
		if problems := Check(g); len(problems) > 0 {
			t.Errorf("%s:\n%v", name, problems)
		}
		if g.Lang != "ko" || len(g.Personas) != 6 {
			t.Errorf("%s: lang %q and %d reviewers", name, g.Lang, len(g.Personas))
		}
		if got := shape(g); got != shapes[name] {
			t.Errorf("%s has %s\nwant %s", name, got, shapes[name])
		}
		for q := range g.All {
			if q.Intent == "" || q.Model == "" || q.Section == "" || len(q.References) == 0 {
				t.Errorf("%s: intent %q, model answer %q, section %q, references %q", q.ID, q.Intent, q.Model, q.Section, q.References)
			}
			if g.Topics == nil && (len(q.KeyPoints) != 3 || strings.Count(q.ID, "/") == 1 && len(q.FollowUps) != 2) {
				t.Errorf("%s has %d key points and %d follow-ups", q.ID, len(q.KeyPoints), len(q.FollowUps))
			}
			if n := len(q.KeyPoints); n < 2 || n > 5 {
				t.Errorf("%s has %d key points", q.ID, n)
			}
			for i, k := range q.KeyPoints {
				if a := k.Annotations; k.Label == "" || len(a.Must) == 0 || len(a.Say) < 2 || len(a.Wrong) < 2 {
					t.Errorf("%s, key point %d: label %q, %d must, %d say, %d wrong", q.ID, i+1, k.Label, len(a.Must), len(a.Say), len(a.Wrong))
				}
			}
		}
		for _, topic := range g.Topics {
			if topic.Concept == "" {
				t.Errorf("topic %d has no concept", topic.Number)
			}
			for _, l := range topic.Levels {
				if len(l.Definitions) == 0 {
					t.Errorf("topic %d, level %d has no definitions", topic.Number, l.Level)
				}
			}
		}
	}
}

// shape counts the main questions: by level in each topic, else by the first
// part of the id.
func shape(g *Guide) string {
	counts, groups := map[string]*[5]int{}, []string{}
	for _, q := range g.Questions {
		group, _, _ := strings.Cut(q.ID, "/")
		if counts[group] == nil {
			counts[group] = new([5]int)
			groups = append(groups, group)
		}
		counts[group][q.Level]++
	}
	slices.SortStableFunc(groups, func(a, b string) int {
		if g.Topics == nil {
			return 0
		}
		return strings.Compare(a, b)
	})
	var parts []string
	for _, group := range groups {
		n := counts[group]
		if n[0] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", group, n[0]))
		} else {
			parts = append(parts, fmt.Sprintf("%s %d %d %d %d", group, n[1], n[2], n[3], n[4]))
		}
	}
	return strings.Join(parts, ", ")
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	for name, want := range map[string]string{
		"nosuch":                         `no guide "nosuch": built in are middleware, delivery; or give the path of a Markdown file`,
		dir:                              "reading guide: " + dir + " is a folder, not a Markdown file",
		filepath.Join(dir, "missing.md"): "reading guide: stat " + filepath.Join(dir, "missing.md") + ": no such file or directory",
	} {
		_, err := Open(name)
		if err == nil || err.Error() != want {
			t.Errorf("Open(%q): %v, want %s", name, err, want)
		}
	}
}

// FuzzParse: no input makes the readers panic, and every question that is read
// has a text, an id of its own and a key point.
func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.md")
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	addSeeds(f)
	f.Fuzz(func(t *testing.T, src []byte) {
		g, err := Parse("g.md", src)
		if err != nil {
			if err.Error() == "" {
				t.Error("an error without a message")
			}
			return
		}
		if len(g.Questions) == 0 {
			t.Error("no questions and no error")
		}
		main := map[string]bool{}
		for _, q := range g.Questions {
			if main[q.ID] {
				t.Errorf("%s twice", q.ID)
			}
			main[q.ID] = true
		}
		for q := range g.All {
			if len(q.KeyPoints) == 0 || q.Text == "" || q.Persona == "" || q.Line < 1 {
				t.Errorf("incomplete question: %+v", q)
			}
			for _, k := range q.KeyPoints {
				if k.Text == "" || strings.Contains(k.Text, "\n") {
					t.Errorf("key point of %s: %q", q.ID, k.Text)
				}
			}
		}
		Check(g)
	})
}

// BenchmarkParse10000 reads a guide of 10,000 questions.
func BenchmarkParse10000(b *testing.B) {
	var s strings.Builder
	s.WriteString("# Guide\n\n### [팀원1: 홍길동 — SRE, 6년차]\n\n")
	for i := 1; i <= 10_000; i++ {
		fmt.Fprintf(&s, "#### Q%d. 브로커 %d번이 내려가면 어떻게 하나요?\n\n**의도**: 대응 순서를 듣는다.\n\n**키포인트**:\n\n", i, i)
		for k := 1; k <= 3; k++ {
			fmt.Fprintf(&s, "%d. **항목 %d**: 리더 선출을 기다리고 `ISR` 상태를 확인한 뒤 다음 조치를 정한다.\n   - must: 확인 | 살펴\n", k, k)
		}
		s.WriteString("\n")
	}
	src := []byte(s.String())
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse("g.md", src); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOpenBuiltin reads the larger built-in guide, as every start does.
func BenchmarkOpenBuiltin(b *testing.B) {
	for b.Loop() {
		if _, err := Open("delivery"); err != nil {
			b.Fatal(err)
		}
	}
}
