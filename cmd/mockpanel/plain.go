package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"mockpanel/panel"
)

// plain asks in lines, without moving the cursor: for pipes, screen readers
// and dumb terminals.
type plain struct {
	app   *app
	w     words
	lines <-chan string // of standard input, closed at its end
	tty   bool          // a person types, so that choices can be offered
	shown bool          // the help was shown
	err   error         // why standard input ended, nil at a plain end; set before lines is closed
}

func newPlain(a *app, w words) *plain {
	lines := make(chan string)
	p := &plain{app: a, w: w, lines: lines, tty: isTerminal(a.in)}
	go func() { // owned by the process: a read from a terminal cannot be cancelled
		defer close(lines)
		s := bufio.NewScanner(a.in)
		s.Buffer(nil, maxAnswer)
		for s.Scan() {
			lines <- strings.TrimSuffix(s.Text(), "\r")
		}
		p.err = s.Err()
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
	fmt.Fprint(p.app.err, questionLines(q.Prompt, p.w, columns(p.app.errTTY)))
	if !p.shown {
		p.shown = true
		p.app.tell(p.w.plainHelp, "", "")
	}
	for _, h := range q.given {
		p.app.tell(h, "", "  ")
	}
	start := p.app.now().Add(-q.spent)
	var text []string
	size := len(q.text)
	if q.text != "" {
		text = strings.Split(q.text, "\n")
		p.app.tell(q.text, "> ", "> ")
	}
	soFar := func(kind replyKind) reply {
		return reply{kind: kind, text: linesText(text), took: p.app.now().Sub(start)}
	}
	for {
		s, ok := p.read(ctx)
		command := strings.TrimRight(s, " \t")
		switch {
		case ctx.Err() != nil:
			return soFar(replyInterrupted), nil
		case !ok && errors.Is(p.err, bufio.ErrTooLong), size > maxAnswer:
			return reply{}, errLongAnswer
		case !ok && p.err != nil:
			return reply{}, fmt.Errorf("reading standard input: %w", p.err)
		case !ok && len(text) == 0:
			return reply{kind: replyQuit}, nil
		case !ok || command == ".":
			if !utf8.ValidString(strings.Join(text, "\n")) {
				return reply{}, errors.New("the answer is not UTF-8 (EUC-KR or CP949 perhaps)\n  hint: send the input through iconv -f CP949 -t UTF-8")
			}
			return soFar(replyAnswer), nil
		case command == "/skip":
			return reply{kind: replySkip}, nil
		case command == "/quit":
			return soFar(replyQuit), nil
		case command == "/hint":
			h, _ := q.hint()
			p.app.tell(h, "", "  ")
		default:
			text = append(text, s)
			size += len(s) + 1
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
		p.app.tell(fmt.Sprintf(p.w.draftFailed, err), "", "  ")
	}
}

func (p *plain) next(ctx context.Context, t panel.Turn, following *panel.Prompt) (choice, error) {
	if !p.tty {
		return choice{}, nil
	}
	return nextChoice(ctx, p, p.w, t, following)
}

// pick asks for numbers. An empty line takes the first option, or what is ticked.
func (p *plain) pick(ctx context.Context, m menu) ([]int, error) {
	hint := p.w.numberHint
	if m.several {
		hint = p.w.numbersHint
	}
	for {
		p.app.tell(m.message+"  ["+hint+"]", "", "  ")
		for i, o := range m.options {
			number := fmt.Sprintf("  %d) ", i+1)
			if slices.Contains(m.ticked, i) {
				number += "[x] "
			}
			p.app.tell(o, number, "     ")
		}
		s, ok := p.read(ctx)
		switch {
		case ctx.Err() != nil:
			return nil, errLeft
		case !ok:
			return nil, io.EOF
		case strings.TrimSpace(s) == "" && m.several:
			return m.ticked, nil
		case strings.TrimSpace(s) == "":
			return []int{0}, nil
		}
		if picked, ok := numbers(s, len(m.options)); ok && (m.several || len(picked) == 1) {
			return picked, nil
		}
	}
}

// numbers reads numbers from 1 to most, with commas or spaces between, as
// indices from 0.
func numbers(s string, most int) (indices []int, ok bool) {
	for _, f := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' }) {
		n, err := strconv.Atoi(f)
		if err != nil || n < 1 || n > most {
			return nil, false
		}
		indices = append(indices, n-1)
	}
	return indices, len(indices) > 0
}
