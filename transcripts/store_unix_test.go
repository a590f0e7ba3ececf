//go:build unix

package transcripts

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func makePipe(t *testing.T, path string) {
	t.Helper()
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestPermissions creates everything under a umask that allows all.
func TestPermissions(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0))
	s := openStore(t)
	path := create(t, s, sample("ko"))
	mode := func(path string) os.FileMode {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info.Mode().Perm()
	}
	if mode(s.Dir()) != 0o700 || mode(filepath.Dir(s.Dir())) != 0o700 || mode(path) != 0o600 {
		t.Errorf("folders %v and %v, file %v", mode(s.Dir()), mode(filepath.Dir(s.Dir())), mode(path))
	}
	temps := map[string]os.FileMode{}
	s.sync = func(f *os.File) error {
		temps[filepath.Base(f.Name())] = mode(f.Name())
		return nil
	}
	if err := s.Save(path, sample("ko")); err != nil {
		t.Fatal(err)
	}
	for name, m := range temps {
		if name[0] == '.' && m != 0o600 {
			t.Errorf("%s is %v", name, m)
		}
	}
	if len(temps) != 2 || mode(path) != 0o600 {
		t.Errorf("synced %v; file %v", temps, mode(path))
	}
}

// TestPipeAsLock: who has a lock is not waited for where a pipe is in its place.
func TestPipeAsLock(t *testing.T) {
	s := openStore(t)
	path := create(t, s, sample("ko"))
	makePipe(t, filepath.Join(s.Dir(), lockName))
	unlock, err := s.Lock(path)
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	second := make(chan error, 1)
	go func() {
		_, err := s.Lock(path)
		second <- err
	}()
	select {
	case err := <-second:
		if err == nil || !strings.Contains(err.Error(), "is in use by another mockpanel\n") {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("still waiting")
	}
}
