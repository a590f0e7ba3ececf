package judge

import (
	"math"
	"strconv"
	"sync"
)

// piece is up to four letters of a word, or two and two around a space. "^"
// and "$" stand for the ends of a word, "_" for the space; unused places are 0.
type piece [5]rune

// phrasing weighs how claims are put: pieces that wrong claims have are above
// 0, those that right ones have below. It was learned from the sentences of the
// built-in guides alone (see TestTrain).
type phrasing struct {
	bias   float64
	pieces map[piece]float64
}

// wording returns the learned weights; they are read once.
var wording = sync.OnceValue(func() *phrasing {
	p := &phrasing{pieces: map[piece]float64{}}
	list := entries("phrasing.txt")[""]
	for i := 0; i+1 < len(list); i += 2 {
		w, err := strconv.ParseFloat(list[i+1], 64)
		if err != nil {
			panic(err)
		}
		if list[i] == "bias" {
			p.bias = w
			continue
		}
		p.pieces[pieceOf(list[i])] = w
	}
	return p
})

func pieceOf(s string) (p piece) {
	n := 0
	for _, r := range s {
		p[n] = r
		n++
	}
	return p
}

// suspicion returns how much the letters from from to to are put like a wrong
// claim: the log of the odds.
func (p *phrasing) suspicion(t *text, from, to int) float64 {
	sum, n := 0.0, 1
	t.pieces(from, to, func(x piece) {
		sum += p.pieces[x]
		n++
	})
	return p.bias + sum/math.Sqrt(float64(n))
}

// pieces calls f with every piece of the letters from from to to.
func (t *text) pieces(from, to int, f func(piece)) {
	var padded [maxClause + 2]rune
	for i := from; i < to; {
		end := min(t.word(i), to)
		word := t.letters[i:end]
		if !isHangul(word[0]) {
			f(latinPiece(word))
			i = end
			continue
		}
		word = word[:min(len(word), maxClause)]
		n := copy(padded[1:], word) + 2
		padded[0], padded[n-1] = '^', '$'
		for size := 2; size <= 4; size++ {
			for k := 0; k+size <= n; k++ {
				var p piece
				copy(p[:], padded[k:k+size])
				f(p)
			}
		}
		if end < to && isHangul(t.letters[end]) {
			next := t.letters[end:min(end+2, t.word(end), to)]
			p := piece{0, 0, '_'}
			copy(p[3:], next)
			if len(word) > 1 {
				p[0], p[1] = word[len(word)-2], word[len(word)-1]
			} else {
				p[0], p[1] = '^', word[0]
			}
			f(p)
		}
		i = end
	}
}

// latinPiece is a word of another script: its first letters.
func latinPiece(word []rune) (p piece) {
	p[0] = '='
	copy(p[1:], word)
	return p
}

// manner is how a sentence of an answer is put.
type manner struct {
	doubt   float64 // how much like a wrong claim
	away    float64 // how much nearer to another subject of the guide
	hedged  float64 // expressions of guessing
	grammar float64 // share of words that only a statement has
}

// manners returns how the sentences of t are put, by number; how far away they
// are is left to [Local.place].
func (t *text) manners() []manner {
	if len(t.clauses) == 0 {
		return nil
	}
	out := make([]manner, t.clauses[len(t.clauses)-1].sentence+1)
	for s := range t.sentences {
		if t.clauses[s.from].dropped {
			continue
		}
		from, to := t.bounds(s)
		m := &out[t.clauses[s.from].sentence]
		m.doubt = t.doubt(s)
		m.hedged = float64(t.cuesIn("hedge", from, to))
		shape := t.shape(from, to)
		m.grammar = float64(shape.grammar) / float64(max(1, shape.words))
	}
	return out
}

// doubt returns how much some clauses are put like a wrong claim.
func (t *text) doubt(s span) float64 {
	from, to := t.bounds(s)
	return bounded(wording().suspicion(t, from, to), leastDoubt, mostDoubt)
}
