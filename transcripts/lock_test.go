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

// locked returns a folder with one transcript, which is locked.
func locked(t *testing.T) (s *Store, path string, unlock func()) {
	t.Helper()
	s = openStore(t)
	path = create(t, s, sample("ko"))
	unlock, err := s.Lock(path)
	if err != nil {
		t.Fatal(err)
	}
	return s, path, unlock
}

// TestLock: a transcript is locked for one program at a time, the other hears
// which has it, and what a program that died left behind is taken over or
// cleaned.
func TestLock(t *testing.T) {
	s, path, unlock := locked(t)
	_, err := s.Lock(path)
	want := fmt.Sprintf("transcript %s is in use by another mockpanel (process %d)\n  hint: go on there, or end it first", path, os.Getpid())
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	if _, err := s.Clean(time.Now().Add(time.Hour)); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{lockName, sampleName}, names(t, s)); diff != "" {
		t.Error(diff)
	}
	unlock()
	if diff := cmp.Diff([]string{sampleName}, names(t, s)); diff != "" {
		t.Error(diff)
	}

	stale := filepath.Join(s.Dir(), lockName)
	writeFile(t, stale, "4194305\n")
	if unlock, err = s.Lock(path); err != nil {
		t.Fatal("a stale lock:", err)
	}
	unlock()
	writeFile(t, stale, "")
	if _, err := s.Clean(time.Now().Add(-time.Hour)); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{lockName, sampleName}, names(t, s)); diff != "" {
		t.Error("a lock that may be just being taken:", diff)
	}
	if _, err := s.Clean(time.Now().Add(time.Hour)); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{sampleName}, names(t, s)); diff != "" {
		t.Error(diff)
	}
}

// TestRemovedLock: a lock that was removed is taken again before the transcript
// is saved, and what another program has taken meanwhile is not overwritten.
func TestRemovedLock(t *testing.T) {
	s, path, unlock := locked(t)
	if err := os.RemoveAll(s.Dir()); err != nil {
		t.Skip("a file in use cannot be removed:", err)
	}
	if err := s.Save(path, sample("ko")); err != nil {
		t.Fatal(err)
	}
	other, err := Open(s.Dir())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Lock(path); err == nil {
		t.Fatal("locked twice after the folder was removed")
	}

	if err := os.Remove(beside(path, lockSuffix)); err != nil {
		t.Fatal(err)
	}
	unlockOther, err := other.Lock(path)
	if err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Save(path, sample("en")); err == nil || !strings.Contains(err.Error(), "is in use by another mockpanel") {
		t.Error(err)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Error("overwritten: ", err)
	}
	unlockOther()
	if err := s.Save(path, sample("en")); err != nil {
		t.Error("after the other ended:", err)
	}
	unlock()
	if diff := cmp.Diff([]string{sampleName}, names(t, s)); diff != "" {
		t.Error(diff)
	}
}

// TestPlantedLock: a lock is never taken through a link.
func TestPlantedLock(t *testing.T) {
	s := openStore(t)
	path := create(t, s, sample("ko"))
	outside := filepath.Join(t.TempDir(), "outside")
	if err := os.Symlink(outside, filepath.Join(s.Dir(), lockName)); err != nil {
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
