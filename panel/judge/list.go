package judge

import "strings"

// Shapes of a keyword list, chosen on lists made of the built-in guides' labels
// and expressions, and checked on the development half of the labelled answers
// (22 lists, 59 terse notes) and the guides' own terse sentences.
const (
	listWords    = 4    // a line with fewer words is never a list
	bareWords    = 8    // nor is a line with few marks below this
	listMarks    = 0.4  // marks a word from which a line is itemised
	manyMarks    = 0.65 // marks a word from which it is a list, whatever its words are
	itemGrammar  = 0.2  // an itemised line is a list below this share of words with a particle, an ending or a function word
	bareGrammar  = 0.08 // any other line is a list below this share
	manySlashes  = 4    // from this many on they part words, as in a/b/c/d/e
	nounsGrammar = 0.25 // or below this one when nothing in it is a predicate
)

// dropLists drops sentences, or the whole text, that only list terms: hardly a
// particle, an ending or a function word among them.
func (t *text) dropLists() {
	if from, to := t.trimmed(); t.isList(from, to) {
		t.drop(t.all())
		return
	}
	for s := range t.sentences {
		if t.isList(t.bounds(s)) {
			t.drop(s)
		}
	}
}

// trimmed returns the letters without what earns nothing anyway, and a "네," or
// two, at either end.
func (t *text) trimmed() (from, to int) {
	i, k := 0, len(t.clauses)
	idle := func(c clause) bool { return c.dropped || c.to-c.from <= 2 }
	for i < k && idle(t.clauses[i]) {
		i++
	}
	for k > i && idle(t.clauses[k-1]) {
		k--
	}
	if i == k {
		return 0, 0
	}
	return t.bounds(span{i, k})
}

// shape is what a stretch of text is made of.
type shape struct {
	words, syllables int
	grammar          int // words with a particle, an ending, or a function word
	marks            int // words set apart by a mark or a line break
	predicates       int // words that only a statement has
	quantities       int // numbers with a unit
}

func (t *text) shape(from, to int) (s shape) {
	slashes := 0
	for i := from + 1; i < to; i++ {
		if t.gap(i) == "/" {
			slashes++
		}
	}
	for i := from; i < to; {
		gap := t.gap(i)
		end := i + 1
		for end < to && joins(t.gap(end)) && (slashes < manySlashes || t.gap(end) != "/") {
			end++
		}
		s.words++
		for _, r := range t.letters[i:end] {
			if isHangul(r) {
				s.syllables++
			}
		}
		if i > from && strings.ContainsAny(gap, ",/·|;\n") {
			s.marks++
		}
		if i > from && (strings.ContainsAny(gap, "→>:") || gap == " = ") {
			s.grammar++
			s.predicates++
		}
		run := end - 1 // the last run of one script
		for run > i && script(t.letters[run-1]) == script(t.letters[end-1]) {
			run--
		}
		if t.endsNote(run, end, to) {
			s.predicates++
		} else if !t.isTerm(run, end) {
			if t.grammatical(run, end, run > i) {
				s.grammar++
			}
			if t.predicateAt(run, end, to) {
				s.predicates++
			}
		}
		if run > i && isDigit(t.letters[i]) {
			s.quantities++
		}
		i = end
	}
	return s
}

// isTerm reports whether the letters from i to end are all of an expression of
// the glossary or a listed noun, whose last syllable may look like an ending:
// 로드밸런서, 스토리지, 경고.
func (t *text) isTerm(i, end int) bool {
	if !isHangul(t.letters[i]) {
		return false
	}
	_, to := dictionary().longest(t, i)
	return to == end || lists().nouns[string(t.letters[i:end])]
}

// endsNote reports whether a word is a noun of doing where a statement may end:
// "서비스별 권한 분리, 만료 시간 설정".
func (t *text) endsNote(i, end, to int) bool {
	return lists().verbal[string(t.letters[i:end])] && (end >= to || strings.ContainsAny(t.gap(end), ".,;:()+\n→/"))
}

// predicateAt is predicate for a word in its place: a verbal noun (막힘, 쏠림)
// states something only where a statement ends.
func (t *text) predicateAt(i, end, to int) bool {
	if !predicate(t.letters[i:end]) {
		return false
	}
	if _, _, final := split(t.letters[end-1]); isHangul(t.letters[end-1]) && final == 16 && end < to && end < len(t.letters) {
		return strings.ContainsAny(t.gap(end), ".,;:()\n→")
	}
	return true
}

func (t *text) isList(from, to int) bool {
	if t.scattered {
		return false
	}
	s := t.shape(from, to)
	n := float64(s.words)
	grammar := float64(s.grammar + s.quantities)
	switch {
	case s.words < listWords || s.syllables > runTogether*s.words:
		return false
	case float64(s.marks) >= listMarks*n:
		return float64(s.marks) >= manyMarks*n || s.predicates == 0 || grammar < itemGrammar*n
	case s.words < bareWords:
		return false
	}
	return grammar < bareGrammar*n || s.predicates == 0 && grammar < nounsGrammar*n
}

// joins reports whether what is between two letters keeps them one word.
func joins(gap string) bool {
	switch gap {
	case "", "-", "·", "/", ".", "_", "=":
		return true
	}
	return false
}

// stated reports whether anything in the text that is not dropped may be a
// predicate. Noun phrases alone name a point and state nothing about it.
func (t *text) stated() bool {
	if t.scattered {
		return true
	}
	for _, c := range t.clauses {
		if c.dropped {
			continue
		}
		for i := int(c.from); i < int(c.to); {
			end := i + 1
			for end < int(c.to) && t.gap(end) == "" && script(t.letters[end]) == script(t.letters[i]) {
				end++
			}
			if t.endsNote(i, end, int(c.to)) || !t.isTerm(i, end) && t.predicateAt(i, end, int(c.to)) || i > 0 && strings.ContainsAny(t.gap(i), "→>:=") {
				return true
			}
			i = end
		}
	}
	return false
}

// predicate reports whether a word may be one: a Korean verb with an ending, a
// verbal noun in the style of notes, or an English auxiliary or pronoun.
func predicate(word []rune) bool {
	if lists().predicates[string(word)] {
		return true
	}
	if len(word) < 2 || !isHangul(word[0]) {
		return false
	}
	last := word[len(word)-1]
	if strings.ContainsRune("다요죠까고면서니", last) {
		return true
	}
	_, _, final := split(last)
	return final == 16 && len(word) <= 4 && !strings.ContainsRune("템럼임람름", last)
}

// grammatical reports whether a word has a particle, an ending or a function
// word in it; attached is true when it continues a word of another script.
func (t *text) grammatical(i, end int, attached bool) bool {
	word := t.letters[i:end]
	w := lists()
	if !isHangul(word[0]) {
		return !attached && w.function[string(word)]
	}
	if attached && w.particles[string(word)] || w.function[string(word)] {
		return true
	}
	if n := len(word); n >= 2 {
		if strings.ContainsRune("을를은는의에로다요죠면서고니게지", word[n-1]) {
			return true
		}
		_, _, final := split(word[n-1])
		if final == 16 && n <= 4 && !strings.ContainsRune("템럼임", word[n-1]) { // ㅁ: 막힘, 함, 됨
			return true
		}
	}
	return len(stem(word)) <= len(word)-2
}
