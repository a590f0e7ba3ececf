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
	"syscall"
	"unicode/utf8"

	"mockpanel/content"
	"mockpanel/panel"
)

// Limits of what is read from a file of answers or a pipe.
const (
	maxAnswer   = 1 << 20  // bytes of one answer; ten times the longest that can be spoken in an hour
	maxLines    = 100_000  // of a file of answers
	maxFile     = 64 << 20 // bytes of a file of answers
	maxProblems = 100      // told of one file
)

// errLongAnswer says that an answer is over the limit.
var errLongAnswer = fmt.Errorf("an answer of more than %d bytes, which is the limit", maxAnswer)

// line is one answer of a JSON Lines file: to a question by id, or, in a file
// of answers without ids, to the next question.
type line struct {
	Question string   `json:"question"`
	Answer   *string  `json:"answer"`
	Labels   []string `json:"labels"`
	Style    string   `json:"style"`
	n        int      // its line number
}

const lineHint = `write {"question":"infra/q1","answer":"..."} on one line`

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
	n, size := 0, 0
	for s.Scan() {
		n++
		if size += len(s.Bytes()) + 1; n > maxLines || size > maxFile {
			bad(n, fmt.Sprintf("more than %d lines or %d MB", maxLines, maxFile>>20), "cut the file in parts")
			break
		}
		if len(problems) >= maxProblems {
			bad(n, fmt.Sprintf("%d lines cannot be read; the rest is not looked at", maxProblems), "")
			break
		}
		text := bytes.TrimSpace(bytes.TrimPrefix(s.Bytes(), []byte("\ufeff")))
		if len(text) == 0 {
			continue
		}
		l := line{n: n}
		switch err := json.Unmarshal(text, &l); {
		case !utf8.Valid(text):
			bad(n, "not UTF-8 (EUC-KR or CP949 perhaps)", "save the file as UTF-8")
		case err != nil:
			bad(n, "not a JSON object: "+err.Error(), lineHint)
		case l.Answer == nil:
			bad(n, `no "answer"`, lineHint)
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

// readAnswers reads the file of answers of an interview, which may be a pipe and
// is then read up to its end. A named pipe that nobody writes to is empty.
func readAnswers(ctx context.Context, name string, g *content.Guide) ([]line, error) {
	f, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, fmt.Errorf("reading answers: %w", err)
	}
	defer f.Close()
	release := context.AfterFunc(ctx, func() { f.Close() }) // gives up waiting for a pipe
	defer release()
	lines, err := readLines(name, f, g)
	switch {
	case ctx.Err() != nil:
		return nil, interruption(ctx)
	case err == nil && len(lines) == 0:
		return nil, content.Problems{{File: name, What: "no answers", Hint: lineHint}}
	}
	return lines, err
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

// mainQuestions returns the main questions that answers are for, or nil when
// they name none.
func (s *script) mainQuestions(g *content.Guide) []string {
	var ids []string
	for i := range g.Questions {
		id := g.Questions[i].ID
		for named := range s.named {
			if named == id || g.Topics == nil && strings.HasPrefix(named, id+"/") {
				ids = append(ids, id)
				break
			}
		}
	}
	return ids
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

// unused returns the ids of which an answer was not used, in order, but for
// those that were answered before this run.
func (s *script) unused(before []panel.Turn) []string {
	var ids []string
	for id, answers := range s.named {
		answered := func(t panel.Turn) bool { return t.ID == id }
		if s.used[id] < len(answers) && !slices.ContainsFunc(before, answered) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}
