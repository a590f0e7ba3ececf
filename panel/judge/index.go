package judge

import "slices"

// index finds terms in an answer. A term is anything looked for: all
// expressions of one unit.
type index struct {
	terms       map[string]int32
	identifiers []int32           // terms that have parts, in order
	parts       map[int32][]int32 // of identifiers
	wanted      []wanted
	known       map[string]int32   // wanted expressions by letters
	starting    map[rune][]int32   // wanted expressions by key
	sounds      map[string][]int32 // terms by the sound of a Latin expression
}

// wanted is an expression that is looked for, and the terms that it names.
type wanted struct {
	pattern
	owners []owner
}

type owner struct {
	term     int32
	strength float64
}

func newIndex() index {
	return index{
		terms: map[string]int32{}, parts: map[int32][]int32{},
		known: map[string]int32{}, starting: map[rune][]int32{}, sounds: map[string][]int32{},
	}
}

// add returns the number of the term with this key, which it makes of forms
// when it is new.
func (x *index) add(key string, forms []form) int32 {
	term, ok := x.terms[key]
	if ok {
		return term
	}
	term = int32(len(x.terms))
	x.terms[key] = term
	for _, f := range forms {
		x.addSound(term, f.letters)
		p, ok := x.known[f.letters]
		if !ok {
			p = int32(len(x.wanted))
			x.known[f.letters] = p
			x.wanted = append(x.wanted, wanted{pattern: newPattern([]rune(f.letters))})
			k := keyOf(x.wanted[p].letters)
			x.starting[k] = append(x.starting[k], p)
		}
		x.wanted[p].owners = append(x.wanted[p].owners, owner{term, f.strength})
	}
	return term
}

// addSound lets a Latin word be spelt by ear.
func (x *index) addSound(term int32, letters string) {
	word := []rune(letters)
	if len(word) < soundLetters || !isLatin(word[0]) {
		return
	}
	if s := soundOfLatin(word); len(s) >= soundClasses {
		x.sounds[string(s)] = append(x.sounds[string(s)], term)
	}
}

// addUnit is add for a unit and its parts.
func (x *index) addUnit(u unit) int32 {
	if _, ok := x.terms[u.key]; ok {
		return x.terms[u.key]
	}
	term := x.add(u.key, u.expressions())
	if len(u.parts) > 0 {
		x.identifiers = append(x.identifiers, term)
	}
	for _, forms := range u.parts {
		x.parts[term] = append(x.parts[term], x.add("part "+forms[0].letters, forms))
	}
	return term
}

// hit is one place where an answer names a term.
type hit struct {
	term     int32
	clause   int32
	at, end  int32 // letters
	strength float64
}

// overlap reports whether two hits share letters.
func overlap(a, b hit) bool { return a.at < b.end && b.at < a.end }

// scan returns where t names which terms, by term and place. Dropped clauses
// name nothing.
func (x *index) scan(t *text) hits {
	list := make([]hit, 0, len(t.letters))
	for i := range t.letters {
		if !t.start[i] || t.clauses[t.clause[i]].dropped {
			continue
		}
		for _, k := range keysAt(t, i) {
			for _, p := range x.starting[k] {
				end := x.wanted[p].find(t, i)
				if end < 0 {
					continue
				}
				for _, o := range x.wanted[p].owners {
					list = append(list, hit{o.term, t.clause[i], int32(i), int32(end), o.strength})
				}
			}
		}
	}
	list = x.scanSounds(t, list)
	h := hits{inPlace: list, list: slices.Clone(list), parts: x.parts}
	slices.SortStableFunc(h.list, func(a, b hit) int { return int(a.term) - int(b.term) })
	h.clause = starts(h.inPlace, len(t.clauses), func(h hit) int32 { return h.clause })
	h.first = starts(h.list, len(x.terms), func(h hit) int32 { return h.term })
	return h
}

// starts returns where in list, sorted by number, the hits of each of n numbers
// begin, and where the last end.
func starts(list []hit, n int, number func(hit) int32) []int32 {
	out := make([]int32, n+1)
	at := 0
	for i := range out {
		for at < len(list) && int(number(list[at])) < i {
			at++
		}
		out[i] = int32(at)
	}
	return out
}

// scanSounds adds the Latin words that t spells by ear.
func (x *index) scanSounds(t *text, list []hit) []hit {
	before := len(list)
	buffer := make([]byte, maxClause)
	for i := 0; i < len(t.letters); {
		end := t.word(i)
		if isHangul(t.letters[i]) && !t.clauses[t.clause[i]].dropped {
			t.sounds(i, end, buffer, func(classes []byte, to int) {
				for _, term := range x.sounds[string(classes)] {
					list = append(list, hit{term, t.clause[i], int32(i), int32(to), bySound})
				}
			})
		}
		i = end
	}
	if len(list) > before {
		slices.SortStableFunc(list, func(a, b hit) int { return int(a.at) - int(b.at) })
	}
	return list
}

// hits are all hits of one answer.
type hits struct {
	list    []hit   // by term
	first   []int32 // where in list each term begins
	inPlace []hit   // by place
	clause  []int32 // where in inPlace each clause begins
	parts   map[int32][]int32
}

func (h hits) of(term int32) []hit { return h.list[h.first[term]:h.first[term+1]] }

func (h hits) inClause(c int32) []hit { return h.inPlace[h.clause[c]:h.clause[c+1]] }

func (h hits) named(term int32) bool { return len(h.of(term)) > 0 }

// partly returns how surely an identifier is named by its parts.
func partly(parts []int32, named func(int32) bool) float64 {
	n := 0
	for _, p := range parts {
		if named(p) {
			n++
		}
	}
	return part * float64(n) / float64(len(parts))
}

// best returns how surely the answer names a term anywhere, 0 when it does
// not. An identifier counts by the share of its parts as well.
func (h hits) best(term int32) float64 {
	best := 0.0
	for _, hit := range h.of(term) {
		best = max(best, hit.strength)
	}
	parts := h.parts[term]
	if best > 0 || len(parts) == 0 {
		return best
	}
	return partly(parts, h.named)
}
