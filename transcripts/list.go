package transcripts

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"mockpanel/content"
	"mockpanel/panel"
)

// Info is what the front matter of a transcript says.
type Info struct {
	Path     string
	Started  time.Time
	Finished bool
	Guide    string
	Title    string
	Lang     string  // "ko" or "en"
	Put      int     // prompts so far
	Answered int     // of these
	Score    float64 // NaN when nothing was graded
}

// List returns the transcripts, newest first, and a notice for each file that
// is not a whole one. It reads the first and the last bytes of each file.
// Hidden files and files that do not end in .md are passed over.
func List(dir string) ([]Info, Notices, error) {
	paths, err := pathsIn(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("listing folder %s: %w", dir, cause(err))
	}
	var infos []Info
	var notices Notices
	buf := make([]byte, headSize)
	for _, path := range paths {
		info, err := readInfo(path, buf)
		if bad, ok := errors.AsType[content.Problems](err); ok {
			notices = append(notices, bad[0])
		} else if err != nil {
			notices = append(notices, content.Problem{File: path, What: err.Error()})
		}
		if info.Path != "" {
			infos = append(infos, info)
		}
	}
	slices.SortFunc(infos, func(a, b Info) int {
		return cmp.Or(b.Started.Compare(a.Started), strings.Compare(b.Path, a.Path))
	})
	return infos, notices, nil
}

// pathsIn returns the files of a folder that are named as transcripts are, in
// the order of names.
func pathsIn(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	var paths []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && strings.HasSuffix(e.Name(), suffix) {
			paths = append(paths, filepath.Join(dir, e.Name()))
		}
	}
	return paths, err
}

// Unfinished returns the transcripts of interviews that can go on, newest
// first, but those that were left before anything was said after all others.
func (s *Store) Unfinished() ([]Info, error) {
	infos, _, err := List(s.dir)
	var begun, empty []Info
	for _, i := range infos {
		switch {
		case i.Finished:
		case i.Put > 0 || hasDraft(i.Path):
			begun = append(begun, i)
		default:
			empty = append(empty, i)
		}
	}
	return append(begun, empty...), err
}

// Load reads the transcript at path. Anything but a regular file is refused
// without waiting for it.
func Load(path string) (Transcript, Notices, error) {
	f, size, err := open(path)
	if err != nil {
		return Transcript{}, nil, err
	}
	defer f.Close()
	var src bytes.Buffer
	src.Grow(int(size) + bytes.MinRead)
	if _, err := src.ReadFrom(io.LimitReader(f, MaxBytes+1)); err != nil {
		return Transcript{}, nil, fmt.Errorf("reading transcript %s: %w", path, cause(err))
	}
	return Read(path, src.Bytes())
}

// open opens a regular file of an acceptable size.
func open(path string) (f *os.File, size int64, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, 0, problem(path, 0, "there is no such transcript", "mockpanel review list names them all")
	case err != nil:
		return nil, 0, fmt.Errorf("reading transcript %s: %w", path, cause(err))
	case !info.Mode().IsRegular():
		return nil, 0, problem(path, 0, "not a regular file", "")
	case info.Size() > MaxBytes:
		return nil, 0, tooLarge(path)
	}
	if f, err = os.Open(path); err != nil {
		return nil, 0, fmt.Errorf("reading transcript %s: %w", path, cause(err))
	}
	return f, info.Size(), nil
}

// headSize is read of each file for a list. Front matter takes some 600 bytes
// plus 10 for each question of the plan; a longer one is read in full.
const headSize = 8 << 10

// readInfo reads the front matter, and whether the end is there. It returns
// an info beside the error when the front matter reads but the end is missing.
func readInfo(path string, buf []byte) (Info, error) {
	f, size, err := open(path)
	if err != nil {
		return Info{}, err
	}
	defer f.Close()
	n, err := io.ReadFull(f, buf)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return Info{}, fmt.Errorf("reading transcript %s: %w", path, cause(err))
	}
	start := strings.TrimPrefix(string(buf[:n]), "\uFEFF")
	head, _, err := splitHeader(path, start)
	if err != nil && n == len(buf) && strings.HasPrefix(start, "---") {
		return longInfo(path)
	}
	if err != nil {
		return Info{}, err
	}
	info, ok := quickInfo(path, head)
	if !ok {
		if info, err = infoOf(path, head); err != nil {
			return Info{}, err
		}
	}
	tail := buf[:min(int64(len(buf)), size, tailSize)]
	if _, err := f.ReadAt(tail, size-int64(len(tail))); err != nil {
		return info, fmt.Errorf("reading transcript %s: %w", path, cause(err))
	}
	if !strings.Contains(string(tail), endMark) {
		return info, problem(path, 0, "the end of the transcript is missing", "")
	}
	return info, nil
}

// tailSize holds the end mark and some blank lines after it.
const tailSize = 64

// longInfo reads a file whose front matter does not fit into headSize.
func longInfo(path string) (Info, error) {
	t, _, err := Load(path)
	if err != nil {
		return Info{}, err
	}
	return newInfo(path, t, totalsOf(panel.Count(t.Turns))), nil
}

// quickInfo reads front matter that stands as [Write] wrote it, some ten times
// as fast as a YAML reader does. It is false for any other.
func quickInfo(path, head string) (info Info, ok bool) {
	info = Info{Path: path, Score: math.NaN()}
	const needed = 9
	seen := 0
	inTotals := false
	for line := range strings.SplitSeq(head, "\n") {
		key, value, _ := strings.Cut(line, ":")
		value = strings.TrimPrefix(value, " ")
		if !strings.HasPrefix(line, " ") {
			inTotals = key == "totals"
		} else if !inTotals {
			continue
		}
		var err error
		switch key {
		case "format":
			if value != strconv.Itoa(Format) {
				return Info{}, false
			}
		case "started":
			info.Started, err = time.Parse(time.RFC3339, value)
		case "status":
			if info.Finished = value == statusFinished; !info.Finished && value != statusInProgress {
				return Info{}, false
			}
		case "guide":
			info.Guide, err = unscalar(value)
		case "title":
			info.Title, err = unscalar(value)
		case "lang":
			info.Lang, err = unscalar(value)
		case "  put":
			info.Put, err = strconv.Atoi(value)
		case "  answered":
			info.Answered, err = strconv.Atoi(value)
		case "  score":
			if value != "null" {
				info.Score, err = strconv.ParseFloat(value, 64)
			}
		default:
			continue
		}
		if seen++; err != nil {
			return Info{}, false
		}
	}
	return info, seen == needed
}

// unscalar is the reverse of scalar; anything else is an error.
func unscalar(s string) (string, error) {
	plain := s
	if strings.HasPrefix(s, `"`) {
		var err error
		if plain, err = strconv.Unquote(s); err != nil {
			return "", err
		}
	}
	if scalar(plain) != s {
		return "", strconv.ErrSyntax
	}
	return norm.NFC.String(plain), nil
}

func infoOf(path, head string) (Info, error) {
	h, _, err := readHeader(path, head)
	if err != nil {
		return Info{}, err
	}
	return newInfo(path, h.transcript(), h.Totals), nil
}

func newInfo(path string, t Transcript, sum Totals) Info {
	info := Info{Path: path, Started: t.Started, Finished: t.Finished, Guide: t.Guide, Title: t.Title, Lang: t.Lang, Put: sum.Put, Answered: sum.Answered, Score: math.NaN()}
	if sum.Score != nil {
		info.Score = *sum.Score
	}
	return info
}
