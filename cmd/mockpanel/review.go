package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"mockpanel/transcripts"
)

func newReview(a *app) *cobra.Command {
	var dir, lang string
	var gaps, raw, asJSON, check bool
	cmd := &cobra.Command{
		Use:   "review [TRANSCRIPT|latest]",
		Short: "Go through a saved transcript, gaps first",
		Long: `Go through a saved transcript: the summary and the gaps first, the whole on
demand. Without an argument one is picked, newest first. A transcript is a path,
a file name in the folder, or "latest". Piped, the Markdown itself is printed.`,
		Example: `  mockpanel review
  mockpanel review latest --gaps
  mockpanel review latest --json
  mockpanel review --check
  mockpanel review list`,
		Args:              atMost(1),
		ValidArgsFunction: completeTranscript(a),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkLang(lang); err != nil {
				return err
			}
			if check {
				if len(args) > 0 || gaps || raw || asJSON {
					return usagef("--check reads the whole folder and shows no transcript\n  hint: mockpanel review --check --dir FOLDER")
				}
				return checkFolder(a, transcriptDir(a, dir), wordsIn(lang))
			}
			ctx, stop := untilSignal(cmd.Context(), a.wait)
			defer stop()
			r := review{app: a, dir: transcriptDir(a, dir), gaps: gaps, raw: raw}
			path, err := r.choose(ctx, args)
			if err != nil || path == "" {
				return err
			}
			t, notices, err := transcripts.Load(path)
			if err != nil {
				return err
			}
			for _, n := range notices {
				a.notice(n.String())
			}
			if asJSON {
				return printJSON(a.out, transcripts.NewReport(t))
			}
			if lang != "" && lang != t.Lang {
				t.Lang, path = lang, ""
			}
			return r.show(ctx, path, t)
		},
	}
	cmd.PersistentFlags().StringVar(&dir, "dir", "", "folder of transcripts (default MOCKPANEL_DIR, ./transcripts if it exists, or the user's data folder)")
	cmd.Flags().StringVar(&lang, "lang", "", "language of the texts around the answers, ko or en (default the transcript's)")
	cmd.Flags().BoolVar(&gaps, "gaps", false, "show the summary and the gaps only")
	cmd.Flags().BoolVar(&raw, "raw", false, "print the Markdown as it is, also in a terminal")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().BoolVar(&check, "check", false, "read every transcript of the folder and say which are whole, unfinished, damaged (with the line) or of a newer version")
	cmd.AddCommand(newReviewList(a, &dir))
	return cmd
}

func newReviewList(a *app, dir *string) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the saved transcripts, newest first",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			entries, err := listed(a, transcriptDir(a, *dir))
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(a.out, listJSON(entries))
			}
			for _, e := range entries {
				if _, err := fmt.Fprint(a.out, entryLine(e, wordsIn(e.Lang), columns(a.outTTY))); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// jsonEntry is one transcript of `review list --json`.
type jsonEntry struct {
	Path     string   `json:"path"`
	Started  string   `json:"started"` // RFC 3339
	Status   string   `json:"status"`  // "in progress" or "finished"
	Guide    string   `json:"guide"`
	Title    string   `json:"title"`
	Put      int      `json:"put"`
	Answered int      `json:"answered"`
	Score    *float64 `json:"score"` // null when nothing was graded
}

func listJSON(entries []transcripts.Info) []jsonEntry {
	list := []jsonEntry{}
	for _, e := range entries {
		j := jsonEntry{Path: e.Path, Started: e.Started.Format(time.RFC3339), Status: "in progress", Guide: e.Guide, Title: e.Title, Put: e.Put, Answered: e.Answered}
		if e.Finished {
			j.Status = "finished"
		}
		if !math.IsNaN(e.Score) {
			j.Score = new(e.Score)
		}
		list = append(list, j)
	}
	return list
}

// listed returns the transcripts of a folder, newest first, and reports the
// files that are none on standard error.
func listed(a *app, dir string) ([]transcripts.Info, error) {
	entries, notices, err := transcripts.List(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, n := range notices {
		a.notice(n.String())
	}
	if len(entries) == 0 {
		a.notice(fmt.Sprintf(wordsIn("en").noTranscripts, dir))
	}
	return entries, nil
}

// entryLine is one line of the list, two where it is wider than the window.
func entryLine(e transcripts.Info, w words, width int) string {
	name := filepath.Base(visible(e.Path))
	line := pad(name, max(32, cells(name))) + "  " + standing(e, w)
	if cells(line) > width {
		line = name + "\n" + standing(e, w)
	}
	return line + "\n"
}

// standing says how far an interview came.
func standing(e transcripts.Info, w words) string {
	status := w.inProgress
	if e.Finished {
		status = w.complete
	}
	return fmt.Sprintf("%s  %s  %s", padLeft(fmt.Sprintf("%d/%d", e.Answered, e.Put), 6), padLeft(percent(e.Score), 4), status)
}

// checkFolder reads every transcript of the folder and says how it reads. It
// fails when one is damaged or of a newer version.
func checkFolder(a *app, dir string, w words) error {
	list, err := transcripts.Check(dir)
	if errors.Is(err, fs.ErrNotExist) {
		a.notice(fmt.Sprintf(w.noTranscripts, dir))
		return nil
	}
	if err != nil {
		return err
	}
	var count [4]int
	width := columns(a.outTTY)
	for _, c := range list {
		count[c.Condition]++
		fmt.Fprint(a.out, wrap(pad(w.conditions[c.Condition], 13)+"  "+filepath.Base(c.Path), width, "", "  "))
		for _, n := range c.Notices {
			n.File = filepath.Base(n.File)
			fmt.Fprint(a.out, wrap(n.String(), width, "  ", "    "))
		}
	}
	fmt.Fprintf(a.out, w.checked+"\n", len(list), count[transcripts.Whole], count[transcripts.Unfinished], count[transcripts.Damaged], count[transcripts.Newer])
	if count[transcripts.Damaged]+count[transcripts.Newer] > 0 {
		return exitError(exitFailed)
	}
	return nil
}

type review struct {
	app       *app
	dir       string
	gaps, raw bool
}

// choose returns the path of the transcript to show, or "" when there is none
// to pick from.
func (r review) choose(ctx context.Context, args []string) (string, error) {
	if len(args) == 1 && args[0] != "latest" {
		return r.find(args[0])
	}
	entries, err := listed(r.app, r.dir)
	switch {
	case err != nil:
		return "", err
	case len(entries) == 0 && len(args) == 0:
		return "", nil
	case len(entries) == 0:
		return "", fmt.Errorf("no transcripts in %s", r.dir)
	case len(args) == 1 || len(entries) == 1:
		return entries[0].Path, nil
	case !r.app.interactive():
		return "", usagef("there is no terminal to pick a transcript in\n  hint: mockpanel review latest, or mockpanel review list")
	}
	w := wordsIn(entries[0].Lang)
	lines := make([]string, len(entries))
	for i, e := range entries {
		lines[i] = e.Started.Format("2006-01-02 15:04") + standing(e, w) + "  " + e.Guide
	}
	s := &screen{app: r.app, w: w}
	picked, err := s.pick(ctx, menu{message: w.menuPick, options: lines})
	if err != nil {
		return "", menuLeft(ctx, err)
	}
	return entries[picked[0]].Path, nil
}

// find returns the path of a transcript that was named: a path, or the name of
// a file in the folder, with or without its extension.
func (r review) find(name string) (string, error) {
	tried := []string{name}
	if filepath.Base(name) == name {
		tried = []string{filepath.Join(r.dir, name), filepath.Join(r.dir, name+".md"), name}
	}
	for _, path := range tried {
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			return path, nil
		}
	}
	return "", fmt.Errorf("no transcript %q in %s\n  hint: mockpanel review list", name, r.dir)
}

// show prints a transcript: the file at path as it is, or written anew when
// path is "".
func (r review) show(ctx context.Context, path string, t transcripts.Transcript) error {
	front := string(transcripts.Summary(t))
	if r.raw || r.app.outTTY == nil {
		switch {
		case r.gaps:
			return r.print(front)
		case path == "":
			return r.print(string(transcripts.Write(t)))
		}
		whole, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("reading transcript: %w", err)
		}
		return r.print(string(whole))
	}
	if err := r.render(front); err != nil || r.gaps || !r.app.interactive() {
		return err
	}
	w := wordsIn(t.Lang)
	s := &screen{app: r.app, w: w}
	picked, err := s.pick(ctx, menu{message: w.menuNext, options: []string{w.close, w.showWhole}})
	if err != nil {
		return menuLeft(ctx, err)
	}
	if picked[0] == 0 {
		return nil
	}
	return r.render(strings.TrimPrefix(afterFrontMatter(string(transcripts.Write(t))), front))
}

// print writes Markdown: to a terminal without control characters, to a pipe
// as it is.
func (r review) print(s string) error {
	if r.app.outTTY != nil {
		s = visible(s)
	}
	_, err := fmt.Fprint(r.app.out, s)
	return err
}

// afterFrontMatter cuts YAML front matter off.
func afterFrontMatter(s string) string {
	if _, rest, ok := strings.Cut(strings.TrimPrefix(s, "---\n"), "\n---\n"); ok {
		return strings.TrimLeft(rest, "\n")
	}
	return s
}

// render shows Markdown in the terminal.
func (r review) render(markdown string) error {
	emphasis := r.app.env("NO_COLOR") == "" && r.app.env("TERM") != "dumb"
	_, err := fmt.Fprint(r.app.out, setMarkdown(markdown, columns(r.app.outTTY), emphasis), "\n")
	return err
}
