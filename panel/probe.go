package panel

import (
	"errors"
	"fmt"
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
	if len(s.turns) == 0 {
		return errors.New("there is no answer to ask about")
	}
	t := s.turns[len(s.turns)-1]
	q := s.guide.Find(t.ID)
	if q == nil || point < 0 || point >= len(q.KeyPoints) || s.turn(t.ID+probeSuffix) >= 0 {
		return fmt.Errorf("nothing to ask about %s", t.ID)
	}
	s.probe = &content.Question{
		ID: q.ID + probeSuffix, Persona: q.Persona, Topic: q.Topic, Level: q.Level, Text: text,
		KeyPoints: q.KeyPoints[point : point+1 : point+1], Section: q.Section,
	}
	s.probed = s.probe
	return nil
}

// DropProbe takes back a probe that was not put yet.
func (s *Session) DropProbe() { s.probe = nil }

// Probing returns the probe that is to be put next, nil when there is none.
func (s *Session) Probing() *content.Question { return s.probe }

// Question returns what was asked in a turn, nil when the guide has it no
// more.
func (s *Session) Question(t Turn) *content.Question {
	if s.probed != nil && s.probed.ID == t.ID {
		return s.probed
	}
	return s.guide.Find(t.ID)
}

// beforeOthers puts a probe before the prompt that was to be next. It does not
// say why: that would give the key point away.
func (s *Session) beforeOthers(next Prompt) Prompt {
	p, _ := s.guide.Persona(s.probe.Persona)
	main := strings.TrimSuffix(s.probe.ID, probeSuffix)
	return Prompt{Question: s.probe, Persona: p, FollowUpOf: main, N: next.N, Total: next.Total + 1}
}
