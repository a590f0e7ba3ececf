package judge

import (
	"math"

	"mockpanel/content"
	"mockpanel/panel"
)

// The value of an answer to a key point, 0 missed to 2 covered, is a weighted
// sum of signals. The weights and cuts come from a ridge regression (penalty 1)
// on 144 labelled development answers to 24 prompts, once with a guide without
// annotations and once with the built-in one. The kappas named below are from
// eight-fold cross-validation by prompt; the weights are fitted on all.

// value returns the value, the cuts between missed, partial and covered, and
// the spread of the true value around it.
func (f *finding) value() (x, low, high, spread float64) {
	if f.readings == nil {
		return f.plain(), 0.90, 1.30, 0.60
	}
	return f.guided(), 0.75, 1.20, 0.55
}

// plain is the value by the key point's own words: kappa .66, without suspect
// .60.
func (f *finding) plain() float64 {
	nothing := 0.0
	if f.fresh < freshFloor {
		nothing = 1
	}
	return -0.17 + 0.09*math.Sqrt(f.mass) + 0.74*f.length + 0.06*f.margin -
		0.22*f.unknown - 0.32*f.denied - 0.60*min(maxSuspect, f.suspect) +
		1.12*min(1, f.fresh/enoughFresh) + 0.26*nothing
}

// guided is the value by the author's annotations: kappa .69, without suspect
// .67.
func (f *finding) guided() float64 {
	r := f.readings
	all := 0.0
	if r.all {
		all = 1
	}
	return -0.03 + 0.41*r.must + 0.03*all + 0.25*r.expect + 0.11*r.say + 0.91*r.near - 0.98*r.clash() +
		0.55*f.length + 0.23*f.margin - 0.12*f.denied - 0.46*min(maxSuspect, f.suspect) +
		0.35*min(1, f.fresh/enoughFresh)
}

// clash returns how much of a wrong claim is made, less where more is said of a
// right sentence: from sameClaim on, sharing words means nothing.
func (r *readings) clash() float64 {
	if r.which < 0 {
		return 0
	}
	return r.wrong * min(1, max(0, (r.lead+sameClaim)/(sameClaim+fullClash)))
}

// A wrong claim that is said this much less than a right one is not made, and
// one that is said this much more is made as a whole. Between five pairs of
// values tried, cross-validated kappa moved by less than .01.
const (
	sameClaim = 0.3
	fullClash = 0.1
)

// maxSuspect is from how many suspect words on more make no difference.
const maxSuspect = 2

// enoughFresh is the matched weight outside the question's words that leaves
// nothing to wish for: two rare words or three.
const enoughFresh = 6.0

// When a wrong claim is printed: the answer makes this share of an author's
// wrong sentence, and hardly less of it than of any right sentence. A claim
// counts more in words that false claims have, and less when the answer is near
// a right sentence elsewhere. Chosen on the development answers with the
// built-in annotations for a precision of .8.
const (
	wrongClaim   = 0.545
	wrongLead    = -0.05
	leastClaimed = 0.3
	suspectClaim = 0.25
	rightClaim   = 0.2
)

// wrong returns the index of the author's wrong sentence that the answer
// makes, -1 for none.
func (f *finding) wrong() int {
	r := f.readings
	if r == nil || r.which < 0 || r.lead < wrongLead || r.wrong < leastClaimed {
		return -1
	}
	claim := r.wrong + suspectClaim*min(1, f.suspect) - rightClaim*r.near
	if claim < wrongClaim {
		return -1
	}
	return r.which
}

// swappedVerdict returns the verdict on a pair that the answer swaps.
func (f *finding) swappedVerdict(k *content.KeyPoint) panel.Verdict {
	t, r := f.text, f.readings
	p := f.point.pairs[r.swapped].text
	return panel.Verdict{
		Mark:       panel.Wrong,
		Confidence: swapConfidence,
		Evidence:   t.quote(t.clauses[r.swap[0]].from, t.clauses[r.swap[1]-1].to),
		Missing:    []string{k.Text},
		Note:       p.Left + " = " + p.Right,
	}
}

// swapConfidence is set by hand: the built-in guides have few pairs.
const swapConfidence = 0.8

func (f *finding) wrongVerdict(k *content.KeyPoint, i int) panel.Verdict {
	t, r := f.text, f.readings
	v := panel.Verdict{
		Mark:       panel.Wrong,
		Confidence: math.Round(100*min(mostConfidence, 0.55+r.wrong/2)) / 100,
		Evidence:   t.quote(t.clauses[r.place[0]].from, t.clauses[r.place[1]-1].to),
		Missing:    []string{k.Text},
		Note:       k.Annotations.Wrong[i].Why,
	}
	if v.Note == "" {
		v.Note = f.say("이 주장은 확인이 필요합니다", "check this claim")
	}
	return v
}
