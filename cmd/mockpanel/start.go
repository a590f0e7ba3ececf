package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/AlecAivazis/survey/v2"
	"github.com/spf13/cobra"

	"mockpanel/content"
	"mockpanel/panel"
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
			return start(cmd.Context(), a, cmd, f)
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
	fl.DurationVar(&f.target, "time", 0, "target time an answer, such as 3m; nothing is cut off")
	f.judge.add(fl)
	fl.StringVar(&f.dir, "dir", "", "folder for transcripts (default MOCKPANEL_DIR, ./transcripts if it exists, or the user's data folder)")
	fl.StringVar(&f.answers, "answers", "", "play the answers of a JSON Lines file, without a terminal")
	fl.StringVar(&f.lang, "lang", "", "language of the interview, ko or en (default the guide's)")
	fl.BoolVar(&f.resume, "resume", false, "go on with the newest unfinished interview")
	fl.BoolVar(&f.plain, "plain", false, "plain lines, no cursor movement; reads answers from standard input")
	fl.BoolVar(&f.yes, "yes", false, "no menus")
	return cmd
}

// check refuses flag values that mean nothing.
func (f startFlags) check(cmd *cobra.Command) error {
	oneOf := func(flag, value string, allowed ...string) error {
		if slices.Contains(allowed, value) {
			return nil
		}
		return usagef("--%s %q is unknown\n  hint: --%s is %s", flag, value, flag, strings.Join(allowed, " or "))
	}
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
	case f.resume && f.selects(cmd):
		return usagef("--resume goes on as the interview was begun\n  hint: leave out the flags that select questions")
	}
	return nil
}

// selects reports whether a flag says which questions are asked.
func (f startFlags) selects(cmd *cobra.Command) bool {
	for _, flag := range []string{"persona", "questions", "topic", "level", "follow-ups", "order", "shuffle"} {
		if cmd.Flags().Changed(flag) {
			return true
		}
	}
	return false
}

// interactive reports whether a person can be asked on a screen.
func (a *app) interactive() bool {
	return isTerminal(a.in) && a.errTTY != nil && a.env("TERM") != "dumb" && a.env("ACCESSIBLE") == ""
}

func start(ctx context.Context, a *app, cmd *cobra.Command, f startFlags) error {
	if err := f.check(cmd); err != nil {
		return err
	}
	onScreen := !f.plain && f.answers == "" && a.interactive()
	if !onScreen && !f.plain && f.answers == "" {
		if !isTerminal(a.in) {
			return usagef("there is no terminal to answer in\n  hint: pipe answers into --plain, or play a file with --answers FILE.jsonl")
		}
		f.plain = true
	}
	if onScreen {
		if err := checkLocale(a.env); err != nil {
			return err
		}
	}
	store, err := transcripts.Open(transcriptDir(a, f.dir))
	if err != nil {
		return err
	}
	if err := recoverAnswers(a, store); err != nil {
		return err
	}
	f.settleProbe(a, cmd)
	iv := &interview{app: a, store: store, probes: f.probe}
	if f.resume {
		err = iv.resume(f, cmd.Flags().Changed("guide"), cmd.Flags().Changed("judge"))
	} else {
		err = iv.prepare(ctx, cmd, f, onScreen)
	}
	if err != nil {
		return err
	}
	iv.w = wordsIn(iv.record.Lang)
	var played *script
	switch {
	case f.answers != "":
		played, err = iv.play(f.answers)
		iv.ui = played
	case onScreen:
		iv.ui = &screen{app: a, w: iv.w}
	default:
		iv.ui = newPlain(a, iv.w)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(a.err, "%s\n", visible(iv.record.Title))
	fmt.Fprintf(a.err, iv.w.transcriptAt+"\n", visible(iv.path))
	privacy(a, iv.grader.endpoint, iv.w)
	done := slices.Clone(iv.record.Turns)
	if f.resume {
		fmt.Fprint(a.err, wrap(fmt.Sprintf(iv.w.resuming, len(iv.record.Turns)), columns(a.errTTY), "", ""))
	}
	if err := iv.run(ctx); err != nil {
		return err
	}
	if played != nil {
		if ids := played.unused(done); len(ids) > 0 {
			slices.Sort(ids)
			fmt.Fprintf(a.err, iv.w.unused+"\n", len(ids), strings.Join(ids, ", "))
		}
	}
	return nil
}

// leftoverAge is how old a temporary file has to be before it counts as left
// behind by a program that was killed, and not as one that is being written.
const leftoverAge = time.Hour

// recoverAnswers removes temporary files that were left behind, and names those
// that hold answers their transcript does not have.
func recoverAnswers(a *app, store *transcripts.Store) error {
	kept, err := store.Clean(a.now().Add(-leftoverAge))
	for _, path := range kept {
		fmt.Fprintf(a.err, "%s has answers that its transcript does not have; look at it with mockpanel review %s\n", visible(path), visible(path))
	}
	return err
}

// prepare begins a new interview: guide, plan, and the transcript on disk
// before the first question.
func (iv *interview) prepare(ctx context.Context, cmd *cobra.Command, f startFlags, onScreen bool) error {
	a := iv.app
	g, err := content.Open(f.guide)
	if err != nil {
		return err
	}
	lang := f.lang
	if lang == "" {
		lang = g.Lang
	}
	w := wordsIn(lang)
	sel := panel.Selection{
		Personas: f.personas, Topic: f.topic, Level: f.level, Questions: f.questions,
		Shuffle: f.shuffle, Seed: f.seed, Order: panel.Order(f.order), FollowUps: panel.FollowUps(f.followUps),
	}
	if f.shuffle && !cmd.Flags().Changed("seed") {
		sel.Seed = rand.Uint64()
	}
	if f.answers != "" && !f.selects(cmd) {
		if sel.IDs, err = mainQuestions(f.answers, g); err != nil {
			return err
		}
	}
	if onScreen {
		if n, err := iv.store.Unfinished(); err == nil && len(n) > 0 {
			fmt.Fprintf(a.err, w.resumeHint+"\n", len(n))
		}
		if !f.yes && !f.selects(cmd) {
			if err := chooseInterview(&screen{app: a, w: w}, g, &sel); err != nil {
				return err
			}
		}
	}
	plan, err := panel.NewPlan(g, sel)
	if err != nil {
		return usagef("%w\n  hint: mockpanel content show %s lists its questions", err, f.guide)
	}
	source := g.Source
	if source != "built-in" {
		// --resume may be called from another folder
		if source, err = filepath.Abs(source); err != nil {
			return err
		}
	}
	if err := iv.seatJudges(g, lang, f.judge); err != nil {
		return err
	}
	by, version := iv.grader.name()
	iv.record = transcripts.Transcript{
		Started: a.now().Truncate(time.Second),
		Guide:   g.Name, Source: source, Title: g.Title, Content: g.Hash, Lang: lang,
		Judge: by, JudgeVersion: version, Feedback: f.feedback, Target: f.target,
		Plan: plan,
	}
	if iv.path, err = iv.store.Create(iv.record); err != nil {
		return err
	}
	iv.session = panel.New(g, plan, iv.grader.local, "local")
	return nil
}

// resume goes on with the newest unfinished interview of the folder.
func (iv *interview) resume(f startFlags, guideSet, judgeSet bool) error {
	open, err := iv.store.Unfinished()
	if err != nil {
		return err
	}
	if len(open) == 0 {
		return fmt.Errorf("no unfinished interview in %s\n  hint: mockpanel start begins a new one", iv.store.Dir())
	}
	iv.path = open[0].Path
	var notices transcripts.Notices
	iv.record, notices, err = transcripts.Load(iv.path)
	if err != nil {
		return err
	}
	for _, n := range notices {
		fmt.Fprintln(iv.app.err, visible(n.String()))
	}
	name := iv.record.Guide
	if iv.record.Source != "built-in" {
		name = iv.record.Source
	}
	if guideSet {
		name = f.guide
	}
	g, err := content.Open(name)
	if err != nil {
		return fmt.Errorf("the guide of %s: %w\n  hint: --resume --guide FILE names where it is now", iv.path, err)
	}
	if g.Hash != iv.record.Content {
		fmt.Fprintln(iv.app.err, wordsIn(iv.record.Lang).changed)
	}
	if err := iv.reseatJudges(g, f.judge, judgeSet); err != nil {
		return err
	}
	iv.session, err = panel.Resume(g, iv.record.Plan, iv.grader.local, "local", iv.record.Turns)
	return err
}

// play reads the file of answers for the interview that was prepared.
func (iv *interview) play(name string) (*script, error) {
	lines, err := readLinesFile(name, iv.session.Guide())
	if err != nil {
		return nil, err
	}
	return newScript(iv.app, iv.w, lines), nil
}

// mainQuestions returns the main questions that a file of answers is about, or
// nil when it names none.
func mainQuestions(name string, g *content.Guide) ([]string, error) {
	lines, err := readLinesFile(name, g)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, l := range lines {
		for i := range g.Questions {
			q := &g.Questions[i]
			if l.Question == q.ID || g.Topics == nil && strings.HasPrefix(l.Question, q.ID+"/") {
				ids = append(ids, q.ID)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// minutesEach is what a menu reckons for one answer with its feedback: two
// minutes of speaking, as interviewers ask for, and one of reading.
const minutesEach = 3

// chooseInterview asks who sits on the panel and how long it takes.
func chooseInterview(s *screen, g *content.Guide, sel *panel.Selection) error {
	names := make([]string, len(g.Personas))
	for i, p := range g.Personas {
		names[i] = visible(who(p.Role, p.Name))
	}
	var picked []int
	if err := s.menu(&survey.MultiSelect{Message: s.w.menuReviewers, Options: names, Default: names}, &picked); err != nil {
		return menuLeft(err)
	}
	for _, i := range picked {
		sel.Personas = append(sel.Personas, g.Personas[i].Key)
	}
	lengths := []panel.Selection{
		{Questions: 0, FollowUps: panel.FollowUpsAll},
		{Questions: 0, FollowUps: panel.FollowUpsNone},
		{Questions: len(g.Questions), FollowUps: panel.FollowUpsAll},
	}
	labels := []string{s.w.lengthNormal, s.w.lengthShort, s.w.lengthFull}
	for i, l := range lengths {
		l.Personas, l.Order = sel.Personas, sel.Order
		plan, err := panel.NewPlan(g, l)
		if err != nil {
			return err
		}
		p, _ := panel.New(g, plan, nil, "").Next()
		labels[i] = fmt.Sprintf(labels[i], p.Total, p.Total*minutesEach)
	}
	n := 0
	if err := s.menu(&survey.Select{Message: s.w.menuLength, Options: labels}, &n); err != nil {
		return menuLeft(err)
	}
	sel.Questions, sel.FollowUps = lengths[n].Questions, lengths[n].FollowUps
	return nil
}

// menuLeft turns Ctrl-C in a menu, before anything was begun, into the exit
// code of an interruption.
func menuLeft(err error) error {
	if c, err := interruptedChoice(err); err == nil && c.kind == choiceInterrupted {
		return exitError(exitInterrupted)
	}
	return err
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
