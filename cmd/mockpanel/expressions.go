package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"mockpanel/content"
	"mockpanel/transcripts"
)

// expression is words of the user's own that count as saying a key point. A
// guide has a file of them, one a line; what stands behind a # at the start of a
// line is a comment:
//
//	# question, key point, expression
//	infra/q1 2 대표 주소는 안 건드렸고요
type expression struct {
	question string
	point    int // number of the key point, from 1
	text     string
	line     int
}

func (e expression) String() string {
	return fmt.Sprintf("%s %d %s", e.question, e.point, e.text)
}

const expressionsSuffix = ".txt"

func expressionsDir(a *app) string { return dataDir(a, "expressions") }

func expressionsFile(a *app, guide string) string {
	return filepath.Join(expressionsDir(a), guide+expressionsSuffix)
}

// maxExpressions is the largest file in bytes that is read; ten thousand
// sentences of a hundred.
const maxExpressions = 1 << 20

// readExpressions returns what a file of expressions holds, nothing when it is
// missing.
func readExpressions(name string) (src []byte, err error) {
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil && (!info.Mode().IsRegular() || info.Size() > maxExpressions) {
		return nil, fmt.Errorf("reading expressions: %s is not a file of at most %d bytes\n  hint: take out what is not needed", name, maxExpressions)
	}
	if src, err = os.ReadFile(name); err != nil {
		return nil, fmt.Errorf("reading expressions: %w", err)
	}
	return src, nil
}

// parseExpressions reads the lines of a file of expressions. What is wrong with
// single ones is in problems.
func parseExpressions(name string, src []byte) (list []expression, problems content.Problems) {
	for i, l := range strings.Split(strings.TrimPrefix(string(src), "\ufeff"), "\n") {
		l = strings.TrimSpace(l)
		if l == "" || l[0] == '#' {
			continue
		}
		n := 0
		parts := strings.Fields(l)
		if len(parts) > 2 {
			n, _ = strconv.Atoi(parts[1])
		}
		switch {
		case !utf8.ValidString(l):
			problems = append(problems, content.Problem{File: name, Line: i + 1, What: "not UTF-8 (EUC-KR or CP949 perhaps)", Hint: "save the file as UTF-8"})
		case n < 1:
			problems = append(problems, content.Problem{File: name, Line: i + 1, What: fmt.Sprintf("%q is not a question, a key point and an expression", l), Hint: "write infra/q1 2 and then the words, on one line"})
		default:
			list = append(list, expression{parts[0], n, expressionText(strings.Join(parts[2:], " ")), i + 1})
		}
	}
	return list, problems
}

// expressionText is words of an answer as they stand on a line: NFC, with
// single spaces and control characters made visible.
func expressionText(s string) string {
	return answerText(visible(strings.Join(strings.Fields(s), " ")))
}

// accept gives the key points of g the user's own expressions, and returns what
// of their file does not fit.
func accept(a *app, g *content.Guide) (content.Problems, error) {
	name := expressionsFile(a, g.Name)
	src, err := readExpressions(name)
	if err != nil {
		return nil, err
	}
	list, problems := parseExpressions(name, src)
	for _, e := range list {
		if what := acceptOne(g, e); what != "" {
			problems = append(problems, content.Problem{File: name, Line: e.line, What: what, Hint: "mockpanel content expressions lists and removes them"})
		}
	}
	return problems, nil
}

// acceptOne gives a key point of g one more expression, or says why it cannot.
func acceptOne(g *content.Guide, e expression) (problem string) {
	problem = fmt.Sprintf("guide %s has no question %q", g.Name, e.question)
	for q := range g.All {
		if q.ID != e.question {
			continue
		}
		if e.point > len(q.KeyPoints) {
			return fmt.Sprintf("%s has no key point %d", e.question, e.point)
		}
		// a question of a level guide may be a follow-up too
		if k := &q.KeyPoints[e.point-1]; !slices.Contains(k.Accepted, e.text) {
			k.Accepted = append(k.Accepted, e.text)
		}
		problem = ""
	}
	return problem
}

// openGuide opens a guide with the user's own expressions in it. Trouble with
// these is told and keeps nobody from an interview.
func openGuide(a *app, name string) (*content.Guide, error) {
	g, err := content.Open(name)
	if err != nil {
		return nil, err
	}
	problems, err := accept(a, g)
	if err != nil {
		a.notice(err.Error())
	}
	for _, p := range problems {
		a.notice(p.String())
	}
	return g, nil
}

// remember adds expressions to a guide's file, each once.
func remember(name, head string, list []expression) error {
	src, err := readExpressions(name)
	if err != nil {
		return err
	}
	known, _ := parseExpressions(name, src)
	if len(src) == 0 {
		src = []byte("# " + head + "\n")
	}
	if !bytes.HasSuffix(src, []byte("\n")) {
		src = append(src, '\n')
	}
	for _, e := range list {
		same := func(k expression) bool { return k.String() == e.String() }
		if !slices.ContainsFunc(known, same) {
			src = append(src, e.String()+"\n"...)
		}
	}
	return transcripts.WriteFile(name, src)
}

func newExpressions(a *app) *cobra.Command {
	remove := 0
	cmd := &cobra.Command{
		Use:   "expressions",
		Short: "List and remove the words of your own that count as saying a key point",
		Long: `List the words of your own that count as saying a key point, as learned when you
corrected a verdict. They stand in your data folder, in a file named after the
guide, on lines of question, key point and expression, and may be edited there.`,
		Example: `  mockpanel content expressions
  mockpanel content expressions --remove 2`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if cmd.Flags().Changed("remove") {
				return removeExpression(a, remove)
			}
			return listExpressions(a)
		},
	}
	cmd.Flags().IntVar(&remove, "remove", 0, "number in the list of the expression to forget")
	return cmd
}

// learned is a file of expressions.
type learned struct {
	file string
	src  []byte
	list []expression // in it
}

// allLearned reads the files of expressions of all guides, by name.
func allLearned(a *app) ([]learned, content.Problems, error) {
	entries, err := os.ReadDir(expressionsDir(a))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("reading expressions: %w", err)
	}
	var all []learned
	var problems content.Problems
	for _, e := range entries {
		guide, ok := strings.CutSuffix(e.Name(), expressionsSuffix)
		if !ok {
			continue
		}
		name := expressionsFile(a, guide)
		src, err := readExpressions(name)
		if err != nil {
			return nil, nil, err
		}
		list, bad := parseExpressions(name, src)
		all = append(all, learned{name, src, list})
		problems = append(problems, bad...)
	}
	return all, problems, nil
}

func listExpressions(a *app) error {
	all, problems, err := allLearned(a)
	if err != nil {
		return err
	}
	n := 0
	for _, l := range all {
		fmt.Fprintln(a.out, visible(l.file))
		for _, e := range l.list {
			n++
			fmt.Fprint(a.out, wrap(e.String(), columns(a.outTTY), fmt.Sprintf("  %d) ", n), "     "))
		}
	}
	if n == 0 {
		a.notice("nothing learned yet in " + expressionsDir(a))
	}
	if len(problems) > 0 {
		return problems
	}
	return nil
}

// removeExpression forgets the expression with that number in the list.
func removeExpression(a *app, number int) error {
	all, _, err := allLearned(a)
	if err != nil {
		return err
	}
	n := 0
	for _, l := range all {
		for _, e := range l.list {
			if n++; n == number {
				return l.remove(a, e)
			}
		}
	}
	return usagef("there is no expression %d\n  hint: mockpanel content expressions numbers them", number)
}

// remove takes the line of an expression out of the file; the rest of it stays
// as it is.
func (l learned) remove(a *app, e expression) error {
	lines := bytes.SplitAfter(l.src, []byte("\n"))
	if err := transcripts.WriteFile(l.file, bytes.Join(slices.Delete(lines, e.line-1, e.line), nil)); err != nil {
		return err
	}
	_, err := fmt.Fprint(a.out, wrap(e.String(), columns(a.outTTY), "removed: ", "  "))
	return err
}
