package transcripts

import "strings"

// List lists the transcripts of a folder without making it; see [Store.List].
func List(dir string) ([]Info, Notices, error) { return (&Store{dir: dir}).List() }

// Summary returns the part of a transcript that is derived from its turns: the
// title, the table per reviewer and the gaps, as Markdown.
func Summary(t Transcript) []byte {
	w := writer{words: words(t.Lang)}
	w.front(t)
	return []byte(strings.TrimLeft(w.b.String(), "\n"))
}
