package judge

import "strings"

// unit is one thing a sentence of a guide names: a Hangul stem, a Latin word,
// an identifier, or a number with its unit, with all expressions that count as
// naming it.
type unit struct {
	key       string   // the same for units that mean the same
	forms     []form   // empty when known is set
	known     int32    // the expression of the glossary that names it, from 1; 0 for none
	parts     [][]form // of an identifier: min, insync, replicas
	number    bool
	bracketed bool // only named in brackets
	from, to  int32
}

// form is one expression for a unit and how surely it means it, 0 to 1.
type form struct {
	letters  string
	strength float64
}

// How surely an expression names a unit. From the algorithm measured at 0.56;
// moving one by .1 changed agreement by less than .005.
const (
	exact     = 1.0
	sameStart = 0.9
	synonym   = 0.9
	part      = 0.8 // an identifier whose parts are all named
)

// unitsOf returns what a sentence of a guide names, each thing once.
func unitsOf(t *text) []unit { return unitsIn(t, 0, len(t.letters)) }

// unitsIn is unitsOf for the letters from from up to to.
func unitsIn(t *text, from, to int) []unit {
	units := make([]unit, 0, (to-from)/4)
	seen := map[string]int{}
	depth := 0
	for i := from; i < to; {
		u, end := unitAt(t, i) // up to where the next word begins
		u.from, u.to = int32(i), int32(end)
		for ; i < end; i++ {
			gap := t.gap(i)
			depth = max(0, depth+strings.Count(gap, "(")-strings.Count(gap, ")"))
		}
		u.bracketed = depth > 0
		if u.key == "" {
			continue
		}
		if at, ok := seen[u.key]; ok {
			units[at].bracketed = units[at].bracketed && u.bracketed
			continue
		}
		seen[u.key] = len(units)
		units = append(units, u)
	}
	return units
}

// unitAt returns the unit that begins at letter i and where it ends; its key is
// "" when the word there names nothing.
func unitAt(t *text, i int) (unit, int) {
	if end := identifier(t, i); end > 0 {
		return identifierUnit(t, i, end), end
	}
	end := t.word(i)
	if isDigit(t.letters[i]) {
		return numberUnit(t, i, end)
	}
	d := dictionary()
	word := t.letters[i:end]
	id, to := d.longest(t, i)
	if to > end {
		return unit{key: groupKey(d.groups[id]), known: id + 1}, wordEnd(t, to)
	}
	if function(word) {
		return unit{}, end
	}
	base := word
	if isHangul(word[0]) {
		base = stem(word)
	}
	if id >= 0 && to-i >= len(base)-1 {
		return unit{key: groupKey(d.groups[id]), known: id + 1}, end
	}
	if len(base) < 2 || script(word[0]) == 4 {
		return unit{}, end
	}
	return unit{key: string(base), forms: wordForms(base)}, end
}

// wordEnd moves letter i on to the end of the word it is in.
func wordEnd(t *text, i int) int {
	for i < len(t.letters) && !t.start[i] {
		i++
	}
	return i
}

// wordForms returns the expressions for a word that the glossary lacks.
func wordForms(base []rune) []form {
	forms := []form{{string(base), exact}}
	if !isHangul(base[0]) {
		if s := spelled(base); s != "" {
			forms = append(forms, form{s, synonym})
		}
		return forms
	}
	if n := len(base); n > 2 {
		forms = append(forms, form{string(base[:min(3, n-1)]), sameStart})
	}
	return forms
}

// expressions returns all that counts as naming the unit.
func (u unit) expressions() []form {
	if u.known > 0 {
		return dictionary().forms(u.known - 1)
	}
	return u.forms
}

// identifier returns the end of the identifier at letter i, such as
// min.insync.replicas, hash_on, acks=all or UnderReplicatedPartitions; 0 when
// there is none.
func identifier(t *text, i int) int {
	if !isLatin(t.letters[i]) {
		return 0
	}
	joined := false
	j := i + 1
	for ; j < len(t.letters) && (isLatin(t.letters[j]) || isDigit(t.letters[j])); j++ {
		gap := t.gap(j)
		if gap == "" {
			joined = joined || t.start[j] && isLatin(t.letters[j]) && isLatin(t.letters[j-1])
			continue
		}
		if len(gap) > 1 || !strings.Contains("._=-", gap) {
			break
		}
		joined = joined || gap != "-"
	}
	if !joined {
		return 0
	}
	return j
}

func identifierUnit(t *text, from, to int) unit {
	letters := t.letters[from:to]
	u := unit{key: string(letters), forms: []form{{string(letters), exact}}}
	d := dictionary()
	for i := from; i < to; {
		end := min(t.word(i), to)
		if end-i >= 2 && !lists().function[string(t.letters[i:end])] {
			forms := []form{{string(t.letters[i:end]), exact}}
			if id, at := d.longest(t, i); at >= end && at <= to {
				forms = d.forms(id)
			}
			u.parts = append(u.parts, forms)
		}
		i = end
	}
	if len(u.parts) == 1 {
		u.parts = nil
	}
	return u
}
