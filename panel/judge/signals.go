package judge

import (
	"math"
	"slices"
)

// signals are what the marks of a key point are decided by.
type signals struct {
	mass    float64   // 1 - exp(-matched weight/massScale)
	share   float64   // matched share of the key point's weight
	length  float64   // letters of the clauses that belong to it, up to 1
	sibling float64   // the best sibling's share
	margin  float64   // share minus that
	unknown float64   // the answer says it does not know, about this
	denied  float64   // denials in the worst sentence beyond the key point's own
	fresh   float64   // matched weight outside the question's words
	clauses []float64 // what each clause of the answer says of the point
}

// Scales of signals, from the algorithm measured at 0.56.
const (
	massScale   = 8.0
	lengthScale = 52.0 // letters; 70 characters of source
	freshFloor  = 3.0  // less matched weight outside the question's words is missed
)

// measure returns the signals of every key point. t must have been guarded.
func (q *question) measure(t *text, h hits) []signals {
	n := len(q.points)
	out := make([]signals, n)
	claims := make([]float64, n*len(t.clauses)) // of all points, allocated once
	for i := range q.points {
		p, s := &q.points[i], &out[i]
		s.clauses, claims = claims[:len(t.clauses)], claims[len(t.clauses):]
		matched := 0.0
		for _, u := range p.units {
			best := h.best(u.term)
			matched += best * u.weight
			if !u.asked {
				s.fresh += best * u.weight
			}
			claim(s.clauses, h, u)
		}
		s.mass = 1 - math.Exp(-matched/massScale)
		if p.total > 0 {
			s.share = matched / p.total
		}
	}
	for i := range out {
		for j := range out {
			if j != i {
				out[i].sibling = max(out[i].sibling, out[j].share)
			}
		}
		out[i].margin = out[i].share - out[i].sibling
	}
	owner := owners(t, out)
	q.hearDenials(t, out, owner)
	for c, i := range owner {
		if i >= 0 {
			out[i].length += float64(t.clauses[c].to - t.clauses[c].from)
		}
	}
	for i := range out {
		out[i].length = min(1, out[i].length/lengthScale)
	}
	return out
}

// claim adds the weight of unit u to the clauses that name it, once each.
func claim(mine []float64, h hits, u weighed) {
	last, strongest := int32(-1), 0.0
	add := func(hit hit, share float64) {
		if hit.clause != last {
			last, strongest = hit.clause, 0
		}
		if s := hit.strength * share; s > strongest {
			mine[hit.clause] += (s - strongest) * u.weight
			strongest = s
		}
	}
	for _, hit := range h.of(u.term) {
		add(hit, 1)
	}
	if parts := h.parts[u.term]; last < 0 {
		for _, p := range parts {
			last = -1
			for _, hit := range h.of(p) {
				add(hit, part/float64(len(parts)))
			}
		}
	}
}

// owners returns the key point that each clause belongs to, -1 for none: the
// one whose words it has most.
func owners(t *text, points []signals) []int {
	owner := make([]int, len(t.clauses))
	for c := range owner {
		owner[c] = -1
		best := clauseFloor
		for i := range points {
			if w := points[i].clauses[c]; w > best {
				best, owner[c] = w, i
			}
		}
	}
	return owner
}

// clauseFloor is the weight that makes a clause belong to a key point: less
// than one rare word.
const clauseFloor = 1.0

// hearDenials sets how far each key point's sentences deny, or say that they do
// not know.
func (q *question) hearDenials(t *text, out []signals, owner []int) {
	ignorant := len(t.clauses) <= shortAnswer && t.cues("ignorance") > 0
	for s := range t.sentences {
		a, b := t.bounds(s)
		unsure := t.cuesIn("unsure", a, b) > 0 || ignorant && t.cuesIn("hedge", a, b) > 0
		denial := t.cuesIn("denial", a, b)
		for i := range out {
			if !slices.Contains(owner[s.from:s.to], i) {
				continue
			}
			if unsure {
				out[i].unknown = 1
			}
			out[i].denied = max(out[i].denied, float64(denial-q.points[i].denials))
		}
	}
}

// shortAnswer is the number of clauses up to which a guess in an answer that
// says "I don't know" is only that.
const shortAnswer = 8
