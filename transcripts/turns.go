package transcripts

import (
	"math"
	"strconv"
	"strings"

	"mockpanel/panel"
)

// openTurn is a turn that is being read.
type openTurn struct {
	turn     panel.Turn
	line     int
	asked    bool // its question was read
	key      bool // its reviewer's key was read
	skipped  bool
	items    []item // key points outside of an attempt
	attempts []*openAttempt
}

// openAttempt is one of its attempts.
type openAttempt struct {
	attempt  panel.Attempt
	line     int
	answered bool // its fenced block was read
	items    []item
}

// item is a key point as listed under an answer.
type item struct {
	n          int
	line       int
	point      panel.KeyPoint
	verdict    panel.Verdict
	correction panel.Mark
	recovery   panel.Recovery
}

func (d *openTurn) last() *openAttempt {
	if len(d.attempts) == 0 {
		return nil
	}
	return d.attempts[len(d.attempts)-1]
}

// list returns the key points under the newest answer.
func (d *openTurn) list() *[]item {
	if a := d.last(); a != nil {
		return &a.items
	}
	return &d.items
}

func (r *reader) startTurn(heading string) error {
	r.turn = &openTurn{line: r.lineNo}
	const most = 4 // name, role, years, id
	parts := split(heading, "·", most+1)
	for i, part := range parts {
		parts[i] = strings.Trim(part, " ")
	}
	p := &r.turn.turn.Persona
	if len(parts) < most-1 || len(parts) > most {
		r.notice(r.lineNo, "the heading is not \"name · role · years · id\"; read as far as it goes")
	}
	if last := len(parts) - 1; last > 0 {
		r.turn.turn.ID = uncode(parts[last])
		parts = parts[:last]
	}
	p.Name = unescape(parts[0])
	if len(parts) > 1 {
		p.Role = unescape(parts[1])
	}
	if len(parts) > 2 {
		years, ok := parseYears(parts[2])
		if p.Years = years; !ok {
			p.Years = 0
			r.notice(r.lineNo, "%q is not a number of years; ignored", short(parts[2]))
		}
	}
	return r.count(1)
}

// startStray starts a turn at a question that has no heading.
func (r *reader) startStray() error {
	r.notice(r.lineNo, "a question without a heading; read as a turn of its own")
	err := r.endTurn()
	r.turn = &openTurn{line: r.lineNo}
	return err
}

func (r *reader) startAttempt() error {
	r.dropUnanswered()
	r.turn.attempts = append(r.turn.attempts, &openAttempt{line: r.lineNo})
	return r.count(1)
}

// dropUnanswered takes back an attempt that is a heading alone.
func (r *reader) dropUnanswered() {
	d := r.turn
	if a := d.last(); a != nil && !a.answered {
		r.notice(a.line, "a heading without an answer; ignored")
		d.attempts = d.attempts[:len(d.attempts)-1]
	}
}

// labelledField returns the field of "**Label:** value" and its value.
func labelledField(s string) (f field, value string, ok bool) {
	label, value, found := strings.Cut(strings.TrimPrefix(s, "**"), ":**")
	if !found {
		return 0, "", false
	}
	f, ok = fieldOf(label)
	return f, strings.Trim(value, " "), ok
}

// labelled reads a line of "**Label:** value", or several between dots.
func (r *reader) labelled(line string) error {
	const most = 3 // time, judge, score
	for _, one := range split(line, between+"**", most+1) {
		f, value, ok := labelledField(one)
		if !ok {
			r.notice(r.lineNo, "%q is not part of a transcript; ignored", short(one))
			continue
		}
		if f == fieldScore {
			r.keepDerived(line)
			continue
		}
		if err := r.set(f, value); err != nil {
			return err
		}
	}
	return nil
}

// set takes over the value of a field.
func (r *reader) set(f field, value string) error {
	if f == fieldQuestion && r.turn.asked {
		if err := r.startStray(); err != nil {
			return err
		}
	}
	d := r.turn
	switch f {
	case fieldQuestion:
		d.asked = true
		d.turn.Text = unescape(value)
	case fieldReviewer:
		d.key = true
		d.turn.Persona.Key = uncode(value)
	case fieldFollowUpOf, fieldProbeOf:
		r.once(&d.turn.FollowUpOf, uncode(value))
	case fieldWhy:
		r.once(&d.turn.Why, unescape(value))
	case fieldIntent:
		r.once(&d.turn.Intent, unescape(value))
	case fieldModel:
		r.once(&d.turn.Model, unescape(value))
	case fieldSection:
		r.once(&d.turn.Section, unescape(value))
	case fieldHints:
		n, err := strconv.Atoi(value)
		if err != nil || n < 0 || n > maxCount {
			r.notice(r.lineNo, "%q is not a number of hints; ignored", short(value))
			return nil
		}
		d.turn.Hints = n
	case fieldTook, fieldJudge, fieldTrouble, fieldFellBack:
		r.setOfAttempt(f, value)
	case fieldEvidence, fieldMissing, fieldNote, fieldCorrection, fieldRecovered:
		return r.setOfKeyPoint(f, value)
	default:
		r.notice(r.lineNo, "%q does not belong here; ignored", short(value))
	}
	return nil
}

func (r *reader) once(field *string, value string) {
	if *field != "" {
		r.notice(r.lineNo, "%q stands here a second time; ignored", short(value))
		return
	}
	*field = value
}

func (r *reader) setOfAttempt(f field, value string) {
	a := r.turn.last()
	if a == nil {
		r.notice(r.lineNo, "%q stands before any answer; ignored", short(value))
		return
	}
	switch f {
	case fieldTook:
		took, ok := parseDuration(value)
		if !ok {
			r.notice(r.lineNo, "%q is not a time; ignored", short(value))
			return
		}
		a.attempt.Took = took
	case fieldJudge:
		r.once(&a.attempt.Judge, unescape(value))
	case fieldTrouble, fieldFellBack:
		r.once(&a.attempt.Trouble, unescape(value))
	}
}

func (r *reader) setOfKeyPoint(f field, value string) error {
	list := *r.turn.list()
	if len(list) == 0 {
		r.notice(r.lineNo, "%q stands before any key point; ignored", short(value))
		return nil
	}
	it := &list[len(list)-1]
	switch f {
	case fieldEvidence:
		r.once(&it.verdict.Evidence, unescape(unquote(value)))
	case fieldRecovered:
		in, evidence, _ := strings.Cut(value, between)
		r.once(&it.recovery.In, uncode(in))
		r.once(&it.recovery.Evidence, unescape(unquote(evidence)))
	case fieldMissing:
		it.verdict.Missing = append(it.verdict.Missing, unescape(value))
		return r.count(1)
	case fieldNote:
		r.once(&it.verdict.Note, unescape(value))
	case fieldCorrection:
		box, word := value, ""
		if len(value) > 2 && value[0] == '[' {
			box, word = value[:3], strings.Trim(value[3:], " ")
		}
		it.correction = r.mark(box, word)
	}
	return nil
}

// unquote takes the quotes off a quotation.
func unquote(s string) string {
	if len(s) > 1 && s[0] == '"' && s[len(s)-1] == '"' {
		return s[1 : len(s)-1]
	}
	return s
}

// mark reads a mark from its box and its word. The word decides where they
// differ, because a box is ticked by a slip of the mouse.
func (r *reader) mark(box, word string) panel.Mark {
	boxed, okBox := markOfBox(box)
	worded, okWord := markOfWord(word)
	switch {
	case okWord && okBox && boxed != worded:
		r.notice(r.lineNo, "%s and %q differ; read as %q", box, word, word)
	case okWord && !okBox:
		r.notice(r.lineNo, "%q is no mark; read as %q", short(box), word)
	case okBox && !okWord:
		r.notice(r.lineNo, "the word after %s is missing or unknown; read as %s", box, boxed)
	case !okBox && !okWord:
		r.notice(r.lineNo, "neither %q nor %q is a mark; read as %s", short(box), short(word), panel.Ungraded)
	}
	if okWord {
		return worded
	}
	return boxed
}

// keyPoint reads "- [x] **covered** (confidence 0.82) 1. **label**: text".
func (r *reader) keyPoint(line string) error {
	box, rest, ok := strings.Cut(line[len("- "):], "]")
	if !ok {
		r.notice(r.lineNo, "%q is no key point; ignored", short(line))
		return nil
	}
	rest = strings.Trim(rest, " ")
	it := item{line: r.lineNo}
	word := ""
	if bold, after, ok := cutBold(rest); ok {
		word, rest = bold, strings.TrimLeft(after, " ")
	}
	it.verdict.Mark = r.mark(box+"]", word)
	if strings.HasPrefix(rest, "(") {
		it.verdict.Confidence, rest = r.confidence(rest)
	}
	list := r.turn.list()
	it.n, rest = number(rest)
	if it.n == 0 {
		it.n = 1
		if n := len(*list); n > 0 {
			it.n = (*list)[n-1].n + 1
		}
		r.notice(r.lineNo, "a key point without a number; read as number %d", it.n)
	}
	if label, after, ok := cutBold(rest); ok && strings.HasPrefix(after, ":") {
		it.point.Label, rest = unescape(label), strings.Trim(after[1:], " ")
	}
	it.point.Text = unescape(rest)
	*list = append(*list, it)
	return r.count(1)
}

// cutBold splits "**bold** rest".
func cutBold(s string) (bold, rest string, ok bool) {
	s, ok = strings.CutPrefix(s, "**")
	if !ok {
		return "", "", false
	}
	parts := split(s, "**", 2)
	if len(parts) < 2 {
		return "", "", false
	}
	return parts[0], parts[1], true
}

// number splits "3. rest"; n is 0 when there is no number.
func number(s string) (n int, rest string) {
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	n, err := strconv.Atoi(s[:digits])
	if err != nil || n < 1 || n > maxCount || !strings.HasPrefix(s[digits:], ".") {
		return 0, s
	}
	return n, strings.TrimLeft(s[digits+1:], " ")
}

// confidence splits "(confidence 0.82) rest".
func (r *reader) confidence(s string) (value float64, rest string) {
	inner, rest, ok := strings.Cut(s[1:], ")")
	digits := inner[strings.LastIndexByte(inner, ' ')+1:]
	value, err := strconv.ParseFloat(digits, 64)
	if !ok || err != nil || !(value >= 0 && value <= 1) {
		r.notice(r.lineNo, "%q is not a confidence from 0 to 1; ignored", short(s))
		if !ok {
			rest = s
		}
		return 0, strings.TrimLeft(rest, " ")
	}
	return math.Round(value*100) / 100, strings.TrimLeft(rest, " ")
}
