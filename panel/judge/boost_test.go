package judge

import (
	"bytes"
	"fmt"
	"math"
	"math/rand"
	"strconv"

	"mockpanel/panel"
)

// Settings of the boosted trees: between those tried (60 to 300 trees of depth
// 2 to 4) agreement on development prompts that were left out moved by .01.
const (
	bags        = 8  // forests, each grown on other draws; the sum of all is kept
	boostTrees  = 40 // in each
	boostDepth  = 3
	boostRate   = 0.12
	boostLeaf   = 10  // samples a leaf has at least
	boostRows   = 0.7 // share of samples a tree sees
	boostCols   = 0.6 // share of features a split looks at
	boostCuts   = 6   // cuts a split tries a feature
	boostShrink = 3   // samples at the mean that every leaf is mixed with
	trialFolds  = 12
)

// trainer grows trees for the residuals of samples.
type trainer struct {
	samples []sample
	rest    []float64
	names   []string
	way     map[string]float64 // 1 for features that may only raise the target, -1 for lower
	rng     *rand.Rand
}

// Which way features speak.
var (
	forValue = ways(1, "bonds", "bondtones", "bondparticles", "ahead", "mass", "length", "share", "fresh", "clause", "heard", "grammar", "stated",
		"must", "all", "expect", "anymust", "anyexpect", "say", "near", "saylead",
		-1, "sibling", "unknown", "denied", "doubt", "meandoubt", "topdoubt", "away", "hedged",
		"wrong", "lead", "clash", "bestdoubt", "wrongdoubt", "strays", "straytones", "strayparticles")
	forWrong = ways(1, "strays", "straytones", "strayparticles", "wrong", "lead", "alike", "clash", "doubt", "meandoubt", "topdoubt", "bestdoubt", "wrongdoubt", "denied",
		-1, "bonds", "bondtones", "bondparticles", "ahead", "say", "near", "saylead", "unknown", "hedged", "away")
)

func ways(list ...any) map[string]float64 {
	m, way := map[string]float64{}, 0.0
	for _, x := range list {
		if n, ok := x.(int); ok {
			way = float64(n)
			continue
		}
		m[x.(string)] = way
	}
	return m
}

// boost fits a forest to the goal by least squares.
func boost(samples []sample, goal goal, names []string) *forest {
	sum, weight := 0.0, 0.0
	for i := range samples {
		sum += samples[i].weight * goal.of(samples[i].label)
		weight += samples[i].weight
	}
	f := &forest{base: math.Round(1000*sum/weight) / 1000}
	for bag := range bags {
		b := &trainer{samples, make([]float64, len(samples)), names, goal.ways, rand.New(rand.NewSource(int64(bag)))}
		for i := range samples {
			b.rest[i] = goal.of(samples[i].label) - f.base
		}
		f.trees = append(f.trees, b.trees()...)
	}
	for _, tree := range f.trees {
		for i := range tree {
			if tree[i].feature < 0 {
				tree[i].value = math.Round(1e4*tree[i].value/bags) / 1e4
			}
		}
	}
	return f
}

// trees grows trees, each for what those before left over.
func (b *trainer) trees() (trees [][]node) {
	for range boostTrees {
		var rows []int
		for i := range b.samples {
			if b.rng.Float64() < boostRows {
				rows = append(rows, i)
			}
		}
		var tree []node
		b.grow(rows, boostDepth, math.Inf(-1), math.Inf(1), &tree)
		one := &forest{trees: [][]node{tree}}
		for i := range b.samples {
			b.rest[i] -= one.at(b.samples[i].features)
		}
		trees = append(trees, tree)
	}
	return trees
}

func (b *trainer) sums(rows []int) (sum, weight float64) {
	for _, i := range rows {
		sum += b.samples[i].weight * b.rest[i]
		weight += b.samples[i].weight
	}
	return sum, weight
}

// leaf is the value of a leaf over samples with this sum of residuals.
func leaf(sum, weight float64) float64 { return boostRate * sum / (weight + boostShrink) }

// grow appends a tree whose leaves lie between least and most, so that more of
// a feature that speaks for something never makes it less.
func (b *trainer) grow(rows []int, depth int, least, most float64, tree *[]node) {
	at := len(*tree)
	sum, weight := b.sums(rows)
	*tree = append(*tree, node{feature: -1, value: bounded(leaf(sum, weight), least, most)})
	if depth == 0 || len(rows) < 2*boostLeaf {
		return
	}
	best := 1e-9
	split := node{feature: -1}
	for k := range b.names {
		if b.rng.Float64() > boostCols {
			continue
		}
		for range boostCuts {
			cut := math.Round(1e4*b.samples[rows[b.rng.Intn(len(rows))]].features[k]) / 1e4
			if gain := b.gain(rows, k, cut, sum, weight); gain > best {
				best, split = gain, node{feature: k, value: cut}
			}
		}
	}
	if split.feature < 0 {
		return
	}
	(*tree)[at] = split
	low := func(i int) bool { return b.samples[i].features[split.feature] <= split.value }
	var below, above []int
	for _, i := range rows {
		if low(i) {
			below = append(below, i)
		} else {
			above = append(above, i)
		}
	}
	lowLeast, lowMost, highLeast, highMost := least, most, least, most
	if way := b.way[b.names[split.feature]]; way != 0 {
		s, w := b.sums(below)
		middle := bounded((leaf(s, w)+leaf(sum-s, weight-w))/2, least, most)
		if way > 0 {
			lowMost, highLeast = middle, middle
		} else {
			lowLeast, highMost = middle, middle
		}
	}
	b.grow(below, depth-1, lowLeast, lowMost, tree)
	(*tree)[at].above = len(*tree)
	b.grow(above, depth-1, highLeast, highMost, tree)
}

// gain returns how much a split lowers the squared error.
func (b *trainer) gain(rows []int, k int, cut, sum, weight float64) float64 {
	s, w, n := 0.0, 0.0, 0
	for _, i := range rows {
		if b.samples[i].features[k] <= cut {
			s += b.samples[i].weight * b.rest[i]
			w += b.samples[i].weight
			n++
		}
	}
	if n < boostLeaf || len(rows)-n < boostLeaf {
		return 0
	}
	if b.way[b.names[k]]*(leaf(sum-s, weight-w)-leaf(s, w)) < 0 {
		return 0
	}
	return s*s/w + (sum-s)*(sum-s)/(weight-w) - sum*sum/weight
}

// trial returns for each labelled answer's sample what forests say that were
// grown without its group.
func trial(samples []sample, goal goal, names []string) []float64 {
	fold := map[string]int{}
	for _, s := range samples {
		if _, ok := fold[s.group]; !ok {
			fold[s.group] = len(fold) % trialFolds
		}
	}
	out := make([]float64, len(samples))
	for f := range trialFolds {
		var others []sample
		for _, s := range samples {
			if fold[s.group] != f {
				others = append(others, s)
			}
		}
		forest := boost(others, goal, names)
		for i, s := range samples {
			if fold[s.group] == f {
				out[i] = forest.at(s.features)
			}
		}
	}
	return out
}

// goal is what a forest is to say of a mark, and how features speak for it.
type goal struct {
	of   func(panel.Mark) float64
	ways map[string]float64
}

var (
	theValue = goal{rank, forValue}
	theWrong = goal{isWrong, forWrong}
)

func isWrong(m panel.Mark) float64 { return one(m == panel.Wrong) }

// rank is how much a mark says of a point, 0 to 2.
func rank(m panel.Mark) float64 {
	switch m {
	case panel.Covered:
		return 2
	case panel.Partial:
		return 1
	}
	return 0
}

// model is a forest and the numbers that go with it.
type model struct {
	forest  *forest
	names   []string
	figures []figure // by name
}

// learn grows a forest, and finds the numbers that go with it by trials on
// samples left out.
func learn(samples []sample, goal goal, names []string, figures func([]sample, []float64) []figure) *model {
	return &model{boost(samples, goal, names), names, figures(samples, trial(samples, goal, names))}
}

type figure struct {
	name  string
	value float64
}

// Cuts are as good as the best when kappa is lower by this at most; those taken
// are the mean of such cuts, as a single best is chance. Of them only those
// count that give as much as people do or a little more: on 144 answers by other
// hands, to the guide that the built-in one was written after, that agreed better
// by .02.
const (
	asGood = 0.015
	even   = 0.05
)

// valueFigures finds the cuts between the marks, given what the forests say of
// prompts they have not seen.
func valueFigures(samples []sample, x []float64) []figure {
	type cuts struct{ low, high, kappa float64 }
	var all []cuts
	best := 0.0
	for low := 0.40; low < 1.2; low += 0.05 {
		for high := low + 0.2; high < 1.8; high += 0.05 {
			c := cutConfusion(samples, x, low, high)
			if k := kappa(c); bias(c) >= 0 && bias(c) <= even {
				all = append(all, cuts{low, high, k})
				best = max(best, k)
			}
		}
	}
	var low, high, good, square, n float64
	for _, c := range all {
		if c.kappa >= best-asGood {
			low, high, good = low+c.low, high+c.high, good+1
		}
	}
	low, high = low/good, high/good
	for i, s := range samples {
		if s.weight == 1 {
			square += (x[i] - rank(s.label)) * (x[i] - rank(s.label))
			n++
		}
	}
	return []figure{{"high", high}, {"kappa", kappa(cutConfusion(samples, x, low, high))}, {"low", low}, {"spread", math.Sqrt(square / n)}}
}

// cutConfusion compares values cut at low and high with the labels.
func cutConfusion(samples []sample, x []float64, low, high float64) [4][4]int {
	var l Labelled
	for i, s := range samples {
		if s.weight != 1 {
			continue
		}
		mark := panel.Covered
		switch {
		case x[i] < low:
			mark = panel.Missed
		case x[i] < high:
			mark = panel.Partial
		}
		l.Labels, l.Marks = append(l.Labels, s.label), append(l.Marks, mark)
	}
	return confusion([]Labelled{l})
}

// wantedRecall is the share of contradicted points of development prompts left
// out that is to be called wrong. It is the least that the program is to reach:
// each further one costs more users who are told wrongly that they are wrong.
const wantedRecall = 0.55

// wrongFigures finds the chance from which a wrong claim is printed: the highest
// that finds enough.
func wrongFigures(samples []sample, x []float64) []figure {
	cut, printed, right, all := 1.0, 0.0, 0.0, 0.0
	for _, s := range samples {
		if s.weight == 1 {
			all += isWrong(s.label)
		}
	}
	for right < wantedRecall*all {
		cut -= 0.01
		printed, right = 0, 0
		for i, s := range samples {
			if s.weight == 1 && x[i] >= cut {
				printed++
				right += isWrong(s.label)
			}
		}
	}
	return []figure{{"precision", right / printed}, {"printed", cut}}
}

const learnedBy = "# Boosted regression trees, learned from testdata/dev-*.jsonl and made-up\n" +
	"# answers by go test ./panel/judge -run Train -train.\n"

const (
	plainHead  = "# The value of an answer to a key point, 0 missed to 2 covered, by the key\n# point's own words.\n" + learnedBy
	guidedHead = "# The value of an answer to a key point, 0 missed to 2 covered, by the author's\n# annotations.\n" + learnedBy
	wrongHead  = "# The chance that an answer contradicts a key point.\n" + learnedBy
)

func (m *model) file(head string) []byte {
	var b bytes.Buffer
	b.WriteString(head)
	for _, f := range m.figures {
		fmt.Fprintf(&b, "%s %.2f\n", f.name, f.value)
	}
	fmt.Fprintf(&b, "base %s\n", short(m.forest.base))
	for _, tree := range m.forest.trees {
		for i, n := range tree {
			if i > 0 {
				b.WriteByte(' ')
			}
			if n.feature >= 0 {
				b.WriteString(m.names[n.feature] + " ")
			}
			b.WriteString(short(n.value))
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

func short(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
