package main

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"
	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
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
	hints     []string // given so far
	message   string   // about the last key, "" for none
	fresh     bool     // the newest hint or the message came with the last key
	armed     bool     // the last key was Ctrl+X on a non-empty answer
	kept      string   // what is saved of the answer
	away      away
	kind      replyKind
	submitted bool // left by a key or a signal, not by an error
}

// away is why a live area is left for a while. It is run anew after that: one that
// Bubble Tea itself stops and starts may never be drawn again (its issue 1778).
type away int

const (
	notAway   away = iota
	toEditor       // the draft goes out to the user's editor
	suspended      // and back
)

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
	area.MinHeight = areaRows
	area.MaxContentHeight = editorRows
	area.SetVirtualCursor(false)
	area.SetStyles(textarea.Styles{})
	m := &answerModel{app: a, w: w, q: q, area: area, width: columns(a.errTTY), height: 24}
	m.clock.spent = q.spent
	m.area.SetValue(q.text)
	m.kept = q.text
	for _, h := range q.given {
		m.hints = append(m.hints, w.hint+" - "+h)
	}
	m.layout()
	return m
}

type tickMsg struct{}
type leaveMsg struct{} // a signal asks to leave
type repaintMsg int

func tick() tea.Cmd { return tea.Tick(time.Second, func(time.Time) tea.Msg { return tickMsg{} }) }

// run shows the area until it is left for good.
func (m *answerModel) run(ctx context.Context) error {
	for {
		m.away, m.resizes = notAway, 0
		m.clock.start(m.app.now())
		program := tea.NewProgram(m, tea.WithInput(m.app.in), tea.WithOutput(m.app.errTTY), tea.WithoutSignalHandler())
		// With the context of the program itself the live area would stay as it is.
		release := context.AfterFunc(ctx, func() { program.Send(leaveMsg{}) })
		_, err := program.Run()
		release()
		if err != nil || m.away == notAway {
			return err
		}
		if m.away == toEditor {
			m.edited()
		}
	}
}

// Init starts the timer.
func (m *answerModel) Init() tea.Cmd { return tea.Batch(m.area.Focus(), tick()) }

// Update takes a key, a paste, a resize or a tick of the timer.
func (m *answerModel) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if m.submitted || m.away != notAway {
		return m, nil // came before the area could stop
	}
	switch msg := msg.(type) {
	case tickMsg:
		m.keep()
		return m, tick()
	case tea.WindowSizeMsg:
		m.width, m.height = min(msg.Width, maxColumns), msg.Height
		m.layout()
		m.resizes++
		n := m.resizes
		return m, tea.Tick(repaintAfter, func(time.Time) tea.Msg { return repaintMsg(n) })
	case repaintMsg:
		if int(msg) == m.resizes && m.resizes > 1 {
			return m, tea.ClearScreen
		}
		return m, nil
	case tea.PasteMsg:
		m.clear()
		msg.Content = answerText(msg.Content)
		return m.edit(msg)
	case tea.ResumeMsg:
		m.away = suspended
		return m, tea.Quit
	case leaveMsg:
		return m.leave(replyInterrupted)
	case tea.KeyPressMsg:
		return m.key(msg)
	}
	return m.edit(msg)
}

func (m *answerModel) key(msg tea.KeyPressMsg) (tea.Model, tea.Cmd) {
	armed := m.armed
	m.clear()
	switch msg.String() {
	case "ctrl+d":
		if strings.TrimSpace(m.text()) == "" {
			m.note(m.w.emptyAnswer)
			return m, nil
		}
		return m.leave(replyAnswer)
	case "ctrl+x":
		if strings.TrimSpace(m.text()) != "" && !armed {
			m.note(m.w.skipAgain)
			m.armed = true
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
		m.away = toEditor
		return m, tea.Quit
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

// edit has the text area deal with a key or a paste.
func (m *answerModel) edit(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmds []tea.Cmd
	for range m.steps(msg) {
		var cmd tea.Cmd
		m.area, cmd = m.area.Update(msg)
		cmds = append(cmds, cmd)
	}
	m.compose()
	return m, tea.Batch(cmds...)
}

// around returns what stands before and after the cursor on its line.
func (m *answerModel) around() (before, after []rune) {
	lines := strings.Split(m.area.Value(), "\n")
	line := []rune(lines[min(m.area.Line(), len(lines)-1)])
	column := min(m.area.Column(), len(line))
	return line[:column], line[column:]
}

// compose puts the letters before the cursor together, where a keyboard or an
// input method sends them one by one: a terminal may show them apart.
func (m *answerModel) compose() {
	line, _ := m.around()
	before := string(line)
	last := before[max(0, norm.NFC.LastBoundary([]byte(before))):]
	composed := norm.NFC.String(last)
	if composed == last {
		return
	}
	for range utf8.RuneCountInString(last) {
		m.area, _ = m.area.Update(tea.KeyPressMsg{Code: tea.KeyBackspace})
	}
	m.area.InsertString(composed)
}

// steps returns how often the text area has to take a key, which it takes for a
// code point, to deal with what a person sees as one character: a syllable of
// decomposed Hangul, a letter with accents, an emoji put together of several.
func (m *answerModel) steps(msg tea.Msg) int {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return 1
	}
	before, after := m.around()
	cluster := ""
	switch key.String() {
	case "backspace", "left":
		clusters := uniseg.NewGraphemes(string(before))
		for clusters.Next() {
			cluster = clusters.Str()
		}
	case "delete", "right":
		cluster, _, _, _ = uniseg.FirstGraphemeClusterInString(string(after), -1)
	}
	return max(1, utf8.RuneCountInString(cluster))
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
