package endpoint

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"mockpanel/content"
)

// canary is the key of every test; it must turn up nowhere.
const canary = "sk-canary-0123456789abcdef"

const sampleAnswer = "리더가 죽으면 남은 복제본 중 하나가 새 리더로 뽑힙니다.\n그동안 쓰기는 잠깐 멈춥니다."

func sampleQuestion() *content.Question {
	return &content.Question{
		ID: "sre/q1", Text: "브로커가 죽으면 어떻게 되나요?",
		KeyPoints: []content.KeyPoint{
			{Label: "리더 선출", Text: "남은 복제본 중 하나가 새 리더가 된다"},
			{Text: "그동안 쓰기가 멈춘다"},
		},
	}
}

// received is one request as the server saw it.
type received struct {
	auth string
	raw  string
	body struct {
		Model    string `json:"model"`
		Messages []struct {
			Role    string `json:"role"`
			Content string `json:"content"`
		} `json:"messages"`
		Format *struct {
			Type       string `json:"type"`
			JSONSchema struct {
				Schema map[string]any `json:"schema"`
				Strict bool           `json:"strict"`
			} `json:"json_schema"`
		} `json:"response_format"`
		MaxTokens           *int     `json:"max_tokens"`
		MaxCompletionTokens *int     `json:"max_completion_tokens"`
		Temperature         *float64 `json:"temperature"`
	}
}

func (r received) format() string {
	if r.body.Format == nil {
		return "text"
	}
	return r.body.Format.Type
}

// double is an endpoint that answers the nth request, from 0, as a test wants.
type double struct {
	*httptest.Server
	mu   sync.Mutex
	seen []received
}

func newDouble(t testing.TB, answer func(n int, r received, w http.ResponseWriter)) *double {
	t.Helper()
	d := &double{}
	d.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, _ := io.ReadAll(r.Body)
		got := received{auth: r.Header.Get("Authorization"), raw: string(raw)}
		if err := json.Unmarshal(raw, &got.body); err != nil {
			t.Errorf("request is not JSON: %v", err)
		}
		d.mu.Lock()
		n := len(d.seen)
		d.seen = append(d.seen, got)
		d.mu.Unlock()
		answer(n, got, w)
	}))
	t.Cleanup(d.Close)
	return d
}

func (d *double) requests() []received {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.seen
}

// client asks the double, without waiting in earnest: naps holds what it would
// have waited.
func (d *double) client(t testing.TB, change func(*Config)) (c *Client, naps *[]time.Duration) {
	t.Helper()
	config := Config{BaseURL: d.URL + "/v1", Key: canary, Model: "model-a", Lang: "ko"}
	if change != nil {
		change(&config)
	}
	c, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	naps = new([]time.Duration)
	c.sleep = func(_ context.Context, d time.Duration) { *naps = append(*naps, d) }
	c.jitter = func(most time.Duration) time.Duration { return most }
	return c, naps
}

// say writes a completion whose message has that content.
func say(w io.Writer, content string) {
	b, _ := json.Marshal(content)
	fmt.Fprintf(w, `{"id":"x","object":"chat.completion","created":1700000000,"model":"model-a","choices":[{"index":0,"message":{"role":"assistant","content":%s},"finish_reason":"stop"}],"usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120}}`, b)
}

// entry is one key point of a reply.
func entry(id, verdict, quote string) string {
	b, _ := json.Marshal(quote)
	return fmt.Sprintf(`{"id":%q,"reason":"이유","verdict":%q,"quote":%s}`, id, verdict, b)
}

func verdictsJSON(entries ...string) string {
	return `{"key_points":[` + strings.Join(entries, ",") + `]}`
}

// good is a reply that can be used: covered and partial.
func good() string {
	return verdictsJSON(entry("k1", "covered", "남은 복제본 중 하나가 새 리더로 뽑힙니다"), entry("k2", "partial", "쓰기는 잠깐 멈춥니다"))
}
