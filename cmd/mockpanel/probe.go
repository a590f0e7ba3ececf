package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"mockpanel/panel"
)

// settleProbe chooses what goes with --probe where the user did not: without a
// model the guide's follow-ups on gaps, with one verdicts at the end, because
// they would give away what is asked about.
func (f *startFlags) settleProbe(a *app, cmd *cobra.Command) {
	set := cmd.Flags().Changed
	switch {
	case !f.probe || f.resume:
	case f.judge.judge == "local" && !set("follow-ups"):
		f.followUps = string(panel.FollowUpsGaps)
	case f.judge.judge == "endpoint" && !set("feedback") && a.env("MOCKPANEL_FEEDBACK") == "":
		f.feedback = "end"
	}
}

// probe has the reviewer ask a question of their own about what the answer to
// a main question lacks, before anything else is asked. Without an endpoint,
// and when nothing fit comes back, the guide's follow-ups go on.
func (iv *interview) probe(ctx context.Context, t panel.Turn) error {
	c := iv.grader.endpoint
	pending, _ := iv.session.Probing()
	if !iv.probes || c == nil || t.Skipped() || t.FollowUpOf != "" || pending != nil || ctx.Err() != nil {
		return nil
	}
	point := slices.Index(t.Last().Marks(), panel.Missed)
	q := iv.session.Question(t)
	// An endpoint that was not worth waiting for is not waited for again.
	if point < 0 || q == nil || c.Stopped() || t.Last().Trouble != "" {
		return nil
	}
	iv.app.tell(iv.w.endpoint.thinking, "  ", "  ")
	p, _ := iv.session.Guide().Persona(q.Persona)
	held, release := iv.hold(ctx)
	text, err := c.Probe(held, p, q, t.Last().Answer, point)
	release()
	if err == nil {
		err = iv.session.Probe(text, point)
	}
	if err != nil {
		return nil // nothing is lost: the guide has follow-ups of its own
	}
	return iv.clearDraft()
}

// dropProbe takes back a probe whose gap was closed by another attempt or by
// the user's correction.
func (iv *interview) dropProbe(t panel.Turn) error {
	probe, point := iv.session.Probing()
	if probe == nil || t.Last().Marks()[point] == panel.Missed {
		return nil
	}
	iv.session.DropProbe()
	return iv.clearDraft()
}
