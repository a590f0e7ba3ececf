package judge

import (
	"math"
	"slices"
)

// features are what the learned models see of one key point and one answer, in
// the order of featureNames. Those from must on need annotations.
type features []float64

var featureNames = []string{
	"mass",                                // matched weight of the key point's words, saturating
	"length",                              // letters of the clauses that belong to the point
	"margin",                              // share minus sibling
	"share",                               // share of the point's weight that is matched
	"sibling",                             // the best sibling's share
	"fresh",                               // matched weight outside the question's words
	"clause",                              // weight in the clause that says most
	"heard",                               // share of the point's own clauses that are named
	"parts",                               // how many clauses those are
	"weight",                              // weight of the whole point
	"unknown",                             // the answer says it does not know, about this
	"denied",                              // denials beyond the point's own
	"denials",                             // the point's own
	"doubt",                               // the sentence about the point most like a wrong claim
	"meandoubt",                           // all of them
	"topdoubt",                            // the one that says most
	"away",                                // how much nearer they are to another subject
	"hedged",                              // expressions of guessing in them
	"grammar",                             // words in them that only a statement has
	"stated",                              // whether anything is stated at all
	"bonds", "bondtones", "bondparticles", // weight of the bonds that right sentences make
	"ahead", // that minus the best sibling's

	"must", "all", "expect", // share of sets said within one stretch, and whether every must is
	"anymust", "anyexpect", // the same anywhere
	"musts", "expects", // how many there are
	"say",                                    // share of the nearest right sentence that is said
	"near",                                   // cosine with it
	"saylead",                                // say minus the best sibling's
	"wrong",                                  // share of the nearest wrong claim that is made
	"lead",                                   // that minus the nearest right sentence's there
	"alike",                                  // cosine with that wrong claim
	"clash",                                  // wrong, less where lead is below
	"bestdoubt",                              // the stretch for the point, like a wrong claim
	"wrongdoubt",                             // the clauses of the wrong claim, likewise
	"strays", "straytones", "strayparticles", // share of the bonds that only a wrong claim makes
}

// plainFeatures is how many features do without annotations.
const plainFeatures = 24

// Bounds of features, set by hand so that none runs away.
const (
	leastDoubt, mostDoubt = -4.0, 2.0
	leastLead             = -0.5
	mostDenials           = 3
	heavyPoint            = 60.0
	heardShare            = 0.4
	ownSentence           = 2.0 // weight named in a sentence that makes it one about the point
)

// features returns what is known as the numbers that the models take.
func (f *finding) features() features {
	x := make(features, 0, len(featureNames))
	x = append(x, math.Sqrt(f.mass), f.length, f.margin, f.share, f.sibling, min(1, f.fresh/enoughFresh))
	x = f.appendParts(x)
	x = append(x, f.unknown, bounded(f.denied, -1, mostDenials), float64(f.point.denials))
	x = f.appendManner(x)
	x = append(x, one(f.text.stated()))
	for _, weight := range f.bonds {
		x = append(x, math.Log1p(weight))
	}
	x = append(x, f.ahead)
	if f.readings != nil {
		x = append(f.appendReadings(x), f.strays[:]...)
	}
	return x
}

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func bounded(x, least, most float64) float64 { return min(most, max(least, x)) }

// appendParts appends what the answer names of the parts of the key point.
func (f *finding) appendParts(x features) features {
	top := 0.0
	for _, c := range f.clauses {
		top = max(top, c)
	}
	heard, parts := 0.0, 0.0
	for _, c := range f.point.text.clauses {
		if c.to <= f.point.label {
			continue
		}
		parts++
		if f.heard(c) >= heardShare {
			heard++
		}
	}
	return append(x, math.Log1p(top), heard/max(1, parts), parts,
		min(heavyPoint, f.point.total)/heavyPoint)
}

// appendManner appends how the sentences are put that are about the point.
func (f *finding) appendManner(x features) features {
	worst, top, most := leastDoubt, leastDoubt, 0.0
	var doubt, away, hedged, grammar, weight float64
	for m, mine := range f.ownSentences {
		worst = max(worst, m.doubt)
		if mine > most {
			most, top = mine, m.doubt
		}
		doubt += mine * m.doubt
		away += mine * m.away
		hedged += mine * m.hedged
		grammar += mine * m.grammar
		weight += mine
	}
	if weight == 0 {
		return append(x, leastDoubt, leastDoubt, leastDoubt, 0, 0, 0)
	}
	return append(x, worst, doubt/weight, top, away/weight, hedged/weight, grammar/weight)
}

// ownSentences yields the sentences that are about the point: how each is put,
// and how much weight it names.
func (f *finding) ownSentences(yield func(manner, float64) bool) {
	for s := range f.text.sentences {
		mine := 0.0
		for _, weight := range f.clauses[s.from:s.to] {
			mine += weight
		}
		if mine >= ownSentence && !yield(f.manners[f.text.clauses[s.from].sentence], mine) {
			return
		}
	}
}

// appendReadings appends what the annotations say.
func (f *finding) appendReadings(x features) features {
	r := f.readings
	doubt := func(place span) float64 {
		if place.to == 0 {
			return leastDoubt
		}
		return f.text.doubt(place)
	}
	return append(x, r.must, one(r.all), r.expect, f.anywhere(f.point.must), f.anywhere(f.point.expect),
		float64(len(f.point.must)), float64(len(f.point.expect)), r.say, r.near, max(leastLead, r.sayLead),
		r.wrong, max(leastLead, r.lead), r.alike, r.clash(), doubt(r.best), doubt(r.place))
}

// anywhere returns the share of sets that the answer names an expression of,
// wherever; 0 when there are none.
func (f *finding) anywhere(sets [][]int32) float64 {
	n := 0.0
	for _, set := range sets {
		n += one(slices.ContainsFunc(set, f.hits.named))
	}
	return n / max(1, float64(len(sets)))
}
