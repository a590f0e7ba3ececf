package endpoint

import (
	"context"
	"errors"
	"strings"
	"time"
)

// maxRetries and backoff say how often a request is repeated and how long to
// wait at most before it; the wait is drawn between zero and that (full
// jitter, AWS Architecture Blog 2015).
const maxRetries = 3

var backoff = [maxRetries]time.Duration{500 * time.Millisecond, time.Second, 2 * time.Second}

// task is one thing asked of the model.
type task struct {
	prompt string                  // its name in prompts/
	data   any                     // what fills it
	schema string                  // of the reply, as JSON
	read   func(text string) error // takes a reply over, or says what is wrong with it
}

// ask carries a task out within the budget: it finds out which parameters the
// endpoint takes, waits for a busy one, and has a reply that cannot be used
// repaired once. The error is a [*Fault].
func (c *Client) ask(ctx context.Context, t task) error {
	ctx, cancel := context.WithTimeout(ctx, c.budget)
	defer cancel()
	messages, repair, err := c.conversation(t.prompt, t.data)
	if err != nil {
		return err
	}
	m := c.learnt()
	for repaired := false; ; repaired = true {
		r, err := c.deliver(ctx, messages, t.schema, &m)
		if err != nil {
			return err
		}
		text, empty := r.text, strings.TrimSpace(r.text) == ""
		if empty {
			text = r.reasoning
		}
		complaint := t.read(text)
		if complaint == nil {
			c.learn(m)
			return nil
		}
		switch {
		case repaired && empty:
			return &Fault{Kind: Empty}
		case repaired:
			return &Fault{Kind: Unreadable, Detail: c.clean(complaint.Error())}
		case empty && m.format != plainText:
			m.format++ // a schema makes some models say nothing
		case !empty:
			messages = append(messages[:len(messages):len(messages)],
				chatMessage{assistant, r.text}, chatMessage{user, repair(complaint.Error())})
		}
	}
}

// deliver sends messages until there is a reply, or no hope for one. m becomes
// what the endpoint takes.
func (c *Client) deliver(ctx context.Context, messages []chatMessage, schema string, m *manner) (reply, error) {
	for retries := 0; ; {
		r, f := c.send(ctx, messages, schema, *m)
		if f == nil {
			return r, nil
		}
		if gone := givenUp(ctx); gone != nil {
			return reply{}, gone
		}
		if m.adapt(f) {
			continue
		}
		if !f.transient() || retries == maxRetries {
			return reply{}, f
		}
		wait := f.retryAfter
		if wait < 0 {
			wait = c.jitter(backoff[retries])
		}
		if end, ok := ctx.Deadline(); ok && end.Sub(c.now()) <= wait {
			return reply{}, f // it cannot come back within the budget
		}
		c.sleep(ctx, wait)
		retries++
	}
}

// givenUp returns the fault of a context that is done, or nil.
func givenUp(ctx context.Context) error {
	switch {
	case ctx.Err() == nil:
		return nil
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return &Fault{Kind: TooSlow}
	}
	return &Fault{Kind: Interrupted}
}

// adapt gives up the parameter that a fault names, or, when a request is
// refused without a word about why, the strictest format. It reports whether
// there was anything to give up; each step is taken once.
func (m *manner) adapt(f *Fault) bool {
	refused := f.Kind == BadRequest
	switch {
	case !refused && f.Kind != Busy && f.Kind != TooLong:
		return false
	case m.limit == newLimit && f.says("max_completion_tokens") && !f.says("too large", "context"):
		m.limit = oldLimit
	case m.limit != noLimit && f.says("max_tokens", "max_completion_tokens", "maxtokens"):
		m.limit = noLimit
	case f.Kind == TooLong:
		return false
	case !m.free && f.says("temperature", "sampl"):
		m.free = true
	case m.format < plainText && (refused || f.says("response_format", "json_schema", "json_object", "grammar")):
		m.format++
	default:
		return false
	}
	return true
}

func (c *Client) learnt() manner {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.manner
}

// learn keeps for the session what worked.
func (c *Client) learn(m manner) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.manner = m
}
