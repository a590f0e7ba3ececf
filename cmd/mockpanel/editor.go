package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// edited has the user's editor change the draft, which stays when that fails.
func (m *answerModel) edited() {
	text, err := m.editor()
	if err != nil {
		m.note(fmt.Sprintf(m.w.editorFailed, err))
		return
	}
	m.area.SetValue(answerText(strings.ToValidUTF8(text, "\ufffd")))
}

// editor returns what the user's editor makes of the draft.
func (m *answerModel) editor() (string, error) {
	f, err := os.CreateTemp("", "mockpanel-*.md") // created 0600
	if err != nil {
		return "", err
	}
	name := f.Name()
	defer os.Remove(name)
	_, err = f.WriteString(m.area.Value())
	if err = errors.Join(err, f.Close()); err != nil {
		return "", err
	}
	args := strings.Fields(m.editorCommand())
	cmd := exec.Command(args[0], append(args[1:], name)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = m.app.in, m.app.errTTY, os.Stderr
	if err := cmd.Run(); err != nil {
		return "", err
	}
	text, err := os.ReadFile(name)
	return string(text), err
}

func (m *answerModel) editorCommand() string {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if v := strings.TrimSpace(m.app.env(name)); v != "" {
			return v
		}
	}
	if runtime.GOOS == "windows" {
		return "notepad"
	}
	return "vi"
}
