package transcripts

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestLock: a transcript is locked for one program at a time, the other hears
// which has it, and what a program that died left behind is taken over or
// cleaned.
func TestLock(t *testing.T) {
	s := openStore(t)
	path := create(t, s, sample("ko"))
	unlock, err := s.Lock(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Lock(path)
	want := fmt.Sprintf("transcript %s is in use by another mockpanel (process %d)\n  hint: go on there, or end it first", path, os.Getpid())
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	if _, err := s.Clean(time.Now().Add(time.Hour)); err != nil {
		t.Error(err)
	}
	lock := "." + strings.TrimSuffix(sampleName, suffix) + lockSuffix
	if diff := cmp.Diff([]string{lock, sampleName}, names(t, s)); diff != "" {
		t.Error(diff)
	}
	unlock()
	if diff := cmp.Diff([]string{sampleName}, names(t, s)); diff != "" {
		t.Error(diff)
	}

	stale := filepath.Join(s.Dir(), lock)
	if err := os.WriteFile(stale, []byte("4194305\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if unlock, err = s.Lock(path); err != nil {
		t.Fatal("a stale lock:", err)
	}
	unlock()
	if err := os.WriteFile(stale, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Clean(time.Now().Add(-time.Hour)); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{lock, sampleName}, names(t, s)); diff != "" {
		t.Error("a lock that may be just being taken:", diff)
	}
	if _, err := s.Clean(time.Now().Add(time.Hour)); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{sampleName}, names(t, s)); diff != "" {
		t.Error(diff)
	}
}

// TestPlantedLock: a lock is never taken through a link.
func TestPlantedLock(t *testing.T) {
	s := openStore(t)
	path := create(t, s, sample("ko"))
	outside := filepath.Join(t.TempDir(), "outside")
	if err := os.Symlink(outside, filepath.Join(s.Dir(), "."+strings.TrimSuffix(sampleName, suffix)+lockSuffix)); err != nil {
		t.Skip(err)
	}
	if unlock, err := s.Lock(path); err == nil {
		unlock()
		t.Error("locked through a link")
	}
	if _, err := os.Lstat(outside); err == nil {
		t.Error("written through the link")
	}
}
