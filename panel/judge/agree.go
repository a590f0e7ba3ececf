package judge

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"

	"mockpanel/panel"
)

// Labelled is one answer as people labelled it and as a judge marked it, one
// mark per key point, in order.
type Labelled struct {
	Style  string // kind of answer, "" when not said
	Labels []panel.Mark
	Marks  []panel.Mark
}

// Agreement says how well a judge's marks agree with labels. Ungraded marks
// are counted and left out of every figure.
type Agreement struct {
	Answers   int `json:"answers"`
	KeyPoints int `json:"key_points"`
	Ungraded  int `json:"ungraded"`
	// Confusion counts key points by label (row) and mark (column), both in
	// the order missed, wrong, partial, covered.
	Confusion [4][4]int `json:"confusion"`
	// Kappa is the quadratic weighted kappa (Cohen 1968) over missed or wrong
	// 0, partial 1, covered 2; Low and High bound 95 % of the bootstrap, which
	// draws whole answers.
	Kappa    float64 `json:"kappa"`
	Low      float64 `json:"kappa_low"`
	High     float64 `json:"kappa_high"`
	Accuracy float64 `json:"accuracy"` // share of equal values, missed and wrong being one
	Gap      Rate    `json:"gap"`      // missed or wrong
	Wrong    Rate    `json:"wrong"`
	Bias     float64 `json:"bias"` // mean of mark minus label, each 0 to 1
	ByStyle  []Style `json:"by_style,omitempty"`
}

// Rate says how well one kind of verdict is found. All are 0 when it is never
// printed.
type Rate struct {
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

// Style is the agreement on one kind of answer.
type Style struct {
	Style     string  `json:"style"`
	KeyPoints int     `json:"key_points"`
	Accuracy  float64 `json:"accuracy"`
	Bias      float64 `json:"bias"`
}

// The bootstrap is the same in every run: resampling 1,000 times moves its
// bounds by less than .005 between seeds.
const (
	bootstrapRuns = 1000
	bootstrapSeed = 20260101
)

// Agree compares marks with labels. It returns an error when an answer has not
// as many labels as marks, or a label is ungraded.
func Agree(answers []Labelled) (Agreement, error) {
	a := Agreement{Answers: len(answers)}
	styles := map[string][]Labelled{}
	for i, l := range answers {
		if len(l.Labels) != len(l.Marks) {
			return Agreement{}, fmt.Errorf("answer %d: %d labels for %d key points", i+1, len(l.Labels), len(l.Marks))
		}
		if slices.Contains(l.Labels, panel.Ungraded) {
			return Agreement{}, fmt.Errorf("answer %d: a label is not one of missed, wrong, partial, covered", i+1)
		}
		styles[l.Style] = append(styles[l.Style], l)
		for _, mark := range l.Marks {
			if mark == panel.Ungraded {
				a.Ungraded++
			}
		}
	}
	c := confusion(answers)
	a.Confusion, a.KeyPoints, a.Kappa, a.Accuracy, a.Bias = c, total(c), kappa(c), accuracy(c), bias(c)
	a.Gap, a.Wrong = rate(c, 0, 1), rate(c, 1)
	a.Low, a.High = bootstrap(answers)
	delete(styles, "")
	for _, style := range slices.Sorted(maps.Keys(styles)) {
		c := confusion(styles[style])
		a.ByStyle = append(a.ByStyle, Style{style, total(c), accuracy(c), bias(c)})
	}
	return a, nil
}

func column(m panel.Mark) int { return int(m) - int(panel.Missed) }

// value is a mark's place in the order that kappa weighs, by column.
var value = [4]int{0, 0, 1, 2}

// confusion counts the key points of answers by label and mark.
func confusion(answers []Labelled) (c [4][4]int) {
	for _, l := range answers {
		for k, mark := range l.Marks {
			if mark != panel.Ungraded {
				c[column(l.Labels[k])][column(mark)]++
			}
		}
	}
	return c
}

func total(c [4][4]int) int {
	n := 0
	for _, row := range c {
		for _, count := range row {
			n += count
		}
	}
	return n
}

// kappa is 1 when there is nothing to disagree on.
func kappa(c [4][4]int) float64 {
	var rows, columns [3]float64 // by value
	n, disagreed := 0.0, 0.0
	for i, row := range c {
		for j, count := range row {
			x, y, w := value[i], value[j], float64(count)
			rows[x] += w
			columns[y] += w
			n += w
			disagreed += float64((x-y)*(x-y)) * w
		}
	}
	expected := 0.0
	for x := range 3 {
		for y := range 3 {
			expected += float64((x-y)*(x-y)) * rows[x] * columns[y] / max(1, n)
		}
	}
	if expected == 0 {
		return 1
	}
	return 1 - disagreed/expected
}

func accuracy(c [4][4]int) float64 {
	same := 0
	for i, row := range c {
		for j, count := range row {
			if value[i] == value[j] {
				same += count
			}
		}
	}
	return ratio(same, total(c))
}

func bias(c [4][4]int) float64 {
	sum := 0
	for i, row := range c {
		for j, count := range row {
			sum += (value[j] - value[i]) * count
		}
	}
	return ratio(sum, 2*total(c))
}

// rate takes the given columns as the kind to be found.
func rate(c [4][4]int, kinds ...int) Rate {
	hit, marked, labelled := 0, 0, 0
	for i, row := range c {
		for j, count := range row {
			is, said := slices.Contains(kinds, i), slices.Contains(kinds, j)
			if is {
				labelled += count
			}
			if said {
				marked += count
			}
			if is && said {
				hit += count
			}
		}
	}
	r := Rate{Precision: ratio(hit, marked), Recall: ratio(hit, labelled)}
	if r.Precision+r.Recall > 0 {
		r.F1 = 2 * r.Precision * r.Recall / (r.Precision + r.Recall)
	}
	return r
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func bootstrap(answers []Labelled) (low, high float64) {
	if len(answers) == 0 {
		return 1, 1
	}
	each := make([][4][4]int, len(answers))
	for i, l := range answers {
		each[i] = confusion([]Labelled{l})
	}
	random := rand.New(rand.NewPCG(bootstrapSeed, bootstrapSeed))
	kappas := make([]float64, bootstrapRuns)
	for run := range kappas {
		var c [4][4]int
		for range answers {
			for i, row := range each[random.IntN(len(each))] {
				for j, count := range row {
					c[i][j] += count
				}
			}
		}
		kappas[run] = kappa(c)
	}
	slices.Sort(kappas)
	return kappas[bootstrapRuns*25/1000], kappas[bootstrapRuns*975/1000]
}
