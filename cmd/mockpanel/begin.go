package main

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"mockpanel/content"
	"mockpanel/panel"
	"mockpanel/transcripts"
)

// leftoverAge is how old a temporary file has to be before it counts as left
// behind by a program that was killed, and not as one that is being written.
const leftoverAge = time.Hour

// recoverAnswers removes temporary files that were left behind, and names those
// that hold answers their transcript does not have.
func recoverAnswers(a *app, store *transcripts.Store) error {
	kept, err := store.Clean(a.now().Add(-leftoverAge))
	for _, path := range kept {
		a.notice(fmt.Sprintf("%s has answers that its transcript does not have; look at it with mockpanel review %s", path, path))
	}
	return err
}

// prepare begins a new interview: guide, plan, and the transcript on disk
// before the first question.
func (iv *interview) prepare(ctx context.Context, cmd *cobra.Command, f startFlags, onScreen bool) error {
	a := iv.app
	g, err := openGuide(a, f.guide)
	if err != nil {
		return err
	}
	lang := cmp.Or(f.lang, g.Lang)
	iv.w = wordsIn(lang)
	if err := iv.meet(ctx, f, g, onScreen); err != nil {
		return err
	}
	sel := panel.Selection{
		Personas: f.personas, Topic: f.topic, Level: f.level, Questions: f.questions,
		Shuffle: f.shuffle, Seed: f.seed, Order: panel.Order(f.order), FollowUps: panel.FollowUps(f.followUps),
	}
	if f.shuffle && !cmd.Flags().Changed("seed") {
		sel.Seed = rand.Uint64()
	}
	if played, ok := iv.ui.(*script); ok && !selects(cmd) {
		sel.IDs = played.mainQuestions(g)
	}
	if p := iv.picker(); p != nil {
		iv.mentionUnfinished()
		if !f.yes && !selects(cmd) {
			if err := chooseInterview(ctx, p, iv.w, g, &sel, f.target); err != nil {
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
	if iv.unlock, err = iv.store.Lock(iv.path); err != nil {
		return err
	}
	iv.session = panel.New(g, plan, iv.grader.local, "local")
	return nil
}

// meet has the interview held on the screen, in plain lines, or with the answers
// of a file to questions of g.
func (iv *interview) meet(ctx context.Context, f startFlags, g *content.Guide, onScreen bool) error {
	switch {
	case f.answers != "":
		lines, err := readAnswers(ctx, f.answers, g)
		if err != nil {
			return err
		}
		iv.ui = newScript(iv.app, iv.w, lines)
	case onScreen:
		iv.ui = &screen{app: iv.app, w: iv.w}
	default:
		iv.ui = newPlain(iv.app, iv.w)
	}
	return nil
}

// picker returns who can be shown a menu, nil when nobody is there.
func (iv *interview) picker() picker {
	switch ui := iv.ui.(type) {
	case *screen:
		return ui
	case *plain:
		if ui.tty {
			return ui
		}
	}
	return nil
}

// mentionUnfinished says how to go on with an earlier interview, if there is one.
func (iv *interview) mentionUnfinished() {
	if list, err := iv.store.Unfinished(); err == nil && len(list) > 0 {
		iv.app.tell(fmt.Sprintf(iv.w.resumeHint, len(list))+iv.inFolder(), "", "  ")
	}
}

// takeNewest locks the newest unfinished interview of the folder, if there is
// one, and has what a program that was killed left of it in its place. When a
// guide is named, one with a guide of that name goes before.
func (iv *interview) takeNewest(guide string, named bool) error {
	open, err := iv.store.Unfinished()
	if err != nil || len(open) == 0 {
		return err
	}
	newest := open[0].Path
	if named {
		name := strings.TrimSuffix(filepath.Base(guide), filepath.Ext(guide))
		if i := slices.IndexFunc(open, func(t transcripts.Info) bool { return t.Guide == name }); i >= 0 {
			newest = open[i].Path
		}
	}
	if iv.unlock, err = iv.store.Lock(newest); err != nil {
		return err
	}
	iv.path = newest
	return iv.store.Recover(iv.path)
}

// resume goes on with the interview that [interview.takeNewest] took.
func (iv *interview) resume(ctx context.Context, cmd *cobra.Command, f startFlags, onScreen bool) error {
	if iv.path == "" {
		return fmt.Errorf("no unfinished interview in %s\n  hint: mockpanel start begins a new one", iv.store.Dir())
	}
	record, notices, err := transcripts.Load(iv.path)
	if err != nil {
		return err
	}
	if record.Finished { // by another program, meanwhile
		return fmt.Errorf("the interview %s is finished\n  hint: mockpanel start begins a new one", iv.path)
	}
	iv.record, iv.w = record, wordsIn(record.Lang)
	for _, n := range notices {
		iv.app.notice(n.String())
	}
	name := iv.record.Guide
	if iv.record.Source != "built-in" {
		name = iv.record.Source
	}
	if cmd.Flags().Changed("guide") {
		name = f.guide
	}
	g, err := openGuide(iv.app, name)
	if err != nil {
		return fmt.Errorf("the guide of %s: %w\n  hint: --resume --guide FILE names where it is now", iv.path, err)
	}
	if g.Hash != iv.record.Content {
		iv.app.notice(iv.w.changed)
	}
	if err := iv.meet(ctx, f, g, onScreen); err != nil {
		return err
	}
	if err := iv.reseatJudges(g, f.judge, cmd.Flags().Changed("judge")); err != nil {
		return err
	}
	iv.session, err = panel.Resume(g, iv.record.Plan, iv.grader.local, "local", iv.record.Turns)
	return err
}
