package endpoint

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"mockpanel/content"
	"mockpanel/personas"
)

// Limits of a question that a reviewer asks of their own.
const (
	maxProbe = 120 // characters
	// maxGiven is how many words of the key point, that neither question nor
	// answer has, a probe may name before it gives the point away.
	maxGiven = 1
)

// Probe returns a question of the reviewer's own about key point number point
// (from 0) of q, which the answer lacks. The error is a [*Fault]: there is no
// such question, and none is made up.
func (c *Client) Probe(ctx context.Context, p personas.Persona, q *content.Question, answer string, point int) (string, error) {
	if c.Stopped() {
		return "", &Fault{Kind: Stopped}
	}
	k := q.KeyPoints[point]
	data := map[string]string{
		"Reviewer": disarm(p.Name + ", " + p.Role), "Creed": disarm(p.Creed), "Marker": c.marker(),
		"Question": disarm(q.Text), "Point": disarm(k.String()), "Answer": disarm(answer),
	}
	var probe string
	err := c.ask(ctx, task{prompt: "probe", data: data, schema: objectOf("question", anyText), read: func(text string) error {
		root, err := readObject(text)
		if err != nil {
			return err
		}
		var s string
		if json.Unmarshal(root.fields["question"], &s) != nil {
			return errors.New(`"question" is missing or no text`)
		}
		probe = c.keep(s, maxProbe)
		return checkProbe(oneLine(s), q.Text+" "+answer, k)
	}})
	if err != nil {
		return "", err
	}
	return probe, nil
}

// checkProbe says what is wrong with a probe; said is what was said so far.
func checkProbe(probe, said string, k content.KeyPoint) error {
	marks := strings.Count(probe, "?") + strings.Count(probe, "？")
	switch n := len([]rune(probe)); {
	case n == 0:
		return errors.New("the question is empty")
	case n > maxProbe:
		return fmt.Errorf("the question has %d characters, at most %d are allowed", n, maxProbe)
	case marks != 1 || !strings.HasSuffix(probe, "?") && !strings.HasSuffix(probe, "？"):
		return errors.New("the question has to end in a question mark and have only that one")
	}
	known := stems(said)
	asked := stems(probe)
	var given []string
	for w := range stems(k.String()) {
		if asked[w] && !known[w] {
			given = append(given, w)
		}
	}
	if len(given) > maxGiven {
		return fmt.Errorf("the question gives the key point away (%d of its words)", len(given))
	}
	return nil
}

// stems returns the words of a text without most endings: Latin words and
// numbers, and the first two syllables of Hangul words.
func stems(s string) map[string]bool {
	set := map[string]bool{}
	for _, f := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		r := []rune(f)
		if n := 2; len(r) > n && unicode.Is(unicode.Hangul, r[0]) {
			r = r[:n]
		}
		if len(r) > 1 {
			set[string(r)] = true
		}
	}
	return set
}
