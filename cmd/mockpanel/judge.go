package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
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
			if lang == "" {
				lang = "ko"
			}
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
	steps := []string{
		fmt.Sprintf(w.endpoint.reached, c.Host()),
		w.endpoint.keyTaken,
		fmt.Sprintf(w.endpoint.modelThere, c.Version()),
		fmt.Sprintf(w.endpoint.readable, r.Format),
		w.endpoint.rightly,
		fmt.Sprintf(w.endpoint.took, r.Took.Round(10*time.Millisecond).Seconds(), u.Requests, u.In, u.Out),
	}
	width := columns(a.outTTY)
	put := func(mark, text string) { fmt.Fprint(a.out, wrap(text, width, mark+" ", "    ")) }
	failed := len(steps)
	var f *endpoint.Fault
	if errors.As(err, &f) {
		failed = stepOf(f.Kind)
	} else if err != nil {
		return err
	}
	for i, s := range steps[:failed] {
		if i == 4 && !r.Right {
			put("[~]", w.endpoint.wrongly)
			continue
		}
		put("[x]", s)
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
	return fmt.Errorf("the endpoint cannot judge: %s\n  hint: %s", f, strings.TrimSpace(w.endpoint.remedy(f.Kind)))
}

// stepOf returns which step of a check a fault stands for.
func stepOf(k endpoint.Kind) int {
	switch k {
	case endpoint.Unreachable, endpoint.Redirected, endpoint.TooSlow, endpoint.Interrupted:
		return 0
	case endpoint.KeyRefused, endpoint.NoQuota, endpoint.Busy, endpoint.BadRequest:
		return 1
	case endpoint.NoModel:
		return 2
	}
	return 3
}

// remedy says what to try about a fault.
func (w endpointWords) remedy(k endpoint.Kind) string {
	switch k {
	case endpoint.Unreachable, endpoint.Redirected:
		return w.tryAddress
	case endpoint.TooSlow:
		return w.tryWait
	case endpoint.KeyRefused, endpoint.NoQuota:
		return w.tryKey
	case endpoint.NoModel:
		return w.tryModel
	}
	return w.tryOther
}
