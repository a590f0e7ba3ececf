package judge

import (
	"math"
	"slices"
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
	manners  []manner  // of the answer's sentences, by number
	readings *readings // nil without annotations
	own      span      // clauses that say what the user has taught
	lang     string
}

// doubtful is how near a value is to a cut when its verdict says so. Of such
// verdicts on left-out development prompts 46 % were right.
const doubtful = 0.1

func (f *finding) verdict(k *content.KeyPoint) panel.Verdict {
	a := f.assess()
	if f.own.to > 0 {
		return panel.Verdict{
			Mark: panel.Covered, Confidence: ownConfidence, Evidence: f.text.passage(f.own),
			Note: f.say("직접 인정한 표현입니다", "in words you have accepted"),
		}
	}
	if f.contradicted(a) {
		return f.wrongVerdict(k, a)
	}
	if f.readings != nil && f.readings.swapped >= 0 {
		return f.swappedVerdict(k)
	}
	low, high := a.forest.figures["low"], a.forest.figures["high"]
	mark := panel.Covered
	switch {
	case a.value < low || f.nothing():
		mark = panel.Missed
	case a.value < high || f.unknown > 0 || !f.text.stated() || f.lacksCore():
		mark = panel.Partial
	}
	v := panel.Verdict{Mark: mark, Confidence: a.confidence(mark)}
	if mark != panel.Missed {
		v.Evidence = f.evidence()
	}
	if mark != panel.Covered {
		v.Missing = f.missing(k, mark)
	}
	switch {
	case mark != panel.Covered && f.questionable(a, mark):
		v.Note = f.say("이 주장은 확인이 필요합니다", "check this claim")
	case !f.nothing() && min(math.Abs(a.value-low), math.Abs(a.value-high)) < doubtful:
		v.Note = f.say("경계에 가까운 판정입니다", "close to the boundary")
	}
	return v
}

// contradicted reports whether a wrong claim is called that: the author's own,
// or the core of the point with a denial.
func (f *finding) contradicted(a assessment) bool {
	r := f.readings
	if r == nil || a.wrong < learned().wrong.figures["printed"] {
		return false
	}
	return r.which >= 0 || r.all && f.denied > 0
}

// A must set may be left out by a sentence that is near enough to a say, and not
// nearer to a sibling's by more than siblingSay. On left-out development prompts
// must as an unconditional rule costs .03 of kappa, from nearSay on .01; siblingSay
// costs nothing on development answers.
const (
	nearSay    = 0.35
	siblingSay = 0.2
)

// lacksCore reports whether a must set is not said, and nothing said is near
// enough to a say.
func (f *finding) lacksCore() bool {
	r := f.readings
	return r != nil && !r.all && (r.near < nearSay || r.sayLead < -siblingSay)
}

func (f *finding) say(ko, en string) string {
	if f.lang == "en" {
		return en
	}
	return ko
}

// nothing reports whether the answer says nothing of the point that the
// question did not say already.
func (f *finding) nothing() bool {
	if f.fresh >= freshFloor {
		return false
	}
	if f.readings == nil {
		return true
	}
	for _, sets := range [][][]int32{f.point.must, f.point.expect} {
		for _, set := range sets {
			if slices.ContainsFunc(set, func(term int32) bool { return !f.question.asked[term] && f.hits.named(term) }) {
				return false
			}
		}
	}
	return true
}

// suspicious is the log of the odds from which a sentence about a point is put
// like a wrong claim more than like a right one.
const suspicious = 0.0

// questionable reports whether what is said of the point may be wrong, though
// not surely enough to say so.
func (f *finding) questionable(a assessment, m panel.Mark) bool {
	if f.readings != nil {
		return a.wrong >= halfWrong
	}
	if m == panel.Missed {
		return false
	}
	for m := range f.ownSentences {
		if m.doubt > suspicious {
			return true
		}
	}
	return false
}

// halfWrong is the chance of a contradiction from which a verdict asks to check
// the claim. Of 78 such points of left-out development prompts 44 % were wrong;
// without annotations, of 108, 46 %.
const halfWrong = 0.3

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
