// Package panel runs the interview: whose turn it is, what is asked next, and
// what became of each answer. It does no input or output; a terminal, a script
// and a test drive it alike:
//
//	plan, err := panel.NewPlan(guide, panel.Selection{})
//	s := panel.New(guide, plan, judge, "local")
//	for prompt, ok := s.Next(); ok; prompt, ok = s.Next() {
//		turn, err := s.Answer(ctx, ask(prompt), took)
//		...
//	}
//
// The state of an interview is its plan and its turns, nothing else, so a
// saved interview goes on where it stopped; see [Resume].
package panel

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"mockpanel/content"
	"mockpanel/personas"
)

// Session is an interview. It is not safe for concurrent use.
type Session struct {
	guide *content.Guide
	plan  Plan
	judge Judge
	by    string // the judge's name, kept with every attempt
	turns []Turn
	hints int // hints given on the current prompt

	probe *content.Question // to be put next, nil for none
	about int               // number of the key point, from 0, that the probe asks about

	common map[string]bool // see commonWords; made when a follow-up is first chosen
}

// Prompt is the question to put next.
type Prompt struct {
	Question   *content.Question
	Persona    personas.Persona // who asks
	FollowUpOf string           // id of the main question, "" for a main question
	Why        string           // gap of the main answer on which a follow-up bears, "" for none
	N          int              // place of this prompt, from 1
	Total      int              // prompts of the interview as far as known now
}

// New seats the panel. Every id of the plan has to be a main question of g. The
// judge's name, such as "local", is kept with every attempt.
func New(g *content.Guide, plan Plan, judge Judge, by string) *Session {
	return &Session{guide: g, plan: plan, judge: judge, by: by}
}

// Resume goes on with an interview whose turns were saved. It returns an error
// that names the questions of the plan which the guide no longer has.
func Resume(g *content.Guide, plan Plan, judge Judge, by string, turns []Turn) (*Session, error) {
	var gone []string
	for _, id := range plan.Questions {
		if g.Find(id) == nil {
			gone = append(gone, id)
		}
	}
	if len(gone) > 0 {
		return nil, fmt.Errorf("guide %s has no question %v any more", g.Name, gone)
	}
	s := New(g, plan, judge, by)
	s.turns = turns
	return s, nil
}

// Guide returns the guide that is asked from.
func (s *Session) Guide() *content.Guide { return s.guide }

// Turns returns what was asked so far, in order. The session owns the slice.
func (s *Session) Turns() []Turn { return s.turns }

// Next returns the prompt to put, or false when the interview is over. Until
// that prompt is answered or skipped it returns the same one.
func (s *Session) Next() (Prompt, bool) {
	var next Prompt
	n := len(s.turns)
	total := n
	found := false
	put := func(q *content.Question, main, why string) {
		if s.turn(q.ID) >= 0 {
			return
		}
		total++
		if !found {
			found = true
			p, _ := s.guide.Persona(q.Persona)
			next = Prompt{Question: q, Persona: p, FollowUpOf: main, Why: why}
		}
	}
	for _, id := range s.plan.Questions {
		q := s.guide.Find(id)
		put(q, "", "")
		for i := range q.FollowUps {
			f := &q.FollowUps[i]
			if slices.Contains(s.plan.Questions, f.ID) {
				continue
			}
			if ask, why := s.asks(q, f); ask {
				put(f, q.ID, why)
			}
		}
	}
	next.N, next.Total = n+1, total
	if s.probe != nil {
		return s.beforeOthers(next), true
	}
	return next, found
}

// Newest returns the prompt of the newest turn, to answer it once more. It is
// false when there is none, or when [Session.Question] has none.
func (s *Session) Newest() (Prompt, bool) {
	t := s.newest()
	if t == nil {
		return Prompt{}, false
	}
	q := s.Question(*t)
	if q == nil {
		return Prompt{}, false
	}
	next, _ := s.Next()
	return Prompt{Question: q, Persona: t.Persona, FollowUpOf: t.FollowUpOf, Why: t.Why, N: len(s.turns), Total: next.Total}, true
}

// newest returns the newest turn, or nil.
func (s *Session) newest() *Turn {
	if len(s.turns) == 0 {
		return nil
	}
	return &s.turns[len(s.turns)-1]
}

// newestAttempt returns the newest turn and its newest attempt, or nil when it
// was skipped or there is none.
func (s *Session) newestAttempt() (*Turn, *Attempt) {
	t := s.newest()
	if t == nil || t.Skipped() {
		return nil, nil
	}
	return t, &t.Attempts[len(t.Attempts)-1]
}

// turn returns the index of the turn with that id, or -1.
func (s *Session) turn(id string) int {
	for i := range s.turns {
		if s.turns[i].ID == id {
			return i
		}
	}
	return -1
}

// asks reports whether follow-up f is asked after q, as far as is known now,
// and on which gap it bears.
func (s *Session) asks(q, f *content.Question) (ask bool, why string) {
	all := s.plan.FollowUps == FollowUpsAll
	i := s.turn(q.ID)
	if s.plan.FollowUps == FollowUpsNone || i < 0 || s.turns[i].Skipped() {
		return all, ""
	}
	if s.common == nil {
		s.common = commonWords(s.guide)
	}
	gap := bearsOn(q, f, s.turns[i].Marks(), s.common)
	if gap == nil {
		return all, ""
	}
	return true, cmp.Or(gap.Label, gap.Text)
}

var errOver = errors.New("the interview is over")

// Answer records the answer to the current prompt and has it judged. The turn
// is recorded in any case: when the judge fails, its key points are ungraded,
// the reason is in the turn, and the error is returned beside it.
func (s *Session) Answer(ctx context.Context, answer string, took time.Duration) (Turn, error) {
	p, ok := s.Next()
	if !ok {
		return Turn{}, errOver
	}
	t := s.newTurn(p)
	a, err := s.attempt(ctx, p.Question, answer, took)
	t.Attempts = []Attempt{a}
	s.turns = append(s.turns, t)
	s.recoverGaps(ctx, &t)
	return t, err
}

// Skip passes over the current prompt; its key points count as ungraded.
func (s *Session) Skip() (Turn, error) {
	p, ok := s.Next()
	if !ok {
		return Turn{}, errOver
	}
	t := s.newTurn(p)
	s.turns = append(s.turns, t)
	return t, nil
}

// Retry answers the newest turn once more. The earlier attempts stay. Like
// [Session.Answer] it records the attempt even when the judge fails.
func (s *Session) Retry(ctx context.Context, answer string, took time.Duration) (Turn, error) {
	t := s.newest()
	if t == nil {
		return Turn{}, errors.New("there is no answer to repeat")
	}
	q := s.Question(*t)
	if q == nil {
		return *t, fmt.Errorf("guide %s has no question %s any more", s.guide.Name, t.ID)
	}
	a, err := s.attempt(ctx, q, answer, took)
	t.Attempts = append(t.Attempts, a)
	s.recoverGaps(ctx, t)
	return *t, err
}

// Correct keeps the user's marks for the newest turn's last attempt beside the
// judge's: one per key point, Ungraded where the user agrees with the judge.
func (s *Session) Correct(marks []Mark) (Turn, error) {
	t, a := s.newestAttempt()
	if a == nil {
		return Turn{}, errors.New("there is no verdict to correct")
	}
	if len(marks) != len(t.KeyPoints) {
		return *t, fmt.Errorf("%d corrections for %d key points", len(marks), len(t.KeyPoints))
	}
	a.Corrections = marks
	s.settleProbe(t)
	return *t, nil
}

// Rejudge puts the verdicts of another judge in place of those on the newest
// answer: one per key point. When that judge could not judge, verdicts is nil,
// the ones that are there stay with whoever gave them, and trouble says why.
func (s *Session) Rejudge(verdicts []Verdict, by, trouble string) (Turn, error) {
	t, a := s.newestAttempt()
	if a == nil {
		return Turn{}, errors.New("there is no verdict to replace")
	}
	a.Trouble = trouble
	if verdicts == nil {
		return *t, nil
	}
	if len(verdicts) != len(t.KeyPoints) {
		return *t, fmt.Errorf("%d verdicts for %d key points", len(verdicts), len(t.KeyPoints))
	}
	a.Verdicts, a.Judge = verdicts, by
	s.settleProbe(t)
	return *t, nil
}

// Hint returns the next hint on the current prompt: first the intent, then the
// labels of the key points one at a time. It is false when there is none left.
// The number of hints is recorded with the answer.
func (s *Session) Hint() (string, bool) {
	p, ok := s.Next()
	if !ok {
		return "", false
	}
	hints := hintsOf(p.Question)
	if s.hints >= len(hints) {
		return "", false
	}
	s.hints++
	return hints[s.hints-1], true
}

func hintsOf(q *content.Question) []string {
	var hints []string
	if q.Intent != "" {
		hints = append(hints, q.Intent)
	}
	for _, k := range q.KeyPoints {
		if k.Label != "" {
			hints = append(hints, k.Label)
		}
	}
	return hints
}

func (s *Session) newTurn(p Prompt) Turn {
	q := p.Question
	t := Turn{
		ID: q.ID, FollowUpOf: p.FollowUpOf, Why: p.Why,
		Persona: personas.Persona{Key: p.Persona.Key, Name: p.Persona.Name, Role: p.Persona.Role, Years: p.Persona.Years},
		Text:    q.Text, Intent: q.Intent, Model: q.Model, Section: q.Section, KeyPoints: KeyPointsOf(q), Hints: s.hints,
	}
	s.hints, s.probe = 0, nil
	return t
}

func (s *Session) attempt(ctx context.Context, q *content.Question, answer string, took time.Duration) (Attempt, error) {
	a := Attempt{Answer: answer, Took: took.Round(time.Second), Judge: s.by}
	verdicts, err := s.judge.Judge(ctx, q, answer)
	if err == nil && len(verdicts) != len(q.KeyPoints) {
		err = fmt.Errorf("%d verdicts for %d key points", len(verdicts), len(q.KeyPoints))
	}
	if err != nil {
		a.Judge, a.Trouble = "", err.Error()
		a.Verdicts = make([]Verdict, len(q.KeyPoints))
		return a, fmt.Errorf("judging %s: %w", q.ID, err)
	}
	a.Verdicts = verdicts
	return a, nil
}
