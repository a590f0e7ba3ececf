package transcripts

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxGuideName is the number of bytes of a guide's name that go into a file
// name: with the rest it stays far below the 255 bytes of common file systems,
// also when Hangul is decomposed there (three times the size).
const maxGuideName = 60

// Name returns the file name of a transcript, YYYY-MM-DDTHHMMSS-GUIDE.md.
// Of the guide's name it keeps letters, digits, - and _, so that it is safe on
// every system whatever the guide is called.
func Name(started time.Time, guide string) string {
	var b strings.Builder
	dash := true // no dash at the start
	for _, r := range norm.NFC.String(strings.ToValidUTF8(guide, "")) {
		keep := unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_'
		if !keep {
			r = '-'
		}
		if !keep && dash {
			continue
		}
		if b.Len()+utf8.RuneLen(r) > maxGuideName {
			break
		}
		dash = !keep
		b.WriteRune(r)
	}
	name := strings.TrimRight(b.String(), "-")
	if name == "" {
		name = "guide"
	}
	return started.Format(nameTime) + name + suffix
}

// nameTime is how the name of every transcript starts, as a layout of package
// time.
const nameTime = "2006-01-02T150405-"

// suffix ends the name of every transcript.
const suffix = ".md"
