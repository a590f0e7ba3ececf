package endpoint

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"mockpanel/panel"
)

// Limits of closing words.
const (
	maxClosing   = 300 // characters
	minSentences = 2
	maxSentences = 3
)

// closingRecord is what one reviewer heard, as the prompt lists it.
type closingRecord struct {
	Key, Who string
	Turns    []closingTurn

	answers []string // as they were typed
	all     string   // everything, to look numbers up in
}

type closingTurn struct {
	Question string
	Points   []string
	Answer   string
}

// Closing returns what reviewers say at the end, by key: two or three
// sentences that quote the candidate and hold no number that is not in the
// record. A reviewer whose words do not pass is not in it. The error is a
// [*Fault].
func (c *Client) Closing(ctx context.Context, turns []panel.Turn) (map[string]string, error) {
	records := recordsOf(turns)
	switch {
	case len(records) == 0:
		return nil, &Fault{Kind: Blank}
	case c.Stopped():
		return nil, &Fault{Kind: Stopped}
	}
	var keys []string
	for _, r := range records {
		keys = append(keys, r.Key)
	}
	data := map[string]any{"Reviewers": records, "IDs": strings.Join(keys, ", "), "First": keys[0], "Marker": c.marker()}
	schema := objectOf("reviewers", listOf(objectOf("reviewer", oneOf(keys...), "quote", anyText, "words", anyText)))
	var words map[string]string
	again := false
	err := c.ask(ctx, task{prompt: "closing", data: data, schema: schema, read: func(text string) error {
		var complaint error
		words, complaint = readClosing(text, records)
		if again && len(words) > 0 {
			complaint = nil // those that passed are better than none
		}
		again = true
		return complaint
	}})
	if err != nil {
		return nil, err
	}
	for key, s := range words {
		words[key] = c.keep(s, maxClosing)
	}
	return words, nil
}

// recordsOf gathers what was answered, by reviewer, in the order of the
// interview.
func recordsOf(turns []panel.Turn) []closingRecord {
	var records []closingRecord
	at := map[string]int{}
	for _, t := range turns {
		answer := t.Last().Answer
		if strings.TrimSpace(answer) == "" {
			continue
		}
		i, ok := at[t.Persona.Key]
		if !ok {
			i = len(records)
			at[t.Persona.Key] = i
			records = append(records, closingRecord{Key: t.Persona.Key, Who: disarm(t.Persona.Name + ", " + t.Persona.Role)})
		}
		r := &records[i]
		turn := closingTurn{Question: disarm(t.Text), Answer: disarm(answer)}
		for n, m := range t.Marks() {
			k := t.KeyPoints[n]
			turn.Points = append(turn.Points, disarm(fmt.Sprintf("%s: %s", m, strings.TrimSpace(k.Label+" "+k.Text))))
		}
		r.Turns = append(r.Turns, turn)
		r.answers = append(r.answers, answer)
		r.all += strings.Join(turn.Points, " ") + " " + t.Text + " " + answer + " "
	}
	return records
}

// readClosing returns the words that pass, by reviewer, and the first
// complaint about the others.
func readClosing(text string, records []closingRecord) (map[string]string, error) {
	root, err := readObject(text)
	if err != nil {
		return nil, err
	}
	var items []struct{ Reviewer, Quote, Words string }
	if json.Unmarshal(root.fields["reviewers"], &items) != nil {
		return nil, errors.New(`"reviewers" is not a list of texts`)
	}
	words := map[string]string{}
	var complaint error
	for _, r := range records {
		var err error
		n := 0
		for _, it := range items {
			if it.Reviewer == r.Key {
				n++
				words[r.Key] = oneLine(it.Words)
				err = r.check(it.Quote, oneLine(it.Words))
			}
		}
		if n != 1 {
			err = errors.New(r.Key + " is not there, or twice")
		}
		if err != nil {
			delete(words, r.Key)
			if complaint == nil {
				complaint = err
			}
		}
	}
	return words, complaint
}

var (
	sentenceEnd = regexp.MustCompile(`[.!?。]["'”’)]*(\s|$)`)
	numbers     = regexp.MustCompile(`\d+`)
)

// check says what is wrong with a reviewer's closing words.
func (r closingRecord) check(quote, words string) error {
	said := ""
	for _, a := range r.answers {
		if s, ok := evidence(a, quote); ok {
			said = s
		}
	}
	sentences := len(sentenceEnd.FindAllString(words, -1))
	switch {
	case said == "":
		return fmt.Errorf("%s: the quote is not in the candidate's answers", r.Key)
	case !strings.Contains(fold(words).String(), fold(said).String()):
		return fmt.Errorf("%s: the words do not hold the quote", r.Key)
	case len([]rune(words)) > maxClosing:
		return fmt.Errorf("%s: more than %d characters", r.Key, maxClosing)
	case sentences < minSentences || sentences > maxSentences:
		return fmt.Errorf("%s: two or three sentences are wanted, not %d", r.Key, sentences)
	}
	for _, n := range numbers.FindAllString(words, -1) {
		if !strings.Contains(r.all, n) {
			return fmt.Errorf("%s: the number %s is not in the record", r.Key, n)
		}
	}
	return nil
}
