package judge

import "mockpanel/content"

// annotations are a key point's annotations ready for judging.
type annotations struct {
	must, expect [][]int32 // terms of each set
	say, wrong   []sentence
	pairs        []binding
	accepted     []sentence // the user's own words
}

// sentence is a sentence of a guide ready for comparing.
type sentence struct {
	terms  []weighed
	square float64 // sum of squared weights
	tone
	bonds []weighedBond
}

// annotate adds a key point's annotations to the question.
func (q *question) annotate(k *content.KeyPoint, weight weigher) annotations {
	var a annotations
	for _, set := range k.Annotations.Must {
		a.must = append(a.must, q.addSet(set))
	}
	for _, set := range k.Annotations.Expect {
		a.expect = append(a.expect, q.addSet(set))
	}
	said := map[string]bool{}
	note := func(key string) float64 {
		said[key] = true
		return weight(key)
	}
	a.say = append(a.say, q.addSentence(k.Text, note))
	for _, s := range k.Annotations.Say {
		a.say = append(a.say, q.addSentence(s, note))
	}
	news := func(key string) float64 {
		if said[key] {
			return weight(key)
		}
		return weight(key) * newsWeight
	}
	for _, w := range k.Annotations.Wrong {
		a.wrong = append(a.wrong, q.addSentence(w.Text, news))
	}
	for _, p := range k.Annotations.Pair {
		a.pairs = append(a.pairs, binding{left: q.addExpression(p.Left), right: q.addExpression(p.Right)})
	}
	return a
}

func (q *question) addSet(set []string) []int32 {
	var terms []int32
	for _, e := range set {
		terms = append(terms, q.addExpression(e))
	}
	return terms
}

// addExpression adds one expression of an author: itself with any ending, and
// what the glossary has for it.
func (q *question) addExpression(e string) int32 {
	t := newText(e)
	if len(t.letters) == 0 {
		return q.add("", nil)
	}
	forms := []form{{string(t.letters), exact}}
	if id, end := dictionary().longest(t, 0); id >= 0 && end == len(t.letters) {
		forms = append(forms, dictionary().forms(id)...)
	}
	if isDigit(t.letters[0]) {
		if u, end := numberUnit(t, 0, t.word(0)); end == len(t.letters) {
			forms = append(forms, u.forms...)
		}
	}
	term := q.add("expression "+string(t.letters), forms)
	if len(t.letters) == 2 && t.gap(1) != "" {
		q.wanted[q.known[string(t.letters)]].spaced = true
	}
	return term
}

// newsWeight is what a word of a wrong claim weighs more that no right sentence
// has. Chosen on the development answers with cross-validation.
const newsWeight = 1.5

// addSentence prepares a sentence for comparing.
func (q *question) addSentence(s string, weight weigher) sentence {
	t := newText(s)
	out := sentence{tone: t.toneIn(0, len(t.letters))}
	var named []hit
	for _, u := range unitsOf(t) {
		w, term := weight(u.key), q.addUnit(u)
		out.terms = append(out.terms, weighed{term: term, weight: w})
		out.square += w * w
		named = append(named, hit{term, t.clause[u.from], u.from, u.to, w})
	}
	out.square += out.tone.square()
	out.bonds = q.addBonds(t, named)
	return out
}
