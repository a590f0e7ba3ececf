package content

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// plain takes Markdown emphasis out of one line of text and leaves code spans
// as they are. A pair of ** that was broken by a line end ("*" at the end of
// one line, "*" at the start of the next) is mended first.
func plain(s string) string {
	if strings.ContainsAny(s, "\t\n\v\f\r") || strings.Contains(s, "  ") {
		s = strings.Join(strings.Fields(s), " ")
	}
	if !strings.Contains(s, "*") {
		return strings.TrimSpace(s)
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if s[i] == '`' {
			n := codeSpan(s[i:])
			b.WriteString(s[i : i+n])
			i += n
			continue
		}
		next := strings.IndexByte(s[i:], '`')
		if next < 0 {
			next = len(s) - i
		}
		b.WriteString(stripEmphasis(s[i : i+next]))
		i += next
	}
	return strings.TrimSpace(b.String())
}

// codeSpan returns the length of the code span at the start of s, or of the
// run of backticks when nothing closes it.
func codeSpan(s string) int {
	run := len(s) - len(strings.TrimLeft(s, "`"))
	for i := run; i < len(s); {
		open := strings.IndexByte(s[i:], '`')
		if open < 0 {
			break
		}
		i += open
		n := len(s[i:]) - len(strings.TrimLeft(s[i:], "`"))
		if n == run {
			return i + n
		}
		i += n
	}
	return run
}

// stripEmphasis removes ** marks. Single asterisks and underscores stay: in
// guides they are globs, arithmetic and names more often than emphasis.
func stripEmphasis(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "* *", "**"), "**", "")
}

var labelled = regexp.MustCompile(`^\*\*([^*]+?)(?:\*\*\s*(\([^()]*\))?\s*[:：]|\s*[:：]\s*\*\*|\*\*\s+[—–-]\s)\s*(.+)$`)

// splitLabel keeps a key point's bold label apart from its text.
func splitLabel(s string) (label, text string) {
	if !strings.HasPrefix(s, "**") {
		return "", plain(s)
	}
	m := labelled.FindStringSubmatch(s)
	if m == nil {
		return "", plain(s)
	}
	return plain(strings.TrimSpace(m[1] + m[2])), plain(m[3])
}

var listMark = regexp.MustCompile(`(?:^|\s)(\d{1,2})\)\s+`)

// splitAnswer makes key points of an answer: one per item of a numbered inline
// list "1) .. 2) ..", otherwise one per sentence. What stands before the list
// is the label of its first item.
func splitAnswer(answer string, line int) []KeyPoint {
	answer = plain(answer)
	marks := listMark.FindAllStringSubmatchIndex(answer, -1)
	if len(marks) >= 2 && answer[marks[0][2]:marks[0][3]] == "1" {
		var points []KeyPoint
		for i, m := range marks {
			end := len(answer)
			if i+1 < len(marks) {
				end = marks[i+1][0]
			}
			if text := strings.Trim(answer[m[1]:end], " ,;"); text != "" {
				points = append(points, KeyPoint{Text: text, Line: line})
			}
		}
		if lead := strings.Trim(answer[:marks[0][0]], " :："); lead != "" && len(points) > 0 {
			points[0].Label = lead
		}
		return points
	}
	var points []KeyPoint
	for _, s := range sentences(answer) {
		points = append(points, KeyPoint{Text: s, Line: line})
	}
	return points
}

// sentences cuts one line of text behind sentence ends. A period ends a
// sentence when white space follows, outside code spans and brackets, unless
// it belongs to an abbreviation or an ordinal ("e.g.", "vs.", "2.").
func sentences(s string) []string {
	var out []string
	start, depth := 0, 0
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '`':
			n = codeSpan(s[i:])
		case r == '(' || r == '[':
			depth++
		case r == ')' || r == ']':
			depth = max(0, depth-1)
		case (r == '.' || r == '?' || r == '!' || r == '。') && depth == 0:
			rest := s[i+n:]
			if (rest == "" || rest[0] == ' ') && !abbreviation(s[start:i]) {
				out = appendText(out, s[start:i+n])
				start = i + n
			}
		}
		i += n
	}
	return appendText(out, s[start:])
}

func appendText(list []string, s string) []string {
	if s = strings.TrimSpace(s); hasText(s) {
		return append(list, s)
	}
	return list
}

var abbreviations = map[string]bool{"e.g": true, "i.e": true, "vs": true, "etc": true, "cf": true, "no": true, "approx": true}

func abbreviation(before string) bool {
	word := before[strings.LastIndexAny(before, " (,")+1:]
	if abbreviations[strings.ToLower(word)] {
		return true
	}
	digits := word != "" && strings.Trim(word, "0123456789") == ""
	return digits && len(word) <= 2 && strings.TrimSpace(before) == word
}

// hasText reports whether a text says anything: it has a letter or a digit.
func hasText(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// unquote takes the quotation marks off a follow-up's text.
func unquote(s string) string {
	for _, q := range [...][2]string{{`"`, `"`}, {"“", "”"}, {"'", "'"}, {"「", "」"}} {
		if t, ok := strings.CutPrefix(s, q[0]); ok {
			if t, ok = strings.CutSuffix(t, q[1]); ok {
				return strings.TrimSpace(t)
			}
		}
	}
	return s
}

// language guesses "ko" or "en": Korean when at least a tenth of the letters
// are Hangul, because Korean engineers' texts are full of English terms.
func language(text string) string {
	hangul, letters := 0, 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
			if unicode.Is(unicode.Hangul, r) {
				hangul++
			}
		}
	}
	if hangul*10 >= letters && hangul > 0 {
		return "ko"
	}
	return "en"
}
