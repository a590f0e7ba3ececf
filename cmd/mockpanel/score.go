package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"mockpanel/content"
	"mockpanel/panel"
	"mockpanel/panel/judge"
	"mockpanel/transcripts"
)

func newScore(a *app) *cobra.Command {
	var guide, question, batch string
	var asJSON, agreement bool
	cmd := &cobra.Command{
		Use:   "score",
		Short: "Judge answers without an interview",
		Long: `Judge one answer, read from standard input, or many from a JSON Lines file with
{"question","answer"} a line (- reads standard input). A batch gives one JSON
result a line, in the same order. With --agreement the lines also carry
"labels" (one of covered, partial, missed, wrong per key point), and how judge
and labels agree is printed instead.`,
		Example: `  mockpanel score --question infra/q1 < answer.txt
  mockpanel score --guide delivery --question 06/l2/q1 --json < answer.txt
  mockpanel score --batch answers.jsonl --json
  mockpanel score --batch labelled.jsonl --agreement`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case (question == "") == (batch == ""):
				return usagef("score takes either --question or --batch\n  hint: mockpanel score --question infra/q1 < answer.txt")
			case agreement && batch == "":
				return usagef("--agreement needs --batch with labelled answers")
			}
			g, err := openGuide(a, guide)
			if err != nil {
				return err
			}
			local := judge.NewLocal(g)
			if batch != "" {
				return scoreBatch(cmd.Context(), a, g, local, batch, agreement, asJSON)
			}
			return scoreOne(cmd.Context(), a, g, local, question, asJSON)
		},
	}
	fl := cmd.Flags()
	fl.StringVar(&guide, "guide", content.Default, "built-in guide (middleware, delivery) or path of a Markdown file")
	fl.StringVar(&question, "question", "", "id of the question, such as infra/q1")
	fl.StringVar(&batch, "batch", "", "JSON Lines file of answers, - for standard input")
	fl.BoolVar(&asJSON, "json", false, "print JSON (a batch always does)")
	fl.BoolVar(&agreement, "agreement", false, "print how the judge agrees with the labels of the batch")
	return cmd
}

func scoreOne(ctx context.Context, a *app, g *content.Guide, j panel.Judge, id string, asJSON bool) error {
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
	verdicts, err := j.Judge(ctx, q, answer)
	if err != nil {
		return fmt.Errorf("judging %s: %w", id, err)
	}
	if asJSON {
		return printJSON(a.out, scoreJSON(q, verdicts))
	}
	t := panel.Turn{ID: q.ID, Attempts: []panel.Attempt{{Answer: answer, Verdicts: verdicts}}}
	for _, k := range q.KeyPoints {
		t.KeyPoints = append(t.KeyPoints, panel.KeyPoint{Label: k.Label, Text: k.Text})
	}
	w := wordsIn(g.Lang)
	width := columns(a.outTTY)
	_, err = fmt.Fprint(a.out, wrap(q.ID+"  "+q.Text, width, "", "  "), feedback(t, 0, w, width))
	return err
}

// scoreBatch judges a file. The whole file is checked before anything is
// printed.
func scoreBatch(ctx context.Context, a *app, g *content.Guide, j panel.Judge, name string, agreement, asJSON bool) error {
	var in io.Reader = a.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return fmt.Errorf("reading answers: %w", err)
		}
		defer f.Close()
		in = f
	}
	lines, err := readLines(name, in, g)
	if err != nil {
		return err
	}
	var problems content.Problems
	for _, l := range lines {
		if l.Question == "" {
			problems = append(problems, content.Problem{File: name, Line: l.n, What: `no "question"`, Hint: `write {"question":"infra/q1","answer":"..."} on one line`})
		}
	}
	if len(problems) > 0 {
		return problems
	}
	if agreement {
		return printAgreement(ctx, a, g, j, name, lines, asJSON)
	}
	out := bufio.NewWriter(a.out)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, l := range lines {
		q := g.Find(l.Question)
		verdicts, err := j.Judge(ctx, q, *l.Answer)
		if err != nil {
			return errors.Join(out.Flush(), fmt.Errorf("%s:%d: judging %s: %w", name, l.n, l.Question, err))
		}
		if err := enc.Encode(scoreJSON(q, verdicts)); err != nil {
			return err
		}
	}
	return out.Flush()
}

// The JSON of `score`, a contract with scripts.
type jsonScore struct {
	Question  string                      `json:"question"`
	Judge     string                      `json:"judge"`
	Score     *float64                    `json:"score"` // null when nothing was graded
	KeyPoints []transcripts.ReportVerdict `json:"key_points"`
}

func scoreJSON(q *content.Question, verdicts []panel.Verdict) jsonScore {
	j := jsonScore{Question: q.ID, Judge: "local", KeyPoints: []transcripts.ReportVerdict{}}
	marks := make([]panel.Mark, len(verdicts))
	for i, v := range verdicts {
		marks[i] = v.Mark
		k := panel.KeyPoint{Label: q.KeyPoints[i].Label, Text: q.KeyPoints[i].Text}
		j.KeyPoints = append(j.KeyPoints, transcripts.NewReportVerdict(i+1, k, v))
	}
	if s := panel.Score(marks); !math.IsNaN(s) {
		s = round2(s)
		j.Score = &s
	}
	return j
}

// round2 rounds to two decimals, as scores are printed.
func round2(x float64) float64 { return math.Round(x*100) / 100 }
