package judge

import (
	"cmp"
	"slices"
)

// readPairs looks for a sentence that goes on from the left of one pair to the
// right of another, and binds nothing rightly.
func (q *question) readPairs(t *text, h hits, out []readings) {
	for i := range q.points {
		pairs := q.points[i].pairs
		if len(pairs) < 2 {
			continue
		}
		var named []side
		for k, p := range pairs {
			for _, hit := range h.of(p.left) {
				named = append(named, side{hit.at, hit.clause, k, true})
			}
			for _, hit := range h.of(p.right) {
				named = append(named, side{hit.at, hit.clause, k, false})
			}
		}
		slices.SortFunc(named, func(a, b side) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.pair, b.pair)) })
		for from := 0; from < len(named); {
			to := from + 1
			for to < len(named) && t.clauses[named[to].clause].sentence == t.clauses[named[from].clause].sentence {
				to++
			}
			if at := swapped(named[from:to]); at >= 0 {
				one, other := named[from+at], named[from+at+1]
				out[i].swapped, out[i].swap = one.pair, span{int(one.clause), int(other.clause) + 1}
			}
			from = to
		}
	}
}

// side is a place where an answer names the left or the right of a pair.
type side struct {
	at, clause int32
	pair       int
	left       bool
}

// swapped returns where a left is followed by the right of another pair, -1
// when nowhere, or when some left is followed by its own right.
func swapped(named []side) int {
	found := -1
	for i := 0; i+1 < len(named); i++ {
		if a, b := named[i], named[i+1]; a.left && !b.left {
			if a.pair == b.pair {
				return -1
			}
			if found < 0 {
				found = i
			}
		}
	}
	return found
}
