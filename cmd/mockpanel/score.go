package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mockpanel/content"
	"mockpanel/panel"
	"mockpanel/panel/judge"
	"mockpanel/transcripts"
)

// scoreFlags are the flags of score.
type scoreFlags struct {
	guide, question string
	batch           batch
	judge           judgeFlags
}

func newScore(a *app) *cobra.Command {
	var f scoreFlags
	cmd := &cobra.Command{
		Use:   "score",
		Short: "Judge answers without an interview",
		Long: `Judge one answer, read from standard input, or many from a JSON Lines file with
{"question","answer"} a line (- reads standard input). A batch gives one JSON
result a line, in the same order. With --agreement the lines also carry
"labels" (one of covered, partial, missed, wrong per key point), and how judge
and labels agree is printed instead.

With --judge endpoint a model judges; what it does not judge is judged locally
and says why. Its verdicts are kept, so that a batch that was interrupted goes
on where it stopped when the command is given again. --compare prints how the
model's verdicts agree with the local ones.`,
		Example: `  mockpanel score --question infra/q1 < answer.txt
  mockpanel score --guide delivery --question 06/l2/q1 --json < answer.txt
  mockpanel score --batch answers.jsonl --json
  mockpanel score --batch labelled.jsonl --agreement
  mockpanel score --batch answers.jsonl --judge endpoint --jobs 4 --json
  mockpanel score --batch answers.jsonl --judge endpoint --compare`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := f.check(cmd.Flags()); err != nil {
				return err
			}
			return score(cmd.Context(), a, f)
		},
	}
	fl := cmd.Flags()
	fl.StringVar(&f.guide, "guide", content.Default, "built-in guide (middleware, delivery) or path of a Markdown file")
	fl.StringVar(&f.question, "question", "", "id of the question, such as infra/q1")
	fl.StringVar(&f.batch.name, "batch", "", "JSON Lines file of answers, - for standard input")
	fl.BoolVar(&f.batch.asJSON, "json", false, "print JSON (a batch always does)")
	fl.BoolVar(&f.batch.agreement, "agreement", false, "print how the judge agrees with the labels of the batch")
	fl.BoolVar(&f.batch.compare, "compare", false, "print how the endpoint agrees with the local judge on the batch")
	fl.IntVar(&f.batch.jobs, "jobs", 1, "how many answers of a batch are judged at the same time")
	f.judge.add(fl)
	return cmd
}

// check refuses flag values that mean nothing.
func (f *scoreFlags) check(flags *pflag.FlagSet) error {
	if err := f.judge.check(flags); err != nil {
		return err
	}
	b := f.batch
	switch {
	case (f.question == "") == (b.name == ""):
		return usagef("score takes either --question or --batch\n  hint: mockpanel score --question infra/q1 < answer.txt")
	case b.agreement && b.name == "":
		return usagef("--agreement needs --batch with labelled answers")
	case b.compare && (b.name == "" || f.judge.judge != "endpoint" || b.agreement):
		return usagef("--compare needs --batch and --judge endpoint\n  hint: mockpanel score --batch answers.jsonl --judge endpoint --compare")
	case b.jobs < 1 || b.jobs > maxJobs:
		return usagef("--jobs %d is out of range\n  hint: 1 to %d", b.jobs, maxJobs)
	}
	return nil
}

func score(ctx context.Context, a *app, f scoreFlags) error {
	g, err := openGuide(a, f.guide)
	if err != nil {
		return err
	}
	c, err := f.judge.client(a, g.Lang)
	if err != nil {
		return err
	}
	by := grader{local: judge.NewLocal(g), endpoint: c, w: wordsIn(g.Lang)}
	privacy(a, c, by.w, by.w.endpoint.receives)
	defer reportUsage(a, c, by.w)
	if f.batch.name != "" {
		return f.batch.score(ctx, a, g, by)
	}
	return scoreOne(ctx, a, g, by, f.question, f.batch.asJSON)
}

func scoreOne(ctx context.Context, a *app, g *content.Guide, by grader, id string, asJSON bool) error {
	q := g.Find(id)
	if q == nil {
		return usagef("guide %s has no question %q\n  hint: mockpanel content show %s lists them", g.Name, id, g.Name)
	}
	src, err := io.ReadAll(io.LimitReader(a.in, maxAnswer+1))
	switch {
	case err != nil:
		return fmt.Errorf("reading the answer: %w", err)
	case len(src) > maxAnswer:
		return fmt.Errorf("the answer has more than %d bytes", maxAnswer)
	case !utf8.Valid(src):
		return errors.New("the answer is not UTF-8 (EUC-KR or CP949 perhaps)\n  hint: iconv -f CP949 -t UTF-8 ANSWER | mockpanel score --question ID")
	}
	answer := answerText(strings.TrimPrefix(strings.TrimSuffix(string(src), "\n"), "\ufeff"))
	ctx, stop := untilSignal(ctx, a.wait) // not before, reading cannot be given up
	defer stop()
	j, err := by.judge(ctx, q, answer)
	if err != nil {
		return interruptedScore(ctx, err)
	}
	if asJSON {
		return printJSON(a.out, scoreJSON(q, j))
	}
	t := panel.Turn{
		ID: q.ID, KeyPoints: panel.KeyPointsOf(q),
		Attempts: []panel.Attempt{{Answer: answer, Verdicts: j.verdicts, Judge: j.by, Trouble: j.trouble}},
	}
	width := columns(a.outTTY)
	_, err = fmt.Fprint(a.out, wrap(q.ID+"  "+q.Text, width, "", "  "), feedback(t, 0, by.w, width))
	return err
}

// interruptedScore turns the end of a context into the exit code of an
// interruption.
func interruptedScore(ctx context.Context, err error) error {
	if errors.Is(err, context.Canceled) {
		return interruption(ctx)
	}
	return err
}

// The JSON of `score`, a contract with scripts.
type jsonScore struct {
	Question  string                      `json:"question"`
	Judge     string                      `json:"judge"`
	Trouble   string                      `json:"trouble,omitempty"` // why the endpoint did not judge
	Score     *float64                    `json:"score"`             // null when nothing was graded
	KeyPoints []transcripts.ReportVerdict `json:"key_points"`
}

func scoreJSON(q *content.Question, by judgement) jsonScore {
	j := jsonScore{Question: q.ID, Judge: by.by, Trouble: by.trouble, KeyPoints: []transcripts.ReportVerdict{}}
	for i, k := range panel.KeyPointsOf(q) {
		j.KeyPoints = append(j.KeyPoints, transcripts.NewReportVerdict(i+1, k, by.verdicts[i]))
	}
	if s := panel.Score(marksOf(by.verdicts)); !math.IsNaN(s) {
		j.Score = new(math.Round(s*100) / 100)
	}
	return j
}
