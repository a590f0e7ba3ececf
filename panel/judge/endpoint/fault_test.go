package endpoint

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"mockpanel/panel"
)

func status(code int, body string) func(int, received, http.ResponseWriter) {
	return func(_ int, _ received, w http.ResponseWriter) {
		w.WriteHeader(code)
		fmt.Fprint(w, body)
	}
}

func raw(body string) func(int, received, http.ResponseWriter) {
	return status(http.StatusOK, body)
}

func replies(texts ...string) func(int, received, http.ResponseWriter) {
	return func(n int, _ received, w http.ResponseWriter) { say(w, texts[min(n, len(texts)-1)]) }
}

// first answers the first request in one way and the others well.
func first(answer func(int, received, http.ResponseWriter)) func(int, received, http.ResponseWriter) {
	return func(n int, r received, w http.ResponseWriter) {
		if n == 0 {
			answer(n, r, w)
			return
		}
		say(w, good())
	}
}

// unless answers well once a request no longer has what this server refuses.
func unless(refused func(received) bool, body string) func(int, received, http.ResponseWriter) {
	return func(_ int, r received, w http.ResponseWriter) {
		if refused(r) {
			w.WriteHeader(http.StatusBadRequest)
			fmt.Fprint(w, body)
			return
		}
		say(w, good())
	}
}

func choice(message, finish string) string {
	return `{"choices":[{"index":0,"message":` + message + `,"finish_reason":` + finish + `}]}`
}

func quoted(s string) string { return fmt.Sprintf("%q", s) }

// TestFaults: whatever a server does, the answer is judged rightly or not at
// all, the cause is named in plain words, no key and no control character is
// in it, and no more is asked than was promised.
func TestFaults(t *testing.T) {
	const both = "covered partial"
	html := "<!DOCTYPE html><html><head><style>p{}</style></head><body><h1>502 Bad Gateway</h1>" + strings.Repeat("<p>proxy page</p>", 1500) + "</body></html>"
	for _, c := range []struct {
		name     string
		answer   func(int, received, http.ResponseWriter)
		want     string // marks, or the whole message of the fault
		requests int
	}{
		{"healthy", replies(good()), both, 1},

		// What the client library hides.
		{"error inside a 200", raw(`{"error":{"message":"provider failed","code":502}}`), "endpoint busy or failing (502): provider failed", 4},
		{"key error inside a 200", raw(`{"error":{"message":"no auth","code":401}}`), "key refused (401): no auth", 1},
		{"no choices", raw(`{"choices":[]}`), "empty reply (200): no choices", 1},
		{"null body", raw(`null`), "empty reply (200): no choices", 1},
		{"content null", raw(choice(`{"role":"assistant","content":null}`, `"stop"`)), "empty reply", 2},
		{"content empty once", first(replies("")), both, 2},
		{"content empty, JSON in reasoning_content", raw(choice(`{"role":"assistant","content":"","reasoning_content":`+quoted("생각 끝. "+good())+`}`, `"stop"`)), both, 1},
		{"content null, JSON in reasoning", raw(choice(`{"role":"assistant","content":null,"reasoning":`+quoted(good())+`}`, `"stop"`)), both, 1},
		{"content in parts", raw(choice(`{"role":"assistant","content":[{"type":"text","text":`+quoted(good()[:25])+`},{"type":"text","text":`+quoted(good()[25:])+`}]}`, `"stop"`)), both, 1},
		{"error as text", status(400, `{"error":"Model is not loaded"}`), "request refused (400): Model is not loaded", 3},
		{"error without message", status(400, `{"error":{}}`), "request refused (400)", 3},
		{"error null", status(500, `{"error":null}`), "endpoint busy or failing (500)", 4},
		{"FastAPI error", status(422, `{"detail":[{"loc":["body"],"msg":"bad"}]}`), `request refused (422): [{"loc":["body"],"msg":"bad"}]`, 3},
		{"24 KB of HTML", status(502, html), "endpoint busy or failing (502): 502 Bad Gateway proxy page", 4},
		{"401 echoing the key", status(401, `{"error":{"message":"Incorrect API key provided: `+canary+`. Bearer `+canary+`"}}`), "key refused (401): Incorrect API key provided: [key]. [key]", 1},
		{"401 echoing a masked key", status(401, `{"error":{"message":"Incorrect API key provided: sk-cana*******cdef."}}`), "key refused (401): Incorrect API key provided: [key]", 1},
		{"401 echoing parts of the key", status(401, `{"error":{"message":"`+canary[3:]+` and `+canary[5:20]+`, not `+canary[5:16]+`"}}`), "key refused (401): [key] and [key], not " + canary[5:16], 1},
		{"control characters in an error", status(403, "{\"error\":\"no \\u001b[31mentry\\u202e\\u0007\\nhere\"}"), "key refused (403): no [31mentry here", 1},
		{"created as 1.7e9", raw(`{"created":1.7e9,` + choice(`{"role":"assistant","content":`+quoted(good())+`}`, `"stop"`)[1:]), both, 1},
		{"created as text", raw(`{"created":"now",` + choice(`{"role":"assistant","content":`+quoted(good())+`}`, `"stop"`)[1:]), both, 1},
		{"body over 1 MB", raw(`{"choices":[],"pad":"` + strings.Repeat("x", maxBody) + `"}`), "reply too big: more than 1048576 bytes", 1},
		{"error body over 1 MB", status(500, strings.Repeat("x", maxBody+1)), "reply too big: more than 1048576 bytes", 1},
		{"no body", raw(""), "empty reply (200): no body", 1},
		{"not modified", status(304, ""), "empty reply (304): no body", 1},
		{"a list", raw(`[]`), "reply cannot be used (200): the response is no JSON object: []", 1},
		{"cut JSON", raw(`{"choices":[{"message":{"content":"`), "endpoint not reachable (200): the response broke off", 4},
		{"not JSON", raw("<html>login</html>"), "reply cannot be used (200): the response is no JSON object: login", 1},

		// Retries, and what is never retried.
		{"404", status(404, `{"error":{"message":"The model does not exist","code":"model_not_found"}}`), "no such model or address (404): The model does not exist", 1},
		{"408 once", first(status(408, "")), both, 2},
		{"409 once", first(status(409, "")), both, 2},
		{"429 once", first(status(429, `{"error":{"message":"slow down"}}`)), both, 2},
		{"503 for ever", status(503, `{"error":{"message":"loading model"}}`), "endpoint busy or failing (503): loading model", 4},
		{"quota", status(429, `{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}`), "quota used up (429): You exceeded your current quota", 1},
		{"402", status(402, `{"error":{"message":"Insufficient credits"}}`), "quota used up (402): Insufficient credits", 1},
		{"context length", status(400, `{"error":{"message":"This model's maximum context length is 4096 tokens","code":"context_length_exceeded"}}`), "too long for the model (400): This model's maximum context length is 4096 tokens", 1},
		{"Azure content filter", status(400, `{"error":{"message":"The response was filtered","code":"content_filter"}}`), "model declined (400): The response was filtered", 1},

		// Parameters and formats.
		{"no json_schema (llama.cpp)", unless(func(r received) bool { return r.format() == "json_schema" }, `{"error":{"message":"failed to parse grammar"}}`), both, 2},
		{"no json_object either", unless(func(r received) bool { return r.format() != "text" }, `{"error":"'response_format.type' must be 'text'"}`), both, 3},
		{"no temperature", unless(func(r received) bool { return r.body.Temperature != nil }, `{"error":{"message":"Unsupported value: 'temperature' does not support 0"}}`), both, 2},
		{"no max_completion_tokens", unless(func(r received) bool { return r.body.MaxCompletionTokens != nil }, `{"error":{"message":"Extra inputs are not permitted: max_completion_tokens"}}`), both, 2},
		{"no bound at all", unless(func(r received) bool { return r.body.MaxCompletionTokens != nil || r.body.MaxTokens != nil }, `{"error":{"message":"unknown: max_tokens, max_completion_tokens"}}`), both, 3},
		{"bound over the context (vLLM)", unless(func(r received) bool { return r.body.MaxCompletionTokens != nil }, `{"error":{"message":"'max_completion_tokens' is too large: 8000. This model's maximum context length is 4096"}}`), both, 2},

		// Replies that are cut off, refused or unreadable.
		{"cut off", raw(choice(`{"role":"assistant","content":`+quoted(good())+`}`, `"length"`)), "reply cut off: at the limit of tokens", 1},
		{"no finish reason", raw(choice(`{"role":"assistant","content":`+quoted(good())+`}`, `null`)), "reply cut off: finish reason", 1},
		{"tool call", raw(choice(`{"role":"assistant","content":`+quoted(good())+`}`, `"tool_calls"`)), "reply cut off: finish reason tool_calls", 1},
		{"content filter", raw(choice(`{"role":"assistant","content":""}`, `"content_filter"`)), "model declined: content filter", 1},
		{"refusal", raw(choice(`{"role":"assistant","content":null,"refusal":"I can't help"}`, `"stop"`)), "model declined: I can't help", 1},
		{"repaired", first(replies("죄송합니다")), both, 2},
		{"prose twice", replies("covered 입니다"), "reply cannot be used: there is no whole JSON object", 2},
		{"fewer verdicts than key points", replies(verdictsJSON(entry("k1", "missed", ""))), "reply cannot be used: k2 is not there", 2},
		{"more verdicts", replies(verdictsJSON(entry("k1", "missed", ""), entry("k2", "missed", ""), entry("k3", "missed", ""))), `reply cannot be used: unknown id "k3"`, 2},
		{"one twice", replies(verdictsJSON(entry("k1", "missed", ""), entry("k1", "covered", ""))), "reply cannot be used: k1 is there twice", 2},
		{"a verdict of its own", replies(verdictsJSON(entry("k1", "mostly covered", ""), entry("k2", "missed", ""))), `reply cannot be used: k1: verdict "mostly covered" is not one of covered, partial, missed, wrong`, 2},
		{"ungraded is not a verdict", replies(verdictsJSON(entry("k1", "ungraded", ""), entry("k2", "missed", ""))), `reply cannot be used: k1: verdict "ungraded" is not one of covered, partial, missed, wrong`, 2},
		{"no verdict", replies(`{"key_points":[{"id":"k1","reason":"a","quote":""},` + entry("k2", "missed", "") + `]}`), `reply cannot be used: "verdict" is missing or no text`, 2},
		{"verdict null", replies(`{"key_points":[{"id":"k1","reason":"a","verdict":null,"quote":""},` + entry("k2", "missed", "") + `]}`), `reply cannot be used: "verdict" is missing or no text`, 2},
		{"pass instead of a verdict", replies(`{"key_points":[{"id":"k1","reason":"a","pass":true,"quote":""},{"id":"k2","reason":"a","quote":""}]}`), `reply cannot be used: "verdict" is missing or no text`, 2},
		{"verdict before reason", replies(`{"key_points":[{"id":"k1","verdict":"covered","reason":"말하지 않았다","quote":"쓰기는 잠깐 멈춥니다"},` + entry("k2", "missed", "") + `]}`), "reply cannot be used: k1: the verdict stands before the reason", 2},
		{"a key echoed in a repair's complaint", replies(`{"key_points":[` + entry(canary, "missed", "") + `]}`), `reply cannot be used: unknown id "[key]"`, 2},

		// Quotes.
		{"invented quotes", replies(verdictsJSON(entry("k1", "covered", "컨트롤러가 선출을 지휘합니다"), entry("k2", "wrong", "쓰기는 멈추지 않습니다"))), "ungraded ungraded", 1},
		{"a quote of one word", replies(verdictsJSON(entry("k1", "covered", "리더가"), entry("k2", "missed", ""))), "ungraded missed", 1},
		{"no quote", replies(verdictsJSON(entry("k1", "partial", ""), entry("k2", "missed", ""))), "ungraded missed", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDouble(t, c.answer)
			client, naps := d.client(t, nil)
			verdicts, err := client.Judge(t.Context(), sampleQuestion(), sampleAnswer)
			got := marks(verdicts)
			if err != nil {
				got = err.Error()
			}
			if strings.HasPrefix(c.name, "24 KB") {
				got = got[:len(c.want)]
			}
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if n := len(d.requests()); n != c.requests {
				t.Errorf("%d requests, want %d", n, c.requests)
			}
			if n := client.Usage().Requests; n != c.requests {
				t.Errorf("%d requests counted, want %d", n, c.requests)
			}
			if err != nil && (strings.Contains(err.Error(), canary) || len([]rune(err.Error())) > maxDetail+60 || strings.ContainsAny(err.Error(), "\x1b\n\u202e")) {
				t.Errorf("unfit for a screen: %q", err)
			}
			for i, nap := range *naps {
				if nap != backoff[i] {
					t.Errorf("wait %d is at most %s, want %s", i+1, nap, backoff[i])
				}
			}
		})
	}
}

func marks(verdicts []panel.Verdict) string {
	var list []string
	for _, v := range verdicts {
		list = append(list, v.Mark.String())
	}
	return strings.Join(list, " ")
}

func kindOf(err error) Kind {
	var f *Fault
	if !errors.As(err, &f) {
		return 0
	}
	return f.Kind
}

// TestRetryAfter: a wait that the server names is kept to when it fits the
// budget; otherwise there is no second request.
func TestRetryAfter(t *testing.T) {
	for _, c := range []struct {
		header   string
		requests int
		nap      time.Duration
	}{
		{"3", 2, 3 * time.Second},
		{"0.5", 2, 500 * time.Millisecond},
		{"120", 1, 0},
		{"Wed, 21 Oct 2065 07:28:00 GMT", 1, 0},
		{"soon", 2, backoff[0]},
		{"-1", 2, backoff[0]},
	} {
		d := newDouble(t, first(func(_ int, _ received, w http.ResponseWriter) {
			w.Header().Set("Retry-After", c.header)
			w.WriteHeader(http.StatusTooManyRequests)
		}))
		client, naps := d.client(t, nil)
		_, err := client.Judge(t.Context(), sampleQuestion(), sampleAnswer)
		if n := len(d.requests()); n != c.requests {
			t.Errorf("Retry-After %s: %d requests, want %d", c.header, n, c.requests)
		}
		if c.requests == 1 && kindOf(err) != Busy {
			t.Errorf("Retry-After %s: %v", c.header, err)
		}
		if c.requests == 2 && (err != nil || len(*naps) != 1 || (*naps)[0] != c.nap) {
			t.Errorf("Retry-After %s: waited %v, %v", c.header, *naps, err)
		}
	}
}

// TestRedirect: neither the answer nor the key goes anywhere else.
func TestRedirect(t *testing.T) {
	elsewhere := newDouble(t, replies(good()))
	for _, code := range []int{301, 302, 307, 308} {
		d := newDouble(t, func(_ int, _ received, w http.ResponseWriter) {
			w.Header().Set("Location", elsewhere.URL+"/v1/chat/completions")
			w.WriteHeader(code)
		})
		client, _ := d.client(t, nil)
		if _, err := client.Judge(t.Context(), sampleQuestion(), sampleAnswer); kindOf(err) != Redirected {
			t.Errorf("%d: %v", code, err)
		}
		if len(d.requests()) != 1 || len(elsewhere.requests()) != 0 {
			t.Errorf("%d: %d requests, %d elsewhere", code, len(d.requests()), len(elsewhere.requests()))
		}
	}
}

// TestBudget: a server that never answers, and one that drips, cost no more
// than the budget; giving up costs nothing.
func TestBudget(t *testing.T) {
	for name, answer := range map[string]func(http.ResponseWriter){
		"hangs": func(http.ResponseWriter) {},
		"drips": func(w http.ResponseWriter) { fmt.Fprint(w, `{"choices":[`); w.(http.Flusher).Flush() },
	} {
		done := make(chan struct{})
		d := newDouble(t, func(_ int, _ received, w http.ResponseWriter) { answer(w); <-done })
		client, _ := d.client(t, func(c *Config) { c.Budget = 50 * time.Millisecond })
		if _, err := client.Judge(t.Context(), sampleQuestion(), sampleAnswer); kindOf(err) != TooSlow {
			t.Errorf("%s: %v", name, err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := client.Judge(ctx, sampleQuestion(), sampleAnswer); kindOf(err) != Interrupted {
			t.Errorf("%s, given up: %v", name, err)
		}
		if n := len(d.requests()); n > 2 {
			t.Errorf("%s: %d requests", name, n)
		}
		close(done)
	}
}

// TestNoServer: connections that fail are tried again, three times.
func TestNoServer(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	d := newDouble(t, replies(good()))
	client, naps := d.client(t, func(c *Config) { c.BaseURL = "http://" + l.Addr().String() + "/v1" })
	_, err = client.Judge(t.Context(), sampleQuestion(), sampleAnswer)
	if kindOf(err) != Unreachable || !strings.Contains(err.Error(), "refused") || len(*naps) != maxRetries {
		t.Errorf("%v after %d waits", err, len(*naps))
	}
}

// TestBrokenOff: a response that ends before its length is asked for again.
func TestBrokenOff(t *testing.T) {
	d := newDouble(t, first(func(_ int, _ received, w http.ResponseWriter) {
		w.Header().Set("Content-Length", "5000")
		fmt.Fprint(w, `{"choices":[`)
	}))
	client, _ := d.client(t, nil)
	verdicts, err := client.Judge(t.Context(), sampleQuestion(), sampleAnswer)
	if err != nil || marks(verdicts) != "covered partial" || len(d.requests()) != 2 {
		t.Errorf("%v, %v, %d requests", verdicts, err, len(d.requests()))
	}
}

// TestStops: after two answers in a row that fell back nothing is asked any
// more; one that was judged in between starts the count anew, and a user's
// giving up does not count.
func TestStops(t *testing.T) {
	broken := true
	d := newDouble(t, func(_ int, _ received, w http.ResponseWriter) {
		if broken {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		say(w, good())
	})
	client, _ := d.client(t, nil)
	judge := func(ctx context.Context) Kind {
		_, err := client.Judge(ctx, sampleQuestion(), sampleAnswer)
		return kindOf(err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if k := judge(gone); k != Interrupted {
		t.Errorf("given up: %v", k)
	}
	var got []Kind
	got = append(got, judge(t.Context()))
	broken = false
	got = append(got, judge(t.Context()))
	broken = true
	got = append(got, judge(t.Context()), judge(t.Context()), judge(t.Context()), judge(t.Context()))
	want := []Kind{KeyRefused, 0, KeyRefused, KeyRefused, Stopped, Stopped}
	if fmt.Sprint(got) != fmt.Sprint(want) || len(d.requests()) != 4 {
		t.Errorf("got %v with %d requests, want %v with 4", got, len(d.requests()), want)
	}
}

// TestRemembers: what an endpoint takes is found out once.
func TestRemembers(t *testing.T) {
	d := newDouble(t, unless(func(r received) bool { return r.format() != "text" || r.body.Temperature != nil }, `{"error":"no temperature, no response_format"}`))
	client, _ := d.client(t, nil)
	for range 3 {
		if _, err := client.Judge(t.Context(), sampleQuestion(), sampleAnswer); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(d.requests()); n != 4+2 {
		t.Errorf("%d requests, want 4 for the first answer and one for each other", n)
	}
}
