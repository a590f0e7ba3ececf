package transcripts

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"mockpanel/panel"
	"mockpanel/personas"
)

// Row is what became of the prompts of one reviewer.
type Row struct {
	Persona personas.Persona
	panel.Tally
	Weakest bool // lowest score of the panel; never when all scores are alike
}

// Rows returns a row per reviewer, in the order in which they first asked.
func Rows(turns []panel.Turn) []Row {
	var rows []Row
	of := map[string][]panel.Turn{}
	for _, t := range turns {
		if _, ok := of[t.Persona.Key]; !ok {
			rows = append(rows, Row{Persona: t.Persona})
		}
		of[t.Persona.Key] = append(of[t.Persona.Key], t)
	}
	low, high := math.Inf(1), math.Inf(-1)
	for i := range rows {
		rows[i].Tally = panel.Count(of[rows[i].Persona.Key])
		if !math.IsNaN(rows[i].Score) {
			low, high = min(low, rows[i].Score), max(high, rows[i].Score)
		}
	}
	for i := range rows {
		rows[i].Weakest = rows[i].Score == low && low < high
	}
	return rows
}

// Gap is a key point that neither the newest answer to a prompt nor an answer to
// one of its follow-ups covered.
type Gap struct {
	ID       string // of the prompt
	Persona  personas.Persona
	Question string
	N        int // number of the key point, from 1
	KeyPoint panel.KeyPoint
	Mark     panel.Mark // Wrong, Missed or Partial
	Missing  []string   // what was not heard, may be nil
	Note     string
	Section  string // section of the guide to study, may be ""
}

// Gaps returns what is left to learn, weakest first: the answer with the
// lowest score before the others, and within an answer wrong before missed
// before partial. The user's corrections count.
func Gaps(turns []panel.Turn) []Gap {
	var gaps []Gap
	for _, t := range weakestFirst(turns) {
		gaps = append(gaps, gapsOf(t)...)
	}
	return gaps
}

func gapsOf(t panel.Turn) []Gap {
	last := t.Last()
	var gaps []Gap
	for i, m := range t.Marks() {
		if i < len(t.KeyPoints) && gapRank(m) > 0 {
			gaps = append(gaps, Gap{
				ID: t.ID, Persona: t.Persona, Question: t.Text, N: i + 1, KeyPoint: t.KeyPoints[i], Mark: m,
				Missing: last.Verdicts[i].Missing, Note: last.Verdicts[i].Note, Section: t.Section,
			})
		}
	}
	slices.SortStableFunc(gaps, func(a, b Gap) int { return cmp.Compare(gapRank(a.Mark), gapRank(b.Mark)) })
	return gaps
}

// gapRank orders marks by how much they need work; 0 is no gap.
func gapRank(m panel.Mark) int {
	switch m {
	case panel.Wrong:
		return 1
	case panel.Missed:
		return 2
	case panel.Partial:
		return 3
	}
	return 0
}

// weakestFirst sorts a copy of turns by score, see [panel.Turn.Marks]; turns
// of the same score keep their order. Turns that count with another are left
// out.
func weakestFirst(turns []panel.Turn) []panel.Turn {
	again := func(t panel.Turn) bool { return panel.CountedBefore(turns, t) }
	turns = slices.DeleteFunc(slices.Clone(turns), again)
	slices.SortStableFunc(turns, func(a, b panel.Turn) int {
		return cmp.Compare(panel.Score(a.Marks()), panel.Score(b.Marks()))
	})
	return turns
}

// Summary returns the part of a transcript that is derived from its turns: the
// title, the table per reviewer and the gaps, as Markdown.
func Summary(t Transcript) []byte {
	w := writer{words: words(t.Lang)}
	w.front(t)
	return []byte(strings.TrimLeft(w.b.String(), "\n"))
}
