package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/text/unicode/norm"

	"mockpanel/content"
	"mockpanel/panel"
)

// typing returns an answer area of a size with a long question and hints.
func typing(lang string, width, height int) *answerModel {
	long := strings.Repeat("남은 복제본 가운데 하나가 min.insync.replicas를 채우지 못하면 ", 4)
	hints := []string{long, "핵심어 하나"}
	q := asked{
		Prompt: panel.Prompt{Question: &content.Question{ID: "infra/q1/f1", Text: long}, FollowUpOf: "infra/q1", Why: long, N: 3, Total: 18},
		target: time.Minute, spent: time.Hour,
		hint: func() (string, bool) {
			if len(hints) == 0 {
				return wordsIn(lang).noMoreHints, false
			}
			h := hints[0]
			hints = hints[1:]
			return h, true
		},
		keep: func(string, time.Duration) error { return nil },
	}
	m := newAnswerModel(&app{now: func() time.Time { return clockOfTests }}, wordsIn(lang), q)
	m.area.Focus()
	m.Update(tea.WindowSizeMsg{Width: width, Height: height})
	return m
}

func press(m *answerModel, code rune, mod tea.KeyMod) {
	m.Update(tea.KeyPressMsg{Code: code, Mod: mod})
}

func write(m *answerModel, text string) {
	for _, r := range text {
		if r == '\n' {
			press(m, tea.KeyEnter, 0)
			continue
		}
		m.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// TestFrame: the live area is within the window, whatever its size, its cursor is
// on the text, and at least the timer and the keys are below it.
func TestFrame(t *testing.T) {
	for _, lang := range []string{"ko", "en"} {
		for _, width := range []int{40, 60, 80} {
			for height := 6; height <= 40; height++ {
				m := typing(lang, width, height)
				fits := func(when string) {
					t.Helper()
					v := m.View()
					lines := strings.Split(v.Content, "\n")
					if len(lines) > height {
						t.Errorf("%s, %d x %d, %s: %d rows", lang, width, height, when, len(lines))
					}
					for _, l := range lines {
						if cells(l) > width {
							t.Errorf("%s, %d x %d, %s: %d cells: %q", lang, width, height, when, cells(l), l)
						}
					}
					if v.Cursor == nil || v.Cursor.Y >= len(lines) || !strings.HasPrefix(lines[v.Cursor.Y], ">") {
						t.Errorf("%s, %d x %d, %s: the cursor is not on the text: %+v in\n%s", lang, width, height, when, v.Cursor, v.Content)
					}
					if !strings.Contains(v.Content, "\n1:00:00") && !strings.Contains(v.Content, "\n60:00") {
						t.Errorf("%s, %d x %d, %s: no timer in\n%s", lang, width, height, when, v.Content)
					}
				}
				fits("empty")
				press(m, 'r', tea.ModCtrl)
				fits("a hint")
				press(m, 'r', tea.ModCtrl)
				press(m, tea.KeyF1, 0)
				fits("the keys")
				m.Update(tea.PasteMsg{Content: strings.Repeat("길게 쓴 답입니다. ", 40) + "\n\n끝"})
				write(m, ".")
				fits("a long answer")
			}
		}
	}
}

// TestCharacters: what a person sees as one character goes with one key, and
// letters that come one by one are put together.
func TestCharacters(t *testing.T) {
	family := "\U0001F468\u200d\U0001F469\u200d\U0001F467"
	for _, c := range []struct{ typed, keys, want string }{
		{norm.NFD.String("한글"), "<", "한"},
		{norm.NFD.String("각나"), "lx", "각x나"},
		{"가" + family, "<", "가"},
		{family + "나", "ll<", family + "나"},
		{family + "나", "llx", "x" + family + "나"},
		{family + "나", "lll rx", " " + family + "x나"},
		{"e\u0301a", "llx", "xéa"},
		{"e\u0301a", "lld", "a"},
		{"x\u0302\u0323나", "l<", "나"},
		{"가\n", "<<나", "나"},
		{"", "<ldr가", "가"},
	} {
		m := typing("ko", 80, 30)
		write(m, c.typed)
		for _, k := range c.keys {
			switch k {
			case '<':
				press(m, tea.KeyBackspace, 0)
			case 'd':
				press(m, tea.KeyDelete, 0)
			case 'l':
				press(m, tea.KeyLeft, 0)
			case 'r':
				press(m, tea.KeyRight, 0)
			default:
				write(m, string(k))
			}
		}
		if got := m.area.Value(); got != c.want {
			t.Errorf("%q and keys %q: %q, want %q", c.typed, c.keys, got, c.want)
		}
	}
}

// TestPause: neither the editor nor a suspension counts as time of the answer, and
// the draft is as the editor leaves it, or as it was when the editor fails.
func TestPause(t *testing.T) {
	now := clockOfTests
	m := typing("ko", 80, 30)
	m.app.now = func() time.Time { return now }
	m.app.in, m.app.errTTY = os.Stdin, os.Stderr
	m.clock = stopwatch{}
	m.clock.start(now)
	pass := func(d time.Duration) { now = now.Add(d) }
	back := func() {
		m.away = notAway
		m.clock.start(now)
	}
	pass(10 * time.Second)
	press(m, 'z', tea.ModCtrl)
	pass(time.Hour)
	if m.Update(tea.ResumeMsg{}); m.away != suspended || m.View().Content != "" {
		t.Errorf("after a suspension the area is not run anew")
	}
	back()
	pass(5 * time.Second)
	write(m, "쓴 글")
	for _, editor := range []string{"false", shell(t, "printf ' 편집기에서' >> \"$1\"")} {
		m.app.env = func(string) string { return editor }
		press(m, 'o', tea.ModCtrl)
		write(m, "편집기가 열리기 전에 친 글")
		pass(time.Hour)
		m.edited()
		back()
		pass(time.Second)
	}
	if got := m.clock.elapsed(now); got != 17*time.Second {
		t.Errorf("%v counted, want 17s", got)
	}
	if got := m.area.Value(); got != "쓴 글 편집기에서" {
		t.Errorf("the area has %q", got)
	}
}

// shell returns a program that does what a line of sh does.
func shell(t *testing.T, line string) string {
	name := filepath.Join(t.TempDir(), "editor")
	if err := os.WriteFile(name, []byte("#!/bin/sh\n"+line+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestMessages: what is said about a key is taken back with the next one, so that
// Ctrl+X does what the last line says, and a paste is never discarded by one key.
func TestMessages(t *testing.T) {
	ctrlX := func(m *answerModel) { press(m, 'x', tea.ModCtrl) }
	for name, between := range map[string]func(m *answerModel){
		"a letter": func(m *answerModel) { write(m, "가") },
		"a key":    func(m *answerModel) { press(m, tea.KeyLeft, 0) },
		"a paste":  func(m *answerModel) { m.Update(tea.PasteMsg{Content: "붙여 넣은 글"}) },
		"a hint":   func(m *answerModel) { press(m, 'r', tea.ModCtrl) },
	} {
		m := typing("ko", 80, 30)
		write(m, "쓴 답")
		ctrlX(m)
		if !strings.Contains(m.View().Content, m.w.skipAgain) {
			t.Fatalf("no warning in\n%s", m.View().Content)
		}
		between(m)
		if strings.Contains(m.View().Content, m.w.skipAgain) {
			t.Errorf("%s, and the warning is still there:\n%s", name, m.View().Content)
		}
		if ctrlX(m); m.submitted {
			t.Errorf("%s, and one Ctrl+X discards the answer", name)
		}
		if ctrlX(m); !m.submitted || m.kind != replySkip {
			t.Errorf("%s, and a second Ctrl+X does not skip", name)
		}
	}
}

func TestWrapItems(t *testing.T) {
	for _, lang := range []string{"ko", "en"} {
		w := wordsIn(lang)
		for _, width := range []int{40, 60, 80} {
			lines := wrapItems(w.keyLine, width)
			for _, l := range lines {
				if cells(l) > width {
					t.Errorf("%s, %d columns: %q", lang, width, l)
				}
			}
			if joined := strings.Join(lines, "  "); joined != w.keyLine {
				t.Errorf("%s, %d columns: broken within a key: %q", lang, width, lines)
			}
		}
	}
	if got := wrapItems("긴 항목은 낱말에서  나눔", 10); strings.Join(got, "/") != "긴 항목은/낱말에서/나눔" {
		t.Errorf("a long item: %q", got)
	}
}
