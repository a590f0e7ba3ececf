package judge

import "slices"

// bond is what a clause makes of a word besides naming it: which other word it
// stands with, how it is turned around, or which particle it has. Who swaps two
// words names both, and makes other bonds.
type bond struct {
	kind bondKind
	term int32
	with int32 // the other term, which is the greater; a tone; or a particle
}

type bondKind int8

const (
	bondTerm bondKind = iota
	bondTone
	bondParticle
	bondKinds
)

// weighedBond is a bond of a sentence, by its number in the question.
type weighedBond struct {
	number int32
	kind   bondKind
	weight float64 // of the lighter word
}

// bonds yields the bonds between terms that are named in one clause.
func (t *text) bonds(named []hit, yield func(b bond, weight float64)) {
	if len(named) == 0 {
		return
	}
	c := t.clauses[named[0].clause]
	tone := t.toneIn(int(c.from), int(c.to)).number()
	for i, a := range named {
		yield(bond{bondTone, a.term, tone}, a.strength)
		if p := t.particle(int(a.end)); p > 0 {
			yield(bond{bondParticle, a.term, p}, a.strength)
		}
		for _, b := range named[:i] {
			if a.term != b.term && !overlap(a, b) {
				yield(bond{bondTerm, min(a.term, b.term), max(a.term, b.term)}, min(a.strength, b.strength))
			}
		}
	}
}

// particles are those that say who does what to whom; those of one number say
// the same.
var particles = []struct {
	letters []rune
	number  int32
}{
	{[]rune("이"), 1}, {[]rune("가"), 1}, {[]rune("은"), 1}, {[]rune("는"), 1},
	{[]rune("을"), 2}, {[]rune("를"), 2},
	{[]rune("에"), 3}, {[]rune("에게"), 3}, {[]rune("로"), 3}, {[]rune("으로"), 3},
	{[]rune("에서"), 4},
	{[]rune("보다"), 5},
	{[]rune("의"), 6},
}

// particle returns the number of the particle behind a word that ends before
// letter i, 0 when there is none.
func (t *text) particle(i int) int32 {
	if i >= len(t.letters) || t.gap(i) != "" {
		return 0
	}
	for _, p := range particles {
		end := i + len(p.letters)
		if hasPrefix(t.letters[i:], p.letters) && (end == len(t.letters) || t.gap(end) != "") {
			return p.number
		}
	}
	return 0
}

// addBonds returns the bonds of a sentence that names terms, in their order.
func (q *question) addBonds(t *text, named []hit) (list []weighedBond) {
	for from := 0; from < len(named); {
		to := from + 1
		for to < len(named) && named[to].clause == named[from].clause {
			to++
		}
		t.bonds(named[from:to], func(b bond, weight float64) {
			n, ok := q.bonds[b]
			if !ok {
				n = int32(len(q.bonds))
				q.bonds[b] = n
			}
			list = append(list, weighedBond{n, b.kind, weight})
		})
		from = to
	}
	return list
}

// bind collects the bonds that right sentences make of each key point, and
// leaves to wrong claims those that no right sentence makes.
func (q *question) bind() {
	right := make([]bool, len(q.bonds))
	for i := range q.right {
		for _, b := range q.right[i].bonds {
			right[b.number] = true
		}
	}
	for i := range q.points {
		p := &q.points[i]
		place := map[int32]int{} // in p.bonds
		for _, s := range p.say {
			for _, b := range s.bonds {
				right[b.number] = true
				k, ok := place[b.number]
				if !ok {
					k = len(p.bonds)
					place[b.number] = k
					p.bonds = append(p.bonds, b)
				}
				p.bonds[k].weight = max(p.bonds[k].weight, b.weight)
			}
		}
	}
	for i := range q.points {
		for k := range q.points[i].wrong {
			s := &q.points[i].wrong[k]
			s.bonds = slices.DeleteFunc(s.bonds, func(b weighedBond) bool { return right[b.number] })
		}
	}
}

// relations are the bonds of an answer that bear on a key point.
type relations struct {
	bonds  [bondKinds]float64 // weight of those that right sentences make
	strays [bondKinds]float64 // share of those that the nearest wrong claim alone makes
	ahead  float64            // weight beyond the best sibling's, -1 to 1
}

// relate returns the relations of every key point.
func (q *question) relate(t *text, h hits) []relations {
	made := make([]bool, len(q.bonds))
	for c := range t.clauses {
		t.bonds(h.inClause(int32(c)), func(b bond, _ float64) {
			if n, ok := q.bonds[b]; ok {
				made[n] = true
			}
		})
	}
	out := make([]relations, len(q.points))
	sums := make([]float64, len(q.points))
	for i := range q.points {
		p := &q.points[i]
		for _, b := range p.bonds {
			if made[b.number] {
				out[i].bonds[b.kind] += b.weight
				sums[i] += b.weight
			}
		}
		for _, s := range p.wrong {
			var claimed, all [bondKinds]float64
			for _, b := range s.bonds {
				all[b.kind] += b.weight
				if made[b.number] {
					claimed[b.kind] += b.weight
				}
			}
			for k := range all {
				if all[k] > 0 {
					out[i].strays[k] = max(out[i].strays[k], claimed[k]/all[k])
				}
			}
		}
	}
	for i := range out {
		other := 0.0
		for j := range sums {
			if j != i {
				other = max(other, sums[j])
			}
		}
		out[i].ahead = (sums[i] - other) / (sums[i] + other + fewBonds)
	}
	return out
}

// fewBonds is the weight of bonds below which being ahead of a sibling means
// little: about one of two rare words. Set by hand.
const fewBonds = 10.0
