package judge

import (
	"math"

	"mockpanel/content"
)

// annotations are a key point's annotations ready for judging.
type annotations struct {
	must, expect [][]int32 // terms of each set
	say, wrong   []sentence
	pairs        []binding
}

// sentence is a sentence of a guide ready for comparing.
type sentence struct {
	terms  []weighed
	square float64 // sum of squared weights
	tone
	why string
}

// tone is how a sentence is said: the words that turn a claim around.
type tone struct{ denial, absolute, needless bool }

// binding is a pair: two terms that belong together.
type binding struct {
	left, right int32
	text        content.Pair
}

func (t *text) toneIn(from, to int) tone {
	return tone{t.cuesIn("denial", from, to) > 0, t.cuesIn("absolute", from, to) > 0, t.cuesIn("need", from, to) > 0}
}

// annotate adds a key point's annotations to the question.
func (q *question) annotate(k *content.KeyPoint, idf func(string) float64, asked map[string]bool) annotations {
	var a annotations
	for _, set := range k.Annotations.Must {
		a.must = append(a.must, q.addSet(set))
	}
	for _, set := range k.Annotations.Expect {
		a.expect = append(a.expect, q.addSet(set))
	}
	said := map[string]bool{}
	for _, s := range append([]string{k.Text}, k.Annotations.Say...) {
		a.say = append(a.say, q.addSentence(s, idf, asked, said, nil))
	}
	for _, w := range k.Annotations.Wrong {
		s := q.addSentence(w.Text, idf, asked, nil, said)
		s.why = w.Why
		a.wrong = append(a.wrong, s)
	}
	for _, p := range k.Annotations.Pair {
		a.pairs = append(a.pairs, binding{q.addExpression(p.Left), q.addExpression(p.Right), p})
	}
	return a
}

func (q *question) addSet(set []string) []int32 {
	var terms []int32
	for _, e := range set {
		terms = append(terms, q.addExpression(e))
	}
	return terms
}

// addExpression adds one expression of an author: itself with any ending, and
// what the glossary has for it.
func (q *question) addExpression(e string) int32 {
	t := newText(e)
	if len(t.letters) == 0 {
		return q.add("", nil)
	}
	forms := []form{{string(t.letters), exact}}
	if id, end := dictionary().longest(t, 0); id >= 0 && end == len(t.letters) {
		forms = append(forms, dictionary().forms(id)...)
	}
	if isDigit(t.letters[0]) {
		if u, end := numberUnit(t, 0, t.word(0)); end == len(t.letters) {
			forms = append(forms, u.forms...)
		}
	}
	return q.add("expression "+string(t.letters), forms)
}

// Weights in sentences. Chosen on the development answers with cross-validation.
const (
	newsWeight   = 1.5 // a word of a wrong claim that no right sentence has
	denialWeight = 4.0 // as much as a fairly rare word
)

// addSentence prepares a sentence. Its units are noted in said, when not nil;
// those that said lacks in known weigh more.
func (q *question) addSentence(s string, idf func(string) float64, asked, said, known map[string]bool) sentence {
	t := newText(s)
	out := sentence{tone: t.toneIn(0, len(t.letters))}
	for _, u := range unitsOf(t) {
		w := idf(u.key)
		if asked[u.key] {
			w *= askedWeight
		}
		if said != nil {
			said[u.key] = true
		}
		if known != nil && !known[u.key] {
			w *= newsWeight
		}
		out.terms = append(out.terms, weighed{term: q.addUnit(u), weight: w})
		out.square += w * w
	}
	out.square += out.tone.square()
	return out
}

func (a tone) square() float64 {
	n := 0.0
	for _, said := range []bool{a.denial, a.absolute, a.needless} {
		if said {
			n += denialWeight * denialWeight
		}
	}
	return n
}

// common is the part of the scalar product that two tones share.
func (a tone) common(b tone) float64 {
	n := 0.0
	for _, both := range []bool{a.denial && b.denial, a.absolute && b.absolute, a.needless && b.needless} {
		if both {
			n += denialWeight * denialWeight
		}
	}
	return n
}

// window is what one stretch of an answer names.
type window struct {
	unknown  []int     // words of each clause that no term names
	from, to int       // clauses
	strength []float64 // by term, 0 where not named
	named    []int32
	square   float64
	tone
}

func (w *window) clear() {
	for _, term := range w.named {
		w.strength[term] = 0
	}
	w.named, w.square = w.named[:0], 0
}

// fill makes w the window over clauses from to to.
func (w *window) fill(q *question, t *text, h hits, from, to int) {
	w.clear()
	w.from, w.to = from, to
	unknown := 0
	for c := from; c < to; c++ {
		unknown += w.unknown[c]
		for _, hit := range h.inClause(int32(c)) {
			if w.strength[hit.term] == 0 {
				w.named = append(w.named, hit.term)
			}
			w.strength[hit.term] = max(w.strength[hit.term], hit.strength)
		}
	}
	for whole, parts := range h.parts {
		if w.strength[whole] == 0 {
			named := 0
			for _, p := range parts {
				if w.strength[p] > 0 {
					named++
				}
			}
			if named > 0 {
				w.strength[whole] = part * float64(named) / float64(len(parts))
				w.named = append(w.named, whole)
			}
		}
	}
	for _, term := range w.named {
		x := q.worth[term] * w.strength[term]
		w.square += x * x
	}
	w.tone = t.toneIn(int(t.clauses[from].from), int(t.clauses[to-1].to))
	w.square += w.tone.square() + float64(unknown)*unknownWeight*unknownWeight
}

// unknownWeight is what a word weighs that no sentence of the question has:
// a little less than a word of the guide.
const unknownWeight = 2.5

// unknown returns how many words of each clause say something that no term
// names.
func (h hits) unknown(t *text) []int {
	named := make([]bool, len(t.letters))
	for _, hit := range h.inPlace {
		for i := hit.at; i < hit.end; i++ {
			named[i] = true
		}
	}
	count := make([]int, len(t.clauses))
	for i := 0; i < len(t.letters); {
		end := t.word(i)
		if !named[i] && end-i >= 2 && t.gap(i) != "" && !function(t.letters[i:end]) {
			count[t.clause[i]]++
		}
		i = end
	}
	return count
}

// near returns the cosine between a sentence and the window, 0 to 1.
func (s *sentence) near(w *window) float64 {
	if s.square == 0 || w.square == 0 {
		return 0
	}
	sum := s.tone.common(w.tone)
	for _, u := range s.terms {
		sum += u.weight * u.weight * w.strength[u.term]
	}
	return sum / math.Sqrt(s.square*w.square)
}

// covered returns the share of the sentence's weight that the window names.
func (s *sentence) covered(w *window) float64 {
	sum, total := 0.0, 0.0
	for _, u := range s.terms {
		sum += u.weight * w.strength[u.term]
		total += u.weight
	}
	if total == 0 {
		return 0
	}
	return sum / total
}

// claimed returns the share of the sentence's claim that the window makes:
// its words, and the words that turn it around.
func (s *sentence) claimed(w *window) float64 {
	sum, total := 0.0, 0.0
	for _, u := range s.terms {
		sum += u.weight * w.strength[u.term]
		total += u.weight
	}
	tone := math.Sqrt(s.tone.square())
	sum += math.Sqrt(s.tone.common(w.tone))
	total += tone
	if total == 0 {
		return 0
	}
	return sum / total
}

// readings are what an annotated key point's annotations say about an answer.
type readings struct {
	must    float64 // share of must sets said inside one stretch
	all     bool    // every must set is said
	expect  float64 // share of expect sets said there
	say     float64 // nearest say, by share of its words
	near    float64 // nearest say, by cosine
	wrong   float64 // nearest wrong, by cosine, where it beats say most
	lead    float64 // by how much it beats the nearest say there
	alike   float64 // that wrong's cosine with the same stretch
	which   int     // index of that wrong, -1 when none
	place   [2]int  // clauses of that stretch
	best    [2]int  // clauses of the best stretch for the point
	unsaid  []int   // must sets not said there, by index
	swapped int     // index of a pair whose value the answer gives to another, -1 when none
	swap    [2]int  // clauses of that
	sayLead float64 // say minus the best sibling's in the same stretch
}

// stretch is the number of sentences within which the parts of one key point
// are looked for. From the algorithm measured at 0.68.
const stretch = 3

// read compares the answer with all annotations.
func (q *question) read(t *text, h hits) []readings {
	out := make([]readings, len(q.points))
	for i := range out {
		out[i].which = -1
		out[i].lead = -1
		out[i].swapped = -1
	}
	q.readPairs(t, h, out)
	w := &window{strength: make([]float64, len(q.terms)), unknown: h.unknown(t)}
	var bounds []int32
	t.sentences(func(from, to int) { bounds = append(bounds, int32(from)) })
	bounds = append(bounds, int32(len(t.clauses)))
	for s := 0; s+1 < len(bounds); s++ {
		end := min(s+stretch, len(bounds)-1)
		w.fill(q, t, h, int(bounds[s]), int(bounds[end]))
		q.readSets(w, out)
		// claims are made in one sentence, or in two clauses of a long one
		from, to := int(bounds[s]), int(bounds[s+1])
		if end > s+1 || from == 0 {
			w.fill(q, t, h, from, to)
		}
		right := q.readClaims(w, 0, out)
		if to-from > 2 {
			for c := from; c+2 <= to; c++ {
				w.fill(q, t, h, c, c+2)
				q.readClaims(w, right, out)
			}
		}
	}
	return out
}

// readSets takes the window as the best stretch of a key point when more of
// its must and expect sets are said there.
func (q *question) readSets(w *window, out []readings) {
	shares := make([]float64, len(q.points))
	for i := range q.points {
		for k := range q.points[i].say {
			shares[i] = max(shares[i], q.points[i].say[k].covered(w))
		}
	}
	for i := range q.points {
		a, r := &q.points[i].annotations, &out[i]
		must, expect := said(a.must, w), said(a.expect, w)
		if r.best[1] == 0 || must+0.5*expect+0.5*shares[i] > r.must+0.5*r.expect+0.5*r.say {
			r.must, r.expect, r.say = must, expect, shares[i]
			r.best = [2]int{w.from, w.to}
			r.all, r.unsaid = must == 1, unsaid(a.must, w)
			r.sayLead = shares[i]
			for j := range shares {
				if j != i {
					r.sayLead = min(r.sayLead, shares[i]-shares[j])
				}
			}
		}
	}
}

// said returns the share of sets of which the window names an expression; 1
// when there are none.
func said(sets [][]int32, w *window) float64 {
	if len(sets) == 0 {
		return 1
	}
	n := 0
	for _, set := range sets {
		for _, term := range set {
			if w.strength[term] > 0 {
				n++
				break
			}
		}
	}
	return float64(n) / float64(len(sets))
}

// unsaid returns which sets the window names no expression of.
func unsaid(sets [][]int32, w *window) []int {
	var out []int
	for i := range sets {
		if said(sets[i:i+1], w) == 0 {
			out = append(out, i)
		}
	}
	return out
}

// readClaims compares the window with every right and wrong sentence, and
// returns how much of a right one it says, whatever key point that is of. A
// wrong claim has to lead that, and what the whole sentence says right.
func (q *question) readClaims(w *window, whole float64, out []readings) float64 {
	right := whole
	for k := range q.right {
		right = max(right, q.right[k].claimed(w))
	}
	for i := range q.points {
		a, r := &q.points[i].annotations, &out[i]
		for k := range a.say {
			right = max(right, a.say[k].claimed(w))
			r.near = max(r.near, a.say[k].near(w))
		}
	}
	for i := range q.points {
		a, r := &q.points[i].annotations, &out[i]
		for k := range a.wrong {
			claimed := a.wrong[k].claimed(w)
			if claimed < wrongFloor {
				continue
			}
			if lead := claimed - right; claimed+lead > r.wrong+r.lead {
				r.wrong, r.lead, r.which = claimed, lead, k
				r.alike = a.wrong[k].near(w)
				r.place = [2]int{w.from, w.to}
			}
		}
	}
	return right
}

// readPairs looks for a clause that names the left of one pair and the right of
// another, and neither other half, in a sentence that binds neither rightly.
func (q *question) readPairs(t *text, h hits, out []readings) {
	for i := range q.points {
		pairs := q.points[i].pairs
		if len(pairs) < 2 {
			continue
		}
		t.sentences(func(from, to int) {
			at := -1
			for c := from; c < to; c++ {
				for k, p := range pairs {
					left, right := h.namedIn(p.left, c), h.namedIn(p.right, c)
					if left && right {
						return
					}
					if left && at < 0 && bindsOther(pairs, h, k, c) {
						at = c
						out[i].swapped, out[i].swap = k, [2]int{c, c + 1}
					}
				}
			}
		})
	}
}

func bindsOther(pairs []binding, h hits, k, c int) bool {
	for j, other := range pairs {
		if j != k && h.namedIn(other.right, c) && !h.namedIn(other.left, c) {
			return true
		}
	}
	return false
}

// namedIn reports whether clause c names the term.
func (h hits) namedIn(term int32, c int) bool {
	for _, hit := range h.of(term) {
		if int(hit.clause) == c {
			return true
		}
	}
	return false
}

// wrongFloor is how near a wrong claim has to be to be looked at.
const wrongFloor = 0.2
