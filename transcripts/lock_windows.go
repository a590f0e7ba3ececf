package transcripts

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// openLock does not open through a link that is there already.
func openLock(name string) (*os.File, error) {
	if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() {
		return nil, errors.New("the lock is not a file")
	}
	return os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
}

// tryLock returns errHeld when another program has the lock. It locks a byte far
// behind the end, because what is locked cannot be read by others.
func tryLock(f *os.File) error {
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	err := windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, &windows.Overlapped{OffsetHigh: 1})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return errHeld
	}
	return err
}

// dropLock leaves the file when another program has opened it meanwhile.
func dropLock(f *os.File) {
	f.Close()
	os.Remove(f.Name())
}
