package judge

import (
	"slices"
	"strings"
)

// pattern is an expression as it is looked for: letters without spaces, in
// lower case. It matches from the start of a word, with any particle or ending
// after it.
type pattern struct {
	letters []rune
	spaced  bool     // two syllables that its author wrote as two words
	not     [][]rune // continuations that make it another word (exclusions.txt)
}

func newPattern(letters []rune) pattern {
	return pattern{letters: letters, not: lists().not[string(letters)]}
}

// Parts of a Hangul syllable, as the Unicode standard numbers them (section
// 3.12, conjoining jamo behaviour).
const (
	finals = 28
	medial = 21 * finals
)

// split returns the leading consonant, vowel and final of a syllable.
func split(r rune) (lead, vowel, final rune) {
	r -= '가'
	return r / medial, r % medial / finals, r % finals
}

// Vowels that an ending contracts with: 막히+어 is 막혀, 바꾸+어 바꿔, 보+아 봐,
// 끄+어 꺼, 되+어 돼, 모으+아 모아.
var contracted = map[rune][]rune{
	20: {6},    // ㅣ: ㅕ
	13: {14},   // ㅜ: ㅝ
	8:  {9},    // ㅗ: ㅘ
	18: {4, 0}, // ㅡ: ㅓ ㅏ
	11: {10},   // ㅚ: ㅙ
}

// Finals that an ending adds to an open syllable: none, ㄴ, ㄹ, ㅁ, ㅂ, ㅆ.
var added = [finals]bool{0: true, 4: true, 8: true, 16: true, 17: true, 20: true}

// inflects reports whether have is the last syllable of a stem that ends in
// want once an ending has been added.
func inflects(want, have rune) bool {
	if want == have {
		return true
	}
	if !isHangul(want) || !isHangul(have) {
		return false
	}
	lead, vowel, final := split(want)
	lead2, vowel2, final2 := split(have)
	if lead != lead2 || final != 0 || !added[final2] {
		return false
	}
	if vowel == vowel2 {
		return true
	}
	return slices.Contains(contracted[vowel], vowel2)
}

// find returns the end of the pattern's occurrence at letter i of t, or -1.
func (p *pattern) find(t *text, i int) int {
	n := len(p.letters)
	if i+n > len(t.letters) {
		return -1
	}
	for k := 0; k < n-1; k++ {
		if t.letters[i+k] != p.letters[k] {
			return -1
		}
	}
	last, have := p.letters[n-1], t.letters[i+n-1]
	if isLatin(last) || isDigit(last) {
		return p.findLatin(t, i)
	}
	if n == 1 && last != have || !inflects(last, have) {
		return -1
	}
	end := i + n
	if n == 1 && !t.standsAlone(i) || n == 2 && t.start[i+1] && !p.spaced && !strings.ContainsRune(joinable, t.letters[i]) && t.gap(i+1) != "" {
		return -1
	}
	if slices.ContainsFunc(p.not, func(not []rune) bool { return hasPrefix(t.letters[end:], not) }) {
		return -1
	}
	return end
}

// findLatin is find for a pattern that ends in a Latin letter or a digit: the
// word has to end with it, but for an English ending.
func (p *pattern) findLatin(t *text, i int) int {
	n := len(p.letters)
	end := i + n
	last := p.letters[n-1]
	have := t.letters[end-1]
	tail := end
	for tail < len(t.letters) && !t.start[tail] && script(t.letters[tail]) == script(last) {
		tail++
	}
	if have != last {
		// silent e and y: use-d and us-ing, retry and retri-es
		if n > 2 && (last == 'e' && have == 'i' || last == 'y' && have == 'i') && tail-end <= 3 {
			return tail
		}
		return -1
	}
	switch {
	case tail == end:
		return end
	case isDigit(last) || n < 3 || !englishEnding(string(t.letters[end:tail]), last):
		return -1
	}
	return tail
}

// englishEnding reports whether s is an inflection after a word that ends in
// last, whose last consonant may be doubled.
func englishEnding(s string, last rune) bool {
	if len(s) > 2 && rune(s[0]) == last {
		s = s[1:]
	}
	switch s {
	case "s", "es", "d", "ed", "ing", "r", "er", "ers", "ly":
		return true
	}
	return false
}

// standsAlone reports whether the Hangul word at letter i is one syllable with
// at most a particle after it.
func (t *text) standsAlone(i int) bool {
	end := t.word(i)
	return end == i+1 || lists().particles[string(t.letters[i+1:end])]
}

// joinable are one-syllable words that are commonly written together with the
// next: 한 번, 두 대, 안 되.
const joinable = "한두세네안못잘더덜다첫둘"

// keyOf groups patterns by how they begin.
func keyOf(s []rune) rune {
	if len(s) > 1 && isLatin(s[0]) {
		return s[0]<<12 ^ s[1]
	}
	return s[0]
}

// keysAt returns the keys that patterns beginning at letter i may have.
func keysAt(t *text, i int) [2]rune {
	k := [2]rune{t.letters[i], 0}
	if isLatin(k[0]) && i+1 < len(t.letters) {
		k[1] = k[0]<<12 ^ t.letters[i+1]
	}
	return k
}

// squash returns the letters and digits of an expression in lower case.
func squash(s string) []rune { return newText(s).letters }
