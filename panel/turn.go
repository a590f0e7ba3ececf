package panel

import (
	"strings"
	"time"
	"unicode"

	"mockpanel/content"
	"mockpanel/personas"
)

// Turn is one prompt that was put and what became of it. It holds all that is
// needed to understand it without the guide.
type Turn struct {
	ID         string
	Persona    personas.Persona // Key, Name, Role and Years are kept; Creed and Topics are empty
	FollowUpOf string
	Why        string
	Text       string
	Intent     string
	Model      string
	Section    string // section of the guide to study, may be ""
	KeyPoints  []KeyPoint
	Hints      int       // number of hints that were shown before the answer
	Attempts   []Attempt // in the order of time; none when the prompt was skipped

	// Recovered is nil, or says per key point where a follow-up's answer covered
	// it after all. The score counts such a point here, and only here.
	Recovered []Recovery
}

// Skipped reports whether the prompt was passed over.
func (t Turn) Skipped() bool { return len(t.Attempts) == 0 }

// Last returns the newest attempt, or the zero Attempt of a skipped turn.
func (t Turn) Last() Attempt {
	if t.Skipped() {
		return Attempt{}
	}
	return t.Attempts[len(t.Attempts)-1]
}

// Marks returns the mark of each key point as it stands: that of the newest
// attempt, and covered where an answer to a follow-up recovered it. It is empty
// for a skipped turn.
func (t Turn) Marks() []Mark {
	marks := t.Last().Marks()
	for i, r := range t.Recovered {
		if i < len(marks) && r.In != "" {
			marks[i] = Covered
		}
	}
	return marks
}

// KeyPoint is the text of a key point.
type KeyPoint struct {
	Label string // may be ""
	Text  string
}

// KeyPointsOf returns the key points of a question, as a turn has them.
func KeyPointsOf(q *content.Question) []KeyPoint {
	var points []KeyPoint
	for _, k := range q.KeyPoints {
		points = append(points, KeyPoint{Label: k.Label, Text: k.Text})
	}
	return points
}

// Restates reports whether the missing parts say no less than the whole key
// point, so that showing both would say it twice. Only letters and digits are
// compared.
func (k KeyPoint) Restates(missing []string) bool {
	letters := func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}
	return strings.Map(letters, strings.Join(missing, "")) == strings.Map(letters, k.Text)
}

// Attempt is one answer to a prompt and its judgement.
type Attempt struct {
	Answer      string        // verbatim, NFC
	Took        time.Duration // 0 when not measured; whole seconds are kept
	Verdicts    []Verdict     // one per key point
	Corrections []Mark        // the user's marks beside the judge's; nil, or one per key point with Ungraded for no correction
	Judge       string        // who judged: "local", the name of an endpoint, or "" when nobody could
	Trouble     string        // why the judge could not judge, may be ""
}

// Marks returns the mark of each key point: the user's correction where there
// is one, else the judge's.
func (a Attempt) Marks() []Mark {
	marks := make([]Mark, len(a.Verdicts))
	for i, v := range a.Verdicts {
		marks[i] = v.Mark
		if i < len(a.Corrections) && a.Corrections[i] != Ungraded {
			marks[i] = a.Corrections[i]
		}
	}
	return marks
}

// Tally is what became of some turns: how many were put and answered, how many
// key points got each mark, and the score over them.
type Tally struct {
	Put       int
	Answered  int
	Marks     [len(markNames)]int // by Mark, see [Turn.Marks]
	Recovered int                 // of the covered ones, those that a follow-up's answer recovered
	Score     float64             // see [Score]; NaN when nothing was graded
}

// Count tallies turns. What a probe asked about counts with its main question.
func Count(turns []Turn) Tally {
	tally := Tally{Put: len(turns)}
	var all []Mark
	for _, t := range turns {
		if t.Skipped() {
			continue
		}
		tally.Answered++
		if !CountedBefore(turns, t) {
			all = append(all, t.Marks()...)
		}
		for _, r := range t.Recovered {
			if r.In != "" {
				tally.Recovered++
			}
		}
	}
	for _, m := range all {
		tally.Marks[m]++
	}
	tally.Score = Score(all)
	return tally
}
