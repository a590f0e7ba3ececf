package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"mockpanel/panel/judge/endpoint"
)

func newJudge(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "judge",
		Short: "See whether a model can judge",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	f := judgeFlags{judge: "endpoint", votes: 1}
	var lang string
	check := &cobra.Command{
		Use:   "check",
		Short: "Have the endpoint judge a tiny answer and say what works",
		Long: `Have the endpoint judge a tiny answer and say in plain words what works: whether
it can be reached, takes the key, has the model, which way of asking for JSON it
knows, and how long it takes. Nothing of yours is sent.`,
		Example: `  mockpanel judge check
  mockpanel judge check --base-url http://localhost:11434/v1 --model qwen3:8b`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := errors.Join(checkLang(lang), f.check(cmd.Flags())); err != nil {
				return err
			}
			lang = cmp.Or(lang, "ko")
			c, err := f.client(a, lang)
			if err != nil {
				return err
			}
			ctx, stop := untilSignal(cmd.Context(), a.wait)
			defer stop()
			return checkEndpoint(ctx, a, c, wordsIn(lang))
		},
	}
	f.addEndpoint(check.Flags(), endpoint.DefaultBudget)
	check.Flags().StringVar(&lang, "lang", "", "language of the prompt, ko or en (default ko)")
	cmd.AddCommand(check)
	return cmd
}

// checkEndpoint prints a line per step, up to the one that fails.
func checkEndpoint(ctx context.Context, a *app, c *endpoint.Client, w words) error {
	r, err := c.Check(ctx)
	u := c.Usage()
	judged := w.endpoint.rightly
	if !r.Right {
		judged = w.endpoint.wrongly
	}
	steps := []string{
		fmt.Sprintf(w.endpoint.reached, c.Host()),
		w.endpoint.keyTaken,
		fmt.Sprintf(w.endpoint.modelThere, c.Version()),
		fmt.Sprintf(w.endpoint.readable, r.Format),
		judged,
		fmt.Sprintf(w.endpoint.took, r.Took.Round(10*time.Millisecond).Seconds(), u.Requests, u.In, u.Out),
	}
	width := columns(a.outTTY)
	put := func(mark, text string) { fmt.Fprint(a.out, wrap(text, width, mark+" ", "    ")) }
	failed := len(steps)
	var f *endpoint.Fault
	if errors.As(err, &f) {
		failed = stepOf(f)
	} else if err != nil {
		return err
	}
	for _, s := range steps[:failed] {
		mark := "[x]"
		if s == w.endpoint.wrongly {
			mark = "[~]"
		}
		put(mark, s)
	}
	if c.Insecure() {
		put("[!]", fmt.Sprintf(w.endpoint.insecure, c.Host()))
	}
	if f == nil {
		return nil
	}
	if f.Kind == endpoint.Interrupted {
		return interruption(ctx)
	}
	put("[ ]", w.endpoint.fault(f))
	put("   ", w.endpoint.remedy(f))
	return fmt.Errorf("the endpoint cannot judge: %s", f.Kind)
}

// stepOf returns the first step of a check that a fault leaves open. A model
// has answered only where its reply was read; what came instead of one says
// nothing about the key.
func stepOf(f *endpoint.Fault) int {
	switch f.Kind {
	case endpoint.Unreachable, endpoint.Redirected, endpoint.TooSlow, endpoint.Interrupted:
		return 0
	case endpoint.Declined, endpoint.Empty, endpoint.CutOff, endpoint.Unreadable:
		if f.Status == 0 {
			return 3
		}
	}
	return 1
}

// remedy says what to try about a fault.
func (w endpointWords) remedy(f *endpoint.Fault) string {
	switch f.Kind {
	case endpoint.Unreachable, endpoint.Redirected, endpoint.TooBig:
		return w.tryAddress
	case endpoint.TooSlow:
		return w.tryWait
	case endpoint.KeyRefused, endpoint.NoQuota:
		return w.tryKey
	case endpoint.NoModel:
		return w.tryModel
	case endpoint.Unreadable:
		if f.Status != 0 { // no reply of a model, but some other page
			return w.tryAddress
		}
	}
	return w.tryOther
}
