package content

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/unicode/norm"

	"mockpanel/personas"
)

// Parse reads a guide. file names it in messages and gives it its name. When
// anything is wrong it returns [Problems], all of them.
func Parse(file string, src []byte) (*Guide, error) {
	sum := sha256.Sum256(src)
	g := &Guide{
		Name:   strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)),
		Source: file,
		File:   file,
		Hash:   "sha256:" + hex.EncodeToString(sum[:]),
	}
	r := &reader{file: file, guide: g}
	src, ok := r.clean(src)
	if ok {
		src = r.frontMatter(src)
		r.src = src
		r.read(blocks(src))
	}
	if r.more > 0 {
		r.problems = append(r.problems, Problem{file, 0, fmt.Sprintf("%d more problems", r.more), "mend the others first"})
	}
	if len(r.problems) > 0 {
		r.problems.sort()
		return nil, r.problems
	}
	return g, nil
}

// reader holds what the readers of both dialects share.
type reader struct {
	file     string
	src      []byte
	guide    *Guide
	problems Problems
	q        *Question // the question being read, nil outside of one
	field    *string   // where further lines of a labelled paragraph go
	points   bool      // the next list holds key points
	answered bool      // q has an A: paragraph

	questions int  // read so far
	allPoints int  // of them
	more      int  // problems beyond MaxProblems
	over      bool // a limit was passed, nothing more is read
}

func (r *reader) problem(line int, what, hint string) {
	if len(r.problems) >= MaxProblems {
		r.more++
		return
	}
	r.problems = append(r.problems, Problem{r.file, line, what, hint})
}

// notice records something that is not used but does not stop the guide.
func (r *reader) notice(line int, what, hint string) {
	r.guide.Notices = append(r.guide.Notices, Problem{r.file, line, what, hint})
}

// clean checks size and encoding and returns the text as NFC with LF line
// ends. Line numbers stay those of the file.
func (r *reader) clean(src []byte) ([]byte, bool) {
	const utf8Hint = "save the file as UTF-8, for example: iconv -f CP949 -t UTF-8 OLD > NEW"
	switch {
	case len(src) > MaxBytes:
		r.problem(0, fmt.Sprintf("the guide has %d bytes, the limit is %d", len(src), MaxBytes), splitHint)
		return nil, false
	case bytes.HasPrefix(src, []byte{0xff, 0xfe}) || bytes.HasPrefix(src, []byte{0xfe, 0xff}):
		r.problem(1, "the guide is UTF-16, not UTF-8", "save the file as UTF-8, for example: iconv -f UTF-16 -t UTF-8 OLD > NEW")
		return nil, false
	}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	if i := bytes.IndexByte(src, 0); i >= 0 {
		r.problem(1+bytes.Count(src[:i], []byte("\n")), "the guide is a binary file, not text", "a guide is a Markdown file")
		return nil, false
	}
	if len(bytes.TrimSpace(src)) == 0 {
		r.problem(0, "the guide is empty", "")
		return nil, false
	}
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	src = bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
	if n := bytes.Count(src, []byte("\n")); n > MaxLines {
		r.problem(0, fmt.Sprintf("the guide has %d lines, the limit is %d", n, MaxLines), splitHint)
		return nil, false
	}
	ok := true
	n := 0
	for l := range bytes.Lines(src) {
		n++
		switch {
		case !utf8.Valid(l):
			r.problem(n, "not UTF-8 (EUC-KR or CP949 perhaps)", utf8Hint)
			return nil, false
		case len(l) > MaxLine:
			r.problem(n, fmt.Sprintf("a line of %d bytes, the limit is %d", len(l), MaxLine), "break the line")
			ok = false
		case nesting(l) > maxNesting:
			r.problem(n, fmt.Sprintf("block quotes or lists nested deeper than %d", maxNesting), "take nesting out")
			ok = false
		}
	}
	return nfc(src), ok
}

// nfc is norm.NFC.Bytes, past the lines that need no look: a quarter of the time
// that a guide in Korean takes to read.
func nfc(src []byte) []byte {
	out := make([]byte, 0, len(src))
	for l := range bytes.Lines(src) {
		if bytes.ContainsFunc(l, composes) {
			l = norm.NFC.Bytes(l)
		}
		out = append(out, l...)
	}
	return out
}

// composes reports whether NFC may change a character, or one before it.
func composes(c rune) bool { return c >= 0x300 && (c < '가' || c > '힣') }

// nesting is the depth at which a line can stand in quotes and lists: its quote
// and list marks, and one level for every two columns of indentation before a
// mark.
func nesting(l []byte) int {
	marks, columns, depth := 0, 0, 0
	for _, b := range l {
		switch b {
		case '>', '-', '+', '*':
			marks++
			depth = marks + columns/2
		case ' ':
			columns++
		case '\t':
			columns += 4
		default:
			return depth
		}
	}
	return 0 // a rule such as "- - - -" opens nothing
}

var frontMatter = regexp.MustCompile(`(?s)\A---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\z)`)

// frontMatter reads title and lang and blanks the lines out, so that offsets
// and line numbers stay.
func (r *reader) frontMatter(src []byte) []byte {
	m := frontMatter.FindSubmatchIndex(src)
	if m == nil || m[2] < 0 {
		return src
	}
	var head struct {
		Title string `yaml:"title"`
		Lang  string `yaml:"lang"`
	}
	text := src[m[2]:m[3]]
	if len(text) > 64<<10 || bytes.Contains(text, []byte(": *")) {
		r.problem(1, "front matter with aliases or over 64 KB", "only title: and lang: are read")
	} else if err := yaml.Unmarshal(text, &head); err != nil {
		r.problem(1, "front matter is not YAML: "+strings.ReplaceAll(err.Error(), "\n", " "), "a line --- at the top opens front matter; only title: and lang: are read")
	}
	if head.Lang != "" && head.Lang != "ko" && head.Lang != "en" {
		r.problem(1, fmt.Sprintf("lang %q in the front matter", head.Lang), "write lang: ko or lang: en")
	}
	r.guide.Title, r.guide.Lang = plain(head.Title), head.Lang
	out := bytes.Clone(src)
	for i := range m[1] {
		if out[i] != '\n' {
			out[i] = ' '
		}
	}
	return out
}

var (
	questionHeading = regexp.MustCompile(`^Q\s*(\d+)\s*[.:：)]\s*(.*)$`)
	personaHeading  = regexp.MustCompile(`^\[?\s*(?:[^\[\]:：]{0,20}[:：])?\s*([^\[\]:：]+?)\s+[—–-]+\s+(.+?)\s*,\s*(\d{1,2})\s*(?:년차|년|years?|yrs?)[^\[\]]*\]?$`)
	levelLine       = regexp.MustCompile(`(?i)^[^\pL\pN]*(?:level|레벨)\s*(\d+)`)
	topicHeading    = regexp.MustCompile(`^(\d{1,3})[.)]\s+(.+)$`)
	scenarioHeading = regexp.MustCompile(`(?i)^(?:시나리오|scenario)\s*(\d*)\s*[:：.]?\s*(.*)$`)
	askLine         = regexp.MustCompile(`^(?:\*\*)?Q\s*[:：]`)
)

// read tells the dialect by structure and reads the questions.
func (r *reader) read(bs []block) {
	numbered, paired := 0, 0
	for _, b := range bs {
		if b.depth == 0 {
			for _, l := range b.lines {
				if askLine.MatchString(l.text) {
					paired++
				}
			}
			continue
		}
		switch heading := plain(b.text()); {
		case questionHeading.MatchString(heading):
			numbered++
		case scenarioHeading.MatchString(heading):
			paired++
		}
	}
	switch {
	case numbered == 0 && paired == 0:
		r.problem(0, "no questions found", "a panel guide has headings such as \"#### Q1. ...\" with \"**키포인트**:\" lists; a level guide has \"**Q: ...**\" and \"**A:** ...\" pairs in block quotes")
		return
	case numbered >= paired:
		r.panelGuide(bs)
	default:
		r.levelGuide(bs)
	}
	if r.over {
		return
	}
	g := r.guide
	if g.Title == "" && len(bs) > 0 && bs[0].depth == 1 {
		g.Title = plain(bs[0].text())
	}
	if g.Title == "" {
		g.Title = g.Name
	}
	if g.Lang == "" {
		var all strings.Builder
		for q := range g.All {
			all.WriteString(q.Text)
			if all.Len() > 20_000 {
				break
			}
		}
		g.Lang = language(all.String())
	}
	r.check()
	r.seat()
}

// check holds what was read to what both dialects promise: ids once, texts, key
// points.
func (r *reader) check() {
	g := r.guide
	lines := map[string]int{}
	check := func(q *Question) {
		if first, dup := lines[q.ID]; dup {
			r.problem(q.Line, fmt.Sprintf("%s is there twice, first in line %d", q.ID, first), "number the questions of a reviewer or topic differently")
		}
		lines[q.ID] = q.Line
		if !hasText(q.Text) {
			r.problem(q.Line, q.ID+" has no text", "write the question behind its number")
		}
		if len(q.KeyPoints) == 0 {
			r.problem(q.Line, q.ID+" has no key points", "an answer is judged against them: add a numbered list under **키포인트**: (Key points), or an answer behind **A:**")
		}
		for _, k := range q.KeyPoints {
			if !hasText(k.Text) {
				r.problem(k.Line, "a key point of "+q.ID+" has no text", "write what a good answer says")
			}
		}
	}
	for i := range g.Questions {
		q := &g.Questions[i]
		check(q)
		if g.Topics == nil {
			for j := range q.FollowUps {
				check(&q.FollowUps[j])
			}
		}
	}
}

// seat gives a guide without reviewers of its own those of the six who ask.
func (r *reader) seat() {
	g := r.guide
	if g.Topics == nil && len(g.Personas) > 0 {
		return
	}
	asks := map[string]bool{}
	for _, q := range g.Questions {
		asks[q.Persona] = true
	}
	for _, p := range personas.All(g.Lang) {
		if asks[p.Key] {
			g.Personas = append(g.Personas, p)
		}
	}
}
