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
	look := func(s span) {
		w.fill(q, t, h, s)
		for k := range list {
			named := 0.0
			for _, u := range list[k].terms {
				named += u.weight * w.strength[u.term]
			}
			if x := list[k].claimed(w); named >= freshFloor && x >= sameExpression && x > best {
				best, place = x, s
			}
		}
	}
	for c := range t.clauses {
		for n := 1; n <= stretch && c+n <= len(t.clauses); n++ {
			look(span{c, c + n})
		}
	}
	return place
}
