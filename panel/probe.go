package panel

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"mockpanel/content"
)

// probeSuffix ends the id of a question that a reviewer made up.
const probeSuffix = "/probe"

// IsProbe reports whether an id is that of a question which no guide has: a
// reviewer asked it because of what an answer lacked.
func IsProbe(id string) bool { return strings.HasSuffix(id, probeSuffix) }

// Probe makes text the next prompt: a question of the reviewer's own about key
// point number point (from 0) of the newest turn, against which alone its
// answer is judged. It has the id of that turn and "/probe".
func (s *Session) Probe(text string, point int) error {
	t := s.newest()
	if t == nil {
		return errors.New("there is no answer to ask about")
	}
	q := s.guide.Find(t.ID)
	if q == nil || point < 0 || point >= len(q.KeyPoints) || s.turn(t.ID+probeSuffix) >= 0 {
		return fmt.Errorf("nothing to ask about %s", t.ID)
	}
	s.probe, s.about = newProbe(q, text, point), point
	return nil
}

func newProbe(q *content.Question, text string, point int) *content.Question {
	return &content.Question{
		ID: q.ID + probeSuffix, Persona: q.Persona, Topic: q.Topic, Level: q.Level, Text: text,
		KeyPoints: q.KeyPoints[point : point+1 : point+1], Section: q.Section,
	}
}

// DropProbe takes back a probe that was not put yet.
func (s *Session) DropProbe() { s.probe = nil }

// Probing returns the probe that is to be put next, nil when there is none, and
// the number (from 0) of the key point that it asks about.
func (s *Session) Probing() (probe *content.Question, point int) { return s.probe, s.about }

// Question returns what was asked in a turn, nil when the guide does not have
// it any more, or with another number of key points.
func (s *Session) Question(t Turn) *content.Question {
	if IsProbe(t.ID) {
		q := s.guide.Find(t.FollowUpOf)
		point := s.askedAbout(t)
		if q == nil || point < 0 || point >= len(q.KeyPoints) {
			return nil
		}
		return newProbe(q, t.Text, point)
	}
	q := s.guide.Find(t.ID)
	if q == nil || len(q.KeyPoints) != len(t.KeyPoints) {
		return nil
	}
	return q
}

// Place returns where the guide has the key point number point (from 0) of a
// turn: that of a probe is one of its main question's.
func (s *Session) Place(t Turn, point int) (id string, n int) {
	if i := s.askedAbout(t); i >= 0 {
		return t.FollowUpOf, i
	}
	return t.ID, point
}

// askedAbout returns the number (from 0) of the main question's key point that
// probe t asks about, -1 when t is no probe or its main question lacks it.
func (s *Session) askedAbout(t Turn) int {
	i := s.turn(t.FollowUpOf)
	if !IsProbe(t.ID) || i < 0 || len(t.KeyPoints) != 1 {
		return -1
	}
	return slices.Index(s.turns[i].KeyPoints, t.KeyPoints[0])
}

// CountedBefore reports whether what a turn asks about is counted with another
// of turns: a probe asks again about a key point of its main question.
func CountedBefore(turns []Turn, t Turn) bool {
	return IsProbe(t.ID) && slices.ContainsFunc(turns, func(main Turn) bool { return main.ID == t.FollowUpOf && !main.Skipped() })
}

// beforeOthers puts a probe before the prompt that was to be next. It does not
// say why: that would give the key point away.
func (s *Session) beforeOthers(next Prompt) Prompt {
	p, _ := s.guide.Persona(s.probe.Persona)
	main := strings.TrimSuffix(s.probe.ID, probeSuffix)
	return Prompt{Question: s.probe, Persona: p, FollowUpOf: main, N: next.N, Total: next.Total + 1}
}
