package judge

import (
	"cmp"
	"iter"
	"slices"
)

// binding is a pair: a name, its value, and what else stands beside the name.
type binding struct {
	left, right int32               // terms
	beside      map[besides]float64 // weights of what stands beside this left alone
}

// besides is what stands beside a name: a term, said or denied.
type besides struct {
	term   int32
	denied bool
}

// swapWeight is the weight of what an answer says of a name though it holds for
// another from which the two are swapped: that of two words or three, or of the
// author's value. Set by hand; TestBuiltinSwapped logs what it finds.
const swapWeight = 8.0

// bindPairs learns from the right sentences of a question what stands beside the
// left of each pair and beside no other.
func (q *question) bindPairs(p *point, right []string) {
	if len(p.pairs) < 2 {
		return
	}
	lefts := map[besides]map[int]bool{} // beside which lefts each stands
	for _, s := range right {
		t := newText(s)
		p.besideLefts(t, q.scan(t), t.eachClause, func(k int, b besides, _ int) {
			if lefts[b] == nil {
				lefts[b] = map[int]bool{}
			}
			lefts[b][k] = true
		})
	}
	for k := range p.pairs {
		pair := &p.pairs[k]
		value := besides{term: pair.right}
		if len(lefts[value]) == 0 {
			lefts[value] = map[int]bool{k: true}
		}
		pair.beside = map[besides]float64{}
		for b, of := range lefts {
			switch {
			case !of[k] || len(of) > 1:
			case b.term == pair.right:
				pair.beside[b] = swapWeight
			default:
				pair.beside[b] = q.worth[b.term]
			}
		}
	}
}

// besideLefts yields what t names beside the left of each pair: in its stretch, or
// after it where a stretch names several lefts.
func (p *point) besideLefts(t *text, h hits, stretches iter.Seq[span], yield func(k int, b besides, clause int)) {
	type left struct {
		hit
		k int
	}
	for s := range stretches {
		var lefts []left
		for k, b := range p.pairs {
			for _, a := range h.of(b.left) {
				if s.from <= int(a.clause) && int(a.clause) < s.to {
					lefts = append(lefts, left{a, k})
				}
			}
		}
		slices.SortFunc(lefts, func(a, b left) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.k, b.k)) })
		for i, l := range lefts {
			from, to := t.bounds(s)
			if len(lefts) > 1 {
				from = int(l.end)
			}
			if i+1 < len(lefts) {
				to = int(lefts[i+1].at)
			}
			for c := s.from; c < s.to; c++ {
				denied := t.toneIn(t.bounds(span{c, c + 1})).denial
				for _, a := range h.inClause(int32(c)) {
					if int(a.at) >= from && int(a.end) <= to && !overlap(a, l.hit) {
						yield(l.k, besides{a.term, denied}, c)
					}
				}
			}
		}
	}
}

// readPairs looks for two pairs of which the answer says mostly what holds for
// the other. A value may stand anywhere in the sentence.
func (q *question) readPairs(t *text, h hits, out []readings) {
	type said struct{ of, whose int } // lefts
	for i := range q.points {
		p := &q.points[i]
		if len(p.pairs) < 2 {
			continue
		}
		weights := map[said]float64{}
		places := map[said]int{} // clauses
		add := func(k, j int, weight float64, clause int) {
			if weight > 0 {
				weights[said{k, j}] += weight
				places[said{k, j}] = clause
			}
		}
		p.besideLefts(t, h, t.eachClause, func(k int, b besides, clause int) {
			for j, pair := range p.pairs {
				add(k, j, pair.beside[b], clause)
			}
		})
		p.besideLefts(t, h, t.sentences, func(k int, b besides, clause int) {
			for j, pair := range p.pairs {
				if b.term == pair.right {
					add(k, j, pair.beside[b]/2, clause)
				}
			}
		})
		most := 0.0
		for k := range p.pairs {
			for j := range k {
				one, other := said{k, j}, said{j, k}
				wrong, right := weights[one]+weights[other], weights[said{k, k}]+weights[said{j, j}]
				if wrong < swapWeight || wrong <= 2*right || wrong <= most {
					continue
				}
				if weights[one] < weights[other] {
					one = other
				}
				most = wrong
				out[i].swapped, out[i].swap = []int{j, k}, span{places[one], places[one] + 1}
			}
		}
	}
}
