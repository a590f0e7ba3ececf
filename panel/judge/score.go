package judge

import (
	"math"

	"mockpanel/content"
	"mockpanel/panel"
)

// The value of an answer to a key point, 0 missed to 2 covered, is a weighted
// sum of signals. All numbers below come from a ridge regression (penalty 1)
// on 144 labelled development answers to 24 prompts; agreement is reported
// with eight-fold cross-validation by prompt, and the numbers are those fitted
// on all. They were fitted twice: on a guide without annotations and on one
// with them.

// value returns the value, the cuts between missed, partial and covered, and
// the spread of the true value around it.
func (f *finding) value() (x, low, high, spread float64) {
	if f.readings == nil {
		return f.plain(), 0.70, 1.30, 0.62
	}
	return f.guided(), 0.75, 1.25, 0.56
}

// plain is the value by the key point's own words: cross-validated kappa .60.
func (f *finding) plain() float64 {
	nothing := 0.0
	if f.fresh < freshFloor {
		nothing = 1
	}
	return -0.16 + 0.08*math.Sqrt(f.mass) + 0.72*f.length + 0.11*f.margin -
		0.18*f.unknown - 0.51*f.denied - 0.34*f.always +
		1.08*min(1, f.fresh/enoughFresh) + 0.27*nothing
}

// guided is the value by the author's annotations: cross-validated kappa .68.
func (f *finding) guided() float64 {
	r := f.readings
	all := 0.0
	if r.all {
		all = 1
	}
	return 0.54 + 0.34*r.must + 0.10*all + 0.24*r.expect + 0.25*r.say + 1.01*r.near -
		1.38*r.wrong + 0.54*r.lead - 1.00*r.alike +
		0.43*f.length + 0.43*f.margin - 0.10*f.unknown - 0.23*f.denied - 0.35*f.always +
		0.30*min(1, f.fresh/enoughFresh)
}

// enoughFresh is the matched weight outside the question's words that leaves
// nothing to wish for: two rare words or three.
const enoughFresh = 6.0

// When a wrong claim is printed: the answer makes this share of an author's
// wrong sentence, and more of it than of any right sentence. A claim counts
// more when it has absolutes that the key point has not, and less when the
// answer is near a right sentence elsewhere. Chosen on the development answers
// with the built-in annotations for a precision of .8.
const (
	wrongClaim   = 0.405
	wrongLead    = 0.03
	leastClaimed = 0.3
	alwaysClaim  = 0.1
	rightClaim   = 0.2
)

// wrong returns the index of the author's wrong sentence that the answer
// makes, -1 for none.
func (f *finding) wrong() int {
	r := f.readings
	if r == nil || r.which < 0 || r.lead < wrongLead || r.wrong < leastClaimed {
		return -1
	}
	if r.wrong+alwaysClaim*math.Min(1, f.always)-rightClaim*r.near < wrongClaim {
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
