package main

import (
	"context"
	"fmt"
	"time"

	"github.com/AlecAivazis/survey/v2"

	"mockpanel/content"
	"mockpanel/panel"
)

// chooseInterview asks who sits on the panel and how long it takes.
func chooseInterview(ctx context.Context, s *screen, g *content.Guide, sel *panel.Selection, target time.Duration) error {
	names := make([]string, len(g.Personas))
	for i, p := range g.Personas {
		names[i] = visible(who(p.Role, p.Name))
	}
	var picked []int
	if err := s.menu(ctx, &survey.MultiSelect{Message: s.w.menuReviewers, Options: names, Default: names}, &picked); err != nil {
		return menuLeft(ctx, err)
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
		labels[i] = fmt.Sprintf(labels[i], p.Total, minutes(plan, p.Total, target))
	}
	n := 0
	if err := s.menu(ctx, &survey.Select{Message: s.w.menuLength, Options: labels}, &n); err != nil {
		return menuLeft(ctx, err)
	}
	sel.Questions, sel.FollowUps = lengths[n].Questions, lengths[n].FollowUps
	return nil
}

// menuLeft turns Ctrl-C or a signal in a menu, before anything was begun, into
// the exit code of an interruption.
func menuLeft(ctx context.Context, err error) error {
	if c, err := interruptedChoice(err); err == nil && c.kind == choiceInterrupted {
		return interruption(ctx)
	}
	return err
}
