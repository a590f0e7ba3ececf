package judge

// An accepted expression is said again where this share of its words is, with
// the words that turn it around, and at least this weight of words outside the
// question's. Set by hand: particles and an odd word may differ, the claim may
// not.
const (
	sameExpression = 0.8
	ownConfidence  = 0.9
)

// ownWords returns the clauses, up to three in a row, that say an expression
// the user has accepted for point i.
func (q *question) ownWords(t *text, h hits, i int) (place span) {
	list := q.points[i].accepted
	if len(list) == 0 {
		return place
	}
	w := &window{strength: make([]float64, len(q.terms)), unknown: h.unknown(t)}
	best := 0.0
	for s := range t.stretches {
		w.fill(q, t, h, s)
		for k := range list {
			named, _ := list[k].named(w)
			if x := list[k].claimed(w); named >= freshFloor && x >= sameExpression && x > best {
				best, place = x, s
			}
		}
	}
	return place
}

// stretches yields every run of up to three clauses.
func (t *text) stretches(yield func(span) bool) {
	for from := range t.clauses {
		for to := from + 1; to <= min(from+stretch, len(t.clauses)); to++ {
			if !yield(span{from, to}) {
				return
			}
		}
	}
}
