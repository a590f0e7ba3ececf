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

// Letters at most before a name that begins a sentence ("저는 prune을"), and after
// one that ends it ("prune입니다").
const (
	beginning = 2
	ending    = 4
)

// left is a place where a text names the left of pair k.
type left struct {
	hit
	k int
}

func (p *point) lefts(h hits, s span) (list []left) {
	for k, b := range p.pairs {
		for _, a := range h.of(b.left) {
			if s.from <= int(a.clause) && int(a.clause) < s.to {
				list = append(list, left{a, k})
			}
		}
	}
	slices.SortFunc(list, func(a, b left) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.k, b.k)) })
	return list
}

// besideLefts yields once what t names beside the left of each pair, in the same
// clause or the same sentence. Where that names several lefts, what follows one
// is beside it; or what goes before, in a sentence that does not begin with a left
// and ends with one ("지우는 게 prune이고 되돌리는 게 selfHeal입니다").
func (p *point) besideLefts(t *text, h hits, stretches iter.Seq[span], yield func(k int, b besides, clause int)) {
	seen := map[int]map[besides]bool{}
	for k := range p.pairs {
		seen[k] = map[besides]bool{}
	}
	backwards := map[int32]bool{} // sentences
	for s := range t.sentences {
		if lefts := p.lefts(h, s); len(lefts) > 1 {
			from, to := t.bounds(s)
			backwards[t.clauses[s.from].sentence] = int(lefts[0].at)-from > beginning && to-int(lefts[len(lefts)-1].end) <= ending
		}
	}
	for s := range stretches {
		lefts := p.lefts(h, s)
		for i, l := range lefts {
			from, to := t.bounds(s)
			switch {
			case len(lefts) == 1:
			case backwards[t.clauses[s.from].sentence]:
				to = int(l.at)
				if i > 0 {
					from = int(lefts[i-1].end)
				}
			default:
				from = int(l.end)
				if i+1 < len(lefts) {
					to = int(lefts[i+1].at)
				}
			}
			for c := s.from; c < s.to; c++ {
				denied := t.toneIn(t.bounds(span{c, c + 1})).denial
				for _, a := range h.inClause(int32(c)) {
					b := besides{a.term, denied}
					if int(a.at) >= from && int(a.end) <= to && !overlap(a, l.hit) && !seen[l.k][b] {
						seen[l.k][b] = true
						yield(l.k, b, c)
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
