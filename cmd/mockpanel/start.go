package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"mockpanel/content"
	"mockpanel/transcripts"
)

// startFlags are the flags of start.
type startFlags struct {
	guide     string
	personas  []string
	questions int
	topic     string
	level     int
	followUps string
	order     string
	shuffle   bool
	seed      uint64
	feedback  string
	target    time.Duration
	judge     judgeFlags
	dir       string
	answers   string
	lang      string
	resume    bool
	plain     bool
	yes       bool
	probe     bool
}

func newStart(a *app) *cobra.Command {
	var f startFlags
	cmd := &cobra.Command{
		Use:   "start",
		Short: "Hold an interview",
		Long: `Hold an interview: the reviewers ask in turn, every answer is judged against the
question's key points, and the transcript is on disk before the next question.

In a terminal two short menus come first; any of the selecting flags or --yes
skips them. Without a terminal use --answers FILE.jsonl, one
{"question":"infra/q1","answer":"..."} a line (without "question" the answers go
to the questions in turn; without selecting flags the file's questions are the
interview), or pipe lines into --plain, where a line with only a dot ends an
answer and /skip, /hint and /quit are commands.

With --judge endpoint a model behind an OpenAI-compatible API judges too; its
verdicts replace the local ones as they come, and whatever goes wrong leaves
those. The key is read from OPENAI_API_KEY. Answers are sent there.`,
		Example: `  mockpanel start --yes
  mockpanel start --guide delivery --topic 6 --level 2 --follow-ups gaps
  mockpanel start --guide notes.md --persona sre --time 3m --feedback end
  mockpanel start --answers answers.jsonl --dir /tmp/rehearsal
  mockpanel start --resume`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, stop := untilSignal(cmd.Context(), a.wait)
			defer stop()
			return start(ctx, a, cmd, f)
		},
	}
	fl := cmd.Flags()
	fl.StringVar(&f.guide, "guide", content.Default, "built-in guide (middleware, delivery) or path of a Markdown file")
	fl.StringSliceVar(&f.personas, "persona", nil, "reviewers who ask, by key, such as infra,sre")
	fl.IntVar(&f.questions, "questions", 0, "number of main questions, dealt to the reviewers in turn (default 6)")
	fl.StringVar(&f.topic, "topic", "", "topic number or words of the topic, section or question")
	fl.IntVar(&f.level, "level", 0, "level of the questions, 1 to 4")
	fl.StringVar(&f.followUps, "follow-ups", "all", "follow-ups to ask: all, gaps (those that bear on what was missed), none")
	fl.StringVar(&f.order, "order", "panel", "panel (one reviewer after the other) or round (one question each in turn)")
	fl.BoolVar(&f.probe, "probe", false, "ask about what was missed: with --judge endpoint in questions of the reviewers' own, and verdicts at the end; else by --follow-ups gaps")
	fl.BoolVar(&f.shuffle, "shuffle", false, "draw questions at random")
	fl.Uint64Var(&f.seed, "seed", 0, "seed of --shuffle; the same seed draws the same questions")
	fl.StringVar(&f.feedback, "feedback", "each", "when verdicts are shown: after each answer, or at the end")
	fl.DurationVar(&f.target, "time", 0, "target time for every answer, such as 3m; nothing is cut off (default 3m, 2m for a follow-up, 4m for a scenario)")
	f.judge.add(fl)
	fl.StringVar(&f.dir, "dir", "", "folder for transcripts (default MOCKPANEL_DIR, ./transcripts if it exists, or the user's data folder)")
	fl.StringVar(&f.answers, "answers", "", "play the answers of a JSON Lines file, without a terminal")
	fl.StringVar(&f.lang, "lang", "", "language of the interview, ko or en (default the guide's)")
	fl.BoolVar(&f.resume, "resume", false, "go on with the newest unfinished interview, or with --guide the newest on that guide")
	fl.BoolVar(&f.plain, "plain", false, "plain lines, no cursor movement; reads answers from standard input")
	fl.BoolVar(&f.yes, "yes", false, "no menus")
	return cmd
}

// check refuses flag values that mean nothing.
func (f startFlags) check(cmd *cobra.Command) error {
	for _, err := range []error{
		oneOf("follow-ups", f.followUps, "all", "gaps", "none"),
		oneOf("order", f.order, "panel", "round"),
		oneOf("feedback", f.feedback, "each", "end"),
		f.judge.check(cmd.Flags()),
		checkLang(f.lang),
	} {
		if err != nil {
			return err
		}
	}
	set := cmd.Flags().Changed
	switch {
	case set("level") && (f.level < 1 || f.level > 4):
		return usagef("--level %d is out of range\n  hint: levels are 1 to 4", f.level)
	case set("questions") && f.questions < 1:
		return usagef("--questions %d is out of range\n  hint: give 1 or more, or leave it out", f.questions)
	case f.target < 0:
		return usagef("--time %s is negative\n  hint: --time 3m", f.target)
	case set("seed") && !f.shuffle:
		return usagef("--seed without --shuffle\n  hint: --shuffle --seed %d", f.seed)
	case f.answers != "" && f.plain:
		return usagef("--answers and --plain exclude each other\n  hint: --answers plays a file, --plain reads standard input")
	case f.resume && selects(cmd):
		return usagef("--resume goes on as the interview was begun\n  hint: leave out the flags that select questions")
	}
	return nil
}

// selects reports whether a flag says which questions are asked.
func selects(cmd *cobra.Command) bool {
	return slices.ContainsFunc([]string{"persona", "questions", "topic", "level", "shuffle"}, cmd.Flags().Changed)
}

// interactive reports whether a person can be asked on a screen.
func (a *app) interactive() bool {
	return isTerminal(a.in) && a.errTTY != nil && a.env("TERM") != "dumb" && a.env("ACCESSIBLE") == ""
}

// onScreen reports whether the interview is held on a screen; else it is held in
// plain lines, or played.
func (f startFlags) onScreen(a *app) (bool, error) {
	switch {
	case f.plain || f.answers != "":
		return false, nil
	case a.interactive():
		return true, checkLocale(a.env)
	case isTerminal(a.in):
		return false, nil
	}
	return false, usagef("there is no terminal to answer in\n  hint: pipe answers into --plain, or play a file with --answers FILE.jsonl")
}

func start(ctx context.Context, a *app, cmd *cobra.Command, f startFlags) error {
	if err := f.check(cmd); err != nil {
		return err
	}
	onScreen, err := f.onScreen(a)
	if err != nil {
		return err
	}
	store, err := transcripts.Open(transcriptDir(a, f.dir))
	if err != nil {
		return err
	}
	f.settleProbe(a, cmd)
	iv := &interview{app: a, store: store, probes: f.probe}
	defer iv.release()
	if f.resume {
		err = iv.takeNewest(f.guide, cmd.Flags().Changed("guide"))
	}
	if err = errors.Join(err, recoverAnswers(a, store)); err != nil {
		return err
	}
	if f.resume {
		err = iv.resume(ctx, cmd, f, onScreen)
	} else {
		err = iv.prepare(ctx, cmd, f, onScreen)
	}
	if err != nil {
		return err
	}
	a.tell(iv.record.Title, "", "  ")
	a.notice(fmt.Sprintf(iv.w.transcriptAt, iv.path))
	privacy(a, iv.grader.endpoint, iv.w, iv.w.endpoint.receives)
	done := slices.Clone(iv.record.Turns)
	if f.resume {
		a.tell(fmt.Sprintf(iv.w.resuming, len(iv.record.Turns)), "", "")
		iv.findDraft()
	}
	if err := iv.run(ctx); err != nil {
		return err
	}
	if played, ok := iv.ui.(*script); ok {
		if ids := played.unused(done); len(ids) > 0 {
			a.notice(fmt.Sprintf(iv.w.unused, len(ids), strings.Join(ids, ", ")))
		}
	}
	return nil
}

// checkLocale refuses a terminal whose charset is not UTF-8, where Korean text
// would be garbled. C and POSIX name no charset and are fine.
func checkLocale(env func(string) string) error {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		v := env(name)
		if v == "" {
			continue
		}
		_, charset, named := strings.Cut(v, ".")
		charset, _, _ = strings.Cut(charset, "@")
		if c := strings.ReplaceAll(strings.ToLower(charset), "-", ""); named && c != "utf8" {
			return usagef("%s=%s is not UTF-8, Korean text would be garbled\n  hint: export %s=ko_KR.UTF-8 (or C.UTF-8), or use --plain", name, v, name)
		}
		return nil
	}
	return nil
}
