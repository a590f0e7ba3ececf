package judge

import "slices"

// readings are what an annotated key point's annotations say about an answer.
type readings struct {
	must    float64 // share of must sets said inside one stretch
	all     bool    // every must set is said
	expect  float64 // share of expect sets said there
	say     float64 // nearest say, by share of its words
	near    float64 // nearest say, by cosine
	wrong   float64 // nearest wrong, by cosine, where it beats say most
	lead    float64 // by how much it beats the nearest say there
	alike   float64 // that wrong's cosine with the same stretch
	which   int     // index of that wrong, -1 when none
	place   span    // that stretch
	best    span    // the best stretch for the point
	unsaid  int     // the first must set not said there, -1 when all are
	swapped []int   // indices of two pairs of whose names the answer says what holds for the other
	swap    span    // clauses of that
	sayLead float64 // say minus the best sibling's in the same stretch
}

// stretch is the number of sentences within which the parts of one key point
// are looked for. From the algorithm measured at 0.68.
const stretch = 3

// read compares the answer with all annotations.
func (q *question) read(t *text, h hits) []readings {
	out := make([]readings, len(q.points))
	for i := range out {
		out[i] = readings{which: -1, lead: -1, unsaid: -1}
	}
	q.readPairs(t, h, out)
	w := &window{strength: make([]float64, len(q.terms)), unknown: h.unknown(t)}
	sentences := slices.AppendSeq(make([]span, 0, len(t.clauses)), t.sentences)
	for i, s := range sentences {
		last := sentences[min(i+stretch, len(sentences))-1]
		w.fill(q, t, h, span{s.from, last.to})
		q.readSets(w, out)
		// claims are made in one sentence, or in two clauses of a long one
		if last != s {
			w.fill(q, t, h, s)
		}
		right := q.readClaims(w, 0, out)
		if s.to-s.from > 2 {
			for c := s.from; c+2 <= s.to; c++ {
				w.fill(q, t, h, span{c, c + 2})
				q.readClaims(w, right, out)
			}
		}
	}
	return out
}

// readSets takes the window as the best stretch of a key point when more of
// its must and expect sets are said there.
func (q *question) readSets(w *window, out []readings) {
	shares := make([]float64, len(q.points))
	for i := range q.points {
		for k := range q.points[i].say {
			shares[i] = max(shares[i], q.points[i].say[k].covered(w))
		}
	}
	for i := range q.points {
		a, r := &q.points[i].annotations, &out[i]
		must, unsaid := said(a.must, w)
		expect, _ := said(a.expect, w)
		if r.best.to == 0 || must+0.5*expect+0.5*shares[i] > r.must+0.5*r.expect+0.5*r.say {
			r.must, r.expect, r.say = must, expect, shares[i]
			r.best = w.span
			r.all, r.unsaid = unsaid < 0, unsaid
			r.sayLead = shares[i]
			for j := range shares {
				if j != i {
					r.sayLead = min(r.sayLead, shares[i]-shares[j])
				}
			}
		}
	}
}

// said returns the share of sets of which the window names an expression, 1
// when there are none, and the index of the first other set, -1 for none.
func said(sets [][]int32, w *window) (share float64, unsaid int) {
	n, unsaid := 0, -1
	for i, set := range sets {
		if slices.ContainsFunc(set, w.names) {
			n++
		} else if unsaid < 0 {
			unsaid = i
		}
	}
	if len(sets) == 0 {
		return 1, -1
	}
	return float64(n) / float64(len(sets)), unsaid
}

// readClaims compares the window with every right and wrong sentence, and
// returns how much of a right one it says, whatever key point that is of. A
// wrong claim has to lead that, and what the whole sentence says right.
func (q *question) readClaims(w *window, whole float64, out []readings) float64 {
	right := whole
	for k := range q.right {
		right = max(right, q.right[k].claimed(w))
	}
	for i := range q.points {
		a, r := &q.points[i].annotations, &out[i]
		for k := range a.say {
			right = max(right, a.say[k].claimed(w))
			r.near = max(r.near, a.say[k].near(w))
		}
	}
	for i := range q.points {
		a, r := &q.points[i].annotations, &out[i]
		for k := range a.wrong {
			claimed := a.wrong[k].claimed(w)
			if claimed < wrongFloor {
				continue
			}
			if lead := claimed - right; claimed+lead > r.wrong+r.lead {
				r.wrong, r.lead, r.which = claimed, lead, k
				r.alike = a.wrong[k].near(w)
				r.place = w.span
			}
		}
	}
	return right
}

// wrongFloor is how near a wrong claim has to be to be looked at.
const wrongFloor = 0.2
