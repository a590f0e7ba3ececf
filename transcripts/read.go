package transcripts

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"mockpanel/content"
	"mockpanel/panel"
)

// Read reads a transcript. It takes what hand edits left of it, also with CRLF,
// a byte order mark or decomposed Hangul, and says in notices what it ignored
// or repaired. Of a file that was cut short it returns what stands before the
// cut. The error is a [content.Problems] with file and line; then there is no
// transcript.
func Read(name string, src []byte) (Transcript, Notices, error) {
	if len(src) > MaxBytes {
		return Transcript{}, nil, tooLarge(name)
	}
	s := strings.TrimPrefix(string(src), "\uFEFF")
	s = s[:len(s)-cutRune(s)]
	if !utf8.ValidString(s) {
		return Transcript{}, nil, notUTF8(name, s)
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	head, body, err := splitHeader(name, s)
	if err != nil {
		return Transcript{}, nil, err
	}
	h, notices, err := readHeader(name, head)
	if err != nil {
		return Transcript{}, nil, err
	}
	r := reader{
		name: name, notices: notices,
		src: norm.NFC.String(body), lineNo: strings.Count(head, "\n") + 1,
	}
	if err := r.body(); err != nil {
		return Transcript{}, nil, err
	}
	t := h.transcript()
	t.Turns = r.turns
	if r.ended {
		r.checkDerived(t)
		if !reflect.DeepEqual(h.Totals, totalsOf(panel.Count(t.Turns))) {
			r.notice(lineOf(head, "totals:"), "the totals in the front matter are not what the turns add up to; ignored")
		}
	} else {
		r.notice(r.lineNo, cutShort)
	}
	return t, r.sorted(), nil
}

// lineOf returns the number of the first line that starts with prefix, or 1.
func lineOf(s, prefix string) int {
	before, _, found := strings.Cut(s, "\n"+prefix)
	if !found {
		return 1
	}
	return strings.Count(before, "\n") + 2
}

// cutRune returns the number of bytes at the end of s that begin a character
// and do not finish it, as in a file that was cut short.
func cutRune(s string) int {
	for n := 1; n < utf8.UTFMax && n <= len(s); n++ {
		if last := s[len(s)-n:]; utf8.RuneStart(last[0]) {
			if !utf8.FullRuneInString(last) {
				return n
			}
			break
		}
	}
	return 0
}

func tooLarge(name string) error {
	return problem(name, 0, fmt.Sprintf("larger than %d MB", MaxBytes>>20), "a transcript is never that large")
}

func notUTF8(name, s string) error {
	n := 0
	for line := range strings.Lines(s) {
		if n++; !utf8.ValidString(line) {
			break
		}
	}
	return problem(name, n, "not UTF-8", "save the file as UTF-8")
}

// reader reads the part after the front matter line by line.
type reader struct {
	name    string
	src     string
	pos     int // start of the next line
	lineNo  int // number of the line read last, in the file
	notices Notices
	more    int // notices beyond maxNotices
	turn    *openTurn
	turns   []panel.Turn
	derived []derivedLine
	parts   int // counted against maxParts
	broken  int // answers without an end
	ended   bool
}

func (r *reader) notice(line int, format string, args ...any) {
	if len(r.notices) >= maxNotices {
		r.more++
		return
	}
	r.notices = append(r.notices, content.Problem{File: r.name, Line: line, What: fmt.Sprintf(format, args...)})
}

func (r *reader) sorted() Notices {
	slices.SortStableFunc(r.notices, func(a, b content.Problem) int { return a.Line - b.Line })
	if r.more > 0 {
		r.notices = append(r.notices, content.Problem{File: r.name, What: fmt.Sprintf("%d more notices of this kind", r.more)})
	}
	return r.notices
}

// next returns the next line without its end.
func (r *reader) next() (line string, ok bool) {
	if r.pos >= len(r.src) {
		return "", false
	}
	line, _, found := strings.Cut(r.src[r.pos:], "\n")
	r.pos += len(line)
	if found {
		r.pos++
	}
	r.lineNo++
	return line, true
}

// count adds to the parts read so far.
func (r *reader) count(n int) error {
	if r.parts += n; r.parts > maxParts {
		return problem(r.name, r.lineNo, fmt.Sprintf("more than %d turns, answers and key points", maxParts), "")
	}
	return nil
}

func (r *reader) body() error {
	for {
		raw, ok := r.next()
		if !ok {
			return r.endTurn()
		}
		if err := r.structure(raw); err != nil {
			return err
		}
	}
}

// structure reads one line outside of an answer.
func (r *reader) structure(raw string) error {
	if len(raw) > maxLine {
		return problem(r.name, r.lineNo, fmt.Sprintf("a line longer than %d MB", maxLine>>20), "")
	}
	line := strings.Trim(raw, " \t\r")
	if line == "" {
		return nil
	}
	if heading, ok := turnHeading(line); ok {
		if err := r.endTurn(); err != nil {
			return err
		}
		r.ended = false
		return r.startTurn(heading)
	}
	switch {
	case line == endMark:
		r.ended = true
		return r.endTurn()
	case r.ended:
		r.notice(r.lineNo, "text after the end of the transcript; ignored")
	case r.turn == nil && isQuestion(line):
		if err := r.startStray(); err != nil {
			return err
		}
		return r.labelled(line)
	case r.turn == nil, line[0] == '>':
		r.keepDerived(line)
	case strings.HasPrefix(line, "### "):
		if !isAnswerHeading(line) {
			r.notice(r.lineNo, "unknown heading %q; ignored", short(line))
			return nil
		}
		return r.startAttempt()
	case strings.HasPrefix(line, "```"):
		return r.answer(line)
	case isSkipped(line):
		r.turn.skipped = true
	case strings.HasPrefix(line, "- ["):
		return r.keyPoint(line)
	case strings.HasPrefix(line, "**"):
		return r.labelled(line)
	case strings.HasPrefix(line, "- **"):
		return r.labelled(line[len("- "):])
	default:
		r.notice(r.lineNo, "%q is not part of a transcript; ignored", short(line))
	}
	return nil
}

// short returns the beginning of user text for a message.
func short(s string) string {
	const most = 40 // runes
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "..."
		}
		n++
	}
	return s
}

// turnHeading returns what follows the number in "## 3. ...".
func turnHeading(line string) (heading string, ok bool) {
	rest, ok := strings.CutPrefix(line, "## ")
	if !ok {
		return "", false
	}
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	if digits == 0 || !strings.HasPrefix(rest[digits:], ".") {
		return "", false
	}
	return strings.TrimLeft(rest[digits+1:], " "), true
}

func isAnswerHeading(line string) bool {
	for _, w := range languages() {
		rest, ok := strings.CutPrefix(line, "### "+w.answer)
		if ok && strings.Trim(rest, " 0123456789") == "" {
			return true
		}
	}
	return false
}

func isQuestion(line string) bool {
	f, _, ok := labelledField(line)
	return ok && f == fieldQuestion && strings.HasPrefix(line, "**")
}

func isSkipped(line string) bool {
	return line == "**"+korean.skipped+"**" || line == "**"+english.skipped+"**"
}

// maxBroken bounds how often the reader looks for the end of an answer whose
// fence does not close, because each time it reads lines again.
const maxBroken = 10

// answer reads the fenced block that opens with line.
func (r *reader) answer(line string) error {
	info := strings.TrimLeft(line, "`")
	fence := line[:len(line)-len(info)]
	opened, start := r.lineNo, r.pos
	if a := r.turn.last(); a == nil || a.answered {
		r.notice(opened, "an answer without a heading; read as one more answer")
		if err := r.startAttempt(); err != nil {
			return err
		}
	}
	a := r.turn.last()
	a.answered = true
	end, closed := start, false
	for !closed {
		end = r.pos
		raw, ok := r.next()
		if !ok || strings.HasPrefix(raw, fence) && strings.Trim(raw, "` \t\r") != "" {
			break
		}
		closed = strings.HasPrefix(raw, fence)
	}
	if !closed {
		end = r.repair(start, opened)
	}
	a.attempt.Answer = unblock(strings.TrimSuffix(r.src[start:end], "\n"), strings.TrimSpace(info))
	return nil
}

// repair finds the end of an answer whose fence does not close: the first
// line that looks like what follows an answer. The reader goes on from there.
func (r *reader) repair(start, opened int) (end int) {
	r.broken++
	limit := r.pos
	r.pos, r.lineNo = start, opened
	for r.broken <= maxBroken && r.pos < limit {
		end, line := r.pos, r.lineNo
		raw, _ := r.next()
		if followsAnswer(raw) {
			r.pos, r.lineNo = end, line
			r.notice(opened, "the answer has no closing fence; read up to line %d", line)
			return end
		}
	}
	r.lineNo += strings.Count(r.src[r.pos:], "\n")
	r.pos = len(r.src)
	r.notice(opened, "the answer has no closing fence; read up to the end of the file")
	return len(r.src)
}

func followsAnswer(line string) bool {
	if _, ok := turnHeading(line); ok || isAnswerHeading(line) || line == endMark {
		return true
	}
	if !strings.HasPrefix(line, "**") {
		return false
	}
	f, _, ok := labelledField(line)
	return ok && (f == fieldTook || f == fieldJudge || f == fieldScore || f == fieldTrouble || f == fieldFellBack)
}

// derivedLine is a line that a reader ignores because it follows from others.
type derivedLine struct {
	line int
	text string
}

// maxDerived bounds the derived lines that are compared with what the turns
// add up to; an interview of a thousand prompts has some ten thousand.
const maxDerived = 20_000

func (r *reader) keepDerived(line string) {
	if len(r.derived) < maxDerived {
		r.derived = append(r.derived, derivedLine{r.lineNo, line})
	}
}

// checkDerived says which derived lines differ from what the turns add up to.
func (r *reader) checkDerived(t Transcript) {
	w := writer{words: words(t.Lang)}
	w.front(t)
	for _, turn := range t.Turns {
		w.warning(turn)
		for _, a := range turn.Attempts {
			w.line(w.attemptFacts(a))
		}
	}
	known := map[string]bool{}
	for line := range strings.SplitSeq(w.b.String(), "\n") {
		known[strings.Trim(line, " \t\r")] = true
	}
	var wrong []derivedLine
	for _, d := range r.derived {
		if !known[d.text] {
			wrong = append(wrong, d)
		}
	}
	switch len(wrong) {
	case 0:
	case 1:
		r.notice(wrong[0].line, "%q does not follow from the turns; ignored", short(wrong[0].text))
	default:
		r.notice(wrong[0].line, "%q does not follow from the turns (%d more such lines); ignored", short(wrong[0].text), len(wrong)-1)
	}
}
