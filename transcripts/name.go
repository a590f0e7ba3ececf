package transcripts

import (
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxGuideName is the number of bytes of a guide's name that go into a file
// name: with the rest it stays far below the 255 bytes of common file systems,
// also when Hangul is decomposed there (three times the size).
const maxGuideName = 60

// fileName returns the file name of a transcript, YYYY-MM-DDTHHMMSS-GUIDE.md.
// Of the guide's name it keeps letters, digits, - and _, so that it is safe on
// every system whatever the guide is called.
func fileName(started time.Time, guide string) string {
	var b strings.Builder
	dash := true // no dash at the start
	for _, r := range norm.NFC.String(strings.ToValidUTF8(guide, "")) {
		keep := wordRune(r) || r == '_'
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

// How names end. All but those of transcripts start with a dot.
const (
	suffix      = ".md"    // of a transcript
	draftSuffix = ".draft" // in place of suffix
	lockSuffix  = ".lock"  // in place of suffix
	tempSuffix  = ".tmp"   // behind the name of what is written, a dot and a number
)

// probe is what the temporary file is meant for that shows whether files can be
// written.
const probe = "probe"

// beside returns the path of the draft or the lock of a transcript.
func beside(path, ending string) string {
	return filepath.Join(filepath.Dir(path), "."+strings.TrimSuffix(filepath.Base(path), suffix)+ending)
}

// dated reports whether a name starts as [fileName] has it, but for a dot.
func dated(name string) bool {
	name = strings.TrimPrefix(name, ".")
	_, err := time.Parse(nameTime, name[:min(len(name), len(nameTime))])
	return err == nil
}

// targetOf returns the name of the transcript or draft that a temporary file was
// meant for.
func targetOf(temp string) (target string, ok bool) {
	name, ok := strings.CutSuffix(temp, tempSuffix)
	if !ok || !strings.HasPrefix(name, ".") {
		return "", false
	}
	dot := strings.LastIndexByte(name, '.')
	if dot < 1 || strings.Trim(name[dot+1:], "0123456789") != "" {
		return "", false
	}
	target = name[1:dot]
	return target, strings.HasSuffix(target, suffix) || strings.HasSuffix(target, draftSuffix) || target == probe
}
