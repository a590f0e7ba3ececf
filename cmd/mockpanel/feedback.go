package main

import (
	"fmt"
	"math"
	"strings"

	"mockpanel/panel"
	"mockpanel/transcripts"
)

// marksInOrder is the order in which numbers of marks are listed.
var marksInOrder = [...]panel.Mark{panel.Covered, panel.Partial, panel.Missed, panel.Wrong, panel.Ungraded}

// feedback sets what became of a turn: the score, then each key point with its
// evidence or what is missing.
func feedback(t panel.Turn, w words, width int) string {
	if t.Skipped() {
		return "\n  " + w.skipped + "\n\n"
	}
	var b strings.Builder
	a := t.Last()
	tally := panel.Count([]panel.Turn{t})
	var counts []string
	for _, m := range marksInOrder {
		if n := tally.Marks[m]; n > 0 {
			counts = append(counts, fmt.Sprintf("%s %d", transcripts.Word(m, w.lang), n))
		}
	}
	b.WriteString("\n")
	head := fmt.Sprintf(w.pointsHead, len(t.KeyPoints), strings.Join(counts, ", "))
	graph := bar(tally.Score, w)
	if cells(head)+cells(graph)+5 <= width {
		head += "   " + graph
	} else {
		head += "\n" + graph
	}
	b.WriteString(wrap(head, width, "  ", "  "))
	if by := judgedBy(a, w); by != "" {
		b.WriteString(wrap(by, width, "  ", "  "))
	}
	b.WriteString("\n")
	marks := a.Marks()
	for i, k := range t.KeyPoints {
		text := k.Text
		if k.Label != "" {
			text = k.Label + ": " + k.Text
		}
		b.WriteString(wrap(text, width, fmt.Sprintf("  %s %d. ", transcripts.Box(marks[i]), i+1), "         "))
		v := a.Verdicts[i]
		detail := func(label, text string) {
			if text != "" {
				b.WriteString(wrap(label+": "+text, width, "         ", "           "))
			}
		}
		word := transcripts.Word(v.Mark, w.lang)
		if marks[i] != v.Mark {
			detail(w.corrected, transcripts.Word(marks[i], w.lang)+" <- "+word)
		}
		if v.Evidence != "" {
			detail(word+", "+w.evidence, `"`+strings.Join(strings.Fields(v.Evidence), " ")+`"`)
		}
		if marks[i] != panel.Covered && !k.Restates(v.Missing) {
			detail(w.missing, strings.Join(v.Missing, "; "))
		}
		if v.Mark == panel.Wrong {
			detail(w.instead, v.Note)
		} else {
			b.WriteString(wrapNote(v.Note, width))
		}
	}
	if t.Intent != "" {
		b.WriteString("\n" + wrap(w.intent+": "+t.Intent, width, "  ", "  "))
	}
	b.WriteString("\n")
	return b.String()
}

func wrapNote(note string, width int) string {
	if note == "" {
		return ""
	}
	return wrap(note, width, "         ", "           ")
}

// comparison says per key point what a further attempt gained or lost.
func comparison(t panel.Turn, before []panel.Mark, w words) string {
	var b strings.Builder
	fmt.Fprintf(&b, "  %s\n", w.against)
	for i, m := range t.Last().Marks() {
		how := w.same
		switch d := worth(m) - worth(before[i]); {
		case d > 0:
			how = w.gained
		case d < 0:
			how = w.lost
		}
		fmt.Fprintf(&b, "    %d. %s -> %s  %s\n", i+1, transcripts.Word(before[i], w.lang), transcripts.Word(m, w.lang), how)
	}
	return b.String() + "\n"
}

func worth(m panel.Mark) float64 {
	if m == panel.Ungraded {
		return 0
	}
	return panel.Score([]panel.Mark{m})
}

// bar shows a score of 0 to 1 in 20 cells and as a percentage.
func bar(score float64, w words) string {
	if math.IsNaN(score) {
		return w.notAnswered
	}
	full := int(score*20 + 0.5)
	return fmt.Sprintf("[%s%s] %.0f%%", strings.Repeat("#", full), strings.Repeat("-", 20-full), score*100)
}

// narrow is the width below which the table has no room for bars.
const narrow = 76

// table has a row per reviewer in the order in which they asked, the weakest
// marked.
func table(turns []panel.Turn, w words, width int) string {
	rows := transcripts.Rows(turns)
	room := width - 22
	if width >= narrow {
		room = width - 56
	}
	name := cells(w.tableHead[0])
	for _, r := range rows {
		name = min(room, max(name, cells(visible(who(r.Persona.Role, r.Persona.Name)))))
	}
	var b strings.Builder
	line := func(who, answers, score, rest string) {
		s := "  " + pad(visible(who), name) + "  " + padLeft(answers, 7) + "  " + padLeft(score, 6) + "  " + rest
		b.WriteString(strings.TrimRight(s, " ") + "\n")
	}
	put := func(label string, t panel.Tally, weakest bool) {
		score, rest := "-", ""
		if !math.IsNaN(t.Score) {
			score = fmt.Sprintf("%.0f%%", t.Score*100)
		}
		if width >= narrow && !math.IsNaN(t.Score) {
			rest, _, _ = strings.Cut(bar(t.Score, w), " ")
			if weakest {
				rest += " " + w.weakest
			}
		}
		line(label, fmt.Sprintf("%d/%d", t.Answered, t.Put), score, rest)
	}
	line(w.tableHead[0], w.tableHead[1], w.tableHead[2], "")
	for _, r := range rows {
		put(who(r.Persona.Role, r.Persona.Name), r.Tally, r.Weakest)
	}
	if len(rows) > 1 {
		put(w.total, panel.Count(turns), false)
	}
	for _, r := range rows {
		if width < narrow && r.Weakest {
			b.WriteString(wrap(w.weakest+": "+who(r.Persona.Role, r.Persona.Name), width, "  ", "    "))
		}
	}
	return b.String() + "\n"
}

// lookAgainAt is how many answers the end of an interview points back to.
const lookAgainAt = 3

// lookAgain names the weakest answers and the sections to study.
func lookAgain(turns []panel.Turn, w words, width int) string {
	var b strings.Builder
	named := map[string]bool{}
	for _, g := range transcripts.Gaps(turns) {
		if named[g.ID] || len(named) == lookAgainAt {
			continue
		}
		named[g.ID] = true
		text := g.ID + "  " + g.Question
		if g.Section != "" {
			text += " -> " + g.Section
		}
		b.WriteString(wrap(text, width, "  ", "    "))
	}
	if b.Len() == 0 {
		return ""
	}
	return w.lookAgain + "\n" + b.String() + "\n"
}

// questionText sets a turn's question and answer for feedback given at the end.
func questionText(t panel.Turn, w words, width int) string {
	s := wrap(fmt.Sprintf("%s  %s", who(t.Persona.Role, t.Persona.Name), t.ID), width, "", "  ") + wrap(t.Text, width, "", "")
	if !t.Skipped() {
		s += "\n" + wrap(t.Last().Answer, width, "> ", "> ")
	}
	return s
}
