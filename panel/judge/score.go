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
		return f.plain(), 0.75, 1.35, 0.62
	}
	return f.guided(), 0.80, 1.30, 0.58
}

func (f *finding) plain() float64 {
	nothing := 0.0
	if f.fresh < freshFloor {
		nothing = 1
	}
	return -0.24 + 0.49*math.Sqrt(f.mass) + 0.40*f.length + 0.09*f.margin -
		0.30*f.unknown - 0.47*f.denied - 0.40*f.always +
		1.05*min(1, f.fresh/6) + 0.42*nothing
}

func (f *finding) guided() float64 {
	r := f.readings
	return 0.35 + 0.38*r.must + 0.33*r.expect + 0.24*r.say + 1.11*r.near - 0.06*r.sayLead - 1.69*r.wrong +
		0.26*math.Max(r.lead, -1) + 0.17*math.Sqrt(f.mass) + 0.43*f.length + 0.33*f.margin -
		0.21*f.unknown - 0.12*f.denied - 0.46*f.always + 0.08*min(1, f.fresh/6)
}

// When a wrong claim is printed: the answer makes this share of an author's
// wrong sentence, counting absolutes and denials that the key point has not,
// and more of it than of any right sentence. On the development answers with
// the built-in annotations .88 of those printed were wrong.
const (
	wrongClaim   = 0.45
	wrongLead    = 0.03
	alwaysClaim  = 0.10
	deniedClaim  = 0.05
	leastClaimed = 0.33
)

// wrong returns the index of the author's wrong sentence that the answer
// makes, -1 for none.
func (f *finding) wrong() int {
	r := f.readings
	if r == nil || r.which < 0 || r.lead < wrongLead || r.wrong < leastClaimed {
		return -1
	}
	claim := r.wrong + alwaysClaim*math.Min(1, f.always) + deniedClaim*math.Min(1, f.denied)
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
