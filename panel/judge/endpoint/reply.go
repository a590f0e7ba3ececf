package endpoint

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"mockpanel/panel"
)

// maxReply is the longest reply in bytes that is read. Verdicts take two
// kilobytes; what is longer is prose.
const maxReply = 64 << 10

// judged is what a reply says about one key point, unchecked.
type judged struct {
	mark   panel.Mark
	reason string
	quote  string
}

// readVerdicts returns what a reply says about each of n key points. It
// refuses a reply that does not name each of them exactly once, with every
// field and a verdict of the closed set.
func readVerdicts(text string, n int) ([]judged, error) {
	root, err := readObject(text)
	if err != nil {
		return nil, err
	}
	var items []json.RawMessage
	if json.Unmarshal(root.fields["key_points"], &items) != nil || items == nil {
		return nil, errors.New(`"key_points" is not a list`)
	}
	ids := pointIDs(n)
	out, seen := make([]judged, n), make([]bool, n)
	for _, raw := range items {
		item, err := readFields(raw)
		if err != nil {
			return nil, fmt.Errorf("an entry of key_points: %w", err)
		}
		i, v, err := readVerdict(item, ids)
		switch {
		case err != nil:
			return nil, err
		case seen[i]:
			return nil, fmt.Errorf("%s is there twice", ids[i])
		}
		out[i], seen[i] = v, true
	}
	if i := slices.Index(seen, false); i >= 0 {
		return nil, fmt.Errorf("%s is not there", ids[i])
	}
	return out, nil
}

func readVerdict(item object, ids []string) (i int, v judged, err error) {
	texts := map[string]string{}
	for _, name := range []string{"id", "reason", "verdict", "quote"} {
		var s *string
		if json.Unmarshal(item.fields[name], &s) != nil || s == nil {
			return 0, v, fmt.Errorf("%q is missing or no text", name)
		}
		texts[name] = *s
	}
	id := texts["id"]
	i = slices.Index(ids, id)
	verdict := strings.ToLower(oneLine(texts["verdict"]))
	mark, ok := panel.ParseMark(verdict)
	switch {
	case i < 0:
		return 0, v, fmt.Errorf("unknown id %q", id)
	case !ok || mark == panel.Ungraded:
		return 0, v, fmt.Errorf("%s: verdict %q is not one of covered, partial, missed, wrong", id, verdict)
	case slices.Index(item.order, "verdict") < slices.Index(item.order, "reason"):
		return 0, v, fmt.Errorf("%s: the verdict stands before the reason", id)
	case oneLine(texts["reason"]) == "":
		return 0, v, fmt.Errorf("%s: no reason", id)
	}
	return i, judged{mark, oneLine(texts["reason"]), texts["quote"]}, nil
}

// object is a JSON object with the order of its fields.
type object struct {
	fields map[string]json.RawMessage
	order  []string
}

// readFields reads an object; a name that is there twice makes it ambiguous.
func readFields(raw []byte) (object, error) {
	o := object{fields: map[string]json.RawMessage{}}
	d := json.NewDecoder(strings.NewReader(string(raw)))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return o, errors.New("not a JSON object")
	}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return o, errors.New("not a JSON object")
		}
		name, _ := t.(string)
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return o, errors.New("not a JSON object")
		}
		if _, twice := o.fields[name]; twice {
			return o, fmt.Errorf("%q is there twice", name)
		}
		o.fields[name] = value
		o.order = append(o.order, name)
	}
	return o, nil
}

var thinking = regexp.MustCompile(`(?is)<think(?:ing)?>.*?</think(?:ing)?>`)

// readObject finds the one JSON object of a reply, which is the whole text, or
// stands in a fenced block or in prose. Where there are two nobody can say
// which one is meant: one may be the candidate's own. Nothing is mended.
func readObject(text string) (object, error) {
	if len(text) > maxReply {
		return object{}, errors.New("the reply is too long")
	}
	text = thinking.ReplaceAllString(text, "")
	if i := strings.LastIndex(text, "</think>"); i >= 0 {
		text = text[i+len("</think>"):] // some chat templates open it in the prompt
	}
	if strings.Contains(text, "<think>") {
		return object{}, errors.New("the reply ends while thinking")
	}
	text = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "\ufeff"))
	if text == "" {
		return object{}, errors.New("the reply is empty")
	}
	if json.Valid([]byte(text)) {
		return readFields([]byte(text))
	}
	found, err := objectsIn(text)
	switch {
	case err != nil:
		return object{}, err
	case len(found) == 1:
		return readFields([]byte(found[0]))
	case len(found) > 1:
		return object{}, fmt.Errorf("%d JSON objects instead of one", len(found))
	}
	return object{}, errors.New("there is no whole JSON object")
}

// objectsIn returns the JSON objects that stand in a text side by side. A
// damaged one is an error: what is whole inside it may be a quotation.
func objectsIn(text string) ([]string, error) {
	var found []string
	for {
		start := strings.IndexByte(text, '{')
		if start < 0 {
			return found, nil
		}
		text = text[start:]
		var value json.RawMessage
		d := json.NewDecoder(strings.NewReader(text))
		switch {
		case d.Decode(&value) == nil:
			found = append(found, string(value))
			text = text[d.InputOffset():]
		case strings.HasPrefix(strings.TrimLeft(text[1:], " \t\r\n"), `"`):
			return nil, errors.New("a JSON object is damaged or cut off")
		default:
			text = text[1:] // a brace in prose
		}
	}
}
