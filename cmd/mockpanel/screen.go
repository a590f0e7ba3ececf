package main

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/AlecAivazis/survey/v2"
	"github.com/AlecAivazis/survey/v2/core"
	"github.com/AlecAivazis/survey/v2/terminal"

	"github.com/muesli/cancelreader"

	"mockpanel/panel"
)

// screen asks in a terminal: long answers in an editor of their own, choices
// in menus.
type screen struct {
	app   *app
	w     words
	ahead []byte // typed in a menu after it was done
}

// ask shows the question with an area to answer in. When it is done the area
// is replaced by permanent lines, so that the interview can be read again
// above.
func (s *screen) ask(ctx context.Context, q asked) (reply, error) {
	s.ahead = nil // must not answer the menu after the feedback, which nobody has seen yet
	m := newAnswerModel(s.app, s.w, q)
	err := m.run(ctx)
	r := reply{kind: m.kind, text: m.text(), took: m.clock.elapsed(s.app.now())}
	if !m.submitted {
		r.kind = replyInterrupted
	}
	fmt.Fprint(s.app.err, questionLines(q.Prompt, s.w, columns(s.app.errTTY)))
	if r.text != "" && r.kind != replySkip {
		s.app.tell(r.text, "> ", "> ")
	}
	if err != nil && ctx.Err() == nil {
		return r, fmt.Errorf("running the answer area: %w", err)
	}
	return r, nil
}

func (s *screen) next(ctx context.Context, t panel.Turn, following *panel.Prompt) (choice, error) {
	return nextChoice(ctx, s, s.w, t, following)
}

var (
	// surveyHint is the hint in survey's templates.
	surveyHint = regexp.MustCompile(`Use arrows to move.*?type to filter`)
	// surveyAnswer is what survey's templates leave of a menu that is done, between
	// the message and the options. It would be broken within a word.
	surveyAnswer = regexp.MustCompile(`(?s)(\{\{- color \.Config\.Icons\.Question\.Format.*?)\{\{ \.FilterMessage \}\}(.*?)\{\{- if \.ShowAnswer\}\}.*?\{\{- else ?\}\}`)
)

// template is a template of survey's with the hint in the language of the
// interview, and nothing left of a menu that is done.
func template(of, hint string) string {
	of = surveyHint.ReplaceAllLiteralString(of, hint)
	return surveyAnswer.ReplaceAllString(of, `{{- if not .ShowAnswer}}$1$2`)
}

// pick shows a Select or MultiSelect, and then the options picked as permanent
// lines. Only these two of survey's prompts are fit for Korean input.
func (s *screen) pick(ctx context.Context, m menu) (picked []int, err error) {
	keys, hint := selectKeys, s.w.selectHint
	if m.several {
		keys, hint = multiSelectKeys, s.w.multiHint
	}
	in, stop, err := menuKeys(ctx, s.app.in, keys, &s.ahead)
	if err != nil {
		return nil, err
	}
	defer stop()
	// survey has its colours and templates in package variables only.
	core.DisableColor = s.app.env("NO_COLOR") != ""
	survey.SelectQuestionTemplate = template(survey.SelectQuestionTemplate, s.w.selectHint)
	survey.MultiSelectQuestionTemplate = template(survey.MultiSelectQuestionTemplate, s.w.multiHint)
	width := columns(s.app.errTTY) - cells("> ")
	if m.several {
		width -= cells("[x]  ")
	}
	options := make([]string, len(m.options))
	for i, o := range m.options {
		options[i] = strings.TrimRight(pad(visible(o), width), " ")
	}
	one := 0
	message := s.broken(m.message, hint)
	page := survey.WithPageSize(max(1, min(menuRows, rows(s.app.errTTY)-strings.Count(message, "\n")-2)))
	if m.several {
		err = survey.AskOne(&survey.MultiSelect{Message: message, Options: options, Default: m.ticked}, &picked, append(s.survey(in), page)...)
	} else {
		err = survey.AskOne(&survey.Select{Message: message, Options: options}, &one, append(s.survey(in), page)...)
		picked = []int{one}
	}
	if errors.Is(err, terminal.InterruptErr) || errors.Is(err, cancelreader.ErrCanceled) {
		return nil, errLeft
	}
	if err != nil {
		return nil, err
	}
	done := []string{m.message}
	for _, i := range picked {
		done = append(done, m.options[i]+",")
	}
	s.app.tell(strings.TrimSuffix(strings.Join(done, " "), ","), "? ", "  ")
	return picked, nil
}

// menuRows is how many options a menu shows at a time, in a window with room.
const menuRows = 10

func (s *screen) survey(in terminal.FileReader) []survey.AskOpt {
	return []survey.AskOpt{
		survey.WithStdio(in, s.app.errTTY, s.app.errTTY),
		survey.WithRemoveSelectAll(), survey.WithRemoveSelectNone(),
		survey.WithFilter(func(string, string, int) bool { return true }),
		survey.WithIcons(func(set *survey.IconSet) {
			set.SelectFocus.Text = ">"
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
