package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"mockpanel/content"
	"mockpanel/panel"
	"mockpanel/panel/judge"
	"mockpanel/panel/judge/endpoint"
)

// judgeFlags say who judges.
type judgeFlags struct {
	judge, baseURL, model string
	votes                 int
	noCache               bool
	wait                  time.Duration
}

// add defines the flags that choose a judge.
func (f *judgeFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.judge, "judge", "local", "who judges: local, or endpoint (a model behind an OpenAI-compatible API)")
	flags.IntVar(&f.votes, "votes", 1, "how many times the endpoint judges each answer; the majority counts")
	flags.BoolVar(&f.noCache, "no-cache", false, "ask the endpoint again for what it has judged before")
	f.addEndpoint(flags, endpoint.DefaultBudget)
}

// addEndpoint defines the flags that say which endpoint is asked, and how.
func (f *judgeFlags) addEndpoint(flags *pflag.FlagSet, patience time.Duration) {
	flags.StringVar(&f.baseURL, "base-url", "", "address of the endpoint (default OPENAI_BASE_URL, or OpenAI's)")
	flags.StringVar(&f.model, "model", "", "model of the endpoint (default MOCKPANEL_MODEL)")
	flags.DurationVar(&f.wait, "wait", patience, "how long to wait for the endpoint each time")
}

// check refuses values that mean nothing.
func (f *judgeFlags) check(flags *pflag.FlagSet) error {
	if err := oneOf("judge", f.judge, "local", "endpoint"); err != nil {
		return err
	}
	for _, name := range []string{"base-url", "model", "no-cache", "votes", "wait"} {
		if f.judge == "local" && flags.Changed(name) {
			return usagef("--%s without an endpoint\n  hint: add --judge endpoint", name)
		}
	}
	if f.votes < 1 || f.votes > maxVotes {
		return usagef("--votes %d is out of range\n  hint: 1 to %d", f.votes, maxVotes)
	}
	if f.wait <= 0 {
		return usagef("--wait %s is too short\n  hint: --wait 20s", f.wait)
	}
	return nil
}

// maxVotes bounds what a slip of the finger can cost.
const maxVotes = 15

// client returns the endpoint, or nil when the local judge alone judges. The
// key comes from the environment only.
func (f *judgeFlags) client(a *app, lang string) (*endpoint.Client, error) {
	if f.judge != "endpoint" {
		return nil, nil
	}
	config := endpoint.Config{
		BaseURL: cmp.Or(f.baseURL, a.env("OPENAI_BASE_URL")), Key: a.env("OPENAI_API_KEY"),
		Model: f.model, Lang: lang, Budget: f.wait, Votes: f.votes,
	}
	if !f.noCache {
		config.Cache = endpoint.NewCache(dataDir(a, "verdicts"))
	}
	c, err := endpoint.New(config)
	if err != nil {
		return nil, usageError{err}
	}
	return c, nil
}

// privacy says who receives what, before anything is sent.
func privacy(a *app, c *endpoint.Client, w words, receives string) {
	if c == nil {
		return
	}
	a.tell(fmt.Sprintf(receives, c.Host(), c.Version()), "", "  ")
	if c.Insecure() {
		a.tell(fmt.Sprintf(w.endpoint.insecure, c.Host()), "", "  ")
	}
}

// seatJudges sets up who judges an interview on g: the local judge, and after it
// the endpoint, if there is one.
func (iv *interview) seatJudges(g *content.Guide, lang string, f judgeFlags) error {
	c, err := f.client(iv.app, lang)
	iv.grader = grader{local: judge.NewLocal(g), endpoint: c, w: wordsIn(lang)}
	return err
}

// reseatJudges sets up who judges an interview that goes on: whoever judged
// before, unless the user names a judge. Answers never go to another host than
// before without being told to.
func (iv *interview) reseatJudges(g *content.Guide, f judgeFlags, named bool) error {
	const hint = "hint: --judge local goes on without it, --judge endpoint with the one that is set up now"
	before := iv.record.Judge
	if !named && strings.HasPrefix(before, "endpoint ") {
		f.judge = "endpoint"
	}
	if err := iv.seatJudges(g, iv.record.Lang, f); err != nil {
		return usagef("the interview was judged by %s: %w\n  %s", before, err, hint)
	}
	iv.record.Judge, iv.record.JudgeVersion = iv.grader.name()
	if !named && iv.record.Judge != before {
		return usagef("the interview was judged by %s, now it would be %s\n  %s", before, iv.record.Judge, hint)
	}
	return nil
}

// judgeFurther has the endpoint judge what the local judge has judged, and a
// reviewer ask about what is still missing.
func (iv *interview) judgeFurther(ctx context.Context, t panel.Turn) (panel.Turn, error) {
	t, err := iv.askEndpoint(ctx, t)
	if err != nil {
		return t, err
	}
	if err := iv.dropProbe(t); err != nil {
		return t, err
	}
	return t, iv.probe(ctx, t)
}

// askEndpoint has the endpoint judge the answer that the local judge has
// judged and that is saved. Its verdicts replace the local ones when they
// come; Ctrl-C or a fault leaves those.
func (iv *interview) askEndpoint(ctx context.Context, t panel.Turn) (panel.Turn, error) {
	q := iv.session.Question(t)
	if iv.grader.endpoint == nil || t.Skipped() || q == nil || strings.TrimSpace(t.Last().Answer) == "" {
		return t, nil
	}
	a := iv.app
	if !iv.told {
		a.tell(fmt.Sprintf(iv.w.endpoint.waiting, iv.grader.endpoint.Host()), "  ", "  ")
	}
	held, release := iv.hold(ctx)
	j := iv.grader.second(held, q, t.Last().Answer, t.Last().Verdicts)
	release()
	var verdicts []panel.Verdict
	if j.own != nil {
		verdicts = j.verdicts
	}
	t, err := iv.session.Rejudge(verdicts, j.by, j.trouble)
	if err == nil {
		err = iv.save(ctx, t)
	}
	if err != nil {
		return t, err
	}
	iv.showSecond(t, j)
	return t, nil
}

// hold returns a context that Ctrl-C ends without ending the program, where a
// person waits; in a script Ctrl-C ends everything.
func (iv *interview) hold(ctx context.Context) (held context.Context, release func()) {
	if iv.app.errTTY == nil {
		return ctx, func() {}
	}
	return iv.app.wait.hold(ctx)
}

// showSecond shows the verdicts that replaced the local ones, or why none did.
func (iv *interview) showSecond(t panel.Turn, j judgement) {
	a := iv.app
	switch {
	case j.own != nil && iv.record.Feedback != "end":
		fmt.Fprint(a.out, secondFeedback(t, iv.w, columns(a.outTTY)))
	case j.own == nil && !iv.told:
		if j.trouble == iv.w.endpoint.faults[endpoint.Interrupted] {
			fmt.Fprintln(a.err) // behind the ^C
		}
		a.tell(fmt.Sprintf(iv.w.endpoint.fellBack, j.trouble), "  ", "  ")
		if iv.grader.endpoint.Stopped() {
			iv.told = true
			a.tell(iv.w.endpoint.stopped, "  ", "  ")
		}
		fmt.Fprintln(a.err)
	}
}

// reportUsage says at the end what was asked of the endpoint and what it says
// to have read and written, and whether its verdicts could be kept.
func reportUsage(a *app, c *endpoint.Client, w words) {
	if c == nil {
		return
	}
	if u := c.Usage(); u.Requests > 0 {
		a.tell(fmt.Sprintf(w.endpoint.usage, c.Host(), u.Requests, u.In, u.Out), "", "  ")
	}
	if err := c.CacheTrouble(); err != nil {
		a.tell(fmt.Sprintf(w.endpoint.cacheTrouble, err), "", "  ")
	}
}
