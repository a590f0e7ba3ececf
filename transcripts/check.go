package transcripts

import (
	"errors"
	"fmt"
	"slices"

	"mockpanel/content"
)

// Condition says how a file of the folder reads.
type Condition int

const (
	Whole      Condition = iota // a finished interview
	Unfinished                  // whole, and can be gone on with
	Damaged                     // cut short, or no transcript
	Newer                       // of a version that this program does not know
)

// Checked is a file of the folder and how it reads. The notices of a damaged
// file name the line; those of a whole one say what was ignored.
type Checked struct {
	Path      string
	Condition Condition
	Notices   Notices
}

// newerError is the error of a file in a format that came later.
type newerError struct{ content.Problems }

func (e newerError) Unwrap() error { return e.Problems }

// cutShort says that a file has no end.
const cutShort = "the end of the transcript is missing: it was cut short, or the last line was changed"

// Check reads every transcript of a folder as a whole, in the order of names.
// It changes none.
func Check(dir string) ([]Checked, error) {
	paths, err := pathsIn(dir)
	if err != nil {
		return nil, fmt.Errorf("checking folder %s: %w", dir, cause(err))
	}
	var list []Checked
	for _, path := range paths {
		list = append(list, check(path))
	}
	return list, nil
}

func check(path string) Checked {
	t, notices, err := Load(path)
	c := Checked{Path: path, Condition: Whole, Notices: notices}
	var newer newerError
	var bad content.Problems
	switch {
	case errors.As(err, &newer):
		c.Condition, c.Notices = Newer, newer.Problems
	case errors.As(err, &bad):
		c.Condition, c.Notices = Damaged, bad
	case err != nil:
		c.Condition, c.Notices = Damaged, Notices{{File: path, What: err.Error()}}
	case slices.ContainsFunc(notices, func(n content.Problem) bool { return n.What == cutShort }):
		c.Condition = Damaged
	case !t.Finished:
		c.Condition = Unfinished
	}
	return c
}
