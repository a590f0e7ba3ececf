package main

import (
	"io"
	"strings"
	"testing"

	"github.com/AlecAivazis/survey/v2"
)

// typed is a terminal on which all of it was typed at once.
type typed struct{ io.Reader }

func (typed) Cancel() bool { return false }
func (typed) Close() error { return nil }

func TestMenuKeys(t *testing.T) {
	for _, c := range []struct{ typed, of, of2 string }{
		{"\r", "\r", ""},
		{"ㅛyes 1\x04\r", "\r", " "},                     // text and Ctrl+D, which survey takes for Enter
		{"\x1b[A\x1bOB\x1b[C", "\x10\x0e", ""},          // arrows
		{"\x1ba\x1b[1;3A\x1bOP\x1b[15~\x1b[3~", "", ""}, // Alt, function keys
		{"\x1b[200~ 글\r\x1b[201~", "\r", " "},           // a paste
		{"\x03\x1b", "\x03", ""},
		{"\x1b[", "", ""},
	} {
		for keys, want := range map[string]string{selectKeys: c.of, multiSelectKeys: c.of2 + c.of} {
			read, err := io.ReadAll(menuInput{typed{strings.NewReader(c.typed)}, 0, keys, new([]byte)})
			if err != nil || string(read) != want {
				t.Errorf("%q with %q: %q, %v; want %q", c.typed, keys, read, err, want)
			}
		}
	}
}

// TestMenuAhead: a key of the next menu is left to it.
func TestMenuAhead(t *testing.T) {
	var ahead []byte
	p := make([]byte, 8)
	if n, err := (menuInput{typed{strings.NewReader("\r\r")}, 0, selectKeys, &ahead}).Read(p); n != 1 || err != nil {
		t.Fatalf("read %d, %v", n, err)
	}
	if n, err := (menuInput{typed{strings.NewReader("")}, 0, selectKeys, &ahead}).Read(p); n != 1 || err != nil {
		t.Errorf("the second Enter is gone: read %d, %v", n, err)
	}
}

// TestTemplate: survey's templates are as this program expects them.
func TestTemplate(t *testing.T) {
	for _, of := range []string{survey.SelectQuestionTemplate, survey.MultiSelectQuestionTemplate} {
		once := template(of, "위아래 키")
		for _, gone := range []string{"Use arrows", ".Answer", ".FilterMessage", ".ShowAnswer}}{{color"} {
			if strings.Contains(once, gone) {
				t.Errorf("%q is in\n%s", gone, once)
			}
		}
		if !strings.Contains(once, "{{- if not .ShowAnswer}}{{- color") || !strings.Contains(once, "[위아래 키") {
			t.Errorf("no condition or no hint in\n%s", once)
		}
		if twice := template(once, "위아래 키"); twice != once {
			t.Errorf("changed again:\n%s", twice)
		}
	}
}
