package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"mockpanel/content"
	"mockpanel/panel"
)

// menu is a question with options to pick from.
type menu struct {
	message string
	options []string
	several bool  // any number of options may be picked
	ticked  []int // of several, those that are ticked at first
}

// picker has the user pick from a menu. It returns the indices of the options
// picked, exactly one unless several may be. The error is errLeft when the user
// left by Ctrl+C or a signal, and io.EOF when their input ended.
type picker interface {
	pick(ctx context.Context, m menu) ([]int, error)
}

var errLeft = errors.New("a menu was left")

// chooseInterview asks who sits on the panel and how long it takes.
func chooseInterview(ctx context.Context, p picker, w words, g *content.Guide, sel *panel.Selection, target time.Duration) error {
	m := menu{message: w.menuReviewers, several: true}
	for i, p := range g.Personas {
		m.options = append(m.options, who(p.Role, p.Name))
		m.ticked = append(m.ticked, i)
	}
	picked, err := p.pick(ctx, m)
	if err != nil {
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
	labels := []string{w.lengthNormal, w.lengthShort, w.lengthFull}
	for i, l := range lengths {
		l.Personas, l.Order = sel.Personas, sel.Order
		plan, err := panel.NewPlan(g, l)
		if err != nil {
			return err
		}
		first, _ := panel.New(g, plan, nil, "").Next()
		labels[i] = fmt.Sprintf(labels[i], first.Total, minutes(plan, first.Total, target))
	}
	if picked, err = p.pick(ctx, menu{message: w.menuLength, options: labels}); err != nil {
		return menuLeft(ctx, err)
	}
	length := lengths[picked[0]]
	sel.Questions, sel.FollowUps = length.Questions, length.FollowUps
	return nil
}

// menuLeft turns Ctrl-C or a signal in a menu, before anything was begun, into
// the exit code of an interruption.
func menuLeft(ctx context.Context, err error) error {
	if errors.Is(err, errLeft) || errors.Is(err, io.EOF) {
		return interruption(ctx)
	}
	return err
}
