package transcripts

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"

	"mockpanel/panel"
	"mockpanel/personas"
)

// endMark is the last line of a whole transcript.
const endMark = "<!-- end of transcript -->"

// between separates labelled values on one line, and the parts of a heading.
const between = " · "

// Write returns t as a file. The same transcript gives the same bytes.
//
// Read gives back what was written where the texts are NFC, times are whole
// seconds, confidences have two decimals, and there is one verdict per key
// point. Corrections none of which differs from Ungraded are read as nil, and
// so is Recovered when it is all zero or the turn was skipped.
func Write(t Transcript) []byte {
	w := writer{words: words(t.Lang)}
	writeHeader(&w.b, t)
	w.front(t)
	for i, turn := range t.Turns {
		w.turn(i+1, turn)
	}
	w.line("")
	w.line(endMark)
	return []byte(w.b.String())
}

type writer struct {
	b     strings.Builder
	words *vocabulary
}

func (w *writer) line(parts ...string) {
	for _, p := range parts {
		w.b.WriteString(p)
	}
	w.b.WriteByte('\n')
}

// labelled returns "**Label:** value".
func (w *writer) labelled(f field, value string) string {
	if value == "" {
		return "**" + w.words.labels[f] + ":**"
	}
	return "**" + w.words.labels[f] + ":** " + value
}

// front writes what is derived from the turns and stands before them.
func (w *writer) front(t Transcript) {
	state := w.words.inProgress
	if t.Finished {
		state = w.words.finished
	}
	w.line()
	w.line("# ", w.words.interview, ": ", text(cmp.Or(t.Title, t.Guide)))
	w.line()
	facts := []string{
		w.labelled(fieldStarted, stamp(t.Started).Format("2006-01-02 15:04")),
		w.labelled(fieldStatus, state),
		w.labelled(fieldJudge, text(strings.TrimSpace(t.Judge+" "+t.JudgeVersion))),
		w.labelled(fieldScore, percent(panel.Count(t.Turns).Score)),
	}
	w.line(strings.Join(facts, between))
	w.line()
	w.line("## ", w.words.summary)
	w.line()
	w.table(t.Turns)
	w.closing(t)
	w.line()
	w.line("## ", w.words.gaps)
	w.gaps(t.Turns)
}

func percent(score float64) string {
	if math.IsNaN(score) {
		return "-"
	}
	return strconv.Itoa(int(math.Round(score*100))) + "%"
}

func (w *writer) table(turns []panel.Turn) {
	v := w.words
	marks := []panel.Mark{panel.Covered, panel.Partial, panel.Missed, panel.Wrong, panel.Ungraded}
	head := []string{v.reviewer, v.prompts, v.answered}
	for _, m := range marks {
		head = append(head, v.marks[m])
	}
	head = append(head, v.labels[fieldScore])
	w.line("| ", strings.Join(head, " | "), " |")
	w.line("| :-- |", strings.Repeat(" --: |", len(head)-1))
	row := func(name string, c panel.Tally) {
		w.b.WriteString("| " + name)
		fmt.Fprintf(&w.b, " | %d | %d", c.Put, c.Answered)
		for _, m := range marks {
			fmt.Fprintf(&w.b, " | %d", c.Marks[m])
		}
		w.line(" | ", percent(c.Score), " |")
	}
	for _, r := range Rows(turns) {
		name := escape(r.Persona.Name, '|')
		if r.Persona.Role != "" {
			name += " (" + escape(r.Persona.Role, '|') + ")"
		}
		if r.Weakest {
			name += ", **" + v.weakest + "**"
		}
		row(name, r.Tally)
	}
	row("**"+v.total+"**", panel.Count(turns))
}

func (w *writer) closing(t Transcript) {
	if len(t.Closing) == 0 {
		return
	}
	w.line()
	w.line("## ", w.words.closing)
	for _, c := range t.Closing {
		name := code(c.Reviewer)
		for _, turn := range t.Turns {
			if turn.Persona.Key == c.Reviewer {
				name = text(turn.Persona.Name)
			}
		}
		w.line()
		w.line("**", name, ":** ", text(c.Words))
	}
}

func (w *writer) gaps(turns []panel.Turn) {
	graded, found := false, false
	for _, t := range weakestFirst(turns) {
		graded = graded || !math.IsNaN(panel.Score(t.Last().Marks()))
		gaps := gapsOf(t)
		if len(gaps) == 0 {
			continue
		}
		found = true
		w.line()
		w.line("> [!WARNING]")
		w.line("> ", code(t.ID), between, text(t.Text))
		w.line(">")
		w.gapList(gaps)
		if t.Section != "" {
			w.line(">")
			w.line("> ", w.labelled(fieldSection, text(t.Section)))
		}
	}
	if !found {
		w.line()
		if graded {
			w.line(w.words.noGaps)
		} else {
			w.line(w.words.nothingPut)
		}
	}
	w.recovered(turns)
	w.skipped(turns)
}

// recovered lists the key points that are gaps no more because an answer to a
// follow-up covered them.
func (w *writer) recovered(turns []panel.Turn) {
	first := true
	for _, t := range turns {
		for i, r := range t.Recovered {
			if r.In == "" || i >= len(t.KeyPoints) {
				continue
			}
			if first {
				w.line()
				w.line(w.words.recoveredOnes, ":")
				w.line()
				first = false
			}
			w.line("- ", code(t.ID), " ", strconv.Itoa(i+1), ". ", point(t.KeyPoints[i]), between, w.labelled(fieldRecovered, code(r.In)))
		}
	}
}

func (w *writer) skipped(turns []panel.Turn) {
	var ids []string
	for _, t := range turns {
		if t.Skipped() {
			ids = append(ids, code(t.ID))
		}
	}
	if len(ids) > 0 {
		w.line()
		w.line(w.words.skippedOnes, ": ", strings.Join(ids, ", "))
	}
}

func (w *writer) gapList(gaps []Gap) {
	for _, g := range gaps {
		w.line("> - **", w.words.marks[g.Mark], "** ", strconv.Itoa(g.N), ". ", point(g.KeyPoint))
		if len(g.Missing) > 0 && !g.KeyPoint.Restates(g.Missing) {
			w.line(">   - ", w.labelled(fieldMissing, text(strings.Join(g.Missing, ", "))))
		}
		if g.Note != "" {
			w.line(">   - ", w.labelled(fieldNote, text(g.Note)))
		}
	}
}

// point returns "**label**: text", or the text alone.
func point(k panel.KeyPoint) string {
	switch {
	case k.Label == "":
		return text(k.Text)
	case k.Text == "":
		return "**" + text(k.Label) + "**:"
	}
	return "**" + text(k.Label) + "**: " + text(k.Text)
}

func (w *writer) turn(n int, t panel.Turn) {
	w.line()
	w.line("## ", strconv.Itoa(n), ". ", w.heading(t.Persona, t.ID))
	w.line()
	w.line(w.labelled(fieldQuestion, text(t.Text)))
	w.turnFacts(t)
	if t.Skipped() {
		w.line()
		w.line("**", w.words.skipped, "**")
		w.line()
		for i, k := range t.KeyPoints {
			w.keyPoint(i+1, k, panel.Verdict{}, panel.Ungraded, panel.Recovery{})
		}
	}
	for i := range t.Attempts {
		w.attempt(t, i)
	}
	w.warning(t)
	if t.Model != "" {
		w.line()
		w.line(w.labelled(fieldModel, text(t.Model)))
	}
	if t.Section != "" {
		w.line()
		w.line(w.labelled(fieldSection, text(t.Section)))
	}
}

// heading returns "name · role · 8 years · `id`".
func (w *writer) heading(p personas.Persona, id string) string {
	parts := []string{escape(p.Name, '·'), escape(p.Role, '·')}
	if p.Years != 0 {
		parts = append(parts, w.words.experience(p.Years))
	}
	return strings.Join(append(parts, code(id)), between)
}

func (w *writer) turnFacts(t panel.Turn) {
	first := true
	fact := func(f field, value string) {
		if first {
			w.line()
			first = false
		}
		w.line("- ", w.labelled(f, value))
	}
	if t.Persona.Key != keyOf(t.ID) {
		fact(fieldReviewer, code(t.Persona.Key))
	}
	switch {
	case t.FollowUpOf != "" && panel.IsProbe(t.ID):
		fact(fieldProbeOf, code(t.FollowUpOf))
	case t.FollowUpOf != "":
		fact(fieldFollowUpOf, code(t.FollowUpOf))
	}
	if t.Why != "" {
		fact(fieldWhy, text(t.Why))
	}
	if t.Intent != "" {
		fact(fieldIntent, text(t.Intent))
	}
	if t.Hints != 0 {
		fact(fieldHints, strconv.Itoa(t.Hints))
	}
}

// keyOf returns the reviewer's key that a question id starts with, in panel
// guides.
func keyOf(id string) string {
	key, _, _ := strings.Cut(id, "/")
	return key
}

func (w *writer) attempt(t panel.Turn, i int) {
	a := t.Attempts[i]
	number := ""
	if len(t.Attempts) > 1 {
		number = " " + strconv.Itoa(i+1)
	}
	w.line()
	w.line("### ", w.words.answer, number)
	w.line()
	body, info := block(a.Answer)
	fence := fence(body)
	w.line(fence, info)
	if body != "" {
		w.line(body)
	}
	w.line(fence)
	w.line()
	w.line(w.attemptFacts(a))
	switch {
	case a.Judge == "":
		w.line()
		w.line(w.labelled(fieldTrouble, text(a.Trouble)))
	case a.Trouble != "":
		w.line()
		w.line(w.labelled(fieldFellBack, text(a.Trouble)))
	}
	w.line()
	var recovered []panel.Recovery
	if i == len(t.Attempts)-1 {
		recovered = t.Recovered
	}
	for n, k := range t.KeyPoints {
		w.keyPoint(n+1, k, at(a.Verdicts, n), at(a.Corrections, n), at(recovered, n))
	}
}

// at returns the element of a list at i, or the zero value where the list is
// shorter.
func at[T any](list []T, i int) (v T) {
	if i < len(list) {
		v = list[i]
	}
	return v
}

// attemptFacts returns time, judge and score of an answer as one line.
func (w *writer) attemptFacts(a panel.Attempt) string {
	var facts []string
	if a.Took != 0 {
		facts = append(facts, w.labelled(fieldTook, w.words.duration(a.Took)))
	}
	if a.Judge != "" {
		facts = append(facts, w.labelled(fieldJudge, text(a.Judge)))
	}
	facts = append(facts, w.labelled(fieldScore, percent(panel.Score(a.Marks()))))
	return strings.Join(facts, between)
}

func (w *writer) keyPoint(n int, k panel.KeyPoint, v panel.Verdict, correction panel.Mark, recovery panel.Recovery) {
	sure := ""
	if v.Confidence > 0 {
		sure = fmt.Sprintf(" (%s %.2f)", w.words.confidence, v.Confidence)
	}
	w.line(strings.TrimRight("- "+Box(v.Mark)+" **"+w.words.marks[v.Mark]+"**"+sure+" "+strconv.Itoa(n)+". "+point(k), " "))
	if correction != panel.Ungraded {
		w.line("  - ", w.labelled(fieldCorrection, Box(correction)+" "+w.words.marks[correction]))
	}
	if recovery.In != "" {
		where := code(recovery.In)
		if recovery.Evidence != "" {
			where += between + `"` + text(recovery.Evidence) + `"`
		}
		w.line("  - ", w.labelled(fieldRecovered, where))
	}
	if v.Evidence != "" {
		w.line("  - ", w.labelled(fieldEvidence, `"`+text(v.Evidence)+`"`))
	}
	for _, m := range v.Missing {
		w.line("  - ", w.labelled(fieldMissing, text(m)))
	}
	if v.Note != "" {
		w.line("  - ", w.labelled(fieldNote, text(v.Note)))
	}
}

// warning highlights what the newest answer missed or got wrong.
func (w *writer) warning(t panel.Turn) {
	var lines []string
	for _, g := range gapsOf(t) {
		if g.Mark == panel.Partial {
			continue
		}
		what := text(cmp.Or(g.KeyPoint.Label, g.KeyPoint.Text))
		lines = append(lines, "> - **"+w.words.marks[g.Mark]+"** "+strconv.Itoa(g.N)+". "+what)
	}
	if len(lines) > 0 {
		w.line()
		w.line("> [!WARNING]")
		w.line(strings.Join(lines, "\n"))
	}
}
