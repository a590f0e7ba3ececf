package content

import "fmt"

// Limits of a guide. A guide beyond one of them is refused with a [Problem].
const (
	MaxBytes     = 32 << 20 // size of the file
	MaxLines     = 200_000
	MaxLine      = 64 << 10 // bytes of one line
	MaxQuestions = 50_000   // questions and follow-ups
	MaxReviewers = 200
	MaxPoints    = 500        // key points of a question, expressions and sentences of a key point, references
	maxNesting   = 64         // block quotes and lists around one line
	MaxAllPoints = 150_000    // key points of all questions
	maxStudy     = 10_000_000 // questions times sections to study, which are compared each with each
	MaxProblems  = 1000       // told of one guide
)

const splitHint = "split it into several guides"

// beyond reports whether n is over a limit. The first such is a problem, and
// the guide is read no further.
func (r *reader) beyond(line, n, most int, what string) bool {
	if n > most && !r.over {
		r.over = true
		r.problem(line, fmt.Sprintf("more than %d %s, which is the limit", most, what), splitHint)
	}
	return r.over
}

// beyondStudy is beyond for what is compared with every section.
func (r *reader) beyondStudy(n, sections int, what string) bool {
	return sections > 0 && r.beyond(0, n, maxStudy/sections, fmt.Sprintf("%s with %d sections", what, sections))
}

// count holds the question that was read to the limits.
func (r *reader) count(q *Question) {
	r.questions++
	r.allPoints += len(q.KeyPoints)
	r.beyond(q.Line, r.questions, MaxQuestions, "questions")
	r.beyond(q.Line, r.allPoints, MaxAllPoints, "key points")
	r.beyond(q.Line, len(q.KeyPoints), MaxPoints, "key points in a question")
	r.beyond(q.Line, len(q.References), MaxPoints, "references of a question")
	for _, k := range q.KeyPoints {
		r.beyond(k.Line, k.Annotations.size(), MaxPoints, "expressions and sentences in a key point")
	}
}

// size counts the expressions and sentences.
func (a Annotations) size() int {
	n := len(a.Say) + len(a.Wrong) + len(a.Pair)
	for _, set := range a.Must {
		n += len(set)
	}
	for _, set := range a.Expect {
		n += len(set)
	}
	return n
}
