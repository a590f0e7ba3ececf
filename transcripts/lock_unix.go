//go:build unix

package transcripts

import (
	"errors"
	"os"
	"syscall"
)

// openLock never opens through a link.
func openLock(name string) (*os.File, error) {
	return os.OpenFile(name, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0o600)
}

// tryLock returns errHeld when another program has the lock. Some network file
// systems have no locks; there it holds nobody up.
func tryLock(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	switch {
	case errors.Is(err, syscall.EWOULDBLOCK):
		return errHeld
	case errors.Is(err, errors.ErrUnsupported), errors.Is(err, syscall.ENOLCK), errors.Is(err, syscall.EINVAL):
		return nil
	}
	return err
}

// dropLock removes the file while it is still locked, so that nobody holds a
// file that has no name.
func dropLock(f *os.File) {
	if isAt(f, f.Name()) {
		os.Remove(f.Name())
	}
	f.Close()
}
