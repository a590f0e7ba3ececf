package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"github.com/AlecAivazis/survey/v2"
	"github.com/AlecAivazis/survey/v2/terminal"

	tea "charm.land/bubbletea/v2"
	"github.com/muesli/cancelreader"

	"mockpanel/panel"
)

// screen asks in a terminal: long answers in an editor of their own, choices
// in menus.
type screen struct {
	app *app
	w   words
}

// ask shows the question with an area to answer in. When it is done the area
// is replaced by permanent lines, so that the interview can be read again
// above.
func (s *screen) ask(ctx context.Context, q asked) (reply, error) {
	m := newAnswerModel(s.app, s.w, q)
	program := tea.NewProgram(m, tea.WithInput(s.app.in), tea.WithOutput(s.app.errTTY), tea.WithoutSignalHandler())
	// With the context of the program itself the live area would stay as it is.
	release := context.AfterFunc(ctx, func() { program.Send(leaveMsg{}) })
	defer release()
	end, err := program.Run()
	if done, ok := end.(*answerModel); ok {
		m = done
	}
	r := reply{kind: m.kind, text: m.text(), took: m.clock.elapsed(s.app.now())}
	if !m.submitted {
		r.kind = replyInterrupted
	}
	width := columns(s.app.errTTY)
	fmt.Fprint(s.app.err, questionLines(q.Prompt, s.w, width))
	if r.text != "" && r.kind != replySkip {
		fmt.Fprint(s.app.err, wrap(r.text, width, "> ", "> "))
	}
	if err != nil && ctx.Err() == nil {
		return r, fmt.Errorf("running the answer area: %w", err)
	}
	return r, nil
}

func (s *screen) next(ctx context.Context, t panel.Turn, following *panel.Prompt) (choice, error) {
	options := choices(t, s.w, following)
	labels := make([]string, len(options))
	for i, o := range options {
		labels[i] = o.label
	}
	n := 0
	if err := s.menu(ctx, &survey.Select{Message: s.w.menuNext, Options: labels}, &n); err != nil {
		return interruptedChoice(err)
	}
	c := choice{kind: options[n].kind}
	if c.kind != choiceCorrect {
		return c, nil
	}
	points := make([]string, len(t.KeyPoints))
	var ticked []int
	width := columns(s.app.errTTY) - 8
	for i, k := range t.KeyPoints {
		points[i] = pad(fmt.Sprintf("%d. %s", i+1, visible(labelOf(k))), width)
		points[i] = strings.TrimRight(points[i], " ")
		if t.Last().Verdicts[i].Mark == panel.Covered {
			ticked = append(ticked, i)
		}
	}
	var picked []int
	if err := s.menu(ctx, &survey.MultiSelect{Message: s.w.menuCorrect, Options: points, Default: ticked}, &picked); err != nil {
		return interruptedChoice(err)
	}
	said := make([]bool, len(t.KeyPoints))
	for _, i := range picked {
		said[i] = true
	}
	c.marks = corrections(t, said)
	var err error
	if c.said, err = s.said(ctx, t, c.marks); err != nil {
		return interruptedChoice(err)
	}
	return c, nil
}

// said asks which sentence meant each key point that is now covered.
func (s *screen) said(ctx context.Context, t panel.Turn, marks []panel.Mark) ([]string, error) {
	said := make([]string, len(marks))
	lines := sentences(t.Last().Answer)
	width := columns(s.app.errTTY) - 4
	var options []string
	for _, l := range append(slices.Clone(lines), s.w.forget) {
		options = append(options, strings.TrimRight(pad(visible(l), width), " "))
	}
	for i, m := range marks {
		n := 0
		if m == panel.Covered && len(lines) > 1 {
			message := fmt.Sprintf(s.w.menuSaid, labelOf(t.KeyPoints[i]))
			if err := s.menu(ctx, &survey.Select{Message: message, Options: options}, &n); err != nil {
				return nil, err
			}
		}
		if m == panel.Covered && n < len(lines) {
			said[i] = lines[n]
		}
	}
	return said, nil
}

func interruptedChoice(err error) (choice, error) {
	if errors.Is(err, terminal.InterruptErr) || errors.Is(err, cancelreader.ErrCanceled) {
		return choice{kind: choiceInterrupted}, nil
	}
	return choice{}, err
}

// selectHint is the hint in survey's templates.
var selectHint = regexp.MustCompile(`Use arrows to move.*?type to filter`)

// menu shows a Select or MultiSelect with hints in the language of the
// interview. Only these two of survey's prompts are fit for Korean input.
// It ends with cancelreader.ErrCanceled when ctx does.
func (s *screen) menu(ctx context.Context, p survey.Prompt, response any) error {
	in, stop, err := interruptible(ctx, s.app.in)
	if err != nil {
		return err
	}
	defer stop()
	s.fit(p)
	// survey has its hint lines in package variables only.
	survey.SelectQuestionTemplate = selectHint.ReplaceAllLiteralString(survey.SelectQuestionTemplate, s.w.selectHint)
	survey.MultiSelectQuestionTemplate = selectHint.ReplaceAllLiteralString(survey.MultiSelectQuestionTemplate, s.w.multiHint)
	options := []survey.AskOpt{
		survey.WithStdio(in, s.app.errTTY, s.app.errTTY),
		survey.WithRemoveSelectAll(), survey.WithRemoveSelectNone(), survey.WithPageSize(10),
		survey.WithIcons(func(set *survey.IconSet) {
			set.SelectFocus.Text = ">"
			if s.app.env("NO_COLOR") != "" {
				for _, icon := range []*survey.Icon{&set.Question, &set.SelectFocus, &set.MarkedOption, &set.UnmarkedOption, &set.Help, &set.HelpInput, &set.Error} {
					icon.Format = ""
				}
			}
		}),
	}
	return survey.AskOne(p, response, options...)
}

// fit breaks the message of a menu at words, and leaves room for the hint after
// it; survey breaks neither.
func (s *screen) fit(p survey.Prompt) {
	broken := func(message, hint string) string {
		tail := strings.Repeat("x", cells("  ["+hint+"]"))
		lines := wrap(message+" "+tail, columns(s.app.errTTY)-cells("? "), "", "  ")
		return strings.TrimRight(strings.TrimSuffix(lines, tail+"\n"), " ")
	}
	switch p := p.(type) {
	case *survey.Select:
		p.Message = broken(p.Message, s.w.selectHint)
	case *survey.MultiSelect:
		p.Message = broken(p.Message, s.w.multiHint)
	}
}

// menuInput is a terminal from which reading can be given up.
type menuInput struct {
	cancelreader.CancelReader
	fd uintptr
}

func (m menuInput) Fd() uintptr { return m.fd }

// interruptible returns in with a Read that ends when ctx does. The console of
// Windows is not read through Read; there Ctrl+C is the one interruption.
func interruptible(ctx context.Context, in *os.File) (_ terminal.FileReader, stop func(), err error) {
	if runtime.GOOS == "windows" {
		return in, func() {}, nil
	}
	r, err := cancelreader.NewReader(in)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the terminal: %w", err)
	}
	release := context.AfterFunc(ctx, func() { r.Cancel() })
	return menuInput{r, in.Fd()}, func() {
		release()
		r.Close()
	}, nil
}
