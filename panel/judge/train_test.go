package judge

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"maps"
	"math"
	"math/rand"
	"os"
	"slices"
	"strings"
	"testing"

	"mockpanel/content"
)

var train = flag.Bool("train", false, "learn the weights in data/ anew and write them")

// builtins returns the built-in guides.
func builtins(t testing.TB) []*content.Guide {
	var list []*content.Guide
	for _, name := range []string{"middleware", "delivery"} {
		g, err := content.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, g)
	}
	return list
}

// example is a sentence of a guide that is known to be right or wrong.
type example struct {
	pieces []piece
	all    int // pieces before the rare ones went
	wrong  float64
}

// claimsOf returns the sentences of a guide: key points, say, and what wrong
// claims get wrong are right.
func claimsOf(g *content.Guide) []example {
	var list []example
	add := func(s string, wrong float64) {
		if s == "" {
			return
		}
		c := example{wrong: wrong}
		t := newText(s)
		t.pieces(0, len(t.letters), func(p piece) { c.pieces = append(c.pieces, p) })
		c.all = len(c.pieces)
		list = append(list, c)
	}
	seen := map[string]bool{}
	for q := range g.All {
		if seen[q.ID] {
			continue
		}
		seen[q.ID] = true
		for _, k := range q.KeyPoints {
			add(k.Text, 0)
			for _, s := range k.Annotations.Say {
				add(s, 0)
			}
			for _, w := range k.Annotations.Wrong {
				add(w.Text, 1)
				add(w.Why, 0)
			}
		}
	}
	return list
}

// Settings of the phrasing model. Of those tried (pieces of up to 3 and 4
// letters, 1 to 20 occurrences, decay 0 to .02) these are the fewest pieces
// that tell wrong from covered labels as well as all do, by less than .02 of
// the area under the curve.
const (
	leastPieces  = 12
	leastWeight  = 0.3
	decay        = 0.01
	rounds       = 12
	learningRate = 0.3
)

// learnPhrasing fits a logistic regression by stochastic gradient descent with
// adaptive rates.
func learnPhrasing(claims []example) *phrasing {
	count := map[piece]int{}
	for _, c := range claims {
		for _, p := range c.pieces {
			count[p]++
		}
	}
	for i := range claims {
		claims[i].pieces = slices.DeleteFunc(slices.Clone(claims[i].pieces), func(p piece) bool { return count[p] < leastPieces })
	}
	w, square := map[piece]float64{}, map[piece]float64{}
	bias, biasSquare := 0.0, 0.0
	rng := rand.New(rand.NewSource(2))
	order := rng.Perm(len(claims))
	step := func(g float64, square *float64) float64 {
		*square += g * g
		return learningRate * g / (math.Sqrt(*square) + 1e-2)
	}
	for range rounds {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			c := &claims[i]
			share := 1 / math.Sqrt(float64(c.all+1))
			z := bias
			for _, p := range c.pieces {
				z += w[p] * share
			}
			g := 1/(1+math.Exp(-z)) - c.wrong
			for _, p := range c.pieces {
				s := square[p]
				w[p] -= step(g*share+decay*w[p], &s)
				square[p] = s
			}
			bias -= step(g, &biasSquare)
		}
	}
	maps.DeleteFunc(w, func(_ piece, x float64) bool { return math.Abs(x) < leastWeight })
	return &phrasing{bias, w}
}

const phrasingHead = `# How wrong claims are put, and right ones: pieces of words ("^" and "$" are the
# ends of a word, "_" a space between two, "=" begins a Latin word) with the
# weight each has in a logistic regression. Learned from the say and wrong
# sentences of the built-in guides by go test ./panel/judge -run Train -train.
`

func (p piece) String() string { return strings.TrimRight(string(p[:]), "\x00") }

func (p *phrasing) file() []byte {
	var b bytes.Buffer
	b.WriteString(phrasingHead)
	fmt.Fprintf(&b, "bias %.2f\n", p.bias)
	list := slices.SortedFunc(maps.Keys(p.pieces), func(a, b piece) int {
		return cmp.Or(cmp.Compare(p.pieces[b], p.pieces[a]), cmp.Compare(a.String(), b.String()))
	})
	for i, x := range list {
		sep := " "
		if i%8 == 7 || i == len(list)-1 {
			sep = "\n"
		}
		fmt.Fprintf(&b, "%s %.1f%s", x, p.pieces[x], sep)
	}
	return b.Bytes()
}

// TestTrain learns the weights in data/ anew; .ci/run sees that they are those
// in the repository.
func TestTrain(t *testing.T) {
	if !*train {
		t.Skip("only with -train")
	}
	guides := builtins(t)
	var claims []example
	for _, g := range guides {
		claims = append(claims, claimsOf(g)...)
	}
	p := learnPhrasing(claims)
	write(t, "phrasing.txt", p.file())
	*wording() = *p // the features below depend on it
	guided := append(samplesOf(t, guides, readAnswers(t, "dev")), drills(t, guides)...)
	write(t, "guided.txt", learn(guided, theValue, featureNames, valueFigures).file(guidedHead))
	write(t, "wrong.txt", learn(guided, theWrong, featureNames, wrongFigures).file(wrongHead))
	for i, g := range guides {
		guides[i] = withoutAnnotations(g)
	}
	plain := append(samplesOf(t, guides, readAnswers(t, "dev")), drills(t, guides)...)
	write(t, "plain.txt", learn(plain, theValue, featureNames[:plainFeatures], valueFigures).file(plainHead))
}

func write(t *testing.T, file string, data []byte) {
	t.Helper()
	if err := os.WriteFile("data/"+file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
