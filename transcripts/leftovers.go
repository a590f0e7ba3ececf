package transcripts

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"mockpanel/content"
)

// Clean removes what a program that was killed left behind: locks that nobody
// holds and temporary files, both last written before a time. A younger lock may
// be one that is just being taken. It keeps temporary files that hold more
// answers than the transcript they were meant for, and returns their paths.
// Files of a newer version are left to that, and hidden files with other names
// than a transcript gets are somebody else's.
func (s *Store) Clean(before time.Time) (kept []string, err error) {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return nil, fmt.Errorf("cleaning folder %s: %w", s.dir, cause(err))
	}
	for _, e := range entries {
		lock := strings.HasPrefix(e.Name(), ".") && strings.HasSuffix(e.Name(), lockSuffix) && dated(e.Name())
		target, temp := targetOf(e.Name())
		if !lock && !temp {
			continue
		}
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || !info.ModTime().Before(before) {
			continue
		}
		path := filepath.Join(s.dir, e.Name())
		switch {
		case lock:
			if f, err := takeLock(path); err == nil {
				dropLock(f)
			}
		case target == probe && info.Size() > 0, target != probe && !dated(target): // somebody else's
		case check(path).Condition == Newer: // its answers cannot be counted
		case holdsMore(path, filepath.Join(s.dir, target)):
			kept = append(kept, path)
		default:
			os.Remove(path) // or it stays, which keeps nobody from an interview
		}
	}
	return kept, nil
}

// Recover looks after what a program that was killed left of a transcript, which
// has to be locked. A newer file with more answers, which did not come into its
// place, is put there; other temporary files are removed, but for those that
// hold more answers and are older or not whole.
func (s *Store) Recover(path string) error {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return fmt.Errorf("recovering %s: %w", path, cause(err))
	}
	for _, e := range entries {
		target, _ := targetOf(e.Name())
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || target != filepath.Base(path) && target != filepath.Base(beside(path, draftSuffix)) {
			continue
		}
		temp := filepath.Join(s.dir, e.Name())
		switch {
		case check(temp).Condition == Newer:
		case !holdsMore(temp, path):
			os.Remove(temp) // or it stays, which keeps nobody from going on
		case check(temp).Condition != Damaged && !isOlder(temp, path):
			if err := s.rename(temp, path); err != nil {
				return fmt.Errorf("recovering %s from %s: %w", path, temp, cause(err))
			}
			if err := s.syncFolder(); err != nil {
				return fmt.Errorf("recovering %s: %w", path, err)
			}
		}
	}
	return nil
}

// isOlder reports whether a file was written before another, or cannot be told.
func isOlder(path, than string) bool {
	a, errA := os.Lstat(path)
	b, errB := os.Lstat(than)
	return errA != nil || errB != nil || a.ModTime().Before(b.ModTime())
}

// holdsMore reports whether a file has more answers than another, or cannot be
// told.
func holdsMore(path, than string) bool {
	n, err := answersIn(path)
	most, errThan := answersIn(than)
	return err != nil || errThan != nil || n > most
}

// answersIn counts the answers in a file; one that is missing or no transcript
// has none. It fails where the disk or the rights do.
func answersIn(path string) (int, error) {
	t, _, err := Load(path)
	if _, bad := errors.AsType[content.Problems](err); bad || errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	n := 0
	for _, turn := range t.Turns {
		n += len(turn.Attempts)
	}
	return n, err
}
