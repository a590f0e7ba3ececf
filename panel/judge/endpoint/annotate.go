package endpoint

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"mockpanel/content"
)

// Limits of what is proposed for one key point; the prompt asks for less.
const (
	maxExpression = 40  // characters
	maxSentence   = 200 // characters
	maxSets       = 5   // of must and of expect
	maxPerSet     = 12
	maxEach       = 5 // sentences of say and of wrong
)

// Propose returns annotations for the key points of q, in order: what
// candidates would say for each, and false claims. check says what is wrong
// with them; the model may mend that once, after that they are returned as
// they are. The error is a [*Fault].
func (c *Client) Propose(ctx context.Context, q *content.Question, check func([]content.Annotations) error) ([]content.Annotations, error) {
	if c.Stopped() {
		return nil, &Fault{Kind: Stopped}
	}
	points, ids := promptPoints(q)
	data := map[string]any{
		"Question": disarm(q.Text), "KeyPoints": points, "IDs": strings.Join(ids, ", "), "Model": disarm(q.Model),
	}
	sets := listOf(listOf(anyText))
	point := objectOf("id", oneOf(ids...), "must", sets, "expect", sets, "say", listOf(anyText), "wrong", listOf(objectOf("claim", anyText, "right", anyText)))
	var proposed []content.Annotations
	again := false
	err := c.ask(ctx, task{prompt: "annotate", data: data, schema: objectOf("key_points", listOf(point)), read: func(text string) error {
		list, err := readAnnotations(text, len(q.KeyPoints))
		if err != nil {
			return err
		}
		if said := fmt.Sprint(list); said != c.redact(said) {
			return errors.New("the reply holds the key")
		}
		proposed = list
		if again {
			return nil
		}
		again = true
		return check(list)
	}})
	var f *Fault
	if errors.As(err, &f) && proposed != nil && f.Kind != Interrupted {
		err = nil // the first proposal can be read, only mending it failed
	}
	c.record(err)
	return proposed, err
}

// readAnnotations reads a reply with annotations for each of n key points.
// What cannot stand in a guide is left out.
func readAnnotations(text string, n int) ([]content.Annotations, error) {
	root, err := readObject(text)
	if err != nil {
		return nil, err
	}
	var items []struct {
		ID           string
		Must, Expect [][]string
		Say          []string
		Wrong        []struct{ Claim, Right string }
	}
	if err := json.Unmarshal(root.fields["key_points"], &items); err != nil {
		return nil, errors.New(`"key_points" is not a list of the shape that was asked for`)
	}
	out, ids := make([]content.Annotations, n), pointIDs(n)
	seen := map[string]bool{}
	for _, it := range items {
		if seen[it.ID] {
			return nil, fmt.Errorf("%s is there twice", it.ID)
		}
		seen[it.ID] = true
		i := slices.Index(ids, it.ID)
		if i < 0 {
			continue
		}
		a := &out[i]
		a.Must, a.Expect = expressions(it.Must), expressions(it.Expect)
		for _, s := range it.Say[:min(len(it.Say), maxEach)] {
			if s = sentence(s); s != "" {
				a.Say = append(a.Say, s)
			}
		}
		for _, w := range it.Wrong[:min(len(it.Wrong), maxEach)] {
			if s := sentence(w.Claim); s != "" {
				a.Wrong = append(a.Wrong, content.Wrong{Text: s, Why: sentence(w.Right)})
			}
		}
	}
	if len(seen) == 0 {
		return nil, errors.New("no key point is annotated")
	}
	return out, nil
}

// expressions keeps what can stand between the signs of a guide.
func expressions(sets [][]string) [][]string {
	var out [][]string
	for _, set := range sets[:min(len(sets), maxSets)] {
		var kept []string
		for _, e := range set[:min(len(set), maxPerSet)] {
			e = plainWords(e)
			if n := len([]rune(e)); n >= 2 && n <= maxExpression && !strings.ContainsAny(e, "|&") {
				kept = append(kept, e)
			}
		}
		if len(kept) > 0 {
			out = append(out, kept)
		}
	}
	return out
}

func sentence(s string) string {
	s = plainWords(s)
	if len([]rune(s)) > maxSentence {
		return ""
	}
	return s
}

// plainWords takes out what Markdown would read as its own.
func plainWords(s string) string {
	return strings.TrimSpace(oneLine(strings.Map(func(r rune) rune {
		if strings.ContainsRune("*`<>[]#\\", r) {
			return -1
		}
		return r
	}, s)))
}
