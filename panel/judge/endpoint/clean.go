package endpoint

import (
	"regexp"
	"strings"
	"unicode"
)

// clean makes foreign text fit for a screen and a file: one line without
// control or invisible characters, without the key, at most maxDetail
// characters.
func (c *Client) clean(s string) string {
	return c.keep(keyLike.ReplaceAllString(c.redact(oneLine(s)), "[key]"), maxDetail)
}

// keep makes a model's words fit for a screen and a file: one line without
// control or invisible characters, without the key, at most that many
// characters.
func (c *Client) keep(s string, most int) string {
	s = c.redact(oneLine(s))
	if r := []rune(s); len(r) > most {
		s = string(r[:most])
	}
	return s
}

// minSecret is the length in bytes from which a key is one. Shorter are the
// words that servers without keys are given, such as ollama, EMPTY and none,
// and replies may hold these.
const minSecret = 8

// minPart is the length in bytes from which a part of the key gives it away.
// What keys begin with, such as sk-proj-, is shorter.
const minPart = 12

// redact takes the key, and every longer part of it, out of a text: an endpoint
// knows it, and could say it back anywhere.
func (c *Client) redact(s string) string {
	if len(c.key) < minSecret {
		return s
	}
	part := min(minPart, len(c.key))
	var b strings.Builder
	for i := 0; i < len(s); {
		n := part - 1
		for i+n < len(s) && strings.Contains(c.key, s[i:i+n+1]) {
			n++
		}
		if n < part {
			b.WriteByte(s[i])
			i++
			continue
		}
		b.WriteString("[key]")
		i += n
	}
	return strings.ToValidUTF8(b.String(), "") // a key may be any bytes
}

// keyLike is what keys look like; a server may echo one masked in part, or
// another one.
var keyLike = regexp.MustCompile(`(?i)\b(sk|key|pk)-[\w*.-]{6,}|\bbearer\s+\S+`)

// oneLine drops control and invisible characters and folds white space.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.Fields(s), " ")
}
