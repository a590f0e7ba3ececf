package judge

import (
	"math"
	"slices"
	"strings"

	"mockpanel/panel"
)

// finding is all that is known about one key point and one answer.
type finding struct {
	question *question
	point    *point
	text     *text
	hits     hits
	signals
	relations
	manners  []manner  // of the answer's sentences, by number
	readings *readings // nil without annotations
	own      span      // clauses that say what the user has taught
	lang     string
}

// doubtful is how near a value is to a cut when its verdict says so. Of such
// verdicts on left-out development prompts 45 % were right.
const doubtful = 0.1

// verdict returns what is printed of a finding.
func (f *finding) verdict() panel.Verdict {
	if f.own.to > 0 {
		return panel.Verdict{
			Mark: panel.Covered, Confidence: ownConfidence, Evidence: f.text.passage(f.own),
			Note: f.say("직접 인정한 표현입니다", "in words you have accepted"),
		}
	}
	a := f.assess()
	if f.contradicted(a) {
		return f.wrongVerdict(a)
	}
	if f.readings != nil && f.readings.swapped != nil {
		return f.swappedVerdict()
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
		v.Missing = f.missing(mark)
	}
	switch {
	case mark != panel.Covered && f.questionable(a, mark):
		v.Note = f.say("이 주장은 확인이 필요합니다", "check this claim")
	case !f.nothing() && min(math.Abs(a.value-low), math.Abs(a.value-high)) < doubtful:
		v.Note = f.say("경계에 가까운 판정입니다", "close to the boundary")
	}
	return v
}

// sameWords is the share of an author's wrong claim that an answer has to make
// to be given the author's reason against it.
const sameWords = 0.4

// wrongVerdict is the verdict on a claim that contradicts the point.
func (f *finding) wrongVerdict(a assessment) panel.Verdict {
	r, k := f.readings, f.point.key
	v := panel.Verdict{
		Mark:       panel.Wrong,
		Confidence: rounded(a.wrong),
		Missing:    f.missing(panel.Wrong),
		Note:       k.Text,
	}
	if r.which < 0 {
		v.Evidence = f.evidence()
		return v
	}
	v.Evidence = f.text.passage(r.place)
	if why := k.Annotations.Wrong[r.which].Why; why != "" && r.wrong >= sameWords {
		v.Note = why
	}
	return v
}

// swappedVerdict is the verdict on two names that the answer swaps.
func (f *finding) swappedVerdict() panel.Verdict {
	var right []string
	for _, k := range f.readings.swapped {
		p := f.point.key.Annotations.Pair[k]
		right = append(right, p.Left+" = "+p.Right)
	}
	return panel.Verdict{
		Mark:       panel.Wrong,
		Confidence: swapConfidence,
		Evidence:   f.text.passage(f.readings.swap),
		Missing:    f.missing(panel.Wrong),
		Note:       strings.Join(right, ", "),
	}
}

// swapConfidence is set by hand: labelled answers swap few names.
const swapConfidence = 0.8

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
// the claim. Of 69 such points of left-out development prompts 48 % were wrong;
// without annotations, of 108, 46 %.
const halfWrong = 0.3
