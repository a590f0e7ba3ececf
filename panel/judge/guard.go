package judge

import (
	"slices"
	"strings"
)

// guard drops what earns nothing: code, repetitions, keyword lists, what is not
// known, the question itself, and the labels of its key points.
func (t *text) guard(q *question) {
	t.dropCode()
	t.dropPeriods()
	t.dropRepeated()
	t.dropTalk()
	t.dropLists()
	t.dropUnknown()
	t.dropEcho(q.echo)
	t.dropLabels(q.points)
}

// labelShare is the share of a sentence's letters that key points' labels may
// be; set by hand. Hints show labels, and saying them back states nothing.
const labelShare = 0.85

// dropLabels drops the sentences that are labels of key points, strung together
// in any way.
func (t *text) dropLabels(points []point) {
	for s := range t.sentences {
		a, b := t.bounds(s)
		n := 0
		for i := a; i < b; {
			longest := 1
			for _, p := range points {
				if label := p.text.letters[:p.label]; len(label) > longest && hasPrefix(t.letters[i:b], label) {
					longest = len(label)
				}
			}
			if longest > 1 {
				n += longest
			}
			i += longest
		}
		if float64(n) >= labelShare*float64(b-a) {
			t.drop(s)
		}
	}
}

// dropTalk drops the sentences that are only about the talk itself.
func (t *text) dropTalk() {
	for s := range t.sentences {
		if i, to := t.bounds(s); t.onlyTalk(i, to) {
			t.drop(s)
		}
	}
}

func (t *text) onlyTalk(i, to int) bool {
	for i < to {
		end := min(t.word(i), to)
		word := t.letters[i:end]
		about := func(e []rune) bool { return hasPrefix(word, e) && (len(e) > 1 || len(word) == 1) }
		if !function(word) && !slices.ContainsFunc(lists().talk[word[0]], about) {
			return false
		}
		i = end
	}
	return true
}

// dropUnknown drops the clauses that say they do not know.
func (t *text) dropUnknown() {
	for i := range t.clauses {
		c := &t.clauses[i]
		from, to := int(c.from), int(c.to)
		c.dropped = c.dropped || t.cuesIn("ignorance", from, to) > 0 && t.cuesIn("others", from, to) == 0
	}
}

// An echo has at least echoLetters letters and this share of its trigrams from
// the question. Chosen by hand: an answer that takes up the question's words
// has well under half of them.
const (
	echoLetters = 6
	echoShare   = 0.75
)

func (t *text) dropEcho(question map[[3]rune]bool) {
	for s := range t.sentences {
		from, to := t.bounds(s)
		if to-from < echoLetters {
			continue
		}
		all, echoed := to-from-2, 0
		for i := from; i+3 <= to; i++ {
			if question[[3]rune(t.letters[i:i+3])] {
				echoed++
			}
		}
		if float64(echoed) >= echoShare*float64(all) {
			t.drop(s)
		}
	}
}

// trigrams returns all runs of three letters in t.
func (t *text) trigrams() map[[3]rune]bool {
	m := map[[3]rune]bool{}
	for i := 0; i+3 <= len(t.letters); i++ {
		m[[3]rune(t.letters[i:i+3])] = true
	}
	return m
}

// dropCode drops fenced blocks: a manifest states nothing about why.
func (t *text) dropCode() {
	if !strings.Contains(t.src, "```") {
		return
	}
	inside := false
	for i := range t.clauses {
		c := &t.clauses[i]
		if strings.Count(t.gap(int(c.from)), "```")%2 == 1 {
			inside = !inside
		}
		c.dropped = c.dropped || inside
		// a fence inside the clause: the clause ends it
		if i+1 < len(t.clauses) && strings.Contains(t.quote(c.from, c.to), "```") {
			inside = !inside
		}
	}
}

// dropPeriods drops what follows the first period of an answer that is one
// piece again and again, without a mark between.
func (t *text) dropPeriods() {
	n := len(t.letters)
	fail := make([]int32, n+1)
	k := int32(0)
	for i := 1; i < n; i++ {
		for k > 0 && t.letters[i] != t.letters[k] {
			k = fail[k]
		}
		if t.letters[i] == t.letters[k] {
			k++
		}
		fail[i+1] = k
	}
	if period := n - int(fail[n]); period < n && n%period == 0 {
		t.shorten(period)
	}
}

// shorten keeps only the first n letters.
func (t *text) shorten(n int) {
	t.letters, t.at, t.start = t.letters[:n], t.at[:n], t.start[:n]
	t.clauses = nil
	t.cut()
}

// dropRepeated drops every sentence that has been said before.
func (t *text) dropRepeated() {
	seen := map[string]bool{}
	for s := range t.sentences {
		from, to := t.bounds(s)
		letters := string(t.letters[from:to])
		if seen[letters] {
			t.drop(s)
		}
		seen[letters] = true
	}
}
