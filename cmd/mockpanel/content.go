package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"mockpanel/content"
	"mockpanel/panel/judge"
	"mockpanel/personas"
)

func newContent(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "content",
		Short: "List, show and check study guides",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	var asJSON bool
	show := &cobra.Command{
		Use:   "show GUIDE",
		Short: "Show the questions of a guide",
		Long:  "Show the questions of a built-in guide (middleware, delivery) or of a Markdown file.",

		ValidArgsFunction: completeOneGuide,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("content show takes one guide\n  hint: mockpanel content show middleware")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			g, err := content.Open(args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(a.out, guideJSON(g))
			}
			return showGuide(a, g)
		},
	}
	show.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.AddCommand(
		&cobra.Command{
			Use:   "list",
			Short: "List the built-in guides",
			Args:  noArgs,
			RunE:  func(*cobra.Command, []string) error { return listGuides(a) },
		},
		show,
		newAnnotate(a),
		newExpressions(a),
		&cobra.Command{
			Use:               "check [GUIDE...]",
			ValidArgsFunction: completeGuide,
			Short:             "Check guides and report every problem with its line",
			Long: `Check guides and report every problem as FILE:LINE: what, with a hint.
Without arguments the built-in guides are checked.`,
			RunE: func(_ *cobra.Command, args []string) error { return checkGuides(a, args) },
		})
	return cmd
}

func listGuides(a *app) error {
	for _, name := range content.Builtin() {
		g, err := content.Open(name)
		if err != nil {
			return err
		}
		prompts, points := count(g)
		fmt.Fprintf(a.out, "%s %s (%s, %s)\n", pad(name, 12), g.Title, counted(prompts, "question"), counted(points, "key point"))
	}
	return nil
}

// count returns the prompts of a guide, each once, and their key points.
func count(g *content.Guide) (prompts, points int) {
	seen := map[string]bool{}
	for q := range g.All {
		if !seen[q.ID] {
			seen[q.ID] = true
			prompts++
			points += len(q.KeyPoints)
		}
	}
	return prompts, points
}

func showGuide(a *app, g *content.Guide) error {
	width := columns(a.outTTY)
	fmt.Fprintf(a.out, "%s\n", visible(g.Title))
	shown := map[string]bool{}
	indent := strings.Repeat(" ", 14)
	for q := range g.All {
		if shown[q.ID] || len(g.Topics) > 0 && g.Find(q.ID) != q {
			continue
		}
		shown[q.ID] = true
		fmt.Fprint(a.out, "\n", wrap(q.Text, width, pad(q.ID, 13)+" ", indent))
		for i, k := range q.KeyPoints {
			fmt.Fprint(a.out, wrap(k.String(), width, fmt.Sprintf("%s%d. ", indent, i+1), indent+"   "))
		}
	}
	return nil
}

// checkGuides prints what is wrong with the guides to standard output and
// fails when there is anything.
func checkGuides(a *app, names []string) error {
	if len(names) == 0 {
		names = content.Builtin()
	}
	found := 0
	for _, name := range names {
		g, err := content.Open(name)
		var problems content.Problems
		switch {
		case errors.As(err, &problems):
		case err != nil:
			problems = content.Problems{{File: name, What: err.Error()}}
		default:
			problems = append(content.Check(g), judge.Lint(g)...)
		}
		const most = content.MaxProblems + 1 // one may say how many more the reader found
		for _, p := range problems[:min(len(problems), most)] {
			fmt.Fprintln(a.out, visible(p.String()))
		}
		if more := len(problems) - most; more > 0 {
			fmt.Fprintf(a.out, "%s: %s\n", visible(name), counted(more, "more problem"))
		}
		found += len(problems)
		if len(problems) == 0 {
			prompts, points := count(g)
			fmt.Fprintf(a.out, "%s: no problems in %s with %s\n", visible(name), counted(prompts, "question"), counted(points, "key point"))
		}
	}
	if found > 0 {
		return fmt.Errorf("%s found", counted(found, "problem"))
	}
	return nil
}

// The JSON of `content show`, a contract with scripts.
type (
	jsonGuide struct {
		Guide     string             `json:"guide"`
		Title     string             `json:"title"`
		Lang      string             `json:"lang"`
		Personas  []personas.Persona `json:"personas"`
		Questions []jsonQuestion     `json:"questions"`
		Topics    []jsonTopic        `json:"topics,omitempty"`
		Sections  []jsonSection      `json:"sections"`
	}
	jsonQuestion struct {
		ID         string         `json:"id"`
		Persona    string         `json:"persona"`
		Topic      string         `json:"topic"`
		Level      int            `json:"level"`
		Text       string         `json:"text"`
		Intent     string         `json:"intent"`
		KeyPoints  []jsonPoint    `json:"key_points"`
		Model      string         `json:"model"`
		Mistake    string         `json:"mistake,omitempty"`
		Section    string         `json:"section"`
		References []string       `json:"references"`
		FollowUps  []jsonQuestion `json:"follow_ups"`
	}
	jsonPoint struct {
		Label       string              `json:"label"`
		Text        string              `json:"text"`
		Annotations content.Annotations `json:"annotations"`
	}
	jsonTopic struct {
		Number  int         `json:"number"`
		Title   string      `json:"title"`
		Concept string      `json:"concept"`
		Levels  []jsonLevel `json:"levels"`
	}
	jsonLevel struct {
		Level       int                  `json:"level"`
		Definitions []content.Definition `json:"definitions"`
	}
	jsonSection struct {
		Title string `json:"title"`
		Depth int    `json:"depth"`
		Text  string `json:"text"`
	}
)

func guideJSON(g *content.Guide) jsonGuide {
	j := jsonGuide{Guide: g.Name, Title: g.Title, Lang: g.Lang, Questions: []jsonQuestion{}, Sections: []jsonSection{}}
	for _, p := range g.Personas {
		p.Topics = append([]string{}, p.Topics...)
		j.Personas = append(j.Personas, p)
	}
	for i := range g.Questions {
		j.Questions = append(j.Questions, questionJSON(&g.Questions[i]))
	}
	for _, t := range g.Topics {
		topic := jsonTopic{t.Number, t.Title, t.Concept, []jsonLevel{}}
		for _, l := range t.Levels {
			topic.Levels = append(topic.Levels, jsonLevel{l.Level, append([]content.Definition{}, l.Definitions...)})
		}
		j.Topics = append(j.Topics, topic)
	}
	for _, s := range g.Sections {
		j.Sections = append(j.Sections, jsonSection{s.Title, s.Depth, s.Text})
	}
	return j
}

func questionJSON(q *content.Question) jsonQuestion {
	j := jsonQuestion{
		ID: q.ID, Persona: q.Persona, Topic: q.Topic, Level: q.Level, Text: q.Text, Intent: q.Intent,
		Model: q.Model, Mistake: q.Mistake, Section: q.Section,
		KeyPoints: []jsonPoint{}, FollowUps: []jsonQuestion{}, References: append([]string{}, q.References...),
	}
	for _, k := range q.KeyPoints {
		j.KeyPoints = append(j.KeyPoints, jsonPoint{k.Label, k.Text, k.Annotations})
	}
	for i := range q.FollowUps {
		j.FollowUps = append(j.FollowUps, questionJSON(&q.FollowUps[i]))
	}
	return j
}
