package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"mockpanel/content"
	"mockpanel/panel"
)

// maxAnswer is the largest answer in bytes that is read from a file or a pipe;
// ten times the longest that can be spoken in an hour.
const maxAnswer = 1 << 20

// line is one answer of a JSON Lines file: to a question by id, or, in a file
// of answers without ids, to the next question.
type line struct {
	Question string   `json:"question"`
	Answer   *string  `json:"answer"`
	Labels   []string `json:"labels"`
	Style    string   `json:"style"`
	n        int      // its line number
}

// readLines reads a JSON Lines file of answers to questions of g. All that is
// wrong with it is reported at once, by line.
func readLines(name string, r io.Reader, g *content.Guide) ([]line, error) {
	var lines []line
	var problems content.Problems
	bad := func(n int, what, hint string) {
		problems = append(problems, content.Problem{File: name, Line: n, What: what, Hint: hint})
	}
	s := bufio.NewScanner(r)
	s.Buffer(nil, 2*maxAnswer)
	n := 0
	for s.Scan() {
		n++
		text := bytes.TrimSpace(bytes.TrimPrefix(s.Bytes(), []byte("\ufeff")))
		if len(text) == 0 {
			continue
		}
		l := line{n: n}
		switch err := json.Unmarshal(text, &l); {
		case !utf8.Valid(text):
			bad(n, "not UTF-8 (EUC-KR or CP949 perhaps)", "save the file as UTF-8")
		case err != nil:
			bad(n, "not a JSON object: "+err.Error(), `write {"question":"infra/q1","answer":"..."} on one line`)
		case l.Answer == nil:
			bad(n, `no "answer"`, `write {"question":"infra/q1","answer":"..."} on one line`)
		case len(*l.Answer) > maxAnswer:
			bad(n, fmt.Sprintf("an answer of %d bytes, the limit is %d", len(*l.Answer), maxAnswer), "")
		case l.Question != "" && g.Find(l.Question) == nil:
			bad(n, fmt.Sprintf("guide %s has no question %q", g.Name, l.Question), "mockpanel content show "+g.Name+" lists them")
		default:
			*l.Answer = answerText(*l.Answer)
			lines = append(lines, l)
		}
	}
	if err := s.Err(); errors.Is(err, bufio.ErrTooLong) {
		bad(n+1, fmt.Sprintf("a line over %d bytes", 2*maxAnswer), "")
	} else if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return lines, nil
}

func readLinesFile(name string, g *content.Guide) ([]line, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("reading answers: %w", err)
	}
	defer f.Close()
	return readLines(name, f, g)
}

// script answers from a file. A question without an answer in it is skipped;
// several answers to one question are further attempts at it.
type script struct {
	app    *app
	w      words
	named  map[string][]string
	inTurn []string
	used   map[string]int
}

func newScript(a *app, w words, lines []line) *script {
	s := &script{app: a, w: w, named: map[string][]string{}, used: map[string]int{}}
	for _, l := range lines {
		if l.Question == "" {
			s.inTurn = append(s.inTurn, *l.Answer)
		} else {
			s.named[l.Question] = append(s.named[l.Question], *l.Answer)
		}
	}
	return s
}

func (s *script) ask(ctx context.Context, q asked) (reply, error) {
	if ctx.Err() != nil {
		return reply{kind: replyInterrupted}, nil
	}
	if !q.again {
		fmt.Fprint(s.app.err, questionLines(q.Prompt, s.w, maxColumns))
	}
	id := q.Question.ID
	if answers := s.named[id]; s.used[id] < len(answers) {
		s.used[id]++
		return reply{text: answers[s.used[id]-1]}, nil
	}
	if len(s.inTurn) > 0 && len(s.named[id]) == 0 {
		text := s.inTurn[0]
		s.inTurn = s.inTurn[1:]
		return reply{text: text}, nil
	}
	return reply{kind: replySkip}, nil
}

func (s *script) next(_ context.Context, t panel.Turn, _ *panel.Prompt) (choice, error) {
	if s.used[t.ID] > 0 && s.used[t.ID] < len(s.named[t.ID]) {
		return choice{kind: choiceAgain}, nil
	}
	return choice{}, nil
}

// unused returns the ids of which an answer was not used, but for those that
// were answered before this run.
func (s *script) unused(before []panel.Turn) []string {
	var ids []string
	for id, answers := range s.named {
		answered := func(t panel.Turn) bool { return t.ID == id }
		if s.used[id] < len(answers) && !slices.ContainsFunc(before, answered) {
			ids = append(ids, id)
		}
	}
	return ids
}

// plain asks in lines, without moving the cursor: for pipes, screen readers
// and dumb terminals.
type plain struct {
	app   *app
	w     words
	lines <-chan string // of standard input, closed at its end
	tty   bool          // a person types, so that choices can be offered
	shown bool          // the help was shown
	err   *error        // why standard input ended, nil at a plain end
}

func newPlain(a *app, w words) *plain {
	lines := make(chan string)
	p := &plain{app: a, w: w, lines: lines, tty: isTerminal(a.in), err: new(error)}
	go func() { // owned by the process: a read from a terminal cannot be cancelled
		defer close(lines)
		s := bufio.NewScanner(a.in)
		s.Buffer(nil, maxAnswer)
		for s.Scan() {
			lines <- strings.TrimSuffix(s.Text(), "\r")
		}
		*p.err = s.Err()
	}()
	return p
}

// read returns the next line; ok is false at the end of input or when ctx is
// done.
func (p *plain) read(ctx context.Context) (s string, ok bool) {
	select {
	case <-ctx.Done():
		return "", false
	case s, ok = <-p.lines:
		return s, ok
	}
}

func (p *plain) ask(ctx context.Context, q asked) (reply, error) {
	width := columns(p.app.errTTY)
	fmt.Fprint(p.app.err, questionLines(q.Prompt, p.w, width))
	if !p.shown {
		p.shown = true
		fmt.Fprint(p.app.err, wrap(p.w.plainHelp, width, "", ""))
	}
	for _, h := range q.given {
		fmt.Fprint(p.app.err, wrap(hintText(h, q, p.w), width, "", "  "))
	}
	start := p.app.now().Add(-q.spent)
	var text []string
	if q.text != "" {
		text = strings.Split(q.text, "\n")
		fmt.Fprint(p.app.err, wrap(q.text, width, "> ", "> "))
	}
	soFar := func(kind replyKind) reply {
		return reply{kind: kind, text: linesText(text), took: p.app.now().Sub(start)}
	}
	for {
		s, ok := p.read(ctx)
		switch {
		case ctx.Err() != nil:
			return soFar(replyInterrupted), nil
		case !ok && *p.err != nil:
			return reply{}, fmt.Errorf("reading standard input: %w", *p.err)
		case !ok && len(text) == 0:
			return reply{kind: replyQuit}, nil
		case !ok || s == ".":
			if !utf8.ValidString(strings.Join(text, "\n")) {
				return reply{}, errors.New("the answer is not UTF-8 (EUC-KR or CP949 perhaps)\n  hint: send the input through iconv -f CP949 -t UTF-8")
			}
			return soFar(replyAnswer), nil
		case s == "/skip":
			return reply{kind: replySkip}, nil
		case s == "/quit":
			return soFar(replyQuit), nil
		case s == "/hint":
			h, _ := hintLine(q, p.w)
			fmt.Fprint(p.app.err, wrap(h, width, "", "  "))
		default:
			text = append(text, s)
			p.keep(q, text, p.app.now().Sub(start))
		}
	}
}

// linesText is the answer that lines make.
func linesText(lines []string) string {
	return answerText(strings.ToValidUTF8(strings.Join(lines, "\n"), "\ufffd"))
}

// keep saves the lines of a person, who cannot send them again.
func (p *plain) keep(q asked, lines []string, spent time.Duration) {
	if !p.tty {
		return
	}
	if err := q.keep(linesText(lines), spent); err != nil {
		fmt.Fprint(p.app.err, wrap(fmt.Sprintf(p.w.draftFailed, err), columns(p.app.errTTY), "", "  "))
	}
}

// hintLine returns the next hint; ok is false when it only says that there is
// none left.
func hintLine(q asked, w words) (line string, ok bool) {
	hint, ok := q.hint()
	if !ok {
		return w.noMoreHints, false
	}
	return hintText(hint, q, w), true
}

func hintText(hint string, q asked, w words) string {
	if hint == q.Question.Intent {
		return fmt.Sprintf(w.intentHint, hint)
	}
	return fmt.Sprintf(w.pointHint, hint)
}

func (p *plain) next(ctx context.Context, t panel.Turn, following *panel.Prompt) (choice, error) {
	if !p.tty {
		return choice{}, nil
	}
	options := choices(t, p.w, following)
	for {
		fmt.Fprintln(p.app.err, p.w.menuNext)
		for i, o := range options {
			fmt.Fprintf(p.app.err, "  %d) %s\n", i+1, o.label)
		}
		s, ok := p.read(ctx)
		if ctx.Err() != nil {
			return choice{kind: choiceInterrupted}, nil
		}
		if !ok {
			return choice{kind: choiceQuit}, nil
		}
		s = strings.TrimSpace(s)
		if s == "" {
			return choice{}, nil
		}
		n := 0
		if _, err := fmt.Sscanf(s, "%d", &n); err != nil || n < 1 || n > len(options) {
			continue
		}
		c := choice{kind: options[n-1].kind}
		if c.kind == choiceCorrect {
			c.marks = p.correct(ctx, t)
			c.said = p.said(ctx, t, c.marks)
		}
		return c, nil
	}
}

// correct asks for the numbers of the key points that were said.
func (p *plain) correct(ctx context.Context, t panel.Turn) []panel.Mark {
	fmt.Fprintln(p.app.err, p.w.menuCorrect)
	for i, k := range t.KeyPoints {
		fmt.Fprint(p.app.err, wrap(labelOf(k), columns(p.app.errTTY), fmt.Sprintf("  %d) ", i+1), "     "))
	}
	s, _ := p.read(ctx)
	said := make([]bool, len(t.KeyPoints))
	for _, f := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' }) {
		n := 0
		if _, err := fmt.Sscanf(f, "%d", &n); err == nil && n >= 1 && n <= len(said) {
			said[n-1] = true
		}
	}
	return corrections(t, said)
}

// said asks for the number of the sentence that meant each key point that is now
// covered.
func (p *plain) said(ctx context.Context, t panel.Turn, marks []panel.Mark) []string {
	said := make([]string, len(marks))
	lines := sentences(t.Last().Answer)
	for i, m := range marks {
		if m != panel.Covered {
			continue
		}
		n := 1
		if len(lines) > 1 {
			fmt.Fprint(p.app.err, wrap(fmt.Sprintf(p.w.menuSaid, labelOf(t.KeyPoints[i])), columns(p.app.errTTY), "", "  "))
			for j, l := range append(slices.Clone(lines), p.w.forget) {
				fmt.Fprint(p.app.err, wrap(l, columns(p.app.errTTY), fmt.Sprintf("  %d) ", j+1), "     "))
			}
			s, _ := p.read(ctx)
			if _, err := fmt.Sscanf(s, "%d", &n); err != nil {
				n = 0
			}
		}
		if n >= 1 && n <= len(lines) {
			said[i] = lines[n-1]
		}
	}
	return said
}

// option is one way to go on after the feedback.
type option struct {
	kind  choiceKind
	label string
}

// choices are the ways to go on, the harmless one first.
func choices(t panel.Turn, w words, following *panel.Prompt) []option {
	first := option{choiceNext, w.next}
	switch {
	case following == nil:
		first.label = w.quit
	case following.FollowUpOf != "":
		first.label = w.nextFollowUp
	}
	options := []option{first, {choiceAgain, w.again}}
	if t.Model != "" {
		options = append(options, option{choiceModel, w.showModel})
	}
	options = append(options, option{choiceCorrect, w.wrongVerdict})
	if following != nil {
		options = append(options, option{choiceQuit, w.quit})
	}
	return options
}

// labelOf names a key point in a menu.
func labelOf(k panel.KeyPoint) string {
	if k.Label != "" {
		return k.Label
	}
	return k.Text
}

// corrections turns what the user says they said into marks beside the
// judge's: covered for a point the judge did not hear in full, missed for one
// that was not said after all.
func corrections(t panel.Turn, said []bool) []panel.Mark {
	marks := make([]panel.Mark, len(said))
	for i, v := range t.Last().Verdicts {
		switch {
		case said[i] && v.Mark != panel.Covered:
			marks[i] = panel.Covered
		case !said[i] && v.Mark == panel.Covered:
			marks[i] = panel.Missed
		}
	}
	return marks
}
