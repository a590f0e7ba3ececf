package judge

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// text is an answer, or a piece of a guide, prepared for matching: the letters
// and digits alone, in lower case, each with its place in the source, cut into
// clauses. Spacing and punctuation are gone from letters, so expressions match
// whatever their spacing is.
type text struct {
	src     string // NFC
	letters []rune
	at      []int32 // byte offset in src of each letter
	start   []bool  // whether a word may begin at this letter
	clause  []int32 // index in clauses of each letter
	clauses []clause
	// scattered is true when spaces say nothing about words.
	scattered bool
}

// clause is a run of letters that makes one statement.
type clause struct {
	from, to int32 // letters
	sentence int32
	dropped  bool // a keyword list, a repetition, or code: earns nothing
}

// Shapes of badly spaced Korean. Chosen by hand: ordinary Korean words have
// two to five syllables, so neither limit is met by ordinary text.
const (
	// A Hangul run at least this long was written without spaces: a word may
	// begin at each of its syllables.
	runTogether = 8
	// Below this many syllables a run on average, spaces are scattered and say
	// nothing.
	fewSyllables = 1.5
)

func isHangul(r rune) bool { return r >= '가' && r <= '힣' }

func isLatin(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 'À' && r <= 'ɏ'
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// isLetter reports whether r is matched; the percent sign is, as 5% is not 5.
func isLetter(r rune) bool { return unicode.IsLetter(r) || isDigit(r) || r == '%' }

// script tells apart what a word is made of.
func script(r rune) int {
	switch {
	case isHangul(r):
		return 1
	case isDigit(r):
		return 2
	case isLatin(r):
		return 3
	}
	return 4
}

// newText prepares s. Its time and memory are linear in the length of s.
func newText(s string) *text {
	s = norm.NFC.String(strings.ToValidUTF8(s, " "))
	t := &text{src: s}
	n := len(s)/2 + 1
	t.letters = make([]rune, 0, n)
	t.at = make([]int32, 0, n)
	t.start = make([]bool, 0, n)
	var before rune
	for i, r := range s {
		if isLetter(r) {
			t.letters = append(t.letters, unicode.ToLower(r))
			t.at = append(t.at, int32(i))
			t.start = append(t.start, beginsWord(before, r))
		}
		before = r
	}
	t.respace()
	t.cut()
	return t
}

// beginsWord reports whether r starts a word when it follows before: after a
// space or mark, where the script changes, and at a hump of camelCase.
func beginsWord(before, r rune) bool {
	return !isLetter(before) || script(before) != script(r) || unicode.IsUpper(r) && unicode.IsLower(before)
}

// respace lets words begin anywhere in Hangul whose spaces are missing or
// scattered.
func (t *text) respace() {
	syllables, runs := 0, 0
	for i, r := range t.letters {
		if !isHangul(r) {
			continue
		}
		syllables++
		if t.start[i] {
			runs++
		}
	}
	t.scattered = syllables > runTogether && float64(syllables) < fewSyllables*float64(runs)
	for i := 0; i < len(t.letters); {
		j := i + 1
		for j < len(t.letters) && !t.start[j] {
			j++
		}
		if isHangul(t.letters[i]) && (t.scattered || j-i >= runTogether) {
			for k := i; k < j; k++ {
				t.start[k] = true
			}
		}
		i = j
	}
}

// word returns the end of the word that begins at letter i.
func (t *text) word(i int) int {
	s := script(t.letters[i])
	j := i + 1
	for j < len(t.letters) && !t.start[j] && script(t.letters[j]) == s {
		j++
	}
	return j
}

// quote returns the source of the letters from from up to to, of which there
// are some, exactly as written.
func (t *text) quote(from, to int32) string {
	last := t.at[to-1]
	_, size := utf8.DecodeRuneInString(t.src[last:])
	return t.src[t.at[from] : int(last)+size]
}

// gap returns what the source has between letter i-1 and letter i.
func (t *text) gap(i int) string {
	from := 0
	if i > 0 {
		_, size := utf8.DecodeRuneInString(t.src[t.at[i-1]:])
		from = int(t.at[i-1]) + size
	}
	return t.src[from:t.at[i]]
}

func hasPrefix(s, prefix []rune) bool {
	return len(s) >= len(prefix) && slices.Equal(s[:len(prefix)], prefix)
}

func hasSuffix(s, suffix []rune) bool {
	return len(s) >= len(suffix) && slices.Equal(s[len(s)-len(suffix):], suffix)
}
