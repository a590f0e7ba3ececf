package judge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"mockpanel/content"
	"mockpanel/panel"
)

// Lint checks a guide's annotations with the judge that will use them:
//
//   - they credit their own key point's text, every say, and the model answer;
//   - nothing of one key point credits a sibling;
//   - every wrong is found when it is said, and neither the model answer nor
//     any right sentence is taken for it;
//   - every must set has an expression that is not only the name of a product.
//
// Problems are in the order of lines; nil when there are none. Key points
// without annotations are passed over, and the rest of a guide with very many
// problems.
func Lint(g *content.Guide) content.Problems {
	l := &linter{judge: NewLocal(g), guide: g}
	checked := map[string]bool{} // a level's questions are follow-ups too
	for q := range g.All {
		if len(l.problems) >= content.MaxProblems {
			l.add(q.Line, "mend the others first", "annotations from here on are not looked at")
			break
		}
		if !checked[q.ID] {
			checked[q.ID] = true
			l.check(q)
		}
	}
	slices.SortStableFunc(l.problems, func(a, b content.Problem) int { return cmp.Compare(a.Line, b.Line) })
	return l.problems
}

type linter struct {
	judge    *Local
	guide    *content.Guide
	problems content.Problems
}

func (l *linter) add(line int, hint, format string, args ...any) {
	l.problems = append(l.problems, content.Problem{File: l.guide.File, Line: line, What: fmt.Sprintf(format, args...), Hint: hint})
}

// heard is a sentence as the question's judge hears it.
type heard struct {
	verdicts []panel.Verdict
	findings []finding
}

func (l *linter) hear(q *content.Question, sentence string) heard {
	h := heard{findings: l.judge.find(l.judge.question(q), sentence)}
	for i := range h.findings {
		h.verdicts = append(h.verdicts, h.findings[i].verdict())
	}
	return h
}

func (l *linter) check(q *content.Question) {
	if !slices.ContainsFunc(q.KeyPoints, func(k content.KeyPoint) bool { return !k.Annotations.Empty() }) {
		return
	}
	for i := range q.KeyPoints {
		k := &q.KeyPoints[i]
		if k.Annotations.Empty() {
			continue
		}
		l.checkMust(k)
		l.checkRight(q, i, k.Text, "the key point")
		for _, s := range k.Annotations.Say {
			l.checkRight(q, i, s, "say "+abridge(s))
		}
		for _, w := range k.Annotations.Wrong {
			l.checkWrong(q, i, w.Text)
		}
	}
	if q.Model == "" {
		return
	}
	model := l.hear(q, q.Model)
	for i, v := range model.verdicts {
		if v.Mark != panel.Covered && !q.KeyPoints[i].Annotations.Empty() {
			l.add(q.KeyPoints[i].Line, l.lacking(q, i, model), "the model answer is judged %s on this key point", v.Mark)
		}
	}
}

// checkMust looks at the expressions by themselves.
func (l *linter) checkMust(k *content.KeyPoint) {
	for _, set := range k.Annotations.Must {
		if !slices.ContainsFunc(set, func(e string) bool { return !product(e) }) {
			l.add(k.Line, "add how someone says it who does not know the name", "must %q has only names of products", strings.Join(set, " | "))
		}
	}
	for _, set := range slices.Concat(k.Annotations.Must, k.Annotations.Expect) {
		for _, e := range set {
			if len(squash(e)) < 2 {
				l.add(k.Line, "use two syllables or more", "expression %q is too short to be recognised", e)
			}
		}
	}
}

// product reports whether an expression consists of product names.
func product(e string) bool {
	names := lists().products
	for _, word := range strings.Fields(e) {
		if !names[string(bare(word))] {
			return false
		}
	}
	return true
}

// checkRight checks a sentence that states key point i.
func (l *linter) checkRight(q *content.Question, i int, sentence, name string) {
	h := l.hear(q, sentence)
	line := q.KeyPoints[i].Line
	switch mark := h.verdicts[i].Mark; {
	case mark == panel.Wrong:
		l.add(line, l.taken(q, i, h), "%s is taken for a wrong claim", name)
	case !h.findings[i].readings.all:
		l.add(line, l.lacking(q, i, h), "%s lacks a must expression", name)
	case mark == panel.Missed:
		l.add(line, l.lacking(q, i, h), "%s is judged missed", name)
	}
	for j, v := range h.verdicts {
		if j == i || q.KeyPoints[j].Annotations.Empty() {
			continue
		}
		switch v.Mark {
		case panel.Covered:
			l.add(q.KeyPoints[j].Line, "give this key point a must set of its own, or take the shared words out", "%s of key point %d covers this key point too", name, i+1)
		case panel.Wrong:
			l.add(q.KeyPoints[j].Line, l.taken(q, j, h), "%s of key point %d is taken for a wrong claim about this one", name, i+1)
		}
	}
}

func (l *linter) checkWrong(q *content.Question, i int, sentence string) {
	h := l.hear(q, sentence)
	if h.verdicts[i].Mark != panel.Wrong {
		l.add(q.KeyPoints[i].Line, "say it in words that no say of the question has", "wrong %s is judged %s when it is said", abridge(sentence), h.verdicts[i].Mark)
	}
}

// taken says what to do about a right sentence that is taken for a wrong claim
// about key point i.
func (l *linter) taken(q *content.Question, i int, h heard) string {
	f := &h.findings[i]
	switch {
	case !f.contradicted(f.assess()):
		return "it says of one name of the pair what other sentences say of another; reword it, or drop the pair"
	case f.readings.which < 0:
		return "say it without a denial"
	}
	return "reword the wrong that is so near: " + abridge(q.KeyPoints[i].Annotations.Wrong[f.readings.which].Text)
}

// lacking says what of key point i a sentence does not say.
func (l *linter) lacking(q *content.Question, i int, h heard) string {
	if n := h.findings[i].readings.unsaid; n >= 0 {
		set := q.KeyPoints[i].Annotations.Must[n]
		return fmt.Sprintf("none of %q is in it; write the stem as it is said there", strings.Join(set, " | "))
	}
	return "say more of the key point's facts, or drop an expect that is not essential"
}

// abridge quotes the start of a sentence.
func abridge(s string) string {
	const most = 30
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "..."
	}
	return fmt.Sprintf("%q", s)
}
