package judge

import (
	"math"
	"sync"

	"mockpanel/panel"
)

// models are the learned forests; they are read once. Each carries numbers of
// its own, found on prompts that it had not seen: low and high are the values
// that cut missed, partial and covered, spread is how far the true value lies
// from the forest's, printed is the chance from which a claim is called wrong.
type models struct{ plain, guided, wrong *forest }

var learned = sync.OnceValue(func() models {
	return models{
		plain:  readForest("plain.txt", featureNames[:plainFeatures]),
		guided: readForest("guided.txt", featureNames),
		wrong:  readForest("wrong.txt", featureNames),
	}
})

// assessment is what the models say of a finding.
type assessment struct {
	value  float64 // 0 missed to 2 covered
	wrong  float64 // chance that the point is contradicted, 0 to 1
	forest *forest // that gave the value
}

func (f *finding) assess() assessment {
	m, x := learned(), f.features()
	if f.readings == nil {
		return assessment{value: m.plain.at(x), forest: m.plain}
	}
	a := assessment{m.guided.at(x), bounded(m.wrong.at(x), 0, 1), m.guided}
	switch r := f.readings; {
	case r.which >= 0 && r.wrong >= wholeClaim && r.lead > 0:
		a.value, a.wrong = 0, mostConfidence
	case r.near >= verbatim:
		a.value, a.wrong = 2, 0
	case r.lead < leastClaim:
		a.wrong = min(a.wrong, m.wrong.figures["printed"]-0.01)
	}
	return a
}

// leastClaim is the lead of a wrong claim below which it is not printed: a right
// sentence, of this key point or another, is said far more.
const leastClaim = -0.25

// wholeClaim is the share of an author's wrong claim from which it is made as it
// stands, when no right sentence is said as much. Set by hand.
const wholeClaim = 0.9

// verbatim is the cosine with an author's sentence from which it is said as it
// stands: of 1,477 labelled points one is that near.
const verbatim = 0.8

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
// values tried, kappa on left-out prompts moved by less than .01.
const (
	sameClaim = 0.3
	fullClash = 0.1
)

// enoughFresh is the matched weight outside the question's words that leaves
// nothing to wish for: two rare words or three.
const enoughFresh = 6.0

// confidence is the chance of a mark when the true value lies around the
// forest's with its spread.
func (a assessment) confidence(m panel.Mark) float64 {
	low, high, spread := a.forest.figures["low"], a.forest.figures["high"], a.forest.figures["spread"]
	below := func(cut float64) float64 { return 0.5 * math.Erfc((a.value-cut)/spread/math.Sqrt2) }
	switch m {
	case panel.Missed:
		return rounded(below(low))
	case panel.Partial:
		return rounded(below(high) - below(low))
	}
	return rounded(1 - below(high))
}

// Bounds of confidence. Between them it is what it says: of verdicts on left-out
// development prompts with a confidence of .36, .55, .65, .74, .85 and .92 the
// share that agreed was .48, .54, .56, .65, .87 and .97.
const (
	leastConfidence = 0.3
	mostConfidence  = 0.98
)

func rounded(p float64) float64 {
	return math.Round(100*bounded(p, leastConfidence, mostConfidence)) / 100
}
