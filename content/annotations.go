package content

import (
	"regexp"
	"strings"
)

var annotation = regexp.MustCompile(`(?i)^(must|필수|expect|표현|say|예|wrong|오답|pair|짝)\s*[:：]\s*(.*)$`)

// annotate reads the nested list of a key point. An entry that is no
// annotation is part of the point's text.
func (r *reader) annotate(k *KeyPoint, entries []item) {
	text := r.annotations([]string{k.Text}, &k.Annotations, entries)
	k.Text = strings.TrimSpace(strings.Join(text, " "))
}

// annotations appends the entries that are no annotation to text.
func (r *reader) annotations(text []string, a *Annotations, entries []item) []string {
	for _, e := range entries {
		entry := joinLines(e.lines)
		m := annotation.FindStringSubmatch(entry)
		if m == nil {
			if t := plain(entry); t != "" {
				text = append(text, t)
			}
			text = r.annotations(text, a, e.sub)
			continue
		}
		if len(e.sub) > 0 {
			r.problem(e.sub[0].line(), "a list inside an annotation", "write one annotation a line")
		}
		value := plain(m[2])
		if value == "" {
			r.problem(e.line(), "annotation "+m[1]+": has no text", "write what belongs behind the colon, or delete the line")
			continue
		}
		switch strings.ToLower(m[1]) {
		case "must", "필수":
			for _, set := range strings.Split(value, "&") {
				a.Must = r.expressions(a.Must, set, e.line())
			}
		case "expect", "표현":
			a.Expect = r.expressions(a.Expect, value, e.line())
		case "say", "예":
			a.Say = append(a.Say, value)
		case "wrong", "오답":
			claim, why, _ := strings.Cut(value, " -> ")
			a.Wrong = append(a.Wrong, Wrong{strings.TrimSpace(claim), strings.TrimSpace(why)})
		case "pair", "짝":
			r.pairs(a, value, e.line())
		}
	}
	return text
}

// expressions appends the alternatives of one set.
func (r *reader) expressions(sets [][]string, text string, line int) [][]string {
	var set []string
	for _, x := range strings.Split(text, "|") {
		x = strings.TrimSpace(x)
		if !hasLetter(x) {
			r.problem(line, "an empty expression", "expressions are separated by |, sets by &")
			continue
		}
		set = append(set, x)
	}
	if len(set) == 0 {
		return sets
	}
	return append(sets, set)
}

func (r *reader) pairs(a *Annotations, text string, line int) {
	for _, p := range strings.Split(text, ",") {
		left, right, ok := strings.Cut(p, "=")
		left, right = strings.TrimSpace(left), strings.TrimSpace(right)
		if !ok || left == "" || right == "" {
			r.problem(line, "pair without a name and a value: "+strings.TrimSpace(p), "write pair: NAME=VALUE, NAME=VALUE")
			continue
		}
		a.Pair = append(a.Pair, Pair{left, right})
	}
}
