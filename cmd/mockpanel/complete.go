package main

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mockpanel/content"
	"mockpanel/transcripts"
)

// completion gives the shell what can be typed for the flags and arguments of
// all commands under root: guides, reviewers, questions and transcripts. What
// cannot be read is not offered, and nothing is said about it.
func completion(a *app, root *cobra.Command) {
	values := func(list ...string) cobra.CompletionFunc {
		return cobra.FixedCompletions(list, cobra.ShellCompDirectiveNoFileComp)
	}
	flags := map[string]cobra.CompletionFunc{
		"guide": completeGuide, "persona": completePersona(a), "question": completeQuestion(a),
		"follow-ups": values("all", "gaps", "none"), "order": values("panel", "round"), "feedback": values("each", "end"),
		"judge": values("local", "endpoint"), "lang": values("ko", "en"), "level": values("1", "2", "3", "4"),
		"answers": completeFile("jsonl"), "batch": completeFile("jsonl"), "out": completeFile("md"),
		"dir": cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs),
	}
	for _, cmd := range root.Commands() {
		completion(a, cmd)
	}
	if root.ValidArgsFunction == nil {
		root.ValidArgsFunction = cobra.NoFileCompletions
	}
	root.LocalFlags().VisitAll(func(f *pflag.Flag) {
		complete := flags[f.Name]
		if complete == nil {
			complete = cobra.NoFileCompletions // a number or words, no file name
		}
		// fails only for a flag that is completed already
		_ = root.RegisterFlagCompletionFunc(f.Name, complete)
	})
}

// completeFile offers the files with an extension.
func completeFile(ext string) cobra.CompletionFunc {
	return cobra.FixedCompletions([]string{ext}, cobra.ShellCompDirectiveFilterFileExt)
}

// completeGuide offers the built-in guides, and Markdown files to whoever types
// something else.
func completeGuide(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var names []cobra.Completion
	for _, name := range content.Builtin() {
		if strings.HasPrefix(name, typed) {
			names = append(names, name)
		}
	}
	if len(names) > 0 {
		return names, cobra.ShellCompDirectiveNoFileComp
	}
	return []cobra.Completion{"md"}, cobra.ShellCompDirectiveFilterFileExt
}

// completeOneGuide is completeGuide for the argument of a command that takes one.
func completeOneGuide(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return completeGuide(cmd, args, typed)
}

// guideTyped opens the guide that the command line so far or the environment
// names, nil when it does not read.
func guideTyped(a *app, cmd *cobra.Command) *content.Guide {
	if settings(a.env, cmd.Flags()) != nil {
		return nil
	}
	g, err := content.Open(cmd.Flag("guide").Value.String())
	if err != nil {
		return nil
	}
	return g
}

// completePersona offers the reviewers of the guide that are not in the list yet.
func completePersona(a *app) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		g := guideTyped(a, cmd)
		if g == nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		before := typed[:strings.LastIndex(typed, ",")+1]
		var keys []cobra.Completion
		for _, p := range g.Personas {
			if !slices.Contains(strings.Split(before, ","), p.Key) {
				keys = append(keys, cobra.CompletionWithDesc(before+p.Key, visible(who(p.Role, p.Name))))
			}
		}
		return keys, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
}

func completeQuestion(a *app) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		g := guideTyped(a, cmd)
		if g == nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		seen := map[string]bool{}
		var ids []cobra.Completion
		for q := range g.All {
			if !seen[q.ID] && strings.HasPrefix(q.ID, typed) {
				seen[q.ID] = true
				ids = append(ids, cobra.CompletionWithDesc(q.ID, visible(q.Text)))
			}
		}
		return ids, cobra.ShellCompDirectiveNoFileComp
	}
}

// completeTranscript offers the transcripts of the folder, newest first.
func completeTranscript(a *app) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		names := []cobra.Completion{cobra.CompletionWithDesc("latest", "the newest transcript")}
		if settings(a.env, cmd.Flags()) != nil {
			return names, cobra.ShellCompDirectiveDefault
		}
		infos, _, err := transcripts.List(transcriptDir(a, cmd.Flag("dir").Value.String()))
		if err != nil {
			return names, cobra.ShellCompDirectiveDefault
		}
		for _, i := range infos {
			names = append(names, cobra.CompletionWithDesc(filepath.Base(i.Path), visible(i.Title)))
		}
		return names, cobra.ShellCompDirectiveKeepOrder
	}
}
