package endpoint

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Kind is why the endpoint did not judge.
type Kind int

// The kinds of faults.
const (
	Unreachable Kind = iota + 1 // no connection, or it broke
	TooSlow                     // no usable reply within the budget
	KeyRefused                  // 401, 403
	NoModel                     // 404: no such model or path
	NoQuota                     // paid or free quota used up
	Busy                        // 408, 409, 429, 5xx, also after waiting
	TooLong                     // answer and question exceed what the model reads
	Declined                    // the model or a content filter refused
	Empty                       // a reply without text
	CutOff                      // a reply that stopped before its end
	Unreadable                  // a reply that is not what was asked for, also after one repair
	TooBig                      // a body over [maxBody]
	Redirected                  // a redirect, which is never followed
	BadRequest                  // any other refusal
	Interrupted                 // the caller gave up
	Stopped                     // not asked: earlier answers fell back
	Blank                       // not asked: the answer is empty
)

var kindTexts = [...]string{
	Unreachable: "endpoint not reachable",
	TooSlow:     "endpoint too slow",
	KeyRefused:  "key refused",
	NoModel:     "no such model or address",
	NoQuota:     "quota used up",
	Busy:        "endpoint busy or failing",
	TooLong:     "too long for the model",
	Declined:    "model declined",
	Empty:       "empty reply",
	CutOff:      "reply cut off",
	Unreadable:  "reply cannot be used",
	TooBig:      "reply too big",
	Redirected:  "redirect refused",
	BadRequest:  "request refused",
	Interrupted: "interrupted",
	Stopped:     "endpoint not asked any more",
	Blank:       "empty answer",
}

// String returns the kind in English.
func (k Kind) String() string { return kindTexts[k] }

// Fault says why nothing was judged. Its texts hold no key and no control
// characters.
type Fault struct {
	Kind   Kind
	Status int    // of the HTTP response, 0 when there was none
	Detail string // what the server or the checker said, at most maxDetail characters; may be ""

	retryAfter time.Duration // negative when the server named none
	said       string        // the server's words in lower case, to see which parameter it refused
}

func (f *Fault) Error() string {
	s := f.Kind.String()
	if f.Status != 0 {
		s += fmt.Sprintf(" (%d)", f.Status)
	}
	if f.Detail != "" {
		s += ": " + f.Detail
	}
	return s
}

// transient reports whether the same request may succeed a little later.
func (f *Fault) transient() bool { return f.Kind == Unreachable || f.Kind == Busy }

// says reports whether the server used one of these words.
func (f *Fault) says(words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(f.said, w) })
}

// maxDetail is how many characters of a server's words are kept; error pages
// of proxies run to tens of kilobytes.
const maxDetail = 200

// failed turns a response that carries no choices into a fault.
func (c *Client) failed(x *exchange) *Fault {
	said, code := message(x.body)
	status := x.status
	if n, err := strconv.Atoi(lastWord(code)); status < 400 && err == nil && n >= 400 && n < 600 {
		status = n // a gateway's error inside a 200
	}
	f := &Fault{Status: status, Detail: c.clean(said), said: strings.ToLower(said + " " + code), retryAfter: retryAfter(x.header, c.now())}
	switch {
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		f.Kind = KeyRefused
	case status == http.StatusPaymentRequired || f.says("insufficient_quota", "exceeded your current quota", "billing"):
		f.Kind = NoQuota
	case f.says("context_length_exceeded", "context length", "context window", "context size", "prompt is too long"):
		f.Kind = TooLong
	case f.says("content_filter", "content management policy", "responsibleai"):
		f.Kind = Declined
	case status == http.StatusNotFound:
		f.Kind = NoModel
	case status == http.StatusRequestTimeout, status == http.StatusConflict, status == http.StatusTooManyRequests, status >= 500:
		f.Kind = Busy
	case status >= 400:
		f.Kind = BadRequest
	case code != "" || said != "":
		f.Kind = Busy // an error without a number
	default:
		f.Kind, f.Detail = Empty, "no choices"
	}
	return f
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// message returns what an error body says and the code in it. The shapes are
// OpenAI's {"error":{...}}, LM Studio's {"error":"text"}, FastAPI's
// {"detail":...} and {"message":...}; anything else is taken as text.
func message(body []byte) (said, code string) {
	var shape struct {
		Error   json.RawMessage `json:"error"`
		Detail  json.RawMessage `json:"detail"`
		Message string          `json:"message"`
		Choices json.RawMessage `json:"choices"`
	}
	if json.Unmarshal(body, &shape) != nil {
		return tags.ReplaceAllString(string(body), " "), ""
	}
	var inner struct {
		Message json.RawMessage `json:"message"`
		Code    any             `json:"code"`
		Type    string          `json:"type"`
		Param   string          `json:"param"`
	}
	text := func(raw json.RawMessage) string {
		var s string
		if json.Unmarshal(raw, &s) == nil {
			return s
		}
		return strings.Trim(string(raw), `"`)
	}
	switch {
	case len(shape.Error) > 0 && json.Unmarshal(shape.Error, &inner) == nil && string(shape.Error) != "null":
		code = strings.TrimSpace(inner.Type + " " + inner.Param)
		if inner.Code != nil {
			code += fmt.Sprint(" ", inner.Code)
		}
		return text(inner.Message), code
	case len(shape.Error) > 0 && string(shape.Error) != "null":
		return text(shape.Error), ""
	case len(shape.Detail) > 0:
		return text(shape.Detail), ""
	}
	return shape.Message, ""
}

// tags are the tags, scripts and styles of an HTML page.
var tags = regexp.MustCompile(`(?is)<(script|style)\b.*?</(script|style)>|<[^>]*>`)

// retryAfter reads the header of that name, seconds or a date.
func retryAfter(h http.Header, now time.Time) time.Duration {
	v := h.Get("Retry-After")
	if s, err := strconv.ParseFloat(v, 64); err == nil && s >= 0 && s < 1e6 {
		return time.Duration(s * float64(time.Second))
	}
	if t, err := http.ParseTime(v); err == nil {
		return max(0, t.Sub(now))
	}
	return -1
}

// broken turns an error of the connection into a fault.
func (c *Client) broken(err error) *Fault {
	f := &Fault{Kind: Unreachable, retryAfter: -1, Detail: c.clean(rootOf(err).Error())}
	switch {
	case errors.Is(err, errTooBig):
		f.Kind, f.Detail = TooBig, fmt.Sprintf("more than %d bytes", maxBody)
	case errors.Is(err, errRedirect):
		f.Kind = Redirected
	}
	return f
}

// rootOf takes off the layers that repeat the address.
func rootOf(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}
