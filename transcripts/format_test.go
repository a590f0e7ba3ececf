package transcripts

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var update = flag.Bool("update", false, "write the golden files")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got); -update writes it\n%s", path, diff)
	}
}

func TestGolden(t *testing.T) {
	for _, lang := range []string{"ko", "en"} {
		s := sample(lang)
		golden(t, lang+".md", Write(s))
		report, err := json.MarshalIndent(NewReport(s), "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		golden(t, lang+".json", append(report, '\n'))
		roundTrip(t, s)
	}
	golden(t, "empty.md", Write(Transcript{Started: sample("ko").Started, Guide: "delivery", Lang: "ko"}))
}

// TestEarlierFormats: the files of testdata/v1 stay as they are for ever and
// read as they did. -update does not write them: what a later version writes in
// another way gets a file, and a new format a folder of its own.
func TestEarlierFormats(t *testing.T) {
	paths, err := filepath.Glob("testdata/v*/*.md")
	if err != nil || len(paths) < 4 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		tr, notices, err := Load(path)
		if err != nil || len(notices) > 0 {
			t.Fatal(err, notices)
		}
		report, err := json.MarshalIndent(NewReport(tr), "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(strings.TrimSuffix(path, suffix) + ".json")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(report)+"\n"); diff != "" {
			t.Errorf("%s (-want +got)\n%s", path, diff)
		}
	}
}

// roundTrip checks that s reads back as it is and without notices.
func roundTrip(t *testing.T, s Transcript) {
	t.Helper()
	src := Write(s)
	got, notices, err := Read("t.md", src)
	if err != nil {
		t.Fatalf("%v\n%s", err, src)
	}
	if diff := cmp.Diff(s, got); diff != "" {
		t.Fatalf("reads back differently (-want +got)\n%s\n%s", diff, src)
	}
	if want, is := s.Started.Format(time.RFC3339), got.Started.Format(time.RFC3339); is != want {
		t.Fatalf("started reads back as %s, want %s", is, want)
	}
	if len(notices) > 0 {
		t.Fatalf("notices of a written file:\n%v\n%s", notices, src)
	}
	if !bytes.Equal(src, Write(got)) {
		t.Fatal("writes differently the second time")
	}
}

// TestCut cuts the file at every byte: nothing breaks, and every turn that is
// whole before the cut is kept.
func TestCut(t *testing.T) {
	s := sample("ko")
	src := Write(s)
	var ends []int
	w := writer{words: words(s.Lang)}
	writeHeader(&w.b, s)
	w.front(s)
	for i, turn := range s.Turns {
		w.turn(i+1, turn)
		ends = append(ends, w.b.Len())
	}
	front := bytes.Index(src, []byte("\n---\n")) + len("\n---")
	for n := range src {
		got, notices, err := Read("t.md", src[:n])
		if n < front {
			if err == nil {
				t.Fatalf("cut at %d: no error", n)
			}
			continue
		}
		if err != nil {
			t.Fatalf("cut at %d: %v", n, err)
		}
		whole := 0
		for whole < len(ends) && ends[whole] <= n {
			whole++
		}
		if len(got.Turns) < whole {
			t.Fatalf("cut at %d: %d turns, want %d", n, len(got.Turns), whole)
		}
		if diff := cmp.Diff(s.Turns[:whole], got.Turns[:whole], cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("cut at %d (-want +got)\n%s", n, diff)
		}
		if n < len(src)-len("\n") && len(notices) == 0 {
			t.Fatalf("cut at %d: no notice", n)
		}
	}
}
