package judge

import (
	"math"
	"strings"
	"sync"

	"mockpanel/content"
)

// elsewhere knows the sentences of a whole guide by subject, so that an answer
// to another question earns nothing here by the common words in it.
type elsewhere struct {
	subjects []string  // of each sentence
	squares  []float64 // sum of squared weights of each sentence
	postings map[string][]posting
	weight   weigher
	products sync.Pool // *products, all zero
}

// products are scalar products with the sentences of a guide.
type products struct {
	sums    []float64 // by sentence
	touched []int32   // sentences with a sum
}

// posting is a sentence that names a unit, and what the unit weighs.
type posting struct {
	sentence int32
	weight   float64
}

// subject names the prompts that may share facts with a prompt: those with the
// same section to study in a level guide, a main question and its follow-ups in
// a panel guide.
func subject(q *content.Question) string {
	parts := strings.Split(q.ID, "/")
	if q.Level > 0 || parts[0] == "faq" || parts[0] == "scenario" {
		return q.Section
	}
	return strings.Join(parts[:min(2, len(parts))], "/")
}

func newElsewhere(g *content.Guide, weight weigher) *elsewhere {
	e := &elsewhere{postings: map[string][]posting{}, weight: weight}
	seen := map[string]bool{}
	for q := range g.All {
		if seen[q.ID] {
			continue
		}
		seen[q.ID] = true
		s := subject(q)
		for _, sentence := range []string{q.Text, q.Intent, q.Model} {
			e.add(s, sentence)
		}
		for _, k := range q.KeyPoints {
			e.add(s, k.String())
			for _, say := range k.Annotations.Say {
				e.add(s, say)
			}
			for _, w := range k.Annotations.Wrong {
				e.add(s, w.Text)
			}
		}
	}
	e.products.New = func() any {
		n := len(e.subjects)
		return &products{make([]float64, n), make([]int32, 0, n)}
	}
	return e
}

func (e *elsewhere) add(subject, sentence string) {
	n := int32(len(e.subjects))
	square := 0.0
	for _, u := range unitsOf(newText(sentence)) {
		w := e.weight(u.key)
		square += w * w
		e.postings[u.key] = append(e.postings[u.key], posting{n, w})
	}
	e.subjects = append(e.subjects, subject)
	e.squares = append(e.squares, square)
}

// nearest returns the cosine of some units with the nearest sentence of their
// subject, and with the nearest of all others, 0 to 1.
func (e *elsewhere) nearest(units []unit, subject string) (own, other float64) {
	p := e.products.Get().(*products)
	defer e.products.Put(p)
	square := 0.0
	for _, u := range units {
		w := e.weight(u.key)
		square += w * w
		for _, at := range e.postings[u.key] {
			if p.sums[at.sentence] == 0 {
				p.touched = append(p.touched, at.sentence)
			}
			p.sums[at.sentence] += w * at.weight
		}
	}
	for _, i := range p.touched {
		c := p.sums[i] / math.Sqrt(square*e.squares[i])
		p.sums[i] = 0
		if e.subjects[i] == subject {
			own = max(own, c)
		} else {
			other = max(other, c)
		}
	}
	p.touched = p.touched[:0]
	return own, other
}

// A sentence of an answer is about another subject when it is this near to a
// sentence there, and this many times as near as to any of its own subject. An
// answer is, when most of what it says about any subject is. Chosen on the built-in
// guides, where other prompts' model answers were given a fifth of the key
// points in part without it; by sentence alone it dropped right sentences in
// unexpected words.
const (
	elsewhereNear  = 0.3
	elsewhereRatio = 2
	elsewhereShare = 0.6
)

// place sets for each sentence of t how much nearer it is to another subject of
// the guide than to its own, and drops them all when most of t is about others.
func (l *Local) place(t *text, subject string, manners []manner) {
	e := l.elsewhere()
	other, all := 0.0, 0.0
	for s := range t.sentences {
		if t.clauses[s.from].dropped {
			continue
		}
		from, to := t.bounds(s)
		own, far := e.nearest(unitsIn(t, from, to), subject)
		manners[t.clauses[s.from].sentence].away = far - own
		if max(own, far) < elsewhereNear {
			continue // about nothing in the guide
		}
		n := float64(to - from)
		all += n
		if far > elsewhereRatio*own {
			other += n
		}
	}
	if other > elsewhereShare*all {
		t.drop(t.all())
	}
}
