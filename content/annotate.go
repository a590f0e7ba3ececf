package content

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// Annotate returns the source of a guide with annotations written under the
// key points of one prompt: one per key point, in order, the empty ones left
// out. An answer whose key points are its sentences gets them as a list behind
// it. Nothing else changes: the result is read again, and when it does not say
// what it should the source stays and the error says so.
func Annotate(name string, src []byte, id string, annotations []Annotations) ([]byte, error) {
	g, err := Parse(name, src)
	if err != nil {
		return src, err
	}
	q := g.Find(id)
	if q == nil || len(annotations) != len(q.KeyPoints) {
		return src, fmt.Errorf("%s: no prompt %s with %d key points", name, id, len(annotations))
	}
	lines := sourceLine.FindAllString(string(src), -1)
	if listItem.MatchString(lines[q.KeyPoints[0].Line-1]) {
		for i := len(q.KeyPoints) - 1; i >= 0; i-- {
			if q.KeyPoints[i].Annotations.Empty() && !annotations[i].Empty() {
				lines = under(lines, q.KeyPoints[i].Line, annotations[i])
			}
		}
	} else if lines = behindAnswer(lines, q, annotations, g.Lang); lines == nil {
		return src, fmt.Errorf("%s: the answer of %s was not found", name, id)
	}
	out := []byte(strings.Join(lines, ""))
	again, err := Parse(name, out)
	if err != nil {
		return src, err
	}
	if !sameBut(g, again, id, annotations) {
		return src, fmt.Errorf("%s: the annotations of %s cannot be written where its key points are", name, id)
	}
	return out, nil
}

// sourceLine matches a line with its end; a carriage return alone is one too, as
// in [Parse].
var sourceLine = regexp.MustCompile(`[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+`)

// listItem splits a line that begins a list item: what stands before the mark
// (quote marks, indentation), and the mark.
var listItem = regexp.MustCompile(`^((?:[ \t]*>)*[ \t]*)((?:\d{1,3}[.)]|[-*+])[ \t]+)`)

// under writes annotations behind the last line of the item that begins at
// line n, counted from 1.
func under(lines []string, n int, a Annotations) []string {
	m := listItem.FindStringSubmatch(lines[n-1])
	if m == nil {
		return lines
	}
	end := n
	for end < len(lines) && continues(lines[end]) {
		end++
	}
	return insert(lines, end, entries(a, m[1]+strings.Repeat(" ", len(m[2]))))
}

var (
	quoteMarks = regexp.MustCompile(`^(?:[ \t]*>)*`)
	opens      = regexp.MustCompile("^[ \t]*(?:#|\\*\\*|```|~~~|\\d{1,3}[.)][ \t]|[-*+][ \t]|---)")
)

// continues reports whether a line goes on with the paragraph above it.
func continues(line string) bool {
	text := quoteMarks.ReplaceAllString(line, "")
	return strings.TrimSpace(text) != "" && !opens.MatchString(text)
}

// insert puts text behind the first so many lines, one or more.
func insert(lines []string, at int, text []string) []string {
	if !strings.HasSuffix(lines[at-1], "\n") {
		lines[at-1] += "\n"
	}
	return slices.Insert(lines, at, text...)
}

// entries are the lines of the nested list.
func entries(a Annotations, indent string) []string {
	var out []string
	put := func(keyword, value string) { out = append(out, indent+"- "+keyword+": "+value+"\n") }
	sets := func(list [][]string) (joined []string) {
		for _, set := range list {
			joined = append(joined, strings.Join(set, " | "))
		}
		return joined
	}
	if len(a.Must) > 0 {
		put("must", strings.Join(sets(a.Must), " & "))
	}
	for _, s := range sets(a.Expect) {
		put("expect", s)
	}
	for _, s := range a.Say {
		put("say", s)
	}
	for _, w := range a.Wrong {
		if w.Why != "" {
			put("wrong", w.Text+" -> "+w.Why)
		} else {
			put("wrong", w.Text)
		}
	}
	return out
}

// behindAnswer writes all key points of q as a list behind the paragraph of
// its answer; nil when there is none.
func behindAnswer(lines []string, q *Question, annotations []Annotations, lang string) []string {
	at := q.Line - 1
	for ; at < len(lines); at++ {
		text := strings.TrimSpace(quoteMarks.ReplaceAllString(lines[at], ""))
		p, _, _ := openPart(text)
		if p == answer {
			break
		}
		if p == ask && at > q.Line-1 {
			return nil
		}
	}
	if at == len(lines) {
		return nil
	}
	quote := quoteMarks.FindString(lines[at])
	if quote != "" {
		quote += " "
	}
	for at++; at < len(lines) && continues(lines[at]); at++ {
	}
	head := "**Key points**:"
	if lang == "ko" {
		head = "**키포인트**:"
	}
	text := []string{strings.TrimRight(quote, " ") + "\n", quote + head + "\n"}
	for i, k := range q.KeyPoints {
		point := k.Text
		if k.Label != "" {
			point = "**" + k.Label + "**: " + k.Text
		}
		mark := fmt.Sprintf("%d. ", i+1)
		text = append(text, quote+mark+point+"\n")
		text = append(text, entries(annotations[i], quote+strings.Repeat(" ", len(mark)))...)
	}
	return insert(lines, at, text)
}

// sameBut reports whether two readings of a guide differ in the annotations of
// one prompt alone, and there as they should.
func sameBut(before, after *Guide, id string, want []Annotations) bool {
	if SameQuestions(before, after) != nil || len(before.Notices) != len(after.Notices) {
		return false
	}
	for q := range after.All {
		old := before.Find(q.ID)
		for i, k := range q.KeyPoints {
			expected := old.KeyPoints[i].Annotations
			if q.ID == id && expected.Empty() {
				expected = want[i]
			}
			if !reflect.DeepEqual(k.Annotations, expected) {
				return false
			}
		}
	}
	return true
}

// SameQuestions returns an error when two guides do not ask the same prompts
// with the same key points; annotations may differ.
func SameQuestions(a, b *Guide) error {
	var ids, others []string
	for q := range a.All {
		ids = append(ids, q.ID)
	}
	for q := range b.All {
		others = append(others, q.ID)
	}
	if !slices.Equal(ids, others) {
		return errors.New("they do not have the same questions")
	}
	for q := range a.All {
		o := b.Find(q.ID)
		if q.Text != o.Text || q.Model != o.Model || len(q.KeyPoints) != len(o.KeyPoints) {
			return fmt.Errorf("%s differs", q.ID)
		}
		for i, k := range q.KeyPoints {
			if k.Label != o.KeyPoints[i].Label || k.Text != o.KeyPoints[i].Text {
				return fmt.Errorf("key point %d of %s differs", i+1, q.ID)
			}
		}
	}
	return nil
}
