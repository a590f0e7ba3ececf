package main

import (
	"fmt"
	"math"
	"strings"
	"time"

	"mockpanel/panel"
	"mockpanel/transcripts"
)

// marksInOrder is the order in which numbers of marks are listed.
var marksInOrder = [...]panel.Mark{panel.Covered, panel.Partial, panel.Missed, panel.Wrong, panel.Ungraded}

// feedback sets what became of a turn: the score, the time against the target
// set for all answers (0 for the usual ones), then each key point with its evidence
// or what is missing.
func feedback(t panel.Turn, set time.Duration, w words, width int) string {
	if t.Skipped() {
		return "  " + w.skipped + "\n"
	}
	var b strings.Builder
	a := t.Last()
	b.WriteString("\n" + scored(t, w, width))
	b.WriteString(wrap(pace(t, set, w), width, "  ", "  "))
	if by := judgedBy(a, w); by != "" {
		b.WriteString(wrap(by, width, "  ", "  "))
	}
	b.WriteString("\n")
	for i := range t.KeyPoints {
		b.WriteString(pointFeedback(t, i, w, width))
	}
	if t.Intent != "" {
		b.WriteString("\n" + wrap(w.intent+": "+t.Intent, width, "  ", "  "))
	}
	b.WriteString("\n")
	return b.String()
}

// scored sets how many key points have which mark, and the score.
func scored(t panel.Turn, w words, width int) string {
	tally := panel.Count([]panel.Turn{t})
	var counts []string
	for _, m := range marksInOrder {
		if n := tally.Marks[m]; n > 0 {
			counts = append(counts, fmt.Sprintf("%s %d", transcripts.Word(m, w.lang), n))
		}
	}
	head := fmt.Sprintf(w.pointsHead, len(t.KeyPoints), strings.Join(counts, ", "))
	graph := bar(tally.Score, w)
	if cells(head)+cells(graph)+5 <= width {
		head += "   " + graph
	} else {
		head += "\n" + graph
	}
	return wrap(head, width, "  ", "  ")
}

// corrections sets what the user's own marks made of a turn whose feedback
// stands above.
func corrections(t panel.Turn, w words, width int) string {
	s := "\n" + scored(t, w, width) + "\n"
	for i, own := range t.Last().Corrections {
		if own != panel.Ungraded {
			s += pointFeedback(t, i, w, width)
		}
	}
	return s + "\n"
}

// secondFeedback sets what the endpoint made of an answer whose key points, as
// the local judge sees them, stand above.
func secondFeedback(t panel.Turn, w words, width int) string {
	s := "\n" + scored(t, w, width) + wrap(judgedBy(t.Last(), w), width, "  ", "  ") + "\n"
	for i, k := range t.KeyPoints {
		s += pointLine(t, i, labelOf(k), width) + pointDetails(t, i, w, width)
	}
	return s + "\n"
}

// pointFeedback sets what became of the ith key point, from 0.
func pointFeedback(t panel.Turn, i int, w words, width int) string {
	k := t.KeyPoints[i]
	text := k.Text
	if k.Label != "" {
		text = k.Label + ": " + k.Text
	}
	return pointLine(t, i, text, width) + pointDetails(t, i, w, width)
}

func pointLine(t panel.Turn, i int, text string, width int) string {
	return wrap(text, width, fmt.Sprintf("  %s %d. ", transcripts.Box(t.Marks()[i]), i+1), "         ")
}

// pointDetails sets why the ith key point has its mark, and what is missing.
func pointDetails(t panel.Turn, i int, w words, width int) string {
	var b strings.Builder
	k, a, mark := t.KeyPoints[i], t.Last(), t.Marks()[i]
	v := a.Verdicts[i]
	put := func(text string) { b.WriteString(wrap(text, width, "         ", "           ")) }
	detail := func(label, text string) {
		if text != "" {
			put(label + ": " + text)
		}
	}
	word := transcripts.Word(v.Mark, w.lang)
	if i < len(a.Corrections) && a.Corrections[i] != panel.Ungraded {
		detail(w.corrected, transcripts.Word(a.Corrections[i], w.lang)+" <- "+word)
	}
	if i < len(t.Recovered) && t.Recovered[i].In != "" {
		in := fmt.Sprintf(w.recoveredIn, t.Recovered[i].In)
		put(strings.TrimSuffix(in+": "+quoted(t.Recovered[i].Evidence), ": "))
	}
	detail(word+", "+w.evidence, quoted(v.Evidence))
	if mark != panel.Covered && !k.Restates(v.Missing) {
		detail(w.missing, strings.Join(v.Missing, "; "))
	}
	if v.Mark == panel.Wrong {
		detail(w.instead, v.Note)
	} else if v.Note != "" {
		put(v.Note)
	}
	return b.String()
}

// quoted sets words of an answer as a quotation on one line, "" for none.
func quoted(evidence string) string {
	if evidence == "" {
		return ""
	}
	return `"` + strings.Join(strings.Fields(evidence), " ") + `"`
}

// recovered sets what the answer to follow-up f added to its main question.
func recovered(turns []panel.Turn, f panel.Turn, w words, width int) string {
	var b strings.Builder
	for _, t := range turns {
		for i, r := range t.Recovered {
			if r.In != f.ID {
				continue
			}
			if b.Len() == 0 {
				b.WriteString(wrap(fmt.Sprintf(w.recovered, t.ID), width, "  ", "  "))
			}
			b.WriteString(wrap(labelOf(t.KeyPoints[i]), width, fmt.Sprintf("  %s %d. ", transcripts.Box(panel.Covered), i+1), "         "))
			if r.Evidence != "" {
				b.WriteString(wrap(w.evidence+": "+quoted(r.Evidence), width, "         ", "           "))
			}
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return b.String() + "\n"
}

// worth orders the graded marks for a comparison: claiming the opposite is worse
// than saying nothing.
var worth = [...]int{panel.Wrong: 0, panel.Missed: 1, panel.Partial: 2, panel.Covered: 3}

// comparison says per key point what a further attempt gained or lost.
func comparison(t panel.Turn, before []panel.Mark, w words, width int) string {
	var b strings.Builder
	counts := map[string]int{}
	for i, m := range t.Last().Marks() {
		how := w.same
		switch {
		case m == before[i]:
		case m == panel.Ungraded || before[i] == panel.Ungraded:
			how = w.notAnswered
		case worth[m] > worth[before[i]]:
			how = w.gained
		default:
			how = w.lost
		}
		counts[how]++
		marks := transcripts.Word(m, w.lang)
		if m != before[i] {
			marks = transcripts.Word(before[i], w.lang) + " -> " + marks
		}
		change := fmt.Sprintf("%s: %s (%s)", labelOf(t.KeyPoints[i]), how, marks)
		b.WriteString(wrap(change, width, fmt.Sprintf("    %d. ", i+1), "       "))
	}
	head := fmt.Sprintf(w.against, counts[w.gained], counts[w.lost], counts[w.same])
	return wrap(head, width, "  ", "    ") + b.String() + "\n"
}

// percent shows a score of 0 to 1, "-" where nothing was graded.
func percent(score float64) string {
	if math.IsNaN(score) {
		return "-"
	}
	return fmt.Sprintf("%.0f%%", score*100)
}

// bar shows a score of 0 to 1 in 20 cells and as a percentage.
func bar(score float64, w words) string {
	if math.IsNaN(score) {
		return w.notAnswered
	}
	full := int(score*20 + 0.5)
	return "[" + strings.Repeat("#", full) + strings.Repeat("-", 20-full) + "] " + percent(score)
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
		for i, part := range breakLine(visible(who), name) {
			s := "  " + part
			if i == 0 {
				s = "  " + pad(part, name) + "  " + padLeft(answers, 7) + "  " + padLeft(score, 6) + "  " + rest
			}
			b.WriteString(strings.TrimRight(s, " ") + "\n")
		}
	}
	put := func(label string, t panel.Tally, weakest bool) {
		rest := ""
		if width >= narrow && !math.IsNaN(t.Score) {
			rest, _, _ = strings.Cut(bar(t.Score, w), " ")
			if weakest {
				rest += " " + w.weakest
			}
		}
		line(label, fmt.Sprintf("%d/%d", t.Answered, t.Put), percent(t.Score), rest)
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
	if n := panel.Count(turns).Recovered; n > 0 {
		b.WriteString(wrap(fmt.Sprintf(w.recoveredAll, n), width, "  ", "    "))
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
	s += "\n"
	if !t.Skipped() {
		s += wrap(t.Last().Answer, width, "> ", "> ")
	}
	return s
}
