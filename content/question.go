package content

import (
	"regexp"
	"strings"
)

// part is what a labelled line of a question opens.
type part int

const (
	none part = iota
	intent
	keyPoints
	followUp
	model
	mistake
	references
	situation
	ask
	answer
)

var labels = []struct {
	part    part
	pattern *regexp.Regexp
}{
	{intent, label(`의도|intent`)},
	{keyPoints, label(`키\s*포인트|핵심\s*포인트|key\s*points?|대응|response`)},
	{followUp, label(`(?:꼬리\s*질문|follow[- ]?up)(?:\s*question)?\s*(\d*)`)},
	{model, label(`모범\s*답안|model\s*answer`)},
	{mistake, label(`흔한\s*실수|common\s*mistake`)},
	{references, label(`참고|references?`)},
	{situation, label(`상황|situation`)},
	{ask, label(`Q`)},
	{answer, label(`A`)},
}

// label matches a line that opens with one of the words, a colon, and perhaps
// bold marks around either; the last group is the rest of the line.
func label(words string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(\*\*)?(?:` + words + `)(?:\*\*)?\s*[:：](?:\*\*)?\s*(.*)$`)
}

// openPart returns what the line opens, the number in its label ("" when it
// has none) and the text behind the label.
func openPart(s string) (p part, number, rest string) {
	for _, l := range labels {
		m := l.pattern.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		bold, rest := m[1] != "", m[len(m)-1]
		if len(m) == 4 {
			number = m[2]
		}
		if bold && strings.HasSuffix(rest, "**") && strings.Count(rest, "**")%2 == 1 {
			rest = strings.TrimSuffix(rest, "**") // the whole line was bold
		}
		return l.part, number, rest
	}
	return none, "", s
}

// paragraph takes the lines of a paragraph into the current question. open is
// called for a line that begins a question or a follow-up.
func (r *reader) paragraph(b block, open func(p part, number, text string, line int)) {
	for _, l := range b.lines {
		p, number, rest := openPart(l.text)
		switch {
		case p == ask || p == followUp:
			open(p, number, rest, l.n)
			continue
		case p == none && r.field != nil:
			r.add(l.text)
			continue
		case r.q == nil:
			continue // prose of the guide
		case p == none:
			r.points = false
			r.notice(l.n, "text that belongs to no part of "+r.name(), "put it behind a label such as **의도**: (Intent) or **모범 답안**: (Model answer), or before the first question")
			continue
		}
		r.points = false
		switch p {
		case intent:
			r.field = &r.q.Intent
		case model, answer:
			r.field = &r.q.Model
			r.answered = r.answered || p == answer
		case mistake:
			r.field = &r.q.Mistake
		case references:
			r.q.References = append(r.q.References, "")
			r.field = &r.q.References[len(r.q.References)-1]
		case situation:
			r.field = &r.q.Text
		case keyPoints:
			r.field, r.points = nil, true
			if hasText(rest) {
				r.notice(l.n, "text behind the label of the key points", "write the key points as a numbered list under it")
			}
			continue
		}
		r.add(rest)
	}
	// A labelled text goes on only in its own paragraph, except that the key
	// points' list may follow behind a blank line.
	r.field = nil
}

// add appends a line to the open field.
func (r *reader) add(s string) {
	text := strings.TrimSpace(s)
	if text == "" {
		return
	}
	if *r.field != "" && !strings.HasSuffix(*r.field, "(") {
		*r.field += " "
	}
	*r.field += text
}

// name is how messages speak of the current question.
func (r *reader) name() string {
	if r.q.ID != "" {
		return r.q.ID
	}
	return "the question"
}

// list takes a list into the current question as its key points.
func (r *reader) list(items []item) {
	if !r.points {
		r.notice(items[0].line(), "a list that belongs to no part of "+r.name(), "put it under **키포인트**: (Key points), or before the first question")
		return
	}
	for _, it := range items {
		label, text := splitLabel(joinLines(it.lines))
		k := KeyPoint{Label: label, Line: it.line()}
		all := r.annotations([]string{text}, &k.Annotations, it.sub)
		k.Text = strings.TrimSpace(strings.Join(all, " "))
		r.q.KeyPoints = append(r.q.KeyPoints, k)
	}
}

// close ends the current question: texts lose their Markdown emphasis, and an
// answer without explicit key points becomes key points.
func (r *reader) close() {
	q := r.q
	if q == nil {
		return
	}
	if r.answered && len(q.KeyPoints) == 0 {
		q.KeyPoints = splitAnswer(q.Model, q.Line)
	}
	q.Text = unquote(plain(q.Text))
	q.Intent, q.Model, q.Mistake = plain(q.Intent), plain(q.Model), plain(q.Mistake)
	var refs []string
	for _, all := range q.References {
		for ref := range strings.SplitSeq(all, ";") {
			if ref = plain(ref); ref != "" {
				refs = append(refs, ref)
			}
		}
	}
	q.References = refs
	r.count(q)
	r.q, r.field, r.points, r.answered = nil, nil, false, false
}
