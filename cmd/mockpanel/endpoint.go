package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"mockpanel/content"
	"mockpanel/panel"
	"mockpanel/panel/judge"
	"mockpanel/panel/judge/endpoint"
	"mockpanel/transcripts"
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
	if f.judge != "local" && f.judge != "endpoint" {
		return usagef("--judge %q is unknown\n  hint: --judge is local or endpoint", f.judge)
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
		config.Cache = endpoint.NewCache(filepath.Join(dataDir(a), "mockpanel", "verdicts"))
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

// judgement is what became of one answer.
type judgement struct {
	verdicts []panel.Verdict // that count
	local    []panel.Verdict
	own      []panel.Verdict // of the endpoint, Ungraded where they do not count; nil when it did not judge
	by       string          // who judged
	trouble  string          // why the endpoint did not, "" when it did or was not asked
}

// grader judges with the local judge and, when there is one, an endpoint.
type grader struct {
	local    *judge.Local
	endpoint *endpoint.Client
	w        words
}

// judge gives the verdicts on one answer. It fails only when the caller gives
// up.
func (g grader) judge(ctx context.Context, q *content.Question, answer string) (judgement, error) {
	local, err := g.local.Judge(ctx, q, answer)
	if err != nil {
		return judgement{}, err
	}
	if g.endpoint == nil {
		return judgement{verdicts: local, local: local, by: "local"}, ctx.Err()
	}
	j := g.second(ctx, q, answer, local)
	return j, ctx.Err()
}

// second has the endpoint judge what the local judge has judged already.
func (g grader) second(ctx context.Context, q *content.Question, answer string, local []panel.Verdict) judgement {
	j := judgement{verdicts: local, local: local, by: "local"}
	own, err := g.endpoint.Judge(ctx, q, answer)
	if err != nil {
		j.trouble = g.w.endpoint.fault(err)
		return j
	}
	j.own, j.by = own, g.endpoint.Name()
	j.verdicts = combine(own, local, g.w)
	return j
}

// combine returns the endpoint's verdicts, with the local ones where the
// endpoint's do not count. Each such place says so, and so does each where the
// two are two steps apart.
func combine(own, local []panel.Verdict, w words) []panel.Verdict {
	out := make([]panel.Verdict, len(own))
	for i, v := range own {
		apart := worth[v.Mark] - worth[local[i].Mark]
		switch {
		case v.Mark == panel.Ungraded:
			reason := v.Note
			v = local[i]
			v.Note = strings.TrimSpace(v.Note + " (" + fmt.Sprintf(w.endpoint.localInstead, reason) + ")")
		case apart <= -2 || apart >= 2:
			v.Note = strings.TrimSpace(v.Note + " (" + fmt.Sprintf(w.endpoint.localSaid, transcripts.Word(local[i].Mark, w.lang)) + ")")
		}
		out[i] = v
	}
	return out
}

// fault says in the language of the interview why the endpoint did not judge;
// "" for an empty answer, which nobody has to judge.
func (w endpointWords) fault(err error) string {
	var f *endpoint.Fault
	if !errors.As(err, &f) {
		return err.Error()
	}
	if f.Kind == endpoint.Blank {
		return ""
	}
	s := w.faults[f.Kind]
	if f.Status != 0 {
		s += fmt.Sprintf(" (%d)", f.Status)
	}
	if f.Detail != "" {
		s += ": " + f.Detail
	}
	return s
}

// judgedBy says under the score who judged, where that is not the local judge
// alone; "" otherwise.
func judgedBy(a panel.Attempt, w words) string {
	switch {
	case a.Judge == "":
		return fmt.Sprintf(w.ungradedWhy, a.Trouble)
	case a.Trouble != "":
		return fmt.Sprintf(w.endpoint.fellBack, a.Trouble)
	case a.Judge != "local":
		return fmt.Sprintf(w.endpoint.judgedBy, a.Judge)
	}
	return ""
}

// seatJudges sets up who judges an interview on g: the local judge, and after it
// the endpoint, if there is one.
func (iv *interview) seatJudges(g *content.Guide, lang string, f judgeFlags) error {
	c, err := f.client(iv.app, lang)
	iv.grader = grader{local: judge.NewLocal(g), endpoint: c, w: wordsIn(lang)}
	return err
}

// name returns who judges and the version, as the head of a transcript has
// them.
func (g grader) name() (by, version string) {
	if g.endpoint == nil {
		return "local", judge.LocalVersion
	}
	return "endpoint " + g.endpoint.Host(), g.endpoint.Version()
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
