package judge

import (
	"math"
	"strings"

	"mockpanel/content"
	"mockpanel/panel"
)

// finding is all that is known about one key point and one answer.
type finding struct {
	question *question
	point    *point
	text     *text
	hits     hits
	signals
	readings *readings // nil without annotations
	lang     string
}

// doubtful is how near a value is to a cut when its verdict says so. Of such
// verdicts on the development answers about half were right.
const doubtful = 0.1

// enoughNear is the cosine with the nearest right sentence below which a point
// is at most partial: an author's expressions alone are too common words to
// tell one subject from another. Of right sentences that were left out of the
// annotations, in the built-in guides, nine in ten are nearer; of the points
// that other prompts' model answers would be given, half are not. It leaves the
// agreement on the development answers as it is.
const enoughNear = 0.26

func (f *finding) verdict(k *content.KeyPoint) panel.Verdict {
	if i := f.wrong(); i >= 0 {
		return f.wrongVerdict(k, i)
	}
	if f.readings != nil && f.readings.swapped >= 0 {
		return f.swappedVerdict(k)
	}
	x, low, high, spread := f.value()
	mark := panel.Covered
	switch {
	case x < low || f.nothing():
		mark = panel.Missed
	case x < high || f.unknown > 0 || !f.text.stated() || f.readings != nil && (!f.readings.all || f.readings.near < enoughNear):
		mark = panel.Partial
	}
	v := panel.Verdict{Mark: mark, Confidence: f.confidence(mark, x, low, high, spread)}
	if mark != panel.Missed {
		v.Evidence = f.evidence()
	}
	if mark != panel.Covered {
		v.Missing = f.missing(k, mark)
	}
	switch {
	case mark == panel.Partial && f.readings == nil && f.denied+f.suspect > 0:
		v.Note = f.say("이 주장은 확인이 필요합니다", "check this claim")
	case !f.nothing() && min(math.Abs(x-low), math.Abs(x-high)) < doubtful:
		v.Note = f.say("경계에 가까운 판정입니다", "close to the boundary")
	}
	return v
}

func (f *finding) say(ko, en string) string {
	if f.lang == "en" {
		return en
	}
	return ko
}

// farFromSay is how near an answer without any must expression has to be to a
// say sentence to say anything of the point. Of .2 to .35 it is the one that
// did not lower kappa on the development answers.
const farFromSay = 0.2

// nothing reports whether the answer says nothing of the point that the
// question did not say already.
func (f *finding) nothing() bool {
	if f.readings != nil && f.readings.must == 0 && f.readings.near < farFromSay {
		return true
	}
	if f.fresh >= freshFloor {
		return false
	}
	if f.readings == nil {
		return true
	}
	for _, sets := range [][][]int32{f.point.must, f.point.expect} {
		for _, set := range sets {
			for _, term := range set {
				if !f.question.asked[term] && len(f.hits.of(term)) > 0 {
					return false
				}
			}
		}
	}
	return true
}

// confidence is the chance of the mark when the true value lies around x with
// the given spread.
func (f *finding) confidence(m panel.Mark, x, low, high, spread float64) float64 {
	below := func(cut float64) float64 { return 0.5 * math.Erfc((x-cut)/spread/math.Sqrt2) }
	p := 0.0
	switch m {
	case panel.Missed:
		p = below(low)
	case panel.Partial:
		p = below(high) - below(low)
	case panel.Covered:
		p = 1 - below(high)
	}
	if m == panel.Missed && f.nothing() {
		p = max(p, nothingConfidence)
	}
	return math.Round(100*min(max(p, leastConfidence), mostConfidence)) / 100
}

// Bounds of confidence. A verdict of missed on an answer that says nothing of
// the point is right in about nine cases of ten on the development answers.
const (
	leastConfidence   = 0.3
	mostConfidence    = 0.98
	nothingConfidence = 0.9
)

// evidence returns the clauses of the answer that say most of the point, as
// one stretch inside a sentence.
func (f *finding) evidence() string {
	score := append([]float64(nil), f.clauses...)
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
	return t.quote(t.clauses[from].from, t.clauses[to-1].to)
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
func (f *finding) missing(k *content.KeyPoint, m panel.Mark) []string {
	if m != panel.Partial {
		return []string{k.Text}
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
