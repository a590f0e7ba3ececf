package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"runtime"
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
	return nextChoice(ctx, s, s.w, t, following)
}

// selectHint is the hint in survey's templates.
var selectHint = regexp.MustCompile(`Use arrows to move.*?type to filter`)

// pick shows a Select or MultiSelect with hints in the language of the
// interview. Only these two of survey's prompts are fit for Korean input.
func (s *screen) pick(ctx context.Context, m menu) (picked []int, err error) {
	in, stop, err := interruptible(ctx, s.app.in)
	if err != nil {
		return nil, err
	}
	defer stop()
	// survey has its hint lines in package variables only.
	survey.SelectQuestionTemplate = selectHint.ReplaceAllLiteralString(survey.SelectQuestionTemplate, s.w.selectHint)
	survey.MultiSelectQuestionTemplate = selectHint.ReplaceAllLiteralString(survey.MultiSelectQuestionTemplate, s.w.multiHint)
	width := columns(s.app.errTTY) - cells("> ")
	if m.several {
		width -= cells("[x]  ")
	}
	options := make([]string, len(m.options))
	for i, o := range m.options {
		options[i] = strings.TrimRight(pad(visible(o), width), " ")
	}
	one := 0
	if m.several {
		err = survey.AskOne(&survey.MultiSelect{Message: s.broken(m.message, s.w.multiHint), Options: options, Default: m.ticked}, &picked, s.survey(in)...)
	} else {
		err = survey.AskOne(&survey.Select{Message: s.broken(m.message, s.w.selectHint), Options: options}, &one, s.survey(in)...)
		picked = []int{one}
	}
	if errors.Is(err, terminal.InterruptErr) || errors.Is(err, cancelreader.ErrCanceled) {
		err = errLeft
	}
	return picked, err
}

func (s *screen) survey(in terminal.FileReader) []survey.AskOpt {
	return []survey.AskOpt{
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
}

// broken breaks the message of a menu at words, and leaves room for the hint
// after it; survey breaks neither.
func (s *screen) broken(message, hint string) string {
	tail := strings.Repeat("x", cells("  ["+hint+"]"))
	lines := wrap(message+" "+tail, columns(s.app.errTTY)-cells("? "), "", "  ")
	return strings.TrimRight(strings.TrimSuffix(lines, tail+"\n"), " ")
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
