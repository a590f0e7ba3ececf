package panel

import (
	"strings"
	"unicode"

	"mockpanel/content"
)

// minShared is how many words a follow-up has to share with a missed key point
// before it counts as bearing on it, and commonShare of how many of a guide's
// prompts a word may be in, beyond commonPrompts, to count. One shared word is
// often only the subject of the whole question. Chosen by reading the choices
// for the two built-in guides.
const (
	minShared     = 2
	commonShare   = 0.05
	commonPrompts = 3
)

// commonWords returns the words that too many prompts of a guide have to tell
// what a follow-up is about.
func commonWords(g *content.Guide) map[string]bool {
	in := map[string]int{}
	for i := range g.Questions {
		for w := range words(textOf(&g.Questions[i])) {
			in[w]++
		}
	}
	common := map[string]bool{}
	for w, n := range in {
		if n > commonPrompts && float64(n) > commonShare*float64(len(g.Questions)) {
			common[w] = true
		}
	}
	return common
}

// textOf is the text of a prompt and its key points.
func textOf(q *content.Question) string {
	text := q.Text
	for _, k := range q.KeyPoints {
		text += " " + k.String()
	}
	return text
}

// bearsOn returns the gap of q, by its marks, that follow-up f bears on most,
// or nil when f bears more on a key point that was covered, or on none. A
// follow-up bears on the key point with which it shares the most words that
// are neither common nor already in the question.
func bearsOn(q, f *content.Question, marks []Mark, common map[string]bool) *content.KeyPoint {
	asked := words(q.Text)
	of := words(textOf(f))
	best, most := -1, 0
	for i, k := range q.KeyPoints {
		n := 0
		for w := range words(k.String()) {
			if of[w] && !asked[w] && !common[w] {
				n++
			}
		}
		gap := isGap(marks, i)
		if n > most || n == most && n > 0 && gap && !isGap(marks, best) {
			best, most = i, n
		}
	}
	if most < minShared || !isGap(marks, best) {
		return nil
	}
	return &q.KeyPoints[best]
}

func isGap(marks []Mark, i int) bool {
	return i >= 0 && i < len(marks) && isOpen(marks[i])
}

// words returns the words of s: Latin words and numbers in lower case, and the
// first two syllables of Hangul words, which leaves out most particles and
// endings.
func words(s string) map[string]bool {
	set := map[string]bool{}
	fields := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	for _, f := range fields {
		var latin, hangul []rune
		for _, r := range f {
			if unicode.Is(unicode.Hangul, r) {
				hangul = append(hangul, r)
			} else {
				latin = append(latin, r)
			}
		}
		if len(latin) >= 2 {
			set[string(latin)] = true
		}
		if len(hangul) >= 2 {
			set[string(hangul[:2])] = true
		}
	}
	return set
}
