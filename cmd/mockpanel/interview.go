package main

import (
	"context"
	"errors"
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
	target time.Duration         // for the answer
	hint   func() (string, bool) // the next hint, or that there is none left and false

	// Where an interrupted answer stopped; empty for a new one.
	text  string
	spent time.Duration
	given []string // hints, as they were shown

	keep func(text string, spent time.Duration) error // saves what is typed so far
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
	said  []string     // of choiceCorrect: per key point the user's words to remember, "" for none
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
	unlock  func() // the transcript; nil when it is not locked
	ui      interviewer
	grader  grader
	told    bool              // that the endpoint is not asked any more
	probes  bool              // reviewers may ask questions of their own
	draft   transcripts.Draft // to go on from; zero for none
}

// run plays until the interview is over or the user leaves.
func (iv *interview) run(ctx context.Context) error {
	if newest, ok := iv.session.Newest(); ok && iv.draft.Again && iv.draft.Question == newest.Question.ID {
		turns := iv.session.Turns()
		if stop, err := iv.again(ctx, turns[len(turns)-1]); stop || err != nil {
			return err
		}
	}
	for {
		p, ok := iv.session.Next()
		if !ok {
			break
		}
		r, err := iv.put(ctx, p, first)
		if err != nil {
			return err
		}
		var t panel.Turn
		switch r.kind {
		case replyQuit:
			return iv.leave()
		case replyInterrupted:
			return iv.interrupted(ctx)
		case replySkip:
			t, err = iv.session.Skip()
		case replyAnswer:
			// A signal must not cut the judging of an answer short.
			t, err = iv.session.Answer(context.WithoutCancel(ctx), r.text, r.took)
		}
		if err != nil {
			iv.app.notice(err.Error())
		}
		if stop, err := iv.judged(ctx, t, nil); stop || err != nil {
			return err
		}
	}
	return iv.finish(ctx)
}

// judged goes on with a turn that the local judge has judged: it is saved and
// shown, the endpoint judges it too, and the user says what is next. before are
// the marks of the attempt before, nil at the first one. stop is true when the
// interview was left.
func (iv *interview) judged(ctx context.Context, t panel.Turn, before []panel.Mark) (stop bool, err error) {
	if err := iv.save(ctx, t); err != nil {
		return true, err
	}
	atEnd := iv.record.Feedback == "end"
	if !atEnd {
		fmt.Fprint(iv.app.out, feedback(t, iv.record.Target, iv.w, columns(iv.app.outTTY)))
	}
	if t.Skipped() {
		return false, nil
	}
	if t, err = iv.judgeFurther(ctx, t); atEnd || err != nil {
		return err != nil, err
	}
	iv.showRecovered(t)
	if before != nil {
		fmt.Fprint(iv.app.out, comparison(t, before, iv.w, columns(iv.app.outTTY)))
	}
	return iv.after(ctx, t)
}

// showRecovered says what a turn added to its main question.
func (iv *interview) showRecovered(t panel.Turn) {
	fmt.Fprint(iv.app.out, recovered(iv.session.Turns(), t, iv.w, columns(iv.app.outTTY)))
}

// after does what the user wants to do about a turn, until they go on. stop is
// true when the interview was left.
func (iv *interview) after(ctx context.Context, t panel.Turn) (stop bool, err error) {
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
			return true, iv.interrupted(ctx)
		case choiceModel:
			fmt.Fprint(iv.app.out, "\n", wrap(iv.w.model+": "+t.Model, columns(iv.app.outTTY), "  ", "  "), "\n")
		case choiceCorrect:
			if t, err = iv.session.Correct(c.marks); err != nil {
				return true, err
			}
			if err := errors.Join(iv.save(ctx, t), iv.dropProbe(t)); err != nil {
				return true, err
			}
			fmt.Fprint(iv.app.out, corrections(t, iv.w, columns(iv.app.outTTY)))
			iv.showRecovered(t)
			iv.learn(t, c.said)
		case choiceAgain:
			return iv.again(ctx, t)
		}
	}
}

// again has a turn answered once more, and goes on as after does.
func (iv *interview) again(ctx context.Context, t panel.Turn) (stop bool, err error) {
	p, ok := iv.session.Newest()
	if !ok {
		return iv.after(ctx, t)
	}
	r, err := iv.put(ctx, p, oncemore)
	switch {
	case err != nil:
		return true, err
	case r.kind == replyInterrupted:
		return true, iv.interrupted(ctx)
	case r.kind == replyQuit:
		return true, iv.leave()
	case r.kind == replySkip:
		if err := iv.clearDraft(); err != nil {
			return true, err
		}
		return iv.after(ctx, t)
	}
	before := t.Last().Marks()
	if t, err = iv.session.Retry(context.WithoutCancel(ctx), r.text, r.took); err != nil {
		iv.app.notice(err.Error())
	}
	return iv.judged(ctx, t, before)
}

// learn remembers the words that the user says meant a key point, and says so.
// The rest of the interview is judged with them. That they could not be kept
// does not stop the interview.
func (iv *interview) learn(t panel.Turn, said []string) {
	var list []expression
	for i, text := range said {
		if text = expressionText(text); text != "" {
			id, n := iv.session.Place(t, i)
			list = append(list, expression{question: id, point: n + 1, text: text})
		}
	}
	if len(list) == 0 {
		return
	}
	g := iv.session.Guide()
	err := remember(expressionsFile(iv.app, g.Name), iv.w.learnedHead, list)
	for _, e := range list {
		acceptOne(g, e)
		if err == nil {
			iv.app.tell(fmt.Sprintf(iv.w.learned, e.point, e.text), "  ", "    ")
		}
	}
	if err != nil {
		iv.app.notice(err.Error())
	}
}

// release gives the transcript free for other programs.
func (iv *interview) release() {
	if iv.unlock != nil {
		iv.unlock()
	}
}

// inFolder is what has to stand behind a command that is to find the interview.
func (iv *interview) inFolder() string { return inFolder(iv.app, iv.store.Dir()) }

func (iv *interview) leave() error {
	iv.atEnd(iv.w.stopped + iv.inFolder())
	return nil
}

func (iv *interview) interrupted(ctx context.Context) error {
	fmt.Fprintln(iv.app.err)
	iv.app.tell(iv.w.stopped+iv.inFolder(), "", "  ")
	iv.app.notice(fmt.Sprintf(iv.w.transcriptAt, iv.path))
	return interruption(ctx)
}

func (iv *interview) finish(ctx context.Context) error {
	iv.record.Finished = true
	if err := iv.save(ctx, panel.Turn{}); err != nil {
		return err
	}
	if err := iv.close(ctx); err != nil {
		return err
	}
	if iv.record.Feedback == "end" {
		for _, t := range iv.record.Turns {
			fmt.Fprint(iv.app.out, "\n", questionText(t, iv.w, columns(iv.app.outTTY)), feedback(t, iv.record.Target, iv.w, columns(iv.app.outTTY)))
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
	if total := totalPace(iv.record.Turns, iv.record.Target, iv.w); total != "" {
		fmt.Fprint(out, wrap(total, width, "", "  "))
	}
	fmt.Fprintf(out, iv.w.transcriptAt+"\n", visible(iv.path))
	reportUsage(iv.app, iv.grader.endpoint, iv.w)
	if len(iv.record.Turns) > 0 {
		fmt.Fprintln(out, iv.w.nextCommand+iv.inFolder())
	}
}

// heading is the line above a question: its place, who asks, and its id.
func heading(p panel.Prompt, w words) string {
	s := fmt.Sprintf("[%d/%d] %s  %s", p.N, p.Total, who(p.Persona.Role, p.Persona.Name), p.Question.ID)
	switch {
	case panel.IsProbe(p.Question.ID):
		s += " (" + fmt.Sprintf(w.probeOf, p.FollowUpOf) + ")"
	case p.FollowUpOf != "":
		s += " (" + fmt.Sprintf(w.followUpOf, p.FollowUpOf) + ")"
	}
	return s
}

// questionLines is what stays on the screen of a prompt: the heading, why a
// follow-up is asked, and the question.
func questionLines(p panel.Prompt, w words, width int) string {
	s := "\n" + wrap(heading(p, w), width, "", "  ")
	switch {
	case p.Why != "":
		s += wrap(fmt.Sprintf(w.why, p.Why), width, "", "  ")
	case p.FollowUpOf != "":
		s += wrap(w.deeper, width, "", "  ")
	}
	return s + "\n" + wrap(p.Question.Text, width, "", "") + "\n"
}

func who(role, name string) string {
	return strings.TrimSpace(role + " " + name)
}
