package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// TestReference: the Markdown reference and the man pages say what the commands
// say. -update writes them.
func TestReference(t *testing.T) {
	root := newRoot(&app{env: func(string) string { return "" }})
	root.DisableAutoGenTag = true
	root.CompletionOptions.DisableDefaultCmd = true
	var reference strings.Builder
	reference.WriteString("# Commands\n\n")
	pages := 0
	each(root, func(cmd *cobra.Command) {
		cmd.InitDefaultHelpFlag()
		link := func(s string) string { return "#" + strings.ReplaceAll(strings.TrimSuffix(s, ".md"), "_", "-") }
		if err := doc.GenMarkdownCustom(cmd, &reference, link); err != nil {
			t.Fatal(err)
		}
		var page bytes.Buffer
		header := &doc.GenManHeader{Section: "1", Date: &clockOfTests, Source: "mockpanel", Manual: "mockpanel"}
		if err := doc.GenMan(cmd, header, &page); err != nil {
			t.Fatal(err)
		}
		golden(t, filepath.Join("man", strings.ReplaceAll(cmd.CommandPath(), " ", "-")+".1"), page.String())
		pages++
	})
	golden(t, "reference.md", reference.String())
	if names, err := filepath.Glob(filepath.Join("doc", "man", "*")); err != nil || len(names) != pages {
		t.Errorf("%d man pages for %d commands (%v)", len(names), pages, err)
	}
}

// each calls f for cmd and all that can be called under it.
func each(cmd *cobra.Command, f func(*cobra.Command)) {
	f(cmd)
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			each(c, f)
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("doc", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got); -update writes it\n%s", path, diff)
	}
}
