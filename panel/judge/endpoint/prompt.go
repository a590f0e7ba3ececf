package endpoint

import (
	"embed"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"text/template"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"mockpanel/content"
)

// PromptVersion changes whenever a file in prompts/ does: it is part of every
// record and of the key of every cached verdict. A test holds the two
// together.
const PromptVersion = "1"

//go:embed prompts/*.tmpl
var promptFiles embed.FS

// conversation renders the prompt of that name in the client's language: its
// system and user messages, and what to say about a reply that cannot be used.
func (c *Client) conversation(name string, data any) (messages []chatMessage, repair func(string) string, err error) {
	lang := "en"
	if c.lang == "ko" {
		lang = "ko"
	}
	t, err := template.ParseFS(promptFiles, "prompts/"+name+"."+lang+".tmpl")
	if err != nil {
		return nil, nil, fmt.Errorf("reading prompt %s: %w", name, err)
	}
	for _, role := range []string{system, user} {
		var b strings.Builder
		if err := t.ExecuteTemplate(&b, role, data); err != nil {
			return nil, nil, fmt.Errorf("filling prompt %s: %w", name, err)
		}
		messages = append(messages, chatMessage{role, b.String()})
	}
	repair = func(complaint string) string {
		var b strings.Builder
		if t.ExecuteTemplate(&b, "repair", map[string]string{"Complaint": complaint}) != nil {
			return complaint
		}
		return b.String()
	}
	return messages, repair, nil
}

// promptPoint is a key point as a prompt lists it.
type promptPoint struct{ ID, Text string }

// pointID names the key point at index i in prompts and replies.
func pointID(i int) string { return fmt.Sprintf("k%d", i+1) }

func promptPoints(q *content.Question) (points []promptPoint, ids []string) {
	for i, k := range q.KeyPoints {
		points = append(points, promptPoint{pointID(i), disarm(k.String())})
		ids = append(ids, pointID(i))
	}
	return points, ids
}

// judgeData fills the judge's prompt.
type judgeData struct {
	Question  string
	KeyPoints []promptPoint
	IDs       string
	Marker    string
	Answer    string
}

// judgeTask asks for one verdict per key point; read takes the reply.
func (c *Client) judgeTask(q *content.Question, answer string, read func(string) error) (task, error) {
	points, ids := promptPoints(q)
	messages, repair, err := c.conversation("judge", judgeData{
		Question: disarm(q.Text), KeyPoints: points, IDs: strings.Join(ids, ", "), Marker: c.marker(), Answer: disarm(answer),
	})
	return task{messages: messages, schema: judgeSchema(ids), repair: repair, read: read}, err
}

// judgeSchema is flat, closed and without null, which every server that knows
// json_schema can enforce; the reason stands before the verdict because a
// model writes in order.
func judgeSchema(ids []string) json.RawMessage {
	enum, _ := json.Marshal(ids) // strings always marshal
	return json.RawMessage(`{"type":"object","properties":{"key_points":{"type":"array","items":{"type":"object","properties":{` +
		`"id":{"type":"string","enum":` + string(enum) + `},` +
		`"reason":{"type":"string"},` +
		`"verdict":{"type":"string","enum":["covered","partial","missed","wrong"]},` +
		`"quote":{"type":"string"}},` +
		`"required":["id","reason","verdict","quote"],"additionalProperties":false}}},` +
		`"required":["key_points"],"additionalProperties":false}`)
}

// controlTokens are the marks with which chat templates part messages, and
// those of reasoning.
var controlTokens = regexp.MustCompile(`(?i)<\|[^\n]{0,60}?\|>|<｜[^\n]{0,60}?｜>|\[/?(INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\]|<</?SYS>>|</?(s|think|thinking|bos|eos|start_of_turn|end_of_turn|system|assistant|user)>`)

// lookalikes are what an answer could pass off as our marks.
var lookalikes = regexp.MustCompile("(?i)<{3,}|>{3,}|`{3,}|~{3,}|answer-[0-9a-f]{4,}")

// disarm takes apart whatever in foreign text a model or its server could take
// for structure: control tokens, fences, our own marks; and drops characters
// that nobody sees.
func disarm(s string) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, "\ufffd"))
	s = strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			return -1
		}
		return r
	}, s)
	spaced := func(m string) string { return strings.TrimSpace(strings.Join(strings.Split(m, ""), " ")) }
	s = lookalikes.ReplaceAllStringFunc(s, spaced)
	return controlTokens.ReplaceAllStringFunc(s, func(m string) string {
		inner := strings.Trim(m, "<>[]|｜/")
		return "(" + strings.TrimSpace(inner) + ")"
	})
}
