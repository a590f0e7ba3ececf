package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"mockpanel/content"
	"mockpanel/panel/judge"
	"mockpanel/panel/judge/endpoint"
	"mockpanel/transcripts"
)

func newAnnotate(a *app) *cobra.Command {
	f := judgeFlags{judge: "endpoint", votes: 1}
	var out string
	cmd := &cobra.Command{
		Use:               "annotate GUIDE",
		ValidArgsFunction: completeFile("md"),
		Short:             "Have the endpoint propose annotations for a guide",
		Long: `Have the endpoint propose what candidates say for each key point that has no
annotations, keep what content check finds no fault with, and write it into a
copy of the guide (GUIDE-annotated.md). From then on the local judge is sharper,
without the endpoint. Read what was written: it is a model's.

The copy is saved after every prompt, and the same command again goes on with
what is left.`,
		Example: `  mockpanel content annotate notes.md
  mockpanel start --guide notes-annotated.md`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || slices.Contains(content.Builtin(), args[0]) {
				return usagef("content annotate takes one guide of your own\n  hint: mockpanel content annotate notes.md")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(cmd.Flags()); err != nil {
				return err
			}
			if out == "" {
				out = strings.TrimSuffix(args[0], filepath.Ext(args[0])) + "-annotated.md"
			}
			ctx, stop := untilSignal(cmd.Context(), a.wait)
			defer stop()
			return annotate(ctx, a, args[0], out, f)
		},
	}
	f.addEndpoint(cmd.Flags(), writingTime)
	cmd.Flags().StringVar(&out, "out", "", "file for the copy (default GUIDE-annotated.md)")
	return cmd
}

// writingTime is how long to wait for the annotations of one prompt, which are
// ten times as long as verdicts.
const writingTime = 2 * time.Minute

// annotator writes annotations into a copy of a guide.
type annotator struct {
	client *endpoint.Client
	file   string // the copy
	src    []byte // of the copy
	guide  *content.Guide
}

func annotate(ctx context.Context, a *app, name, out string, f judgeFlags) error {
	an, err := openCopy(name, out)
	if err != nil {
		return err
	}
	w := wordsIn(an.guide.Lang)
	if an.client, err = f.client(a, an.guide.Lang); err != nil {
		return err
	}
	privacy(a, an.client, w, w.endpoint.receivesGuide)
	defer reportUsage(a, an.client, w)
	var ids []string
	for q := range an.guide.All {
		bare := func(k content.KeyPoint) bool { return k.Annotations.Empty() }
		if !slices.Contains(ids, q.ID) && slices.ContainsFunc(q.KeyPoints, bare) {
			ids = append(ids, q.ID)
		}
	}
	var fault *endpoint.Fault
	points, of := 0, 0
	for n, id := range ids {
		added, all, err := an.prompt(ctx, id)
		if ctx.Err() != nil {
			return interruption(ctx)
		}
		points, of = points+added, of+all
		line := fmt.Sprintf(w.endpoint.annotated, n+1, len(ids), id, added, all)
		switch {
		case errors.As(err, &fault):
			line = fmt.Sprintf("%d/%d %s: %s", n+1, len(ids), id, w.endpoint.fault(err))
		case err != nil:
			return err
		}
		a.tell(line, "", "  ")
		if an.client.Stopped() {
			break
		}
	}
	if an.client.Stopped() || fault != nil && points == 0 {
		return fmt.Errorf("the endpoint failed; this run annotated %s\n  hint: mockpanel judge check, then the same command again goes on", counted(points, "key point"))
	}
	result := w.endpoint.annotatedNone
	if points > 0 {
		result = fmt.Sprintf(w.endpoint.annotatedAll, out, points, of)
	}
	_, err = fmt.Fprint(a.out, wrap(result, columns(a.outTTY), "", ""))
	return err
}

// openCopy reads the guide, or the copy of an earlier run, which has to be of
// the same guide.
func openCopy(name, out string) (*annotator, error) {
	g, err := content.Open(name)
	if err != nil {
		return nil, err
	}
	an := &annotator{file: out}
	an.src, err = os.ReadFile(out)
	if errors.Is(err, os.ErrNotExist) {
		an.src, err = os.ReadFile(name)
	}
	if err != nil {
		return nil, fmt.Errorf("reading guide: %w", err)
	}
	if an.guide, err = content.Parse(out, an.src); err != nil {
		return nil, err
	}
	if err := content.SameQuestions(g, an.guide); err != nil {
		return nil, fmt.Errorf("%s is no copy of %s: %w\n  hint: name another file with --out", out, name, err)
	}
	return an, nil
}

// prompt annotates the key points of one prompt that have no annotations, and
// saves the copy. It returns how many of how many it could.
func (an *annotator) prompt(ctx context.Context, id string) (added, of int, err error) {
	q := an.guide.Find(id)
	for _, k := range q.KeyPoints {
		if k.Annotations.Empty() {
			of++
		}
	}
	proposed, err := an.client.Propose(ctx, q, func(list []content.Annotations) error { return firstProblem(an.faults(id, list)) })
	if err != nil {
		return 0, of, err
	}
	kept := an.sound(id, proposed)
	for i, k := range q.KeyPoints {
		if k.Annotations.Empty() && !kept[i].Empty() {
			added++
		}
	}
	if added == 0 {
		return 0, of, nil
	}
	src, err := content.Annotate(an.file, an.src, id, kept)
	if err != nil {
		return 0, of, err
	}
	if err := transcripts.WriteFile(an.file, src); err != nil {
		return 0, of, err
	}
	an.src = src
	an.guide, err = content.Parse(an.file, src)
	return added, of, err
}

// faults returns what content check would say about annotations of one
// prompt.
func (an *annotator) faults(id string, list []content.Annotations) content.Problems {
	g := *an.guide
	g.Questions = nil
	for _, q := range an.guide.Questions {
		q.FollowUps = slices.Clone(q.FollowUps)
		for i := range q.FollowUps {
			q.FollowUps[i] = only(q.FollowUps[i], id, list)
		}
		g.Questions = append(g.Questions, only(q, id, list))
	}
	return judge.Lint(&g)
}

// only returns a question with the annotations of a list, where the author
// gave none, when it is the one with that id, and without any when it is not.
func only(q content.Question, id string, list []content.Annotations) content.Question {
	q.KeyPoints = slices.Clone(q.KeyPoints)
	for i := range q.KeyPoints {
		k := &q.KeyPoints[i]
		switch {
		case q.ID != id:
			k.Annotations = content.Annotations{}
		case k.Annotations.Empty():
			k.Annotations = list[i]
		}
	}
	return q
}

func firstProblem(problems content.Problems) error {
	if len(problems) == 0 {
		return nil
	}
	return fmt.Errorf("%s: %s", problems[0].What, problems[0].Hint)
}

// sound returns what of the proposed annotations content check finds no fault
// with: all of them, or those that can be put together one by one.
func (an *annotator) sound(id string, proposed []content.Annotations) []content.Annotations {
	known := len(an.faults(id, make([]content.Annotations, len(proposed))))
	if len(an.faults(id, proposed)) <= known {
		return proposed
	}
	kept := make([]content.Annotations, len(proposed))
	try := func(i int, change func(*content.Annotations)) {
		before := kept[i]
		change(&kept[i])
		if len(an.faults(id, kept)) > known {
			kept[i] = before
		}
	}
	for i, p := range proposed {
		for _, set := range p.Must {
			try(i, func(a *content.Annotations) { a.Must = append(slices.Clip(a.Must), set) })
		}
		for _, set := range p.Expect {
			try(i, func(a *content.Annotations) { a.Expect = append(slices.Clip(a.Expect), set) })
		}
		for _, s := range p.Say {
			try(i, func(a *content.Annotations) { a.Say = append(slices.Clip(a.Say), s) })
		}
		for _, w := range p.Wrong {
			try(i, func(a *content.Annotations) { a.Wrong = append(slices.Clip(a.Wrong), w) })
		}
	}
	return kept
}
