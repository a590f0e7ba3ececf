package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"mockpanel/content"
	"mockpanel/panel"
	"mockpanel/panel/judge"
	"mockpanel/panel/judge/endpoint"
	"mockpanel/transcripts"
)

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
	return g.second(ctx, q, answer, local), ctx.Err()
}

// second has the endpoint, if there is one, judge what the local judge has
// judged already.
func (g grader) second(ctx context.Context, q *content.Question, answer string, local []panel.Verdict) judgement {
	j := judgement{verdicts: local, local: local, by: "local"}
	if g.endpoint == nil {
		return j
	}
	own, err := g.endpoint.Judge(ctx, q, answer)
	if err != nil {
		j.trouble = g.w.endpoint.fault(err)
		return j
	}
	j.own, j.by = own, g.endpoint.Name()
	j.verdicts = combine(own, local, g.w)
	return j
}

// name returns who judges and the version, as the head of a transcript has
// them.
func (g grader) name() (by, version string) {
	if g.endpoint == nil {
		return "local", judge.LocalVersion
	}
	return "endpoint " + g.endpoint.Host(), g.endpoint.Version()
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

func marksOf(verdicts []panel.Verdict) []panel.Mark {
	var marks []panel.Mark
	for _, v := range verdicts {
		marks = append(marks, v.Mark)
	}
	return marks
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
