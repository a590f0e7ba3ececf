package transcripts

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// errHeld says that another program has a file locked.
var errHeld = errors.New("held by another program")

// Lock keeps other programs from going on with the transcript at path until
// unlock is called. The system gives the lock of a program that died free, so
// the hidden file that one leaves behind holds nobody up. A lock that somebody
// removes, alone or with the folder, is taken again by [Store.Save].
func (s *Store) Lock(path string) (unlock func(), err error) {
	name := beside(path, lockSuffix)
	f, err := takeLock(name)
	if errors.Is(err, errHeld) {
		return nil, inUse(path, name)
	}
	if err != nil {
		return nil, withHint(fmt.Errorf("locking transcript %s with %s: %w", path, name, cause(err)))
	}
	s.locks[name] = f
	return func() {
		dropLock(s.locks[name])
		delete(s.locks, name)
	}, nil
}

func inUse(path, lock string) error {
	return fmt.Errorf("transcript %s is in use by another mockpanel%s\n  hint: go on there, or end it first", path, holder(lock))
}

// relock takes the lock of the transcript at path again when it was removed. It
// fails when another program has it now, whose answers must not be overwritten;
// that there can be no lock keeps no answer from being saved.
func (s *Store) relock(path string) error {
	name := beside(path, lockSuffix)
	old := s.locks[name]
	if old == nil || isAt(old, name) {
		return nil
	}
	if err := makeFolder(s.dir); err != nil {
		return err
	}
	f, err := takeLock(name)
	if errors.Is(err, errHeld) {
		return inUse(path, name)
	}
	if err == nil {
		s.locks[name] = f
		old.Close()
	}
	return nil
}

// takeLock locks the file of that name, which it makes where there is none.
func takeLock(name string) (*os.File, error) {
	const most = 100 // programs that come and go meanwhile; a link never is the file
	for range most {
		f, err := openLock(name)
		if err != nil {
			return nil, err
		}
		if err := tryLock(f); err != nil {
			f.Close()
			return nil, err
		}
		// Its holder may have removed the file between the two steps.
		if !isAt(f, name) {
			f.Close()
			continue
		}
		// The number is only for the message of another program, which does
		// without it when the disk is full.
		if f.Truncate(0) == nil {
			_, _ = f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
		}
		return f, nil
	}
	return nil, errors.New("the file is a link, or is removed again and again")
}

// isAt reports whether a file still has its name.
func isAt(f *os.File, name string) bool {
	is, err := f.Stat()
	if err != nil {
		return false
	}
	at, err := os.Lstat(name)
	return err == nil && os.SameFile(is, at)
}

// maxNumber is the largest lock in bytes that is read.
const maxNumber = 64

// holder names the process that has a lock, as far as is known.
func holder(name string) string {
	if info, err := os.Lstat(name); err != nil || !info.Mode().IsRegular() || info.Size() > maxNumber {
		return "" // a pipe would be waited for
	}
	src, err := os.ReadFile(name)
	if err != nil {
		return ""
	}
	if pid, err := strconv.Atoi(strings.TrimSpace(string(src))); err == nil {
		return fmt.Sprintf(" (process %d)", pid)
	}
	return ""
}
