package main

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// areaRows is how many rows the text area has at least, and shortAreaRows in a
// window that is too short for all that stands around it.
const (
	areaRows      = 3
	shortAreaRows = 2
)

// note replaces the message under the text area.
func (m *answerModel) note(s string) {
	m.message, m.fresh = s, true
	m.layout()
}

// clear takes back what was said about the last key, which would mislead after
// the next one.
func (m *answerModel) clear() {
	m.armed = false
	if m.message != "" || m.fresh {
		m.message, m.fresh = "", false
		m.layout()
	}
}

func (m *answerModel) hint() {
	h, ok := m.q.hint()
	if !ok {
		m.note(h)
		return
	}
	m.hints = append(m.hints, m.w.hint+" - "+h)
	m.message, m.fresh = "", true
	m.layout()
}

// layout fits the text area into the window.
func (m *answerModel) layout() {
	m.area.SetWidth(m.width)
	above, below, rows := m.frame()
	m.area.MinHeight = rows
	m.area.MaxHeight = max(rows, m.height-len(above)-len(below)-1)
	m.area.SetHeight(min(max(rows, m.area.Height()), m.area.MaxHeight))
}

// frame returns the lines above and below the text area and the rows that it has
// at least. In a short window the long key line, the rules, the hints but for a
// fresh one, the heading and the beginning of the question give way, in this
// order.
func (m *answerModel) frame() (above, below []string, rows int) {
	set := func(s string) []string { return strings.Split(strings.TrimSuffix(s, "\n"), "\n") }
	rule := strings.Repeat("-", m.width)
	above = append(set(questionLines(m.q.Prompt, m.w, m.width)), rule)
	below = []string{rule}
	var newest []string
	for _, n := range slices.Concat(m.hints, []string{m.message}) {
		if n != "" {
			newest = set(wrap(n, m.width, "", "  "))
			below = append(below, newest...)
		}
	}
	timer := wrapItems(m.timer(), m.width)
	below = slices.Concat(below, timer, wrapItems(m.w.keyLine, m.width))
	room := m.height - 1
	if len(above)+areaRows+len(below) <= room {
		return above, below, areaRows
	}
	keys := m.w.shortKeyLine
	if m.fresh {
		below = slices.Concat(newest, timer[:1], []string{keys})
	} else {
		below = []string{timer[0], keys}
	}
	room -= shortAreaRows
	above = set(questionLines(m.q.Prompt, m.w, m.width))[1:]
	below = below[max(0, min(len(below)-2, len(below)-room)):]
	above = above[min(len(above), max(0, len(above)+len(below)-room)):]
	return above, below, shortAreaRows
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
	if m.submitted || m.away != notAway {
		return tea.NewView("")
	}
	above, below, _ := m.frame()
	lines := slices.Concat(above, []string{m.area.View()}, below)
	v := tea.NewView(strings.Join(lines, "\n"))
	if c := m.area.Cursor(); c != nil {
		c.Y += len(above)
		v.Cursor = c
	}
	return v
}
