package transcripts

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// escape writes one-line plain text as Markdown that shows it literally and
// that [unescape] turns back into it. Code spans stay code spans; Markdown
// punctuation gets a backslash only where it would mean something; line ends,
// control characters, outer spaces and the rune extra (0 for none) become
// numeric entities. The result never holds an unescaped * or a line end.
func escape(s string, extra rune) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	keep := spansToKeep(s, extra)
	var b strings.Builder
	b.Grow(len(s) + 8)
	for i := 0; i < len(s); {
		if end, ok := spanAt(&keep, i); ok {
			b.WriteString(s[i:end])
			i = end
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case encoded(r, extra), r == ' ' && (i == 0 || i == len(s)-1):
			b.WriteString(entityFor(r))
		default:
			if live(s, i) {
				b.WriteByte('\\')
			}
			b.WriteString(s[i : i+size])
		}
		i += size
	}
	return b.String()
}

// encoded reports whether a rune cannot stand on a line as it is, or is the rune
// extra.
func encoded(r, extra rune) bool { return hidden(r) || r == '\n' || r == '\t' || r == extra }

func text(s string) string { return escape(s, 0) }

// code writes an identifier as a code span where it is a plain one, otherwise
// like any text, but without code spans and without the separator of headings.
func code(s string) string {
	odd := func(r rune) bool { return !wordRune(r) && !strings.ContainsRune("/-_.", r) }
	if s == "" || !utf8.ValidString(s) || strings.ContainsFunc(s, odd) {
		return strings.ReplaceAll(escape(s, '`'), "·", "&#183;")
	}
	return "`" + s + "`"
}

// uncode is the reverse of code.
func uncode(s string) string {
	if len(s) > 2 && s[0] == '`' && s[len(s)-1] == '`' && !strings.Contains(s[1:len(s)-1], "`") {
		return norm.NFC.String(s[1 : len(s)-1])
	}
	return unescape(s)
}

// hidden reports whether a rune does not show, or changes how others show:
// control characters but tab and line feed, line and paragraph separators,
// byte order marks, and marks that turn the direction of writing.
func hidden(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case unicode.IsControl(r):
		return true
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return true
	case r == 0x200E, r == 0x200F, r == 0x061C, r == 0x2028, r == 0x2029, r == 0xFEFF:
		return true
	}
	return false
}

// live reports whether the byte at i would mean something to a Markdown
// renderer (CommonMark, GitHub's extensions and its formulas) or to unescape.
// E-mail addresses are left: GitHub links them whatever is escaped.
func live(s string, i int) bool {
	next := byte(0)
	if i+1 < len(s) {
		next = s[i+1]
	}
	switch s[i] {
	case '*', '`', '~', '$':
		return true
	case '_':
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[i+1:])
		return !wordRune(before) || !wordRune(after)
	case '\\':
		return !letter(next) && !digit(next)
	case '[':
		return next == '['
	case ']':
		return next == '(' || next == '['
	case '<':
		return next == '/' || next == '!' || next == '?' || letter(next)
	case '&':
		return entityLike(s[i:])
	case ':':
		return strings.HasPrefix(s[i:], "://")
	case '.':
		return i >= len("www") && strings.EqualFold(s[i-len("www"):i], "www")
	}
	return false
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func digit(c byte) bool  { return c >= '0' && c <= '9' }

// punct reports whether a backslash before c makes it literal (CommonMark 2.4).
func punct(c byte) bool {
	return c > ' ' && c < 0x7F && !letter(c) && !digit(c)
}

// maxEntity is longer than the longest name of an HTML entity.
const maxEntity = 40

func entityLike(s string) bool {
	s = s[:min(len(s), maxEntity)]
	end := strings.IndexByte(s, ';')
	odd := func(r rune) bool { return r != '#' && !wordRune(r) }
	return end > 1 && !strings.ContainsFunc(s[1:end], odd)
}

// span is a code span with its backticks, as places in a text.
type span struct{ start, end int }

// spans returns what would be a code span from each run of backticks that has
// a second one of the same length after it, in the order of the starts. They
// may overlap; the first to be met counts. Linear in s.
func spans(s string) []span {
	if strings.Count(s, "`") < 2 {
		return nil
	}
	var runs []span
	for i := 0; i < len(s); {
		if s[i] != '`' {
			i++
			continue
		}
		start := i
		for i < len(s) && s[i] == '`' {
			i++
		}
		runs = append(runs, span{start, i})
	}
	next := map[int]int{} // end of the nearest run after this one, by length
	for i := len(runs) - 1; i >= 0; i-- {
		end, length := runs[i].end, runs[i].end-runs[i].start
		runs[i].end = next[length]
		next[length] = end
	}
	return slices.DeleteFunc(runs, func(r span) bool { return r.end == 0 })
}

// spanAt returns the end of the span that starts at i, and drops those that
// start before.
func spanAt(spans *[]span, i int) (end int, ok bool) {
	for len(*spans) > 0 && (*spans)[0].start < i {
		*spans = (*spans)[1:]
	}
	if len(*spans) == 0 || (*spans)[0].start != i {
		return 0, false
	}
	return (*spans)[0].end, true
}

// spansToKeep returns the code spans of plain text that can stand as they are
// in an escaped text: those without anything that needs an entity.
func spansToKeep(s string, extra rune) []span {
	keep := spans(s)
	if len(keep) == 0 || extra == '`' {
		return nil
	}
	var entities []int // places of what needs one, ascending
	for i, r := range s {
		if encoded(r, extra) {
			entities = append(entities, i)
		}
	}
	return slices.DeleteFunc(keep, func(k span) bool {
		at, _ := slices.BinarySearch(entities, k.start)
		return at < len(entities) && entities[at] < k.end
	})
}

// piece returns the end of the piece of escaped text at i, and the text it
// stands for. Plain is false for escapes, entities and code spans.
func piece(s string, i int, spans *[]span) (end int, is string, plain bool) {
	switch s[i] {
	case '\\':
		if i+1 < len(s) && punct(s[i+1]) {
			return i + 2, s[i+1 : i+2], false
		}
	case '`':
		if end, ok := spanAt(spans, i); ok {
			return end, s[i:end], false
		}
	case '&':
		if r, n := entity(s[i:]); n > 0 {
			return i + n, string(r), false
		}
	}
	return i + 1, s[i : i+1], true
}

func entityFor(r rune) string { return "&#" + strconv.Itoa(int(r)) + ";" }

// entity reads a decimal numeric entity at the start of s; n is 0 when there
// is none.
func entity(s string) (r rune, n int) {
	if !strings.HasPrefix(s, "&#") {
		return 0, 0
	}
	end := strings.IndexByte(s[:min(len(s), len("&#1114111;"))], ';')
	if end < 0 {
		return 0, 0
	}
	v, err := strconv.ParseUint(s[2:end], 10, 32)
	if err != nil || v > unicode.MaxRune || !utf8.ValidRune(rune(v)) {
		return 0, 0
	}
	return rune(v), end + 1
}

// unescape is the reverse of escape.
func unescape(s string) string {
	if strings.ContainsAny(s, "\\`&") {
		spans := spans(s)
		var b strings.Builder
		b.Grow(len(s))
		for i := 0; i < len(s); {
			end, is, _ := piece(s, i, &spans)
			b.WriteString(is)
			i = end
		}
		s = b.String()
	}
	return norm.NFC.String(s)
}

// split cuts escaped text at every sep that is neither escaped nor inside a
// code span, into at most limit parts; the last one holds the rest.
func split(s, sep string, limit int) []string {
	if !strings.Contains(s, sep) {
		return []string{s}
	}
	spans := spans(s)
	var parts []string
	start := 0
	for i := 0; i < len(s) && len(parts) < limit-1; {
		end, _, plain := piece(s, i, &spans)
		if plain && strings.HasPrefix(s[i:], sep) {
			parts = append(parts, s[start:i])
			end = i + len(sep)
			start = end
		}
		i = end
	}
	return append(parts, s[start:])
}

// fence returns a run of backticks longer than any in s, three at least.
func fence(s string) string {
	longest, run := 2, 0
	for i := 0; i < len(s); i++ {
		if s[i] != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return strings.Repeat("`", longest+1)
}

// Info strings of the fenced block that holds an answer.
const (
	infoPlain   = "text"
	infoEscaped = "text escaped" // hidden characters are numeric entities
)

// block returns an answer as it stands in its fenced block, and the info
// string that says how.
func block(answer string) (body, info string) {
	answer = strings.ToValidUTF8(answer, "\uFFFD")
	if !strings.ContainsFunc(answer, hidden) {
		return answer, infoPlain
	}
	var b strings.Builder
	for i, r := range answer {
		if hidden(r) || r == '&' && strings.HasPrefix(answer[i:], "&#") {
			b.WriteString(entityFor(r))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String(), infoEscaped
}

// unblock is the reverse of block.
func unblock(body, info string) string {
	if info == infoEscaped && strings.Contains(body, "&#") {
		var b strings.Builder
		for i := 0; i < len(body); {
			if r, n := entity(body[i:]); n > 0 {
				b.WriteRune(r)
				i += n
				continue
			}
			b.WriteByte(body[i])
			i++
		}
		body = b.String()
	}
	return norm.NFC.String(body)
}
