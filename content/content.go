// Package content reads study guides: Markdown files that hold the questions
// of an interview and the key points an answer is judged against.
//
// # Guides
//
// Two dialects are told apart by structure, never by file name.
//
// A panel guide has a heading per reviewer and numbered questions:
//
//	### [팀원1: 박준혁 — 인프라 엔지니어, 8년차]
//
//	> "creed of the reviewer"
//
//	#### Q1. What happens when ...?
//
//	**의도**: what the reviewer listens for
//
//	**키포인트**:
//
//	1. **label**: text of the key point
//	   - must: expression | expression
//	2. text of a key point without label
//
//	**모범 답안**: how a strong candidate says it
//
//	**꼬리질문 1**: "a follow-up, with key points of its own"
//
// A level guide has numbered topics, levels 1 to 4 in block quotes, and pairs
// of question and answer; scenarios and frequent questions may follow:
//
//	## 6. Kubernetes basics
//
//	> **Level 2 (주니어)**
//	> - term: definition
//	>
//	> **Q: question?**
//	> **A:** the model answer, split into key points
//
// Korean and English keywords mean the same (Intent, Key points, Follow-up n,
// Level n, Situation, Response, Model answer, Common mistake, References).
// In a level guide an explicit list of key points takes the place of the
// split. A guide may open with YAML front matter (title, lang).
//
// # Question ids
//
// Ids are stable: "infra/q1", "infra/q1/f2" (reviewer key, question,
// follow-up), "06/l2/q1" (topic, level, ordinal within the level), "faq/q3",
// "scenario/q2".
package content

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"mockpanel/personas"
)

// Guide is a study guide as read. All texts are NFC, on one line, without
// Markdown emphasis; code spans keep their backticks.
type Guide struct {
	Name      string // built-in name, or the file name without its extension
	Source    string // "built-in" or the path the guide was read from
	File      string // how messages name the guide
	Title     string
	Lang      string             // "ko" or "en"
	Hash      string             // "sha256:" and the hex digest of the file's bytes
	Personas  []personas.Persona // reviewers who ask here, in seating order
	Questions []Question         // main questions in the guide's order
	Sections  []Section          // reference material in the guide's order
	Topics    []Topic            // of a level guide; nil for a panel guide
	Notices   Problems           // parts of the file that are not used, in the order of lines; nil when there are none
}

// Question is one prompt: a main question or a follow-up.
type Question struct {
	ID         string
	Persona    string // key of the reviewer who asks
	Topic      string // topic title (level guide) or "" (panel guide)
	Level      int    // 1-4 in a level guide's topics, otherwise 0
	Text       string
	Intent     string     // what the reviewer listens for, may be ""
	KeyPoints  []KeyPoint // at least one
	Model      string     // model answer, may be ""
	Mistake    string     // the classic mistake, may be ""
	References []string   // official documents by name, may be nil
	Section    string     // section of the guide to study, may be ""
	FollowUps  []Question // never nested deeper; nil for a follow-up
	Line       int        // line of the question in the file, from 1
}

// KeyPoint is one claim that an answer is judged against.
type KeyPoint struct {
	Label       string // short name, may be ""
	Text        string
	Annotations Annotations
	Accepted    []string // the user's own words that count as saying it; never read from a guide
	Line        int      // line in the file, from 1
}

// String returns the label and the text as one line.
func (k KeyPoint) String() string {
	if k.Label == "" {
		return k.Text
	}
	return k.Label + ": " + k.Text
}

// Annotations sharpen the judging of one key point. The zero value means the
// author gave none.
type Annotations struct {
	// Must lists sets of expressions; one expression of every set has to be
	// said, else the point is at most partial.
	Must [][]string `json:"must,omitempty"`
	// Expect lists further facts, each a set of expressions of which one is
	// enough; the share said decides between covered and partial.
	Expect [][]string `json:"expect,omitempty"`
	// Say holds whole sentences that state the point.
	Say []string `json:"say,omitempty"`
	// Wrong holds whole sentences that claim something false about the point.
	Wrong []Wrong `json:"wrong,omitempty"`
	// Pair holds bindings; an answer that swaps them is wrong.
	Pair []Pair `json:"pair,omitempty"`
}

// Empty reports whether the author gave no annotation.
func (a Annotations) Empty() bool {
	return len(a.Must)+len(a.Expect)+len(a.Say)+len(a.Wrong)+len(a.Pair) == 0
}

// Wrong is a false claim and what is right instead ("" when not said).
type Wrong struct {
	Text string `json:"text"`
	Why  string `json:"why,omitempty"`
}

// Pair binds a name to a value, such as JMX to 9102.
type Pair struct {
	Left  string `json:"left"`
	Right string `json:"right"`
}

// Section is one heading of reference material and the text under it.
type Section struct {
	Title string // the heading's text
	Depth int    // 1-6, the heading's level
	Text  string // Markdown source under the heading, up to the next heading
	Line  int
}

// Topic is one numbered topic of a level guide.
type Topic struct {
	Number  int
	Title   string
	Concept string // Markdown source of the prose before the levels
	Levels  []Level
	Line    int
}

// Level is what a topic expects of one level.
type Level struct {
	Level       int // 1-4
	Definitions []Definition
}

// Definition is one bullet of a level. Term is "" when the bullet names none.
type Definition struct {
	Term string `json:"term,omitempty"`
	Text string `json:"text"`
}

// All calls yield for every prompt: each main question followed by its
// follow-ups. It stops when yield returns false.
func (g *Guide) All(yield func(*Question) bool) {
	for i := range g.Questions {
		if !yield(&g.Questions[i]) {
			return
		}
		for j := range g.Questions[i].FollowUps {
			if !yield(&g.Questions[i].FollowUps[j]) {
				return
			}
		}
	}
}

// Find returns the prompt with the given id, or nil. Where a question of a
// level guide is both a main question and a follow-up of an easier one, the
// main question is returned.
func (g *Guide) Find(id string) *Question {
	for i := range g.Questions {
		if g.Questions[i].ID == id {
			return &g.Questions[i]
		}
	}
	for q := range g.All {
		if q.ID == id {
			return q
		}
	}
	return nil
}

// Persona returns the reviewer with the given key; ok is false when the guide
// has none such.
func (g *Guide) Persona(key string) (p personas.Persona, ok bool) {
	for _, p := range g.Personas {
		if p.Key == key {
			return p, true
		}
	}
	return personas.Persona{}, false
}

// Problem is something wrong at one place of a guide.
type Problem struct {
	File string
	Line int // from 1; 0 when the whole file is meant
	What string
	Hint string // what to do about it, may be ""
}

// String returns "FILE:LINE: what", and the hint on a line of its own.
func (p Problem) String() string {
	s := p.File + ": " + p.What
	if p.Line > 0 {
		s = fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.What)
	}
	if p.Hint != "" {
		s += "\n  hint: " + p.Hint
	}
	return s
}

// Problems are all that is wrong with a guide, in the order of lines.
type Problems []Problem

func (ps Problems) sort() {
	slices.SortStableFunc(ps, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
}

// Error returns one problem a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}
