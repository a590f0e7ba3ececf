package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"
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

func (p *plain) next(ctx context.Context, t panel.Turn, following *panel.Prompt) (choice, error) {
	if !p.tty {
		return choice{}, nil
	}
	options := choices(t, p.w, following)
	for {
		fmt.Fprintf(p.app.err, "%s  [%s]\n", p.w.menuNext, p.w.numberHint)
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
	fmt.Fprint(p.app.err, wrap(fmt.Sprintf("%s  [%s]", p.w.menuCorrect, p.w.numbersHint), columns(p.app.errTTY), "", "  "))
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
			fmt.Fprint(p.app.err, wrap(fmt.Sprintf(p.w.menuSaid+"  [%s]", labelOf(t.KeyPoints[i]), p.w.numberHint), columns(p.app.errTTY), "", "  "))
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
