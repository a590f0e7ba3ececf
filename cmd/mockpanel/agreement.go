package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"mockpanel/content"
	"mockpanel/panel"
	"mockpanel/panel/judge"
)

// printAgreement judges labelled answers and prints how judge and labels
// agree, or prints it as JSON.
func printAgreement(ctx context.Context, a *app, g *content.Guide, j panel.Judge, name string, lines []line, asJSON bool) error {
	var answers []judge.Labelled
	var problems content.Problems
	bad := func(n int, what string) {
		problems = append(problems, content.Problem{File: name, Line: n, What: what, Hint: `write "labels":["covered","missed",...], one of covered, partial, missed, wrong per key point`})
	}
	for _, l := range lines {
		q := g.Find(l.Question)
		if len(l.Labels) != len(q.KeyPoints) {
			bad(l.n, fmt.Sprintf("%d labels for the %d key points of %s", len(l.Labels), len(q.KeyPoints), q.ID))
			continue
		}
		answer := judge.Labelled{Style: l.Style}
		for _, s := range l.Labels {
			m, ok := panel.ParseMark(s)
			if !ok || m == panel.Ungraded {
				bad(l.n, fmt.Sprintf("unknown label %q", s))
			}
			answer.Labels = append(answer.Labels, m)
		}
		verdicts, err := j.Judge(ctx, q, *l.Answer)
		if err != nil {
			return fmt.Errorf("%s:%d: judging %s: %w", name, l.n, l.Question, err)
		}
		for _, v := range verdicts {
			answer.Marks = append(answer.Marks, v.Mark)
		}
		answers = append(answers, answer)
	}
	if len(problems) > 0 {
		return problems
	}
	result, err := judge.Agree(answers)
	if err != nil {
		return err
	}
	if asJSON {
		return printJSON(a.out, result)
	}
	writeAgreement(a.out, result)
	return nil
}

func writeAgreement(out io.Writer, r judge.Agreement) {
	fmt.Fprintf(out, "answers %d, key points %d, ungraded %d\n\n", r.Answers, r.KeyPoints, r.Ungraded)
	names := [...]string{"missed", "wrong", "partial", "covered"}
	fmt.Fprintf(out, "label \\ judge%s\n", columnsOf(names[:]))
	for i, row := range r.Confusion {
		var cells []string
		for _, n := range row {
			cells = append(cells, fmt.Sprint(n))
		}
		fmt.Fprintf(out, "%-13s%s\n", names[i], columnsOf(cells))
	}
	fmt.Fprintf(out, "\nquadratic weighted kappa  %.3f (95%% %.3f to %.3f)\n", r.Kappa, r.Low, r.High)
	fmt.Fprintf(out, "accuracy                  %.3f\n", r.Accuracy)
	fmt.Fprintf(out, "gap   F1 %.3f  precision %.3f  recall %.3f\n", r.Gap.F1, r.Gap.Precision, r.Gap.Recall)
	fmt.Fprintf(out, "wrong F1 %.3f  precision %.3f  recall %.3f\n", r.Wrong.F1, r.Wrong.Precision, r.Wrong.Recall)
	fmt.Fprintf(out, "bias                      %+.3f\n", r.Bias)
	if len(r.ByStyle) == 0 {
		return
	}
	fmt.Fprintf(out, "\n%s  %10s  %8s  %6s\n", pad("style", 16), "key points", "accuracy", "bias")
	for _, s := range r.ByStyle {
		fmt.Fprintf(out, "%s  %10d  %8.3f  %+6.3f\n", pad(visible(s.Style), 16), s.KeyPoints, s.Accuracy, s.Bias)
	}
}

func columnsOf(texts []string) string {
	var b strings.Builder
	for _, t := range texts {
		fmt.Fprintf(&b, "%9s", t)
	}
	return b.String()
}
