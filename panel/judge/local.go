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
	verdicts, _ := l.judge(q, answer)
	return verdicts, nil
}

// judge returns the verdicts and, for an annotated question, what they rest on.
func (l *Local) judge(q *content.Question, answer string) ([]panel.Verdict, []readings) {
	if len(q.KeyPoints) == 0 {
		return nil, nil
	}
	prepared := l.question(q)
	t := newText(answer)
	t.guard(prepared.echo)
	h := prepared.scan(t)
	signals := prepared.measure(t, h)
	var readings []readings
	if prepared.annotated {
		readings = prepared.read(t, h)
	}
	out := make([]panel.Verdict, len(q.KeyPoints))
	for i := range out {
		f := finding{question: prepared, point: &prepared.points[i], text: t, hits: h, signals: signals[i], lang: l.lang}
		if prepared.annotated && !q.KeyPoints[i].Annotations.Empty() {
			f.readings = &readings[i]
		}
		out[i] = f.verdict(&q.KeyPoints[i])
	}
	return out, readings
}
