package judge

import "math"

// window is what one stretch of an answer names.
type window struct {
	span
	tone
	strength []float64 // by term, 0 where not named
	named    []int32   // terms that are
	square   float64   // sum of squared weights
	unknown  []int     // words of each clause of the answer that no term names
}

// fill makes w the window over these clauses.
func (w *window) fill(q *question, t *text, h hits, s span) {
	for _, term := range w.named {
		w.strength[term] = 0
	}
	w.named, w.square, w.span = w.named[:0], 0, s
	unknown := 0
	for c := s.from; c < s.to; c++ {
		unknown += w.unknown[c]
		for _, hit := range h.inClause(int32(c)) {
			if w.strength[hit.term] == 0 {
				w.named = append(w.named, hit.term)
			}
			w.strength[hit.term] = max(w.strength[hit.term], hit.strength)
		}
	}
	for _, whole := range q.identifiers {
		if w.strength[whole] > 0 {
			continue
		}
		if s := partly(q.parts[whole], w.names); s > 0 {
			w.strength[whole] = s
			w.named = append(w.named, whole)
		}
	}
	for _, term := range w.named {
		x := q.worth[term] * w.strength[term]
		w.square += x * x
	}
	w.tone = t.toneIn(t.bounds(s))
	w.square += w.tone.square() + float64(unknown)*unknownWeight*unknownWeight
}

func (w *window) names(term int32) bool { return w.strength[term] > 0 }

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

// named returns how much of the sentence's weight the window names, and the
// whole of it.
func (s *sentence) named(w *window) (sum, total float64) {
	for _, u := range s.terms {
		sum += u.weight * w.strength[u.term]
		total += u.weight
	}
	return sum, total
}

// covered returns the share of the sentence's weight that the window names.
func (s *sentence) covered(w *window) float64 { return fraction(s.named(w)) }

// fraction is part of whole, 0 of nothing.
func fraction(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return part / whole
}

// claimed returns the share of the sentence's claim that the window makes:
// its words, and the words that turn it around.
func (s *sentence) claimed(w *window) float64 {
	sum, total := s.named(w)
	return fraction(sum+math.Sqrt(s.tone.common(w.tone)), total+math.Sqrt(s.tone.square()))
}
