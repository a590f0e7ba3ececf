package transcripts

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestRecover: what was written of a transcript and did not come into its place
// is put there, unless it is older or cut short; what holds no more is removed.
func TestRecover(t *testing.T) {
	s := openStore(t)
	all := sample("ko")
	some := all
	some.Turns = all.Turns[:1]
	path := create(t, s, some)
	temp := func(data []byte, age time.Duration) string {
		name, err := s.writeTemp(sampleName, data)
		if err != nil {
			t.Fatal(err)
		}
		at := time.Now().Add(-age)
		if err := os.Chtimes(name, at, at); err != nil {
			t.Fatal(err)
		}
		return filepath.Base(name)
	}
	whole := Write(all)
	kept := []string{temp(whole, time.Hour), temp(whole[:len(whole)-20], 0)}
	temp(Write(some), 0)
	if _, err := s.writeTemp(draftName, []byte("{")); err != nil {
		t.Fatal(err)
	}
	if err := s.Recover(path); err != nil {
		t.Fatal(err)
	}
	if got := len(names(t, s)); got != len(kept)+1 || len(load(t, path).Turns) != 1 {
		t.Errorf("left %v", names(t, s))
	}
	temp(whole, 0)
	if err := s.Recover(path); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(all, load(t, path)); diff != "" {
		t.Error(diff)
	}
	if err := s.Recover(path); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{sampleName}, names(t, s)); diff != "" {
		t.Error(diff)
	}
}

// TestOthers: hidden files that only look like those of a transcript are left
// alone, and what a newer version left.
func TestOthers(t *testing.T) {
	s := openStore(t)
	others := []string{"." + sampleName + ".7.tmp", ".notes.md.12.tmp", ".probe.1.tmp", ".yarn.lock"}
	for _, name := range others {
		writeFile(t, filepath.Join(s.Dir(), name), "---\nformat: 9\n---\n")
	}
	if kept, err := s.Clean(time.Now().Add(time.Hour)); err != nil || kept != nil {
		t.Error(kept, err)
	}
	if diff := cmp.Diff(others, names(t, s)); diff != "" {
		t.Error(diff)
	}
}
