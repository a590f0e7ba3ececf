package content

import (
	"compress/gzip"
	"embed"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// guides holds the files of guides/ compressed: as they are they would be an
// eighth of the program. A test holds that both are the same, and packs them.
//
//go:embed guides/*.md.gz
var guides embed.FS

// Default is the name of the guide that is used when none is named.
const Default = "middleware"

// Builtin returns the names of the guides that come with the program.
func Builtin() []string { return []string{"middleware", "delivery"} }

// Open reads a built-in guide by name, or a guide file by path. A name without
// a path separator and without an extension is a built-in one.
func Open(name string) (*Guide, error) {
	if slices.Contains(Builtin(), name) {
		src, err := unpack(name)
		if err != nil {
			return nil, fmt.Errorf("reading built-in guide %s: %w", name, err)
		}
		g, err := Parse(name+".md", src)
		if err != nil {
			return nil, err
		}
		g.Source = "built-in"
		return g, nil
	}
	src, err := readFile(name)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) && !strings.ContainsAny(name, `/\.`) {
			return nil, fmt.Errorf("no guide %q: built in are %s; or give the path of a Markdown file", name, strings.Join(Builtin(), ", "))
		}
		return nil, fmt.Errorf("reading guide: %w", err)
	}
	return Parse(name, src)
}

// unpack returns the source of a built-in guide.
func unpack(name string) ([]byte, error) {
	f, err := guides.Open("guides/" + name + ".md.gz")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// readFile reads a regular file of at most MaxBytes and a byte.
func readFile(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		what := "not a regular file"
		if info.IsDir() {
			what = "a folder, not a Markdown file"
		}
		return nil, fmt.Errorf("%s is %s", name, what)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, MaxBytes+1))
}
