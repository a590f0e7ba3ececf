package judge

import (
	"slices"

	"mockpanel/content"
)

// question is a prompt ready for judging: what each key point names, and one
// index over all expressions for it.
type question struct {
	points    []point
	annotated bool
	taught    bool // the user has accepted expressions for a point
	subject   string
	echo      map[[3]rune]bool // trigrams of the question's text
	right     []sentence       // of the model answer
	asked     []bool           // terms that the question's text names
	worth     []float64        // weight of each term, for windows
	index
}

// point is a key point ready for judging.
type point struct {
	text      *text
	label     int32 // letters of text that are the label
	units     []weighed
	total     float64 // weight of all units
	denials   int
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

// index finds terms in an answer. A term is anything looked for: all
// expressions of one unit.
type index struct {
	terms       map[string]int32
	identifiers []int32           // terms that have parts, in order
	parts       map[int32][]int32 // of identifiers
	patterns    []pattern
	owners      [][]owner
	known       map[string]int32   // patterns by letters
	starting    map[rune][]int32   // patterns by key
	sounds      map[string][]int32 // terms by the sound of a Latin expression
}

type owner struct {
	term     int32
	strength float64
}

func newIndex() index {
	return index{
		terms: map[string]int32{}, parts: map[int32][]int32{},
		known: map[string]int32{}, starting: map[rune][]int32{}, sounds: map[string][]int32{},
	}
}

// add returns the number of the term with this key, which it makes of forms
// when it is new.
func (x *index) add(key string, forms []form) int32 {
	term, ok := x.terms[key]
	if ok {
		return term
	}
	term = int32(len(x.terms))
	x.terms[key] = term
	for _, f := range forms {
		x.addSound(term, f.letters)
		p, ok := x.known[f.letters]
		if !ok {
			p = int32(len(x.patterns))
			x.known[f.letters] = p
			q := newPattern([]rune(f.letters))
			x.patterns = append(x.patterns, q)
			x.owners = append(x.owners, nil)
			k := keyOf(q.letters)
			x.starting[k] = append(x.starting[k], p)
		}
		x.owners[p] = append(x.owners[p], owner{term, f.strength})
	}
	return term
}

// addSound lets a Latin word be spelt by ear.
func (x *index) addSound(term int32, letters string) {
	word := []rune(letters)
	if len(word) < soundLetters || !isLatin(word[0]) {
		return
	}
	if s := soundOfLatin(word); len(s) >= soundClasses {
		x.sounds[string(s)] = append(x.sounds[string(s)], term)
	}
}

// addUnit is add for a unit and its parts.
func (x *index) addUnit(u unit) int32 {
	if _, ok := x.terms[u.key]; ok {
		return x.terms[u.key]
	}
	term := x.add(u.key, u.expressions())
	if len(u.parts) > 0 {
		x.identifiers = append(x.identifiers, term)
	}
	for _, forms := range u.parts {
		x.parts[term] = append(x.parts[term], x.add("part "+forms[0].letters, forms))
	}
	return term
}

// hit is one place where an answer names a term.
type hit struct {
	term     int32
	clause   int32
	at, end  int32 // letters
	strength float64
}

// scan returns where t names which terms, by term and place. Dropped clauses
// name nothing.
func (x *index) scan(t *text) hits {
	list := make([]hit, 0, len(t.letters))
	for i := range t.letters {
		if !t.start[i] || t.clauses[t.clause[i]].dropped {
			continue
		}
		for _, k := range keysAt(t, i) {
			for _, p := range x.starting[k] {
				end := x.patterns[p].find(t, i)
				if end < 0 {
					continue
				}
				for _, o := range x.owners[p] {
					list = append(list, hit{o.term, t.clause[i], int32(i), int32(end), o.strength})
				}
			}
		}
	}
	list = x.scanSounds(t, list)
	inPlace := slices.Clone(list)
	clause := make([]int32, len(t.clauses)+1)
	for i, at := 0, 0; i < len(clause); i++ {
		for at < len(inPlace) && int(inPlace[at].clause) < i {
			at++
		}
		clause[i] = int32(at)
	}
	slices.SortStableFunc(list, func(a, b hit) int { return int(a.term) - int(b.term) })
	h := hits{list: list, first: make([]int32, len(x.terms)+1), parts: x.parts, inPlace: inPlace, clause: clause}
	at := 0
	for term := range h.first {
		for at < len(list) && int(list[at].term) < term {
			at++
		}
		h.first[term] = int32(at)
	}
	return h
}

// scanSounds adds the Latin words that t spells by ear.
func (x *index) scanSounds(t *text, list []hit) []hit {
	if len(x.sounds) == 0 {
		return list
	}
	before := len(list)
	buffer := make([]byte, maxClause)
	for i := 0; i < len(t.letters); {
		end := t.word(i)
		if isHangul(t.letters[i]) && !t.clauses[t.clause[i]].dropped {
			t.sounds(i, end, buffer, func(classes []byte, to int) {
				for _, term := range x.sounds[string(classes)] {
					list = append(list, hit{term, t.clause[i], int32(i), int32(to), bySound})
				}
			})
		}
		i = end
	}
	if len(list) > before {
		slices.SortStableFunc(list, func(a, b hit) int { return int(a.at) - int(b.at) })
	}
	return list
}

// hits are all hits of one answer.
type hits struct {
	list    []hit
	first   []int32 // where in list each term's hits begin
	inPlace []hit   // by place
	clause  []int32 // where in inPlace each clause begins
	parts   map[int32][]int32
}

func (h hits) of(term int32) []hit { return h.list[h.first[term]:h.first[term+1]] }

func (h hits) inClause(c int32) []hit { return h.inPlace[h.clause[c]:h.clause[c+1]] }

// best returns how surely the answer names a term anywhere, 0 when it does
// not. An identifier counts by the share of its parts as well.
func (h hits) best(term int32) float64 {
	best := 0.0
	for _, hit := range h.of(term) {
		best = max(best, hit.strength)
	}
	parts := h.parts[term]
	if best > 0 || len(parts) == 0 {
		return best
	}
	named := 0
	for _, p := range parts {
		if len(h.of(p)) > 0 {
			named++
		}
	}
	return part * float64(named) / float64(len(parts))
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

// newQuestion prepares q; idf weighs units by how rare they are in the guide.
func newQuestion(q *content.Question, idf func(key string) float64) *question {
	out := &question{index: newIndex(), subject: subject(q)}
	asked := map[string]bool{}
	for _, u := range unitsOf(newText(q.Text)) {
		asked[u.key] = true
	}
	named := make([][]unit, len(q.KeyPoints))
	count := map[string]int{}
	for i, k := range q.KeyPoints {
		t := newText(k.String())
		named[i] = unitsOf(t)
		for _, u := range named[i] {
			count[u.key]++
		}
		p := point{text: t, label: int32(len(squash(k.Label)))}
		p.denials = t.cues("denial")
		out.points = append(out.points, p)
	}
	for i, units := range named {
		p := &out.points[i]
		for _, u := range units {
			w := idf(u.key) * siblingWeight[min(count[u.key], len(siblingWeight)-1)]
			if u.number {
				w *= numberWeight
			}
			if asked[u.key] {
				w *= askedWeight
			}
			if u.bracketed {
				w *= bracketWeight
			}
			p.units = append(p.units, weighed{out.addUnit(u), w, asked[u.key], u.from, u.to})
			p.total += w
		}
	}
	for i := range q.KeyPoints {
		if k := &q.KeyPoints[i]; !k.Annotations.Empty() {
			out.annotated, out.points[i].annotated = true, true
			out.points[i].annotations = out.annotate(k, idf, asked)
		}
		out.points[i].accepted = out.accept(&q.KeyPoints[i], idf, asked)
		out.taught = out.taught || len(q.KeyPoints[i].Accepted) > 0
	}
	if out.annotated && q.Model != "" {
		t := newText(q.Model)
		for s := range t.sentences {
			out.right = append(out.right, out.addSentence(t.passage(s), idf, asked, nil, nil))
		}
	}
	out.weigh()
	text := newText(q.Text)
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
