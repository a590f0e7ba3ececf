package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"mockpanel/content"
	"mockpanel/panel"
	"mockpanel/panel/judge"
)

// printAgreement judges labelled answers and prints how judge and labels
// agree.
func (b batch) printAgreement(ctx context.Context, a *app, g *content.Guide, by grader, lines []line) error {
	labels := map[int][]panel.Mark{} // by number of the line
	var problems content.Problems
	bad := func(n int, what string) {
		problems = append(problems, content.Problem{File: b.name, Line: n, What: what, Hint: `write "labels":["covered","missed",...], one of covered, partial, missed, wrong per key point`})
	}
	for _, l := range lines {
		q := g.Find(l.Question)
		if len(l.Labels) != len(q.KeyPoints) {
			bad(l.n, fmt.Sprintf("%s for the %s of %s", counted(len(l.Labels), "label"), counted(len(q.KeyPoints), "key point"), q.ID))
			continue
		}
		for _, s := range l.Labels {
			m, ok := panel.ParseMark(s)
			if !ok || m == panel.Ungraded {
				bad(l.n, fmt.Sprintf("unknown label %q", s))
			}
			labels[l.n] = append(labels[l.n], m)
		}
	}
	if len(problems) > 0 {
		return problems
	}
	var answers []judge.Labelled
	err := judgeAll(ctx, a, g, by, lines, b.jobs, func(l line, j judgement) error {
		answers = append(answers, judge.Labelled{Style: l.Style, Labels: labels[l.n], Marks: marksOf(j.verdicts)})
		return nil
	})
	if err != nil {
		return err
	}
	result, err := judge.Agree(answers)
	if err != nil {
		return err
	}
	if b.asJSON {
		return printJSON(a.out, result)
	}
	writeAgreement(a.out, result)
	return nil
}

// printComparison prints how the endpoint's verdicts agree with the local
// ones, on the answers that the endpoint did judge.
func (b batch) printComparison(ctx context.Context, a *app, g *content.Guide, by grader, lines []line) error {
	var answers []judge.Labelled
	err := judgeAll(ctx, a, g, by, lines, b.jobs, func(l line, j judgement) error {
		if j.own != nil {
			answers = append(answers, judge.Labelled{Labels: marksOf(j.local), Marks: marksOf(j.own)})
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(answers) == 0 {
		return errors.New("the endpoint judged none of the answers\n  hint: mockpanel judge check")
	}
	result, err := judge.Agree(answers)
	if err != nil {
		return err
	}
	if b.asJSON {
		return printJSON(a.out, jsonComparison{len(lines), result.Answers, result.KeyPoints, result.Ungraded, result.Confusion, result.Kappa, result.Low, result.High, result.Accuracy})
	}
	fmt.Fprint(a.out, wrap(fmt.Sprintf(by.w.endpoint.compared, len(answers), len(lines)), columns(a.outTTY), "", ""), "\n")
	writeConfusion(a.out, result, `local \ model`)
	return nil
}

// jsonComparison is the agreement of two judges, neither of which is right by
// itself.
type jsonComparison struct {
	Answers   int       `json:"answers"`  // of the batch
	Compared  int       `json:"compared"` // that the endpoint judged
	KeyPoints int       `json:"key_points"`
	Ungraded  int       `json:"ungraded"`  // key points on which the endpoint's verdict did not count
	Confusion [4][4]int `json:"confusion"` // local (row) and endpoint (column): missed, wrong, partial, covered
	Kappa     float64   `json:"kappa"`
	Low       float64   `json:"kappa_low"`
	High      float64   `json:"kappa_high"`
	Accuracy  float64   `json:"accuracy"`
}

func writeAgreement(out io.Writer, r judge.Agreement) {
	writeConfusion(out, r, `label \ judge`)
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

// writeConfusion prints what was compared, the table of marks and the figures
// that treat both sides alike.
func writeConfusion(out io.Writer, r judge.Agreement, corner string) {
	fmt.Fprintf(out, "answers %d, key points %d, ungraded %d\n\n", r.Answers, r.KeyPoints, r.Ungraded)
	names := [...]string{"missed", "wrong", "partial", "covered"}
	fmt.Fprintf(out, "%s%s\n", corner, columnsOf(names[:]))
	for i, row := range r.Confusion {
		var cells []string
		for _, n := range row {
			cells = append(cells, fmt.Sprint(n))
		}
		fmt.Fprintf(out, "%-13s%s\n", names[i], columnsOf(cells))
	}
	fmt.Fprintf(out, "\nquadratic weighted kappa  %.3f (95%% %.3f to %.3f)\n", r.Kappa, r.Low, r.High)
	fmt.Fprintf(out, "accuracy                  %.3f\n", r.Accuracy)
}

func columnsOf(texts []string) string {
	var b strings.Builder
	for _, t := range texts {
		fmt.Fprintf(&b, "%9s", t)
	}
	return b.String()
}
