package panel

import (
	"context"
	"math"

	"mockpanel/content"
)

// Mark says how an answer deals with one key point. The zero value is
// Ungraded: it could not be judged, which is never the same as missed.
type Mark int

// The marks.
const (
	Ungraded Mark = iota
	Missed        // not stated
	Wrong         // the answer claims the opposite
	Partial       // a real part is stated, something essential is not
	Covered       // the substance is stated
)

var markNames = [...]string{"ungraded", "missed", "wrong", "partial", "covered"}

// String returns the lower-case English name used in JSON.
func (m Mark) String() string { return markNames[m] }

// ParseMark is the reverse of [Mark.String]; ok is false for any other text.
func ParseMark(s string) (m Mark, ok bool) {
	for i, name := range markNames {
		if name == s {
			return Mark(i), true
		}
	}
	return Ungraded, false
}

// Verdict is the judgement of one key point.
type Verdict struct {
	Mark       Mark
	Confidence float64  // 0 to 1, how sure the judge is of the mark
	Evidence   string   // words of the answer that earned the mark, verbatim; "" when there are none
	Missing    []string // what was not heard, in words a person understands; nil when nothing is missing
	Note       string   // why, when the mark needs a reason; may be ""
}

// Judge judges an answer against the key points of a question: one verdict per
// key point, in order. The same question and answer give the same verdicts.
// An error means nothing was judged.
type Judge interface {
	Judge(ctx context.Context, q *content.Question, answer string) ([]Verdict, error)
}

// Score is the mean over the graded marks of covered 1, partial 0.5, missed
// and wrong 0. It is NaN when nothing was graded.
func Score(marks []Mark) float64 {
	sum, n := 0.0, 0
	for _, m := range marks {
		switch m {
		case Ungraded:
			continue
		case Covered:
			sum++
		case Partial:
			sum += 0.5
		}
		n++
	}
	if n == 0 {
		return math.NaN()
	}
	return sum / float64(n)
}
