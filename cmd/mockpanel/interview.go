package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"mockpanel/panel"
	"mockpanel/transcripts"
)

// interviewer is how the panel meets the user: a screen, plain lines, or a
// file of answers.
type interviewer interface {
	// ask puts a prompt and returns what the user did with it.
	ask(ctx context.Context, q asked) (reply, error)
	// next asks how to go on after the feedback on a turn; p is the prompt that
	// would follow, nil at the end.
	next(ctx context.Context, t panel.Turn, p *panel.Prompt) (choice, error)
}

// asked is a prompt as it is put to the user.
type asked struct {
	panel.Prompt
	again  bool                  // it is answered once more
	target time.Duration         // for the answer, 0 for none
	hint   func() (string, bool) // the next hint, false when there is none left
}

// reply is what the user did with a prompt.
type reply struct {
	kind replyKind
	text string
	took time.Duration
}

type replyKind int

const (
	replyAnswer replyKind = iota
	replySkip
	replyQuit        // save and leave, on request
	replyInterrupted // save and leave: Ctrl-C or a signal
)

// choice is how to go on after the feedback.
type choice struct {
	kind  choiceKind
	marks []panel.Mark // of choiceCorrect
}

type choiceKind int

const (
	choiceNext choiceKind = iota
	choiceAgain
	choiceModel
	choiceCorrect
	choiceQuit
	choiceInterrupted
)

// interview plays a session: it puts the prompts, keeps the transcript on disk
// ahead of the next prompt, and prints the feedback.
type interview struct {
	app     *app
	w       words
	session *panel.Session
	record  transcripts.Transcript
	store   *transcripts.Store
	path    string
	ui      interviewer
	grader  grader
	told    bool // that the endpoint is not asked any more
	probes  bool // reviewers may ask questions of their own
}

// run plays until the interview is over or the user leaves.
func (iv *interview) run(ctx context.Context) error {
	for {
		p, ok := iv.session.Next()
		if !ok {
			break
		}
		r, err := iv.ui.ask(ctx, asked{Prompt: p, target: iv.record.Target, hint: iv.session.Hint})
		if err != nil {
			return err
		}
		var t panel.Turn
		switch r.kind {
		case replyQuit:
			return iv.leave()
		case replyInterrupted:
			return iv.interrupted()
		case replySkip:
			t, err = iv.session.Skip()
		case replyAnswer:
			// A signal must not cut the judging of an answer short.
			t, err = iv.session.Answer(context.WithoutCancel(ctx), r.text, r.took)
		}
		if err != nil {
			fmt.Fprintln(iv.app.err, visible(err.Error()))
		}
		if err := iv.save(t); err != nil {
			return err
		}
		if stop, err := iv.after(ctx, p, t); stop || err != nil {
			return err
		}
	}
	return iv.finish(ctx)
}

// after gives the feedback on a turn and does what the user wants to do about
// it, until they go on. stop is true when the interview was left.
func (iv *interview) after(ctx context.Context, p panel.Prompt, t panel.Turn) (stop bool, err error) {
	if iv.record.Feedback == "end" {
		_, err := iv.judgeFurther(ctx, t)
		return err != nil, err
	}
	width := columns(iv.app.outTTY)
	fmt.Fprint(iv.app.out, feedback(t, iv.w, width))
	if t.Skipped() {
		return false, nil
	}
	if t, err = iv.judgeFurther(ctx, t); err != nil {
		return true, err
	}
	for {
		var following *panel.Prompt
		if n, more := iv.session.Next(); more {
			following = &n
		}
		c, err := iv.ui.next(ctx, t, following)
		if err != nil {
			return true, err
		}
		switch c.kind {
		case choiceNext:
			return false, nil
		case choiceQuit:
			return true, iv.leave()
		case choiceInterrupted:
			return true, iv.interrupted()
		case choiceModel:
			fmt.Fprint(iv.app.out, "\n", wrap(iv.w.model+": "+t.Model, width, "  ", "  "), "\n")
		case choiceCorrect:
			t, err = iv.session.Correct(c.marks)
			if err == nil {
				err = iv.save(t)
			}
			if err != nil {
				return true, err
			}
			iv.dropProbe(t)
			fmt.Fprint(iv.app.out, feedback(t, iv.w, width))
		case choiceAgain:
			r, err := iv.ui.ask(ctx, asked{Prompt: p, again: true, target: iv.record.Target, hint: func() (string, bool) { return "", false }})
			if err != nil {
				return true, err
			}
			if r.kind == replyInterrupted {
				return true, iv.interrupted()
			}
			if r.kind != replyAnswer {
				continue
			}
			before := t.Last().Marks()
			if t, err = iv.session.Retry(context.WithoutCancel(ctx), r.text, r.took); err != nil {
				fmt.Fprintln(iv.app.err, visible(err.Error()))
			}
			if err := iv.save(t); err != nil {
				return true, err
			}
			fmt.Fprint(iv.app.out, feedback(t, iv.w, width))
			if t, err = iv.judgeFurther(ctx, t); err != nil {
				return true, err
			}
			fmt.Fprint(iv.app.out, comparison(t, before, iv.w))
		}
	}
}

// save writes the transcript. When that fails the newest answer is shown, so
// that it is not lost with the program.
func (iv *interview) save(t panel.Turn) error {
	iv.record.Turns = iv.session.Turns()
	err := iv.store.Save(iv.path, iv.record)
	if err == nil {
		return nil
	}
	if answer := t.Last().Answer; answer != "" {
		fmt.Fprintf(iv.app.err, "\n%s\n\n", visible(answer))
	}
	return fmt.Errorf("the last answer is not saved (it is shown above): %w\n  hint: make room or mend the folder, then mockpanel start --resume; or choose another folder with --dir", err)
}

func (iv *interview) leave() error {
	iv.atEnd(iv.w.stopped)
	return nil
}

func (iv *interview) interrupted() error {
	fmt.Fprint(iv.app.err, "\n", wrap(iv.w.stopped, columns(iv.app.errTTY), "", "  "))
	fmt.Fprintf(iv.app.err, iv.w.transcriptAt+"\n", visible(iv.path))
	return exitError(exitInterrupted)
}

func (iv *interview) finish(ctx context.Context) error {
	iv.record.Finished = true
	if err := iv.save(panel.Turn{}); err != nil {
		return err
	}
	if err := iv.close(ctx); err != nil {
		return err
	}
	if iv.record.Feedback == "end" {
		for _, t := range iv.record.Turns {
			fmt.Fprint(iv.app.out, "\n", questionText(t, iv.w, columns(iv.app.outTTY)), feedback(t, iv.w, columns(iv.app.outTTY)))
		}
	}
	iv.atEnd(iv.w.finished)
	return nil
}

// atEnd prints the table, what to look at again, the path and what to type
// next.
func (iv *interview) atEnd(how string) {
	out, width := iv.app.out, columns(iv.app.outTTY)
	fmt.Fprintf(out, "\n%s\n", wrap(how, width, "", "  "))
	if iv.record.Finished {
		fmt.Fprint(out, closingWords(iv.record, iv.w, width))
	}
	if len(iv.record.Turns) > 0 {
		fmt.Fprint(out, table(iv.record.Turns, iv.w, width), lookAgain(iv.record.Turns, iv.w, width))
	}
	fmt.Fprintf(out, iv.w.transcriptAt+"\n", visible(iv.path))
	reportUsage(iv.app, iv.grader.endpoint, iv.w)
	if len(iv.record.Turns) > 0 {
		fmt.Fprintln(out, iv.w.nextCommand)
	}
}

// heading is the line above a question: its place, who asks, and its id.
func heading(p panel.Prompt, w words) string {
	s := fmt.Sprintf("[%d/%d] %s", p.N, p.Total, who(p.Persona.Role, p.Persona.Name))
	if panel.IsProbe(p.Question.ID) {
		return s + "  " + p.Question.ID + " (" + fmt.Sprintf(w.probeOf, p.FollowUpOf) + ")"
	}
	if p.FollowUpOf != "" {
		return s + "  " + p.Question.ID + " (" + fmt.Sprintf(w.followUpOf, p.FollowUpOf) + ")"
	}
	return s + "  " + p.Question.ID
}

func who(role, name string) string {
	return strings.TrimSpace(role + " " + name)
}
