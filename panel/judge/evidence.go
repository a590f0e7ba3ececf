package judge

import (
	"slices"
	"strings"

	"mockpanel/panel"
)

// evidence returns the clauses of the answer that say most of the point, as
// one stretch inside a sentence.
func (f *finding) evidence() string {
	score := slices.Clone(f.clauses)
	for _, sets := range [][][]int32{f.point.must, f.point.expect} {
		for _, set := range sets {
			f.credit(score, set)
		}
	}
	best := -1
	for c, s := range score {
		if s > 0 && (best < 0 || s > score[best]) {
			best = c
		}
	}
	if best < 0 {
		return ""
	}
	t := f.text
	from, to := best, best+1
	same := func(c int) bool {
		return c >= 0 && c < len(score) && t.clauses[c].sentence == t.clauses[best].sentence && score[c] >= evidenceShare*score[best]
	}
	for same(from - 1) {
		from--
	}
	for same(to) {
		to++
	}
	return t.passage(span{from, to})
}

// Evidence takes in neighbouring clauses that say at least this share of what
// the best one says. Chosen by reading the evidence of development answers.
const (
	evidenceShare = 0.4
	setWeight     = 4.0 // an author's expression weighs as much as a fairly rare word
)

// credit adds a set of expressions to the clauses that name one of it.
func (f *finding) credit(score []float64, set []int32) {
	seen := map[int32]bool{}
	for _, term := range set {
		for _, hit := range f.hits.of(term) {
			if !seen[hit.clause] {
				seen[hit.clause] = true
				score[hit.clause] += setWeight
			}
		}
	}
}

// missing returns what was not heard: the stretches of the key point of which
// the answer names less than half, or the one it names least.
func (f *finding) missing(m panel.Mark) []string {
	if m != panel.Partial {
		return []string{f.point.key.Text}
	}
	t := f.point.text
	var out []string
	var open, least clause // the stretch being put together; the clause named least
	leastShare := 2.0
	flush := func() {
		if open.to > open.from {
			out = append(out, phrase(t.quote(open.from, open.to)))
		}
		open = clause{}
	}
	for _, c := range t.clauses {
		if c.to <= f.point.label {
			continue
		}
		c.from = max(c.from, f.point.label)
		share := f.heard(c)
		if share < leastShare {
			least, leastShare = c, share
		}
		if share >= 0.5 {
			flush()
			continue
		}
		if open.to > open.from && open.sentence == c.sentence {
			open.to = c.to
			continue
		}
		flush()
		open = c
	}
	flush()
	if len(out) == 0 && least.to > least.from {
		out = append(out, phrase(t.quote(least.from, least.to)))
	}
	return out
}

// phrase returns a stretch of a key point without half of a code span or of
// brackets.
func phrase(s string) string {
	s = strings.TrimSpace(s)
	if strings.Count(s, "`")%2 == 1 {
		s = strings.ReplaceAll(s, "`", "")
	}
	if strings.Count(s, "(") > strings.Count(s, ")") {
		s += ")"
	}
	return s
}

// heard returns the share of a clause of the key point that the answer names;
// 1 when the clause names nothing.
func (f *finding) heard(c clause) float64 {
	sum, total := 0.0, 0.0
	for _, u := range f.point.units {
		if u.from >= c.from && u.from < c.to {
			sum += u.weight * f.hits.best(u.term)
			total += u.weight
		}
	}
	if total == 0 {
		return 1
	}
	return sum / total
}
