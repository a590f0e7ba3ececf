package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// model is an endpoint of the tests. What it does is the first part of the
// path: /covered/v1 finds every key point covered by the first line of the
// answer, /missed/v1 none, /keen/v1 those of an answer with "이어받",
// /invents/v1 quotes what nobody said; the others fail in their own ways.
type model struct {
	*httptest.Server
	requests atomic.Int64
}

func newModel(t testing.TB) *model {
	m := &model{}
	m.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m.requests.Add(1)
		kind, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		if err := answerAs(kind, w, r); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}))
	return m
}

var (
	idsInPrompt    = regexp.MustCompile(`k\d+(, k\d+)*`)
	answerInPrompt = regexp.MustCompile(`(?s)<<<ANSWER-\w+\n(.*?)\n`)
)

func answerAs(kind string, w http.ResponseWriter, r *http.Request) error {
	var body struct {
		Messages []struct{ Content string }
	}
	raw, err := io.ReadAll(r.Body)
	if err == nil {
		err = json.Unmarshal(raw, &body)
	}
	if err != nil {
		return err
	}
	switch kind {
	case "hangs":
		<-r.Context().Done()
		return nil
	case "moved":
		http.Redirect(w, r, "/covered/v1/chat/completions", http.StatusTemporaryRedirect)
		return nil
	case "prose":
		return sendReply(w, "모두 covered 입니다. \x1b]0;x\x07")
	case "huge":
		_, err := io.Copy(w, io.LimitReader(neverEnding('x'), 2<<20))
		if errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.ECONNRESET) {
			return nil
		}
		return err
	case "broken":
		http.Error(w, `{"error":{"message":"bad grammar \u001b[31m"}}`, http.StatusBadRequest)
		return nil
	case "locked":
		http.Error(w, fmt.Sprintf(`{"error":{"message":"no entry for %s"}}`, strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")), http.StatusUnauthorized)
		return nil
	}
	rules, text := body.Messages[0].Content, body.Messages[1].Content
	switch {
	case strings.Contains(rules, `"reviewers"`):
		key, _, _ := strings.Cut(text[1:], "]")
		said := answerInPrompt.FindStringSubmatch(text)[1]
		return sendReply(w, fmt.Sprintf(`{"reviewers":[{"reviewer":%q,"quote":%s,"words":%s}]}`, key, asJSON(said),
			asJSON("\""+said+"\"라고 말씀하셨습니다. 다음에는 순서도 들려주세요.")))
	case strings.Contains(rules, `"must"`):
		return sendReply(w, proposal(idsInPrompt.FindString(rules), text))
	case strings.Contains(rules, `{"question"`):
		return sendReply(w, `{"question":"그때 그 일은 누가 이어받나요?"}`)
	}
	quote := answerInPrompt.FindStringSubmatch(body.Messages[1].Content)
	var entries []map[string]string
	for _, id := range strings.Split(idsInPrompt.FindString(body.Messages[0].Content), ", ") {
		e := map[string]string{"id": id, "reason": "모델이 댄 이유", "verdict": kind, "quote": ""}
		switch kind {
		case "covered":
			e["quote"] = quote[1]
		case "keen":
			e["verdict"] = "missed"
			if strings.Contains(quote[1], "이어받") {
				e["verdict"], e["quote"] = "covered", quote[1]
			}
		case "invents":
			e["verdict"], e["quote"] = "covered", "아무도 하지 않은 말입니다"
		}
		entries = append(entries, e)
	}
	return sendReply(w, inOrder(entries))
}

// proposal annotates every key point with words of its own, and the second one
// with what credits the first as well.
func proposal(ids, text string) string {
	var list []string
	for i, id := range strings.Split(ids, ", ") {
		point := regexp.MustCompile(`(?m)^` + id + `\. (.*)$`).FindStringSubmatch(text)[1]
		say := asJSON(point)
		if i == 1 {
			first := regexp.MustCompile(`(?m)^k1\. (.*)$`).FindStringSubmatch(text)[1]
			say += "," + asJSON(first)
		}
		list = append(list, fmt.Sprintf(`{"id":%q,"must":[],"expect":[["아주 | 나쁜 표현"]],"say":[%s],"wrong":[]}`, id, say))
	}
	return `{"key_points":[` + strings.Join(list, ",") + `]}`
}

// inOrder is a reply with the reason before the verdict, which a map has not.
func inOrder(entries []map[string]string) string {
	var list []string
	for _, e := range entries {
		var fields []string
		for _, name := range []string{"id", "reason", "verdict", "quote"} {
			fields = append(fields, fmt.Sprintf("%q:%s", name, asJSON(e[name])))
		}
		list = append(list, "{"+strings.Join(fields, ",")+"}")
	}
	return `{"key_points":[` + strings.Join(list, ",") + `]}`
}

func asJSON(s string) string {
	b, _ := json.Marshal(s) // strings always marshal
	return string(b)
}

func sendReply(w io.Writer, content string) error {
	_, err := fmt.Fprintf(w, `{"choices":[{"message":{"role":"assistant","content":%s},"finish_reason":"stop"}],"usage":{"prompt_tokens":10,"completion_tokens":5}}`, asJSON(content))
	return err
}

// neverEnding is a reader of one byte again and again.
type neverEnding byte

func (b neverEnding) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(b)
	}
	return len(p), nil
}

// requests N checks how many requests the model got since the last check.
func requests(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.ParseInt(args[0], 10, 64)
	ts.Check(err)
	if got := ts.Value("model").(*model).requests.Swap(0); got != want {
		ts.Fatalf("%d requests, want %d", got, want)
	}
}
