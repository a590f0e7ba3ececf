package transcripts

import (
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestDraft: a draft comes back as it was, belongs to its owner, is no
// transcript, and goes without a trace.
func TestDraft(t *testing.T) {
	s := openStore(t)
	path := create(t, s, sample("en"))
	if _, ok, err := s.LoadDraft(path); ok || err != nil {
		t.Fatalf("a draft before there is one: %v, %v", ok, err)
	}
	d := Draft{Question: "infra/q1", Again: true, Hints: 2, Took: 90 * time.Second, Text: "쓰던 답\n\n<b>\x1b 끝", Probe: "누가 이어받나요?", Point: 1}
	for range 2 {
		if err := s.SaveDraft(path, d); err != nil {
			t.Fatal(err)
		}
	}
	if got, ok, err := s.LoadDraft(path); got != d || !ok || err != nil {
		t.Errorf("reads back as %+v, %v, %v", got, ok, err)
	}
	if got := names(t, s); !slices.Equal(got, []string{draftName, sampleName}) {
		t.Errorf("the folder has %q", got)
	}
	info, err := os.Stat(beside(path, draftSuffix))
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info, err)
	}
	if infos, notices, err := List(s.Dir()); len(infos) != 1 || len(notices) > 0 || err != nil {
		t.Errorf("listed with it: %v, %v, %v", infos, notices, err)
	}
	for range 2 {
		if err := s.RemoveDraft(path); err != nil {
			t.Fatal(err)
		}
	}
	if got := names(t, s); !slices.Equal(got, []string{sampleName}) {
		t.Errorf("the folder has %q", got)
	}
}

func TestBadDraft(t *testing.T) {
	s := openStore(t)
	path := create(t, s, sample("en"))
	for _, text := range []string{"", "{", "[]", strings.Repeat("x", maxDraft+1)} {
		writeFile(t, beside(path, draftSuffix), text)
		if _, ok, err := s.LoadDraft(path); ok || err == nil || !strings.Contains(err.Error(), "not the draft of an answer") {
			t.Errorf("%.10q: %v, %v", text, ok, err)
		}
	}
}

// TestCleanDraft: what a killed program left of a draft being saved is removed.
func TestCleanDraft(t *testing.T) {
	s := openStore(t)
	path := create(t, s, sample("en"))
	if _, err := s.writeTemp(draftName, []byte("{")); err != nil {
		t.Fatal(err)
	}
	if kept, err := s.Clean(time.Now().Add(time.Hour)); len(kept) > 0 || err != nil {
		t.Fatal(kept, err)
	}
	if got := names(t, s); !slices.Equal(got, []string{sampleName}) {
		t.Errorf("left in the folder of %s: %q", path, got)
	}
}
