package endpoint

import (
	"embed"
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

// pointIDs returns the names of n key points in prompts and replies.
func pointIDs(n int) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = fmt.Sprintf("k%d", i+1)
	}
	return ids
}

func promptPoints(q *content.Question) (points []promptPoint, ids []string) {
	ids = pointIDs(len(q.KeyPoints))
	for i, k := range q.KeyPoints {
		points = append(points, promptPoint{ids[i], disarm(k.String())})
	}
	return points, ids
}

// judgeTask asks for one verdict per key point; read takes the reply.
func (c *Client) judgeTask(q *content.Question, answer string, read func(string) error) task {
	points, ids := promptPoints(q)
	data := map[string]any{
		"Question": disarm(q.Text), "KeyPoints": points, "IDs": strings.Join(ids, ", "), "Marker": c.marker(), "Answer": disarm(answer),
	}
	point := objectOf("id", oneOf(ids...), "reason", anyText, "verdict", oneOf("covered", "partial", "missed", "wrong"), "quote", anyText)
	return task{prompt: "judge", data: data, schema: objectOf("key_points", listOf(point)), read: read}
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
