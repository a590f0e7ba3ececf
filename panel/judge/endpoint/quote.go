package endpoint

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A quote shorter than this proves nothing: it may be one word of the
// question.
const (
	minQuoteWords     = 2
	minQuoteSyllables = 6
)

// folded is a text without the differences that a quote may have: NFC, white
// space folded to one space, invisible characters gone.
type folded struct {
	runes []rune
	place []int // of each rune in the original, in bytes
	text  string
}

func fold(s string) folded {
	f := folded{text: norm.NFC.String(strings.ToValidUTF8(s, "\ufffd"))}
	for i, r := range f.text {
		switch {
		case unicode.IsSpace(r):
			if n := len(f.runes); n > 0 && f.runes[n-1] != ' ' {
				f.runes = append(f.runes, ' ')
				f.place = append(f.place, i)
			}
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
		default:
			f.runes = append(f.runes, r)
			f.place = append(f.place, i)
		}
	}
	return f
}

func (f folded) String() string { return strings.TrimSpace(string(f.runes)) }

// find returns the words of the text that a quote stands for, as they were
// written; ok is false when it has no such words.
func (f folded) find(quote string) (words string, ok bool) {
	q := []rune(fold(strings.Trim(strings.TrimSpace(quote), `"“”'`)).String())
	if len(q) == 0 {
		return "", false
	}
	before, _, ok := strings.Cut(string(f.runes), string(q))
	if !ok {
		return "", false
	}
	from := len([]rune(before))
	last := f.place[from+len(q)-1]
	end := last + len(string(q[len(q)-1:]))
	return f.text[f.place[from]:end], true
}

// evidence returns the words of an answer that a model's quote stands for. A
// quote that is too short, or not in the answer, is none. The model read the
// answer disarmed, so its quote may have these forms.
func evidence(answer, quote string) (words string, ok bool) {
	q := fold(quote).String()
	syllables := 0
	for _, r := range q {
		if unicode.Is(unicode.Hangul, r) {
			syllables++
		}
	}
	if len(strings.Fields(q)) < minQuoteWords && syllables < minQuoteSyllables {
		return "", false
	}
	if words, ok = fold(answer).find(quote); ok {
		return words, true
	}
	return fold(disarm(answer)).find(quote)
}
