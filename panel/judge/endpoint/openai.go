package endpoint

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"math"
	"net/http"
	"strings"

	openai "github.com/sashabaranov/go-openai"
)

// maxBody is the largest response in bytes that is read. Verdicts on an answer
// take some two kilobytes.
const maxBody = 1 << 20

var (
	errTooBig   = errors.New("the response is too big")
	errRedirect = errors.New("the endpoint redirects to another address")
)

// chatMessage is one message of a conversation.
type chatMessage struct{ role, text string }

const (
	system    = openai.ChatMessageRoleSystem
	user      = openai.ChatMessageRoleUser
	assistant = openai.ChatMessageRoleAssistant
)

// format is how the endpoint is asked to keep to JSON.
type format int

const (
	jsonSchema format = iota
	jsonObject
	plainText
)

// limit is the parameter that bounds a reply, of which servers know the new
// name, the old one, or none.
type limit int

const (
	newLimit limit = iota
	oldLimit
	noLimit
)

// replyTokens leaves reasoning models room to think before some 1,000 tokens
// of verdicts.
const replyTokens = 8000

// manner is which parameters an endpoint takes.
type manner struct {
	format format
	limit  limit
	free   bool // no temperature: refused, or several votes are wanted
}

// reply is a message of the model as it came; what of it is kept goes through
// [Client.keep].
type reply struct {
	text      string
	reasoning string
}

// exchange is one HTTP request and its response, kept beside the library's
// reading of it: its errors lose status, headers or body in several ways.
type exchange struct {
	client *http.Client
	sent   bool
	status int
	header http.Header
	body   []byte
}

// Do sends a request and reads the response whole.
func (x *exchange) Do(req *http.Request) (*http.Response, error) {
	x.sent = true
	res, err := x.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	x.status, x.header = res.StatusCode, res.Header
	x.body, err = io.ReadAll(io.LimitReader(res.Body, maxBody+1))
	if err == nil && len(x.body) > maxBody {
		err = errTooBig
	}
	res.Body = io.NopCloser(bytes.NewReader(x.body))
	return res, err
}

// newHTTP returns a client that follows no redirect: it would carry the answer,
// and on the same host the key, to an address that nobody named.
func newHTTP() *http.Client {
	return &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return errRedirect }}
}

// send makes one request; the fault is nil when there is a reply.
func (c *Client) send(ctx context.Context, messages []chatMessage, schema string, m manner) (reply, *Fault) {
	x := &exchange{client: c.http}
	config := openai.DefaultConfig(c.key)
	config.BaseURL, config.HTTPClient = c.base, x
	response, err := openai.NewClientWithConfig(config).CreateChatCompletion(ctx, c.request(messages, schema, m))
	if !x.sent {
		// The library itself refused the parameters for this model.
		return reply{}, &Fault{Kind: BadRequest, Detail: c.clean(err.Error()), said: strings.ToLower(err.Error()), retryAfter: -1}
	}
	c.count(Usage{Requests: 1, In: response.Usage.PromptTokens, Out: response.Usage.CompletionTokens})
	switch {
	case x.status == 0 || errors.Is(err, errTooBig):
		return reply{}, c.broken(err)
	case x.status >= 400 || len(response.Choices) == 0:
		return reply{}, c.failedReply(x, err)
	}
	// An error beside choices is a field of the wrong type that nothing needs.
	r, fault := c.choice(response.Choices[0])
	if r.reasoning == "" {
		r.reasoning = reasoning(x.body)
	}
	return r, fault
}

func (c *Client) request(messages []chatMessage, schema string, m manner) openai.ChatCompletionRequest {
	request := openai.ChatCompletionRequest{Model: c.model}
	for _, msg := range messages {
		request.Messages = append(request.Messages, openai.ChatCompletionMessage{Role: msg.role, Content: msg.text})
	}
	switch m.format {
	case jsonSchema:
		request.ResponseFormat = &openai.ChatCompletionResponseFormat{
			Type:       openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: "reply", Schema: json.RawMessage(schema), Strict: true},
		}
	case jsonObject:
		request.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
	}
	switch m.limit {
	case newLimit:
		request.MaxCompletionTokens = replyTokens
	case oldLimit:
		//lint:ignore SA1019 older servers know no other name
		request.MaxTokens = replyTokens
	}
	if !m.free {
		request.Temperature = math.SmallestNonzeroFloat32 // the library drops 0
	}
	return request
}

// failedReply tells a body that is no JSON at all, or was cut, from an error
// that the server reports.
func (c *Client) failedReply(x *exchange, err error) *Fault {
	f := c.failed(x)
	switch {
	case x.status >= 400 || err == nil:
	case errors.Is(err, io.ErrUnexpectedEOF):
		f.Kind, f.Detail = Unreachable, "the response broke off"
	case len(bytes.TrimSpace(x.body)) == 0:
		f.Kind, f.Detail = Empty, "no body"
	case !json.Valid(x.body) || bytes.TrimSpace(x.body)[0] != '{':
		f.Kind, f.Detail = Unreadable, "the response is no JSON object: "+f.Detail
	}
	return f
}

// choice takes the text out of a choice, unless it was refused or cut off.
func (c *Client) choice(choice openai.ChatCompletionChoice) (reply, *Fault) {
	m := choice.Message
	r := reply{text: m.Content, reasoning: m.ReasoningContent}
	for _, part := range m.MultiContent {
		r.text += part.Text
	}
	fault := func(k Kind, detail string) *Fault {
		return &Fault{Kind: k, Detail: c.clean(detail), retryAfter: -1}
	}
	switch {
	case m.Refusal != "":
		return reply{}, fault(Declined, m.Refusal)
	case choice.FinishReason == openai.FinishReasonContentFilter:
		return reply{}, fault(Declined, "content filter")
	case choice.FinishReason == openai.FinishReasonLength:
		return reply{}, fault(CutOff, "at the limit of tokens")
	case choice.FinishReason != openai.FinishReasonStop:
		return reply{}, fault(CutOff, "finish reason "+string(choice.FinishReason))
	}
	return r, nil
}

// reasoning returns what vLLM and Ollama call reasoning; the library knows
// only the name reasoning_content.
func reasoning(body []byte) string {
	var shape struct {
		Choices []struct {
			Message struct {
				Reasoning string `json:"reasoning"`
			} `json:"message"`
		} `json:"choices"`
	}
	if json.Unmarshal(body, &shape) != nil || len(shape.Choices) == 0 {
		return ""
	}
	return shape.Choices[0].Message.Reasoning
}
