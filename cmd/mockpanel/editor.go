package main

import (
	"errors"
	"os"
	"os/exec"
	"runtime"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// editor opens the draft in the user's editor. The draft stays when it fails.
func (m *answerModel) editor() tea.Cmd {
	failed := func(err error) tea.Cmd { return func() tea.Msg { return editedMsg{err: err} } }
	f, err := os.CreateTemp("", "mockpanel-*.md") // created 0600
	if err != nil {
		return failed(err)
	}
	name := f.Name()
	_, err = f.WriteString(m.area.Value())
	if err = errors.Join(err, f.Close()); err != nil {
		os.Remove(name)
		return failed(err)
	}
	args := strings.Fields(m.editorCommand())
	cmd := exec.Command(args[0], append(args[1:], name)...)
	return tea.ExecProcess(cmd, func(err error) tea.Msg {
		defer os.Remove(name)
		if err != nil {
			return editedMsg{err: err}
		}
		text, err := os.ReadFile(name)
		return editedMsg{answerText(strings.ToValidUTF8(string(text), "\ufffd")), err}
	})
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
