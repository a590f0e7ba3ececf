// Package endpoint judges answers by asking a model behind an
// OpenAI-compatible API: OpenAI, Azure, Ollama, vLLM, llama.cpp, LM Studio,
// OpenRouter.
//
//	c, err := endpoint.New(endpoint.Config{BaseURL: "http://localhost:11434/v1", Model: "qwen3:8b"})
//	verdicts, err := c.Judge(ctx, question, answer)
//
// A [Client] never guesses. What it cannot read as one verdict per key point
// is a [*Fault], and a verdict whose quote is not in the answer is Ungraded,
// with a note. It asks within a budget of time, repairs a reply once, waits
// for a busy endpoint, and stops asking when two answers in a row failed.
//
// The answer is data: it stands between random marks, and whatever in it looks
// like such a mark, like a model's own control tokens or like a fence of code
// is taken apart before it is sent.
//
// An answer's way: prompt.go fills the prompt, votes.go asks once or several
// times, ask.go waits, adapts and repairs, openai.go makes one request, fault.go
// says why none was any use, reply.go reads the verdicts, quote.go looks for their
// quotes in the answer, cache.go keeps what counts. What else a model is asked
// for (check.go, probe.go, closing.go, annotate.go) goes the same way from ask.go
// on.
package endpoint

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	mathrand "math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"mockpanel/content"
	"mockpanel/panel"
)

// DefaultBaseURL is asked when none is named.
const DefaultBaseURL = "https://api.openai.com/v1"

// DefaultBudget is the time for one answer, with all that is repeated.
const DefaultBudget = 20 * time.Second

// stopAfter is how many answers in a row may fall back before the endpoint is
// not asked any more: a third wait would tell nothing new.
const stopAfter = 2

// Config says whom to ask and how.
type Config struct {
	BaseURL string // "" is [DefaultBaseURL]
	Key     string // sent as a bearer token; may be ""
	Model   string
	Lang    string        // of the prompt: "ko", or English for any other
	Budget  time.Duration // for one answer; 0 is [DefaultBudget]
	Votes   int           // how many times each answer is judged; 0 is once
	Cache   *Cache        // nil keeps nothing
}

// Usage is what was asked so far: requests, and tokens as the endpoint
// reported them.
type Usage struct{ Requests, In, Out int }

// Client asks one model. It is safe for concurrent use.
type Client struct {
	base, key, model, lang string
	host                   string
	insecure               bool
	budget                 time.Duration
	votes                  int
	cache                  *Cache
	http                   *http.Client

	now    func() time.Time
	sleep  func(context.Context, time.Duration)
	jitter func(most time.Duration) time.Duration
	marker func() string

	mu       sync.Mutex
	manner   manner // what worked last
	usage    Usage
	fellBack int // answers in a row
}

// New returns a client. It makes no request.
func New(config Config) (*Client, error) {
	base := strings.TrimRight(strings.TrimSpace(config.BaseURL), "/")
	if base == "" {
		base = DefaultBaseURL
	}
	u, err := url.Parse(base)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return nil, errors.New("the base URL is not an http or https address\n  hint: it ends in /v1 at most servers, such as http://localhost:11434/v1")
	case u.User != nil || u.RawQuery != "":
		return nil, errors.New("the base URL holds a password or parameters\n  hint: put the key into OPENAI_API_KEY and give the bare address")
	case strings.TrimSpace(config.Model) == "":
		return nil, errors.New("no model is named\n  hint: --model NAME or MOCKPANEL_MODEL")
	case base == DefaultBaseURL && config.Key == "":
		return nil, errors.New("OPENAI_API_KEY is not set\n  hint: set it, or name a server of your own with --base-url or OPENAI_BASE_URL")
	}
	c := &Client{
		base: base, key: strings.TrimSpace(config.Key), model: strings.TrimSpace(config.Model), lang: config.Lang,
		host: u.Host, insecure: u.Scheme == "http" && !loopback(u.Hostname()),
		budget: config.Budget, votes: max(1, config.Votes), cache: config.Cache, http: newHTTP(),
		now: time.Now, sleep: sleep, marker: newMarker,
		jitter: func(most time.Duration) time.Duration { return mathrand.N(most + 1) },
	}
	if c.budget <= 0 {
		c.budget = DefaultBudget
	}
	// The same request gives the same reply at temperature 0: votes need more.
	c.manner.free = c.votes > 1
	return c, nil
}

// Host returns the host, and the port if one is named, that answers are sent
// to.
func (c *Client) Host() string { return c.host }

// Insecure reports whether answers travel unencrypted to another machine.
func (c *Client) Insecure() bool { return c.insecure }

// Name says in a transcript who judged: host, model, version of the prompt.
func (c *Client) Name() string {
	return fmt.Sprintf("endpoint %s %s", c.host, c.Version())
}

// Version names the model and the version of the prompt.
func (c *Client) Version() string {
	s := fmt.Sprintf("%s (prompt %s)", oneLine(c.model), PromptVersion)
	if c.votes > 1 {
		s = fmt.Sprintf("%s (prompt %s, %d votes)", oneLine(c.model), PromptVersion, c.votes)
	}
	return s
}

// CacheTrouble returns why a verdict could not be kept, nil when all could.
func (c *Client) CacheTrouble() error { return c.cache.Trouble() }

// Usage returns what was asked so far.
func (c *Client) Usage() Usage {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.usage
}

func (c *Client) count(u Usage) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.usage.Requests += u.Requests
	c.usage.In += max(0, u.In)
	c.usage.Out += max(0, u.Out)
}

// Judge implements [panel.Judge]. The error is a [*Fault]. A verdict is
// Ungraded, with a note, where the model's own could not be confirmed.
func (c *Client) Judge(ctx context.Context, q *content.Question, answer string) ([]panel.Verdict, error) {
	if strings.TrimSpace(answer) == "" {
		return nil, &Fault{Kind: Blank}
	}
	key := c.cacheKey(q, answer)
	if verdicts, ok := c.cache.load(key, q, answer); ok {
		return verdicts, nil
	}
	if c.Stopped() {
		return nil, &Fault{Kind: Stopped}
	}
	verdicts, err := c.poll(ctx, q, answer)
	c.record(err)
	if err != nil {
		return nil, err
	}
	c.cache.save(key, verdicts)
	return verdicts, nil
}

// Stopped reports whether the endpoint is not asked any more, because answers
// in a row fell back.
func (c *Client) Stopped() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.fellBack >= stopAfter
}

// record counts answers in a row that fell back. One that the user gave up
// says nothing about the endpoint.
func (c *Client) record(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var f *Fault
	switch {
	case err == nil:
		c.fellBack = 0
	case errors.As(err, &f) && f.Kind != Interrupted:
		c.fellBack++
	}
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || ip != nil && ip.IsLoopback()
}

func sleep(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}

// newMarker returns a word that no answer can foresee.
func newMarker() string {
	b := make([]byte, 8)
	rand.Read(b) // never fails (Go 1.24)
	return "ANSWER-" + hex.EncodeToString(b)
}
