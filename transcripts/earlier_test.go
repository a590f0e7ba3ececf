package transcripts

import (
	"os"
	"testing"
)

// Files that earlier versions wrote stay readable, every line of them.
func TestEarlierVersions(t *testing.T) {
	for _, file := range []string{"testdata/first-ko.md", "testdata/first-en.md"} {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got, notices, err := Read(file, src)
		if err != nil || len(notices) > 0 {
			t.Errorf("%s: %v, %v", file, notices, err)
		}
		why := ""
		for _, turn := range got.Turns {
			why += turn.Why
		}
		if len(got.Turns) < 3 || why == "" {
			t.Errorf("%s: %d turns, asked because of %q", file, len(got.Turns), why)
		}
	}
}
