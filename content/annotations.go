package content

import "strings"

// annotation splits an entry into the English keyword and what stands behind
// the colon; the keyword is "" when the entry is no annotation.
func annotation(entry string) (keyword, value string) {
	word, value, ok := strings.Cut(entry, ":")
	if wide, rest, found := strings.Cut(entry, "："); found && (!ok || len(wide) < len(word)) {
		word, value = wide, rest
	} else if !ok {
		return "", ""
	}
	switch word = strings.TrimSpace(word); strings.ToLower(word) {
	case "must", "필수":
		keyword = "must"
	case "expect", "표현":
		keyword = "expect"
	case "say", "예":
		keyword = "say"
	case "wrong", "오답":
		keyword = "wrong"
	case "pair", "짝":
		keyword = "pair"
	}
	return keyword, plain(value)
}

// annotations reads the nested list of a key point. An entry that is no
// annotation is part of the point's text, to which it is appended.
func (r *reader) annotations(text []string, a *Annotations, entries []item) []string {
	for _, e := range entries {
		entry := joinLines(e.lines)
		keyword, value := annotation(entry)
		if keyword == "" {
			if t := plain(entry); t != "" {
				text = append(text, t)
			}
			text = r.annotations(text, a, e.sub)
			continue
		}
		if len(e.sub) > 0 {
			r.problem(e.sub[0].line(), "a list inside an annotation", "write one annotation a line")
		}
		if value == "" {
			r.problem(e.line(), "annotation "+keyword+": has no text", "write what belongs behind the colon, or delete the line")
			continue
		}
		switch keyword {
		case "must":
			for set := range strings.SplitSeq(value, "&") {
				a.Must = r.expressions(a.Must, set, e.line())
			}
		case "expect":
			a.Expect = r.expressions(a.Expect, value, e.line())
		case "say":
			a.Say = append(a.Say, value)
		case "wrong":
			claim, why, _ := strings.Cut(value, " -> ")
			a.Wrong = append(a.Wrong, Wrong{strings.TrimSpace(claim), strings.TrimSpace(why)})
		case "pair":
			r.pairs(a, value, e.line())
		}
	}
	return text
}

// expressions appends the alternatives of one set.
func (r *reader) expressions(sets [][]string, text string, line int) [][]string {
	var set []string
	for x := range strings.SplitSeq(text, "|") {
		x = strings.TrimSpace(x)
		if !hasText(x) {
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
	for p := range strings.SplitSeq(text, ",") {
		left, right, ok := strings.Cut(p, "=")
		left, right = strings.TrimSpace(left), strings.TrimSpace(right)
		if !ok || left == "" || right == "" {
			r.problem(line, "pair without a name and a value: "+strings.TrimSpace(p), "write pair: NAME=VALUE, NAME=VALUE")
			continue
		}
		a.Pair = append(a.Pair, Pair{left, right})
	}
}
