package transcripts

import (
	"slices"

	"mockpanel/panel"
)

// endTurn checks and keeps the turn that was read last.
func (r *reader) endTurn() error {
	d := r.turn
	if d == nil {
		return nil
	}
	r.dropUnanswered()
	r.turn = nil
	if len(d.attempts) == 0 && !d.skipped {
		r.notice(d.line, "a turn without an answer; ignored")
		return nil
	}
	if !d.asked {
		r.notice(d.line, "a turn without its question")
	}
	if d.skipped && len(d.attempts) > 0 {
		r.notice(d.line, "a turn that is both answered and skipped; read as answered")
	}
	if !d.key {
		d.turn.Persona.Key = keyOf(d.turn.ID)
	}
	if err := r.gather(d); err != nil {
		return err
	}
	r.turns = append(r.turns, d.turn)
	return nil
}

// gather puts the key points of all attempts together by their numbers.
func (r *reader) gather(d *openTurn) error {
	points := map[int]panel.KeyPoint{}
	var numbers []int
	lists := [][]item{d.items}
	for _, a := range d.attempts {
		lists = append(lists, a.items)
	}
	for _, list := range lists {
		for _, it := range list {
			if known, ok := points[it.n]; !ok {
				numbers = append(numbers, it.n)
				points[it.n] = it.point
			} else if known != it.point {
				r.notice(it.line, "key point %d reads differently above; ignored", it.n)
			}
		}
	}
	slices.Sort(numbers)
	place := map[int]int{}
	for i, n := range numbers {
		place[n] = i
		if n != i+1 && (i == 0 || numbers[i-1] == i) {
			r.notice(d.line, "key point %d of this turn is missing", i+1)
		}
		d.turn.KeyPoints = append(d.turn.KeyPoints, points[n])
	}
	if err := r.count(len(d.attempts) * len(numbers)); err != nil {
		return err
	}
	for _, a := range d.attempts {
		d.turn.Attempts = append(d.turn.Attempts, r.verdicts(a, place))
	}
	d.turn.Recovered = r.recoveries(d, place)
	return nil
}

// recoveries returns where the key points of a turn were said after all, or nil
// for nowhere. They stand under the newest answer.
func (r *reader) recoveries(d *openTurn, place map[int]int) []panel.Recovery {
	last := d.last()
	if last == nil {
		return nil
	}
	var out []panel.Recovery
	for _, it := range last.items {
		if it.recovery.In == "" {
			continue
		}
		if out == nil {
			out = make([]panel.Recovery, len(place))
		}
		if i := place[it.n]; out[i].In == "" {
			out[i] = it.recovery
		}
	}
	return out
}

// verdicts returns the attempt with a verdict for every key point.
func (r *reader) verdicts(a *openAttempt, place map[int]int) panel.Attempt {
	if len(place) == 0 {
		return a.attempt
	}
	seen := make([]bool, len(place))
	a.attempt.Verdicts = make([]panel.Verdict, len(place))
	for _, it := range a.items {
		i := place[it.n]
		if seen[i] {
			r.notice(it.line, "key point %d stands here a second time; ignored", it.n)
			continue
		}
		seen[i] = true
		a.attempt.Verdicts[i] = it.verdict
		if it.correction != panel.Ungraded {
			if a.attempt.Corrections == nil {
				a.attempt.Corrections = make([]panel.Mark, len(place))
			}
			a.attempt.Corrections[i] = it.correction
		}
	}
	for i, ok := range seen {
		if !ok {
			r.notice(a.line, "key point %d of this answer is missing; read as %s", i+1, panel.Ungraded)
		}
	}
	return a.attempt
}
