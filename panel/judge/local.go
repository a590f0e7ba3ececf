package judge

import (
	"context"
	"math"
	"sync"

	"mockpanel/content"
	"mockpanel/panel"
)

// LocalVersion changes whenever the local judge may give other verdicts.
const LocalVersion = "1"

// Local judges answers offline against the key points of one guide. It is safe
// for concurrent use.
type Local struct {
	lang   string
	points float64
	df     map[string]int

	mu       sync.Mutex
	prepared map[string]prepared
}

// prepared is a compiled question and what it was compiled from.
type prepared struct {
	of       *content.KeyPoint
	question *question
}

// NewLocal returns a judge for the questions of g, whose key points also tell
// it which words are rare.
func NewLocal(g *content.Guide) *Local {
	l := &Local{lang: g.Lang, df: map[string]int{}, prepared: map[string]prepared{}}
	for q := range g.All {
		for _, k := range q.KeyPoints {
			l.points++
			for _, u := range unitsOf(newText(k.String())) {
				l.df[u.key]++
			}
		}
	}
	return l
}

// rarest is the weight of a word that one key point of the guide names, in a
// guide of any size.
const rarest = 5.5

func (l *Local) idf(key string) float64 {
	n := l.points + 1
	return rarest * math.Log(1+n/float64(max(1, l.df[key]))) / math.Log(1+n)
}

func (l *Local) question(q *content.Question) *question {
	l.mu.Lock()
	defer l.mu.Unlock()
	if p, ok := l.prepared[q.ID]; ok && p.of == &q.KeyPoints[0] {
		return p.question
	}
	out := newQuestion(q, l.idf)
	l.prepared[q.ID] = prepared{&q.KeyPoints[0], out}
	return out
}

// Judge implements [panel.Judge]. It never fails.
func (l *Local) Judge(_ context.Context, q *content.Question, answer string) ([]panel.Verdict, error) {
	if len(q.KeyPoints) == 0 {
		return nil, nil
	}
	prepared := l.question(q)
	t := newText(answer)
	t.guard()
	h := prepared.scan(t)
	out := make([]panel.Verdict, len(q.KeyPoints))
	for i, s := range prepared.measure(t, h) {
		out[i] = prepared.verdict(i, t, s)
	}
	return out, nil
}

func (q *question) verdict(i int, t *text, s signals) panel.Verdict {
	m, c := s.mark()
	v := panel.Verdict{Mark: m, Confidence: c}
	if m == panel.Covered || m == panel.Partial {
		if s.clause >= 0 {
			cl := t.clauses[s.clause]
			v.Evidence = t.quote(cl.from, cl.to)
		}
	}
	return v
}

func (s signals) mark() (panel.Mark, float64) {
	x := 2.0*math.Sqrt(s.mass) + 2.35*s.length + 1.6*s.margin - s.unknown - 1.3*s.denied - 1.05*s.always - 1.7
	if s.fresh < freshFloor || x < -0.3 {
		return panel.Missed, 1
	}
	if x < 0.5 || s.unknown > 0 {
		return panel.Partial, 1
	}
	return panel.Covered, 1
}
