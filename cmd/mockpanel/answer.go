package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"
)

// answerModel is the live area in which a long answer is typed: the question,
// a timer against the target, a text area with the terminal's own cursor (a
// Korean input method composes there), and the keys.
type answerModel struct {
	app       *app
	w         words
	q         asked
	area      textarea.Model
	clock     stopwatch
	width     int
	height    int
	resizes   int      // counts resizes, so that only the last one repaints
	notes     []string // hints given so far, and the last message
	armed     bool     // Ctrl+X was pressed once on a non-empty answer
	kept      string   // what is saved of the answer
	editing   bool     // the draft is in the editor
	leaving   bool     // a signal came
	kind      replyKind
	submitted bool // left by a key of ours, not by a signal
}

// repaintAfter is how long after the last resize the screen is drawn anew; a
// terminal leaves half a syllable at the old edge otherwise.
const repaintAfter = 250 * time.Millisecond

// editorRows is how many rows an answer may have; beyond what anyone types,
// but the text area blocks the Enter key without a limit.
const editorRows = 100_000

func newAnswerModel(a *app, w words, q asked) *answerModel {
	area := textarea.New()
	area.Prompt = "> "
	area.ShowLineNumbers = false
	area.CharLimit = 0
	area.DynamicHeight = true
	area.MinHeight = 3
	area.MaxContentHeight = editorRows
	area.SetVirtualCursor(false)
	area.SetStyles(textarea.Styles{})
	m := &answerModel{app: a, w: w, q: q, area: area, width: columns(a.errTTY), height: 24}
	m.clock.spent = q.spent
	m.clock.start(a.now())
	m.area.SetValue(q.text)
	m.kept = q.text
	for _, h := range q.given {
		m.notes = append(m.notes, w.hint+" - "+hintText(h, q, w))
	}
	m.resize(m.width, m.height)
	return m
}

type tickMsg struct{}
type leaveMsg struct{} // a signal asks to leave
type repaintMsg int
type editedMsg struct {
	text string
	err  error
}

func tick() tea.Cmd { return tea.Tick(time.Second, func(time.Time) tea.Msg { return tickMsg{} }) }

// Init starts the timer.
func (m *answerModel) Init() tea.Cmd { return tea.Batch(m.area.Focus(), tick()) }

// Update takes a key, a paste, a resize or a tick of the timer.
func (m *answerModel) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tickMsg:
		m.keep()
		return m, tick()
	case tea.WindowSizeMsg:
		m.resize(msg.Width, msg.Height)
		m.resizes++
		n := m.resizes
		return m, tea.Tick(repaintAfter, func(time.Time) tea.Msg { return repaintMsg(n) })
	case repaintMsg:
		if int(msg) == m.resizes && m.resizes > 1 {
			return m, tea.ClearScreen
		}
		return m, nil
	case tea.PasteMsg:
		msg.Content = answerText(msg.Content)
		return m.edit(msg)
	case tea.ResumeMsg:
		m.clock.start(m.app.now())
		return m, nil
	case editedMsg:
		m.editing = false
		m.clock.start(m.app.now())
		if msg.err != nil {
			m.note(fmt.Sprintf(m.w.editorFailed, msg.err))
		} else {
			m.area.SetValue(msg.text)
		}
		if m.leaving {
			return m.leave(replyInterrupted)
		}
		return m, nil
	case leaveMsg:
		// what is in the editor comes back first
		if m.leaving = true; !m.editing {
			return m.leave(replyInterrupted)
		}
		return m, nil
	case tea.KeyPressMsg:
		return m.key(msg)
	}
	return m.edit(msg)
}

func (m *answerModel) key(msg tea.KeyPressMsg) (tea.Model, tea.Cmd) {
	key := msg.String()
	if key != "ctrl+x" {
		m.armed = false
	}
	switch key {
	case "ctrl+d":
		if strings.TrimSpace(m.text()) == "" {
			m.note(m.w.emptyAnswer)
			return m, nil
		}
		return m.leave(replyAnswer)
	case "ctrl+x":
		if strings.TrimSpace(m.text()) != "" && !m.armed {
			m.armed = true
			m.note(m.w.skipAgain)
			return m, nil
		}
		return m.leave(replySkip)
	case "ctrl+c":
		return m.leave(replyInterrupted)
	case "ctrl+r":
		m.hint()
		return m, nil
	case "ctrl+o":
		m.clock.pause(m.app.now())
		m.keep()
		m.editing = true
		return m, m.editor()
	case "ctrl+z":
		m.clock.pause(m.app.now())
		m.keep()
		return m, tea.Suspend
	case "ctrl+l":
		return m, tea.ClearScreen
	case "f1":
		m.note(m.w.keyHelp)
		return m, nil
	}
	return m.edit(msg)
}

func (m *answerModel) edit(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	m.area, cmd = m.area.Update(msg)
	return m, cmd
}

func (m *answerModel) leave(kind replyKind) (tea.Model, tea.Cmd) {
	m.kind, m.submitted = kind, true
	m.clock.pause(m.app.now())
	return m, tea.Quit
}

// text is what was typed, NFC, without blank lines at the end.
func (m *answerModel) text() string {
	return answerText(strings.TrimRight(m.area.Value(), " \n"))
}

// keep saves what was typed since the last time; the timer calls it every
// second. That it cannot be saved is said until it can.
func (m *answerModel) keep() {
	text := answerText(m.area.Value())
	if text == m.kept {
		return
	}
	if err := m.q.keep(text, m.clock.elapsed(m.app.now())); err != nil {
		m.note(fmt.Sprintf(m.w.draftFailed, err))
		return
	}
	m.kept = text
}

// note replaces the message under the text area.
func (m *answerModel) note(s string) {
	m.notes = append(m.hints(), s)
	m.resize(m.width, m.height)
}

func (m *answerModel) hint() {
	m.notes = append(m.hints(), m.w.hint+" - "+hintLine(m.q, m.w))
	m.resize(m.width, m.height)
}

// hints are the notes that stay: everything but the last message.
func (m *answerModel) hints() []string {
	var keep []string
	for _, n := range m.notes {
		if strings.HasPrefix(n, m.w.hint+" - ") && !strings.HasSuffix(n, m.w.noMoreHints) {
			keep = append(keep, n)
		}
	}
	return keep
}

func (m *answerModel) resize(width, height int) {
	m.width, m.height = min(width, maxColumns), height
	m.area.SetWidth(m.width)
	around := strings.Count(m.above(), "\n") + strings.Count(m.below(), "\n")
	m.area.MaxHeight = max(3, height-around-1)
	m.area.SetHeight(min(max(m.area.MinHeight, m.area.Height()), m.area.MaxHeight))
}

func (m *answerModel) rule() string { return strings.Repeat("-", m.width) + "\n" }

func (m *answerModel) above() string { return questionLines(m.q.Prompt, m.w, m.width) + m.rule() }

func (m *answerModel) below() string {
	var b strings.Builder
	b.WriteString(m.rule())
	for _, n := range m.notes {
		b.WriteString(wrap(n, m.width, "", "  "))
	}
	b.WriteString(wrap(m.timer(), m.width, "", ""))
	b.WriteString(wrap(m.w.keyLine, m.width, "", ""))
	return b.String()
}

func (m *answerModel) timer() string {
	spent := m.clock.elapsed(m.app.now())
	s := clock(spent) + " / " + m.w.target + " " + clock(m.q.target)
	if m.text() != "" {
		s += "  " + fmt.Sprintf(m.w.spoken, spokenClock(m.text()))
	}
	if spent > m.q.target {
		s += "  " + m.w.overTarget
	}
	return s
}

// View draws the live area; nothing once the answer is in, so that permanent
// lines can take its place.
func (m *answerModel) View() tea.View {
	if m.submitted {
		return tea.NewView("")
	}
	above := m.above()
	v := tea.NewView(above + m.area.View() + "\n" + strings.TrimSuffix(m.below(), "\n"))
	if c := m.area.Cursor(); c != nil {
		c.Y += strings.Count(above, "\n")
		v.Cursor = c
	}
	return v
}

// editor opens the draft in the user's editor. The draft stays when it fails.
func (m *answerModel) editor() tea.Cmd {
	failed := func(err error) tea.Cmd { return func() tea.Msg { return editedMsg{err: err} } }
	f, err := os.CreateTemp("", "mockpanel-*.md") // created 0600
	if err != nil {
		return failed(err)
	}
	name := f.Name()
	if _, err = f.WriteString(m.area.Value()); err == nil {
		err = f.Close()
	}
	if err != nil {
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

// stopwatch measures the time spent on an answer, without pauses.
type stopwatch struct {
	since time.Time // zero while paused
	spent time.Duration
}

func (s *stopwatch) start(now time.Time) {
	if s.since.IsZero() {
		s.since = now
	}
}

func (s *stopwatch) pause(now time.Time) {
	s.spent = s.elapsed(now)
	s.since = time.Time{}
}

func (s *stopwatch) elapsed(now time.Time) time.Duration {
	if s.since.IsZero() {
		return s.spent
	}
	return s.spent + now.Sub(s.since)
}
