package judge

import "mockpanel/content"

// question is a prompt ready for judging: what each key point names, and one
// index over all expressions for it.
type question struct {
	points    []point
	annotated bool
	subject   string
	echo      map[[3]rune]bool // trigrams of the question's text
	right     []sentence       // of the model answer
	asked     []bool           // terms that the question's text names
	worth     []float64        // weight of each term, for windows
	bonds     map[bond]int32   // numbers
	index
}

// point is a key point ready for judging.
type point struct {
	key       *content.KeyPoint
	text      *text
	label     int32 // letters of text that are the label
	units     []weighed
	total     float64 // weight of all units
	denials   int
	bonds     []weighedBond // that right sentences make
	annotated bool
	annotations
}

// weighed is a unit by the number of its term, with its weight here.
type weighed struct {
	term     int32
	weight   float64
	asked    bool // the question names it too
	from, to int32
}

// Weights of units. From the algorithm measured at 0.56; each was chosen on
// the development answers and none moves agreement by more than .03.
const (
	numberWeight  = 0.6
	askedWeight   = 0.25
	bracketWeight = 0.4
)

// siblingWeight is the weight of a unit by how many key points of the question
// name it.
var siblingWeight = []float64{1, 1, 0.6, 0.35}

// weigher says what a unit is worth, by its key.
type weigher func(key string) float64

// newQuestion prepares q; rarity weighs units by how rare they are in the guide.
func newQuestion(q *content.Question, rarity weigher) *question {
	out := &question{index: newIndex(), bonds: map[bond]int32{}, subject: subject(q)}
	text := newText(q.Text)
	asked := map[string]bool{}
	for _, u := range unitsOf(text) {
		asked[u.key] = true
	}
	weight := func(key string) float64 {
		w := rarity(key)
		if asked[key] {
			w *= askedWeight
		}
		return w
	}
	named := make([][]unit, len(q.KeyPoints))
	count := map[string]int{}
	for i := range q.KeyPoints {
		k := &q.KeyPoints[i]
		t := newText(k.String())
		named[i] = unitsOf(t)
		for _, u := range named[i] {
			count[u.key]++
		}
		out.points = append(out.points, point{key: k, text: t, label: int32(len(squash(k.Label))), denials: t.cues("denial")})
	}
	for i, units := range named {
		p := &out.points[i]
		for _, u := range units {
			w := weight(u.key) * siblingWeight[min(count[u.key], len(siblingWeight)-1)]
			if u.number {
				w *= numberWeight
			}
			if u.bracketed {
				w *= bracketWeight
			}
			p.units = append(p.units, weighed{out.addUnit(u), w, asked[u.key], u.from, u.to})
			p.total += w
		}
	}
	for i := range out.points {
		p := &out.points[i]
		if !p.key.Annotations.Empty() {
			out.annotated, p.annotated = true, true
			p.annotations = out.annotate(p.key, weight)
		} else {
			p.say = []sentence{out.addSentence(p.key.Text, weight)}
		}
		for _, s := range p.key.Accepted {
			p.accepted = append(p.accepted, out.addSentence(s, weight))
		}
	}
	if out.annotated && q.Model != "" {
		t := newText(q.Model)
		for s := range t.sentences {
			out.right = append(out.right, out.addSentence(t.passage(s), weight))
		}
	}
	out.weigh()
	out.bind()
	right := []string{q.Model}
	for _, k := range q.KeyPoints {
		right = append(append(right, k.Text), k.Annotations.Say...)
	}
	for i := range out.points {
		out.bindPairs(&out.points[i], right)
	}
	out.echo = text.trigrams()
	out.asked = make([]bool, len(out.terms))
	for _, hit := range out.scan(text).list {
		out.asked[hit.term] = true
	}
	return out
}

// weigh sets what each term is worth in a window: its weight in the sentences
// that name it.
func (q *question) weigh() {
	q.worth = make([]float64, len(q.terms))
	add := func(list []sentence) {
		for _, s := range list {
			for _, u := range s.terms {
				q.worth[u.term] = max(q.worth[u.term], u.weight)
			}
		}
	}
	add(q.right)
	for i := range q.points {
		add(q.points[i].say)
		add(q.points[i].wrong)
		add(q.points[i].accepted)
	}
}
