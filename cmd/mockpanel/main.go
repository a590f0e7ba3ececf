// Command mockpanel lets one person rehearse a technical interview in a
// terminal against a panel of six reviewers.
//
// This package is the only one that knows a terminal, flags or the
// environment. [run] is the whole program with its surroundings passed in, so
// tests drive it without a terminal.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Exit codes, a contract with scripts.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInterrupted = 130 // by Ctrl+C, the interview is saved; other signals give 128 and their number
)

// app is the surroundings of one run.
type app struct {
	in     *os.File
	out    io.Writer // results
	err    io.Writer // prompts and notices
	errTTY *os.File  // the terminal to prompt on, nil when there is none
	outTTY *os.File  // standard output when it is a terminal, else nil
	env    func(string) string
	now    func() time.Time
	wait   *wait // what Ctrl-C gives up first
}

// A session is to stay under 40 MB, and files near their limits under 300 MB.
const (
	garbage    = 50        // percent of what is in use, before it is collected
	softMemory = 100 << 20 // bytes, from which on it is collected all the time
)

func main() {
	debug.SetGCPercent(garbage)
	debug.SetMemoryLimit(softMemory)
	os.Exit(run(context.Background(), newApp(), os.Args[1:]))
}

func newApp() *app {
	a := &app{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv, now: time.Now, wait: &wait{}}
	if isTerminal(os.Stdout) {
		a.outTTY = os.Stdout
	}
	if isTerminal(os.Stderr) {
		a.errTTY = os.Stderr
	}
	return a
}

// run executes one command line and returns the exit code.
func run(ctx context.Context, a *app, args []string) int {
	out := &output{w: a.out}
	a.out = out
	root := newRoot(a)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil && out.err != nil {
		err = fmt.Errorf("writing standard output: %w", out.err)
	}
	if err == nil {
		return exitDone
	}
	var code exitError
	if errors.As(err, &code) {
		return int(code)
	}
	fmt.Fprintf(a.err, "mockpanel: %s\n", visible(err.Error()))
	var use usageError
	if errors.As(err, &use) {
		return exitUsage
	}
	return exitFailed
}

// output keeps the first error of a writer, so that a full disk behind a pipe
// or a redirection does not pass for success.
type output struct {
	w   io.Writer
	err error
}

func (o *output) Write(p []byte) (int, error) {
	n, err := o.w.Write(p)
	if o.err == nil {
		o.err = err
	}
	return n, err
}

// tell sets a text on the terminal, or wherever notices go. The first line is
// preceded by first, every other by rest.
func (a *app) tell(text, first, rest string) {
	fmt.Fprint(a.err, wrap(text, columns(a.errTTY), first, rest))
}

// notice writes a line that is not broken: a path in it can be copied.
func (a *app) notice(line string) { fmt.Fprintln(a.err, visible(line)) }

// printJSON writes v as indented JSON with Korean and Markdown left readable.
func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// exitError ends the program with a code and no further message.
type exitError int

func (e exitError) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// usageError is a command line that cannot be carried out as it stands.
type usageError struct{ error }

func usagef(format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...)}
}

func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "mockpanel",
		Short: "Rehearse a technical interview against a panel of six reviewers",
		Long: `mockpanel seats a panel of six reviewers (infra, SRE, security, platform, CI/CD,
engineering manager) who ask questions from Markdown study guides. Answers are
judged against the key points of each question, on this machine, and a Markdown
transcript with the gaps highlighted is on disk after every answer.

Settings are taken from a flag, else from the environment, else from the
default: MOCKPANEL_GUIDE, MOCKPANEL_DIR, MOCKPANEL_LANG, MOCKPANEL_ORDER,
MOCKPANEL_FOLLOW_UPS, MOCKPANEL_FEEDBACK, MOCKPANEL_TIME, MOCKPANEL_PLAIN,
MOCKPANEL_JUDGE, MOCKPANEL_MODEL and MOCKPANEL_WAIT stand for the flags of the
same names; OPENAI_BASE_URL, OPENAI_API_KEY, NO_COLOR, VISUAL and EDITOR are
heeded.`,
		Example: `  mockpanel start                      # an interview with the built-in guide
  mockpanel start --persona sre,infra --follow-ups gaps
  mockpanel review latest              # the last transcript, gaps first
  mockpanel score --question infra/q1 < answer.txt`,
		Args:          noArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			return settings(a.env, cmd.Flags())
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cmd.Help()
		},
	}
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usagef("%w\n  hint: %s --help lists the flags", err, cmd.CommandPath())
	})
	root.AddCommand(newStart(a), newReview(a), newScore(a), newJudge(a), newContent(a), newPersonas(a), newVersion(a))
	completion(a, root)
	return root
}

// settings gives the flags that are settings, and that were not set, their
// values from the environment. They do not count as set: a default that the
// user keeps in the environment selects nothing.
func settings(env func(string) string, flags *pflag.FlagSet) error {
	for _, name := range []string{"guide", "dir", "lang", "order", "follow-ups", "feedback", "time", "plain", "judge", "model", "wait"} {
		f := flags.Lookup(name)
		variable := "MOCKPANEL_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
		value := env(variable)
		if f == nil || f.Changed || value == "" {
			continue
		}
		if err := f.Value.Set(value); err != nil {
			return usagef("%s=%q: %w\n  hint: it stands for --%s", variable, value, err, name)
		}
	}
	return nil
}

// oneOf refuses a value of a flag that is none of those allowed.
func oneOf(flag, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return usagef("--%s %q is unknown\n  hint: --%s is %s", flag, value, flag, strings.Join(allowed, " or "))
}

// noArgs refuses arguments with the exit code of wrong use.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 || !cmd.HasSubCommands() {
		return atMost(0)(cmd, args)
	}
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return usagef("unknown command %q\n  hint: commands are %s", args[0], strings.Join(names, ", "))
}

// atMost refuses more than n arguments with the exit code of wrong use.
func atMost(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > n {
			return usagef("unexpected argument %q\n  hint: %s --help", args[n], cmd.CommandPath())
		}
		return nil
	}
}
