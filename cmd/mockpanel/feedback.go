package main

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"mockpanel/panel"
	"mockpanel/transcripts"
)

// symbols stand before a key point; each is named by a word as well.
var symbols = [...]string{panel.Ungraded: "[?]", panel.Missed: "[ ]", panel.Wrong: "[!]", panel.Partial: "[~]", panel.Covered: "[x]"}

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
			counts = append(counts, fmt.Sprintf("%s %d", transcripts.MarkWord(m, w.lang), n))
		}
	}
	b.WriteString("\n")
	b.WriteString(wrap(fmt.Sprintf(w.pointsHead, len(t.KeyPoints), strings.Join(counts, ", "), bar(tally.Score, w)), width, "  ", "  "))
	if a.Trouble != "" {
		b.WriteString(wrap(fmt.Sprintf(w.ungradedWhy, a.Trouble), width, "  ", "  "))
	}
	b.WriteString("\n")
	marks := a.Marks()
	for i, k := range t.KeyPoints {
		text := k.Text
		if k.Label != "" {
			text = k.Label + ": " + k.Text
		}
		b.WriteString(wrap(text, width, fmt.Sprintf("  %s %d. ", symbols[marks[i]], i+1), "         "))
		v := a.Verdicts[i]
		detail := func(label, text string) {
			if text != "" {
				b.WriteString(wrap(label+": "+text, width, "         ", "           "))
			}
		}
		word := transcripts.MarkWord(v.Mark, w.lang)
		if marks[i] != v.Mark {
			detail(w.corrected, transcripts.MarkWord(marks[i], w.lang)+" <- "+word)
		}
		if v.Evidence != "" {
			detail(word+", "+w.evidence, `"`+strings.Join(strings.Fields(v.Evidence), " ")+`"`)
		}
		if marks[i] != panel.Covered && len(v.Missing) > 0 {
			detail(w.missing, strings.Join(v.Missing, "; "))
		}
		b.WriteString(wrapNote(v.Note, width))
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
		fmt.Fprintf(&b, "    %d. %s -> %s  %s\n", i+1, transcripts.MarkWord(before[i], w.lang), transcripts.MarkWord(m, w.lang), how)
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

// table has a row per reviewer in the order in which they asked, the weakest
// marked.
func table(turns []panel.Turn, w words, width int) string {
	groups, keys := map[string][]panel.Turn{}, []string{}
	for _, t := range turns {
		if groups[t.Persona.Key] == nil {
			keys = append(keys, t.Persona.Key)
		}
		groups[t.Persona.Key] = append(groups[t.Persona.Key], t)
	}
	weakest, lowest := "", math.Inf(1)
	name := cells(w.tableHead[0])
	for _, k := range keys {
		p := groups[k][0].Persona
		name = max(name, cells(visible(who(p.Role, p.Name))))
		if score := panel.Count(groups[k]).Score; !math.IsNaN(score) && score < lowest {
			weakest, lowest = k, score
		}
	}
	bars := width >= 60
	name = min(name, width-18)
	if bars {
		name = min(name, width-42)
	}
	var b strings.Builder
	row := func(who, answers, score, rest string) {
		line := "  " + pad(visible(who), name) + "  " + padLeft(answers, 6) + "  " + padLeft(score, 6)
		b.WriteString(strings.TrimRight(line+"  "+rest, " ") + "\n")
	}
	row(w.tableHead[0], w.tableHead[1], w.tableHead[2], w.tableHead[3])
	put := func(label string, turns []panel.Turn, note string) {
		t := panel.Count(turns)
		score, graph := "-", ""
		if !math.IsNaN(t.Score) {
			score = fmt.Sprintf("%.0f%%", t.Score*100)
			graph, _, _ = strings.Cut(bar(t.Score, w), " ")
		}
		if !bars {
			graph = ""
		}
		row(label, fmt.Sprintf("%d/%d", t.Answered, t.Put), score, strings.TrimSpace(graph+" "+note))
	}
	for _, k := range keys {
		note := ""
		if k == weakest && len(keys) > 1 && lowest < 1 {
			note = w.weakest
			if !bars {
				note = "<"
			}
		}
		p := groups[k][0].Persona
		put(who(p.Role, p.Name), groups[k], note)
	}
	if len(keys) > 1 {
		put(w.total, turns, "")
	}
	return b.String() + "\n"
}

// lookAgainAt is how many answers the end of an interview points back to.
const lookAgainAt = 3

// lookAgain names the weakest answers and the sections to study.
func lookAgain(turns []panel.Turn, w words, width int) string {
	weak := make([]panel.Turn, 0, len(turns))
	for _, t := range turns {
		if s := panel.Score(t.Last().Marks()); s < 1 {
			weak = append(weak, t)
		}
	}
	sort.SliceStable(weak, func(i, j int) bool {
		return panel.Score(weak[i].Last().Marks()) < panel.Score(weak[j].Last().Marks())
	})
	if len(weak) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(w.lookAgain + "\n")
	for _, t := range weak[:min(lookAgainAt, len(weak))] {
		text := t.ID + "  " + t.Text
		if t.Section != "" {
			text += " -> " + t.Section
		}
		b.WriteString(wrap(text, width, "  ", "    "))
	}
	return b.String() + "\n"
}

// questionText sets a turn's question and answer for feedback given at the end.
func questionText(t panel.Turn, w words, width int) string {
	s := wrap(fmt.Sprintf("%s  %s", who(t.Persona.Role, t.Persona.Name), t.ID), width, "", "  ") + wrap(t.Text, width, "", "")
	if !t.Skipped() {
		s += "\n" + wrap(t.Last().Answer, width, "> ", "> ")
	}
	return s
}
