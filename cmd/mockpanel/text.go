package main

import (
	"fmt"
	"os"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"
	"golang.org/x/text/unicode/norm"
)

// maxColumns is the widest that prose is set: longer lines are hard to read.
const maxColumns = 80

func isTerminal(f *os.File) bool { return f != nil && term.IsTerminal(int(f.Fd())) }

// columns returns the width to set text in for a terminal, or maxColumns when
// there is none.
func columns(tty *os.File) int {
	if tty == nil {
		return maxColumns
	}
	w, _, err := term.GetSize(int(tty.Fd()))
	if err != nil || w <= 0 {
		return maxColumns
	}
	return min(w, maxColumns)
}

// rows returns the height of a terminal, 24 when it does not say.
func rows(tty *os.File) int {
	if tty != nil {
		if _, h, err := term.GetSize(int(tty.Fd())); err == nil && h > 0 {
			return h
		}
	}
	return 24
}

// cells is the one function that measures text: how many columns of a terminal
// it takes. A Hangul syllable takes two.
func cells(s string) int { return ansi.StringWidth(s) }

// visible makes control characters of foreign text visible, so that nothing
// from a guide, an answer, a file name or a transcript acts on the terminal.
// New line and tab stay. Bytes that are no UTF-8, as in names of files, are
// control characters to a terminal with another charset.
func visible(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	if !strings.ContainsFunc(s, unsafeRune) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case !unsafeRune(r):
			b.WriteRune(r)
		case r < 0x20:
			b.WriteString("^" + string(r+'@'))
		default:
			fmt.Fprintf(&b, "<U+%04X>", r)
		}
	}
	return b.String()
}

// answerText is an answer as it is kept: NFC, with LF line ends.
func answerText(s string) string {
	return norm.NFC.String(strings.ReplaceAll(s, "\r\n", "\n"))
}

// sentences returns the sentences of an answer, which end at a line end or at a
// full stop, a question mark or an exclamation mark before a space.
func sentences(answer string) []string {
	var list []string
	for _, line := range strings.Split(answer, "\n") {
		words, from := strings.Fields(line), 0
		for i, w := range words {
			ends := strings.ContainsAny(w[len(w)-1:], ".?!") && strings.ContainsFunc(w, unicode.IsLetter)
			if i == len(words)-1 || ends {
				list = append(list, strings.Join(words[from:i+1], " "))
				from = i + 1
			}
		}
	}
	return list
}

// unsafeRune reports C0, DEL, C1 and the invisible marks that reorder text.
func unsafeRune(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r == unicode.ReplacementChar:
		return false
	case r < 0x20 || r >= 0x7f && r <= 0x9f:
		return true
	}
	return r == 0x061c || r == 0x200e || r == 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0xfeff
}

// wrap sets text in lines of at most width cells, broken at words where that
// is possible. The first line is preceded by first, every other by rest, which
// count as part of the line.
func wrap(text string, width int, first, rest string) string {
	var out strings.Builder
	prefix := first
	text = strings.ReplaceAll(visible(text), "\t", "    ")
	for _, line := range strings.Split(text, "\n") {
		room := max(10, width-max(cells(first), cells(rest)))
		for _, l := range breakLine(line, room) {
			out.WriteString(strings.TrimRight(prefix+l, " "))
			out.WriteByte('\n')
			prefix = rest
		}
	}
	return out.String()
}

// breakLine breaks a line at spaces only, so that flags such as --resume stay
// whole; a word that is too long is cut.
func breakLine(line string, width int) []string {
	var lines []string
	current, wrapped := "", false
	for i, word := range strings.Split(line, " ") {
		switch {
		case wrapped && current == "":
			if word == "" {
				continue // no indentation from spaces at the break
			}
		case i > 0 && cells(current)+1+cells(word) <= width:
			current += " " + word
			continue
		case i > 0:
			lines = append(lines, current)
			wrapped = true
		}
		parts := strings.Split(ansi.Hardwrap(word, width, true), "\n")
		lines = append(lines, parts[:len(parts)-1]...)
		current = parts[len(parts)-1]
	}
	return append(lines, current)
}

// wrapItems sets items with two spaces between them, and breaks between items
// where that is possible.
func wrapItems(items string, width int) []string {
	var lines []string
	for _, item := range strings.Split(items, "  ") {
		if last := len(lines) - 1; last >= 0 && cells(lines[last]+"  "+item) <= width {
			lines[last] += "  " + item
			continue
		}
		lines = append(lines, breakLine(item, width)...)
	}
	return lines
}

// pad appends spaces up to width cells; a longer text is cut.
func pad(s string, width int) string {
	if n := cells(s); n < width {
		return s + strings.Repeat(" ", width-n)
	}
	return ansi.Truncate(s, width, "")
}

// padLeft puts spaces in front up to width cells.
func padLeft(s string, width int) string {
	return strings.Repeat(" ", max(0, width-cells(s))) + s
}

// counted writes a number of things in English: "1 key point", "2 key points".
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
