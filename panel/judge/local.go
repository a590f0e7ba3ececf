// Package judge judges answers against key points.
//
// # The local judge
//
// [Local] works offline and gives the same verdicts every time. An answer goes
// through these steps (Local.find has the order of them):
//
//	text.go       its letters alone, cut into clauses and sentences (clause.go)
//	guard.go      code, repetitions, talk, the question itself and lists of terms
//	              (list.go) are dropped: they earn nothing
//	phrasing.go   how each sentence is put: a little more like wrong claims, or right ones
//	elsewhere.go  what is nearer to other prompts of the guide is dropped too
//	index.go      where it names what: in any inflection (pattern.go), in any
//	              expression of the glossary, also spelt by ear (sound.go)
//	signals.go    how much of each key point that is, by the weight of its words, and
//	              which point each clause says most of
//	bond.go       what stands beside what, turned around or not, with which particle
//	readings.go   with annotations: which must and expect sets are said within three
//	              sentences, and whether a clause is nearer to a say or to a wrong
//	              sentence (window.go); whether two names are swapped (pair.go)
//	features.go   all that as some forty numbers
//	score.go      of which boosted trees (forest.go) make a value between missed and
//	              covered, and the chance of a contradiction
//	verdict.go    the mark, and why; the words that earned it, and what was not heard
//	              (evidence.go)
//
// A question is prepared once (question.go): its key points become what they
// name (unit.go, number.go), which weighs by how rare it is in the guide, and
// their annotations sets and sentences (annotated.go).
//
// Without annotations nothing is ever called wrong. "I don't know" earns partial
// at most. Expressions that the user has accepted for a key point cover it when
// they are said again (taught.go).
//
// The trees and the weights of phrasing are learned from the guides and the
// development half of the labelled answers in testdata, by
//
//	go test ./panel/judge -run Train -train
//
// # Checking
//
// [Lint] checks a guide's annotations with the judge that will use them.
// [Agree] says how well a judge's marks agree with labels of people.
package judge

import (
	"context"
	"math"
	"sync"

	"mockpanel/content"
	"mockpanel/panel"
)

// LocalVersion changes whenever the local judge may give other verdicts.
const LocalVersion = "3"

// Local is a [panel.Judge] that judges answers offline against the key points
// of one guide. It is safe for concurrent use.
type Local struct {
	lang      string
	rarity    func() rarity
	elsewhere func() *elsewhere

	mu       sync.Mutex
	prepared map[string]prepared
}

// mostPrepared is how many compiled questions are kept, at some 400 to 550 KB each.
// A main question comes back with its follow-ups; to compile one takes 5 to 6 ms.
const mostPrepared = 4

// prepared is a compiled question and what it was compiled from.
type prepared struct {
	of       *content.KeyPoint
	accepted int // expressions of all its key points
	question *question
}

// NewLocal returns a judge for the questions of g, whose key points also tell
// it which words are rare. It reads them on the first answer; nothing of g may
// change after that but what is accepted for its key points.
func NewLocal(g *content.Guide) *Local {
	l := &Local{lang: g.Lang, prepared: map[string]prepared{}}
	l.rarity = sync.OnceValue(func() rarity { return newRarity(g) })
	l.elsewhere = sync.OnceValue(func() *elsewhere { return newElsewhere(g, l.rarity().weight) })
	return l
}

// rarity is in how many key points of a guide each unit is named.
type rarity struct {
	points float64
	named  map[string]int
}

func newRarity(g *content.Guide) rarity {
	r := rarity{named: map[string]int{}}
	for q := range g.All {
		for _, k := range q.KeyPoints {
			r.points++
			for _, u := range unitsOf(newText(k.String())) {
				r.named[u.key]++
			}
		}
	}
	return r
}

// rarest is the weight of a word that one key point of the guide names, in a
// guide of any size.
const rarest = 5.5

// weight returns how much it says about an answer that it names a unit, 0 to
// rarest.
func (r rarity) weight(key string) float64 {
	n := r.points + 1
	return rarest * math.Log(1+n/float64(max(1, r.named[key]))) / math.Log(1+n)
}

func (l *Local) question(q *content.Question) *question {
	l.mu.Lock()
	defer l.mu.Unlock()
	accepted := 0
	for _, k := range q.KeyPoints {
		accepted += len(k.Accepted)
	}
	if p, ok := l.prepared[q.ID]; ok && p.of == &q.KeyPoints[0] && p.accepted == accepted {
		return p.question
	}
	if len(l.prepared) >= mostPrepared {
		clear(l.prepared)
	}
	out := newQuestion(q, l.rarity().weight)
	l.prepared[q.ID] = prepared{&q.KeyPoints[0], accepted, out}
	return out
}

// Judge implements [panel.Judge]. It never fails.
func (l *Local) Judge(_ context.Context, q *content.Question, answer string) ([]panel.Verdict, error) {
	if len(q.KeyPoints) == 0 {
		return nil, nil
	}
	findings := l.find(l.question(q), answer)
	out := make([]panel.Verdict, len(findings))
	for i := range findings {
		out[i] = findings[i].verdict()
	}
	return out, nil
}

// find returns what the answer says of each key point of q.
func (l *Local) find(q *question, answer string) []finding {
	t := newText(answer)
	t.guard(q)
	manners := t.manners()
	l.place(t, q.subject, manners)
	h := q.scan(t)
	signals, relations := q.measure(t, h), q.relate(t, h)
	var readings []readings
	if q.annotated {
		readings = q.read(t, h)
	}
	out := make([]finding, len(q.points))
	for i := range out {
		out[i] = finding{question: q, point: &q.points[i], text: t, hits: h, signals: signals[i], relations: relations[i], manners: manners, lang: l.lang}
		if q.points[i].annotated {
			out[i].readings = &readings[i]
		}
		out[i].own = q.ownWords(t, h, i)
	}
	return out
}
