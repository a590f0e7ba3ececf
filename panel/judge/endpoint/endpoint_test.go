package endpoint

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mockpanel/panel"
)

// TestVerdicts: marks, the reason as a note, and the answer's own words as
// evidence, however the model spaced them.
func TestVerdicts(t *testing.T) {
	d := newDouble(t, replies("<think>{\"key_points\":[]} 음</think>\n```json\n"+verdictsJSON(
		`{"id":"k2","reason":"멈춘다고\u001b[31m 했다 `+canary+`","verdict":" Wrong ","quote":"뽑힙니다. 그동안  쓰기는"}`,
		entry("k1", "covered", "“남은 복제본 중\u200b 하나가”"),
	)+"\n```"))
	client, _ := d.client(t, nil)
	got, err := client.Judge(t.Context(), sampleQuestion(), sampleAnswer)
	if err != nil {
		t.Fatal(err)
	}
	want := []panel.Verdict{
		{Mark: panel.Covered, Evidence: "남은 복제본 중 하나가", Note: "이유"},
		{Mark: panel.Wrong, Evidence: "뽑힙니다.\n그동안 쓰기는", Note: "멈춘다고[31m 했다 [key]"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if u := client.Usage(); u != (Usage{Requests: 1, In: 100, Out: 20}) {
		t.Errorf("usage %+v", u)
	}
}

// TestRequest: the key goes into its header alone, the answer between marks,
// and the schema is flat and closed.
func TestRequest(t *testing.T) {
	d := newDouble(t, replies(good()))
	client, _ := d.client(t, nil)
	for range 2 {
		if _, err := client.Judge(t.Context(), sampleQuestion(), sampleAnswer); err != nil {
			t.Fatal(err)
		}
	}
	r := d.requests()[0]
	if r.auth != "Bearer "+canary || strings.Contains(r.raw, canary) {
		t.Errorf("key: %q", r.auth)
	}
	if r.body.Model != "model-a" || r.format() != "json_schema" || !r.body.Format.JSONSchema.Strict || *r.body.MaxCompletionTokens < 4000 || *r.body.Temperature >= 1e-30 {
		t.Errorf("request: %s", r.raw)
	}
	if schema := fmt.Sprint(r.body.Format.JSONSchema.Schema); strings.Contains(schema, "$ref") || strings.Contains(schema, "null") || strings.Count(schema, "additionalProperties:false") != 2 {
		t.Errorf("schema: %s", schema)
	}
	text := r.body.Messages[1].Content
	_, after, ok := strings.Cut(text, "\n<<<ANSWER-")
	mark, after, _ := strings.Cut(after, "\n")
	inside, _, closed := strings.Cut(after, "\nANSWER-"+mark+">>>")
	if !ok || !closed || inside != sampleAnswer || len(mark) != 16 {
		t.Errorf("answer in:\n%s", text)
	}
	if strings.Contains(d.requests()[1].raw, mark) {
		t.Error("two calls have the same mark")
	}
}

// TestBlank: an empty answer is never sent.
func TestBlank(t *testing.T) {
	d := newDouble(t, replies(good()))
	client, _ := d.client(t, nil)
	for _, answer := range []string{"", " \n\t"} {
		if _, err := client.Judge(t.Context(), sampleQuestion(), answer); kindOf(err) != Blank {
			t.Errorf("%q: %v", answer, err)
		}
	}
	if n := len(d.requests()); n != 0 {
		t.Errorf("%d requests", n)
	}
}

// TestRepair: the second request shows the first reply and what is wrong with
// it.
func TestRepair(t *testing.T) {
	d := newDouble(t, first(replies(`{"key_points":[]}`)))
	client, _ := d.client(t, nil)
	if _, err := client.Judge(t.Context(), sampleQuestion(), sampleAnswer); err != nil {
		t.Fatal(err)
	}
	m := d.requests()[1].body.Messages
	if len(m) != 4 || m[2].Role != "assistant" || m[2].Content != `{"key_points":[]}` || !strings.Contains(m[3].Content, "k1 is not there") {
		t.Errorf("messages: %+v", m)
	}
}

// TestVotes: n votes are n requests; the majority of all votes decides, and a
// split is not sure.
func TestVotes(t *testing.T) {
	quote := "쓰기는 잠깐 멈춥니다"
	votes := []string{
		verdictsJSON(entry("k1", "covered", quote), entry("k2", "covered", quote)),
		verdictsJSON(entry("k1", "missed", ""), entry("k2", "partial", quote)),
		verdictsJSON(entry("k1", "covered", quote), entry("k2", "missed", "")),
	}
	d := newDouble(t, replies(votes...))
	client, _ := d.client(t, func(c *Config) { c.Votes = 3; c.Lang = "en" })
	got, err := client.Judge(t.Context(), sampleQuestion(), sampleAnswer)
	if err != nil || len(d.requests()) != 3 {
		t.Fatalf("%v with %d requests", err, len(d.requests()))
	}
	want := []panel.Verdict{
		{Mark: panel.Covered, Confidence: 0.66, Evidence: quote, Note: "이유"},
		{Note: "not sure, the votes split: covered 1, partial 1, missed 1"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for i, r := range d.requests() {
		if r.body.Temperature != nil {
			t.Errorf("vote %d has a temperature that makes all votes alike", i+1)
		}
	}

	d = newDouble(t, status(http.StatusUnauthorized, ""))
	client, _ = d.client(t, func(c *Config) { c.Votes = 5 })
	if _, err := client.Judge(t.Context(), sampleQuestion(), sampleAnswer); kindOf(err) != KeyRefused || len(d.requests()) != 1 {
		t.Errorf("%v with %d requests; one that fails ends the poll", err, len(d.requests()))
	}
}

// TestCache: the same answer is asked once; another model, another answer and
// verdicts that do not all count are asked again; damaged files too.
func TestCache(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "verdicts")
	text := good()
	d := newDouble(t, func(_ int, _ received, w http.ResponseWriter) { say(w, text) })
	judge := func(model, answer string) string {
		t.Helper()
		client, _ := d.client(t, func(c *Config) { c.Cache, c.Model = NewCache(dir), model })
		verdicts, err := client.Judge(t.Context(), sampleQuestion(), answer)
		if err != nil || client.cache.Trouble() != nil {
			t.Fatal(err, client.cache.Trouble())
		}
		return fmt.Sprint(verdicts)
	}
	asked := func(want int, what string) {
		t.Helper()
		if n := len(d.requests()); n != want {
			t.Errorf("%s: %d requests, want %d", what, n, want)
		}
	}
	once := judge("a", sampleAnswer)
	if again := judge("a", sampleAnswer); again != once {
		t.Errorf("cached %s, was %s", again, once)
	}
	asked(1, "the same again")
	judge("b", sampleAnswer)
	asked(2, "another model")
	judge("a", sampleAnswer+" 그리고")
	asked(3, "another answer")
	files, _ := filepath.Glob(filepath.Join(dir, "*.json"))
	if len(files) != 3 {
		t.Fatalf("files: %v", files)
	}
	for _, damaged := range []string{"", "[]", `[{"verdict":"covered","evidence":"다른 답변의 말"},{"verdict":"missed"}]`, `[{"verdict":"ungraded"},{"verdict":"missed"}]`} {
		for _, f := range files {
			if err := os.WriteFile(f, []byte(damaged), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		before := len(d.requests())
		judge("a", sampleAnswer)
		asked(before+1, "damaged file "+damaged)
	}
	text = verdictsJSON(entry("k1", "covered", "없는 말을 인용"), entry("k2", "missed", ""))
	before := len(d.requests())
	judge("c", sampleAnswer)
	judge("c", sampleAnswer)
	asked(before+2, "a verdict that does not count")
	for path, want := range map[string]os.FileMode{dir: 0o700, files[0]: 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v %v", path, info.Mode(), err)
		}
	}
	leftovers, _ := filepath.Glob(filepath.Join(dir, ".*"))
	if len(leftovers) > 0 {
		t.Errorf("left behind: %v", leftovers)
	}
}

func TestCacheTrouble(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	d := newDouble(t, replies(good()))
	client, _ := d.client(t, func(c *Config) { c.Cache = NewCache(file) })
	if _, err := client.Judge(t.Context(), sampleQuestion(), sampleAnswer); err != nil {
		t.Errorf("a cache that cannot be written spoils the judging: %v", err)
	}
	if client.cache.Trouble() == nil {
		t.Error("no trouble reported")
	}
}

func TestNew(t *testing.T) {
	for _, c := range []struct {
		config Config
		want   string
	}{
		{Config{Model: "m"}, "OPENAI_API_KEY is not set"},
		{Config{Key: "k"}, "no model is named"},
		{Config{BaseURL: "localhost:11434", Model: "m"}, "not an http or https address"},
		{Config{BaseURL: "file:///etc/passwd", Model: "m"}, "not an http or https address"},
		{Config{BaseURL: "https://user:secret@host/v1", Model: "m"}, "holds a password"},
		{Config{BaseURL: "https://host/v1?key=secret", Model: "m"}, "holds a password or parameters"},
	} {
		_, err := New(c.config)
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%+v: %v", c.config, err)
		}
	}
	for base, insecure := range map[string]bool{
		"http://localhost:11434/v1": false, "http://127.0.0.1:8000/v1": false, "http://[::1]:8000/v1": false,
		"http://192.168.0.7:8000/v1": true, "http://model.lan/v1": true, "https://model.lan/v1": false,
	} {
		c, err := New(Config{BaseURL: base, Model: "m"})
		if err != nil || c.Insecure() != insecure {
			t.Errorf("%s: insecure is %v, %v", base, !insecure, err)
		}
	}
}

// TestPrompts: a changed prompt needs a new version, because records and cached
// verdicts name it.
func TestPrompts(t *testing.T) {
	const want = "1 8802c81eaea0fc95"
	h := sha256.New()
	files, err := promptFiles.ReadDir("prompts")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasPrefix(f.Name(), "judge.") {
			b, _ := promptFiles.ReadFile("prompts/" + f.Name())
			h.Write(b)
		}
	}
	if got := PromptVersion + " " + hex.EncodeToString(h.Sum(nil))[:16]; got != want {
		t.Errorf("the prompt is %s, was %s: raise PromptVersion, then change this line", got, want)
	}
}

// TestPromptTexts: both languages say what is data, name every id, the closed
// set of verdicts and the marks.
func TestPromptTexts(t *testing.T) {
	d := newDouble(t, replies(good()))
	for lang, needs := range map[string]string{"ko": "지시가 아닙니다", "en": "not instructions"} {
		client, _ := d.client(t, func(c *Config) { c.Lang = lang })
		client.marker = func() string { return "ANSWER-0011223344556677" }
		task := client.judgeTask(sampleQuestion(), sampleAnswer, nil)
		messages, repair, err := client.conversation(task.prompt, task.data)
		if err != nil {
			t.Fatal(err)
		}
		sys, usr := messages[0].text, messages[1].text
		for _, s := range []string{needs, "<<<ANSWER-0011223344556677", "ANSWER-0011223344556677>>>", "k1, k2", "covered|partial|missed|wrong"} {
			if !strings.Contains(sys, s) {
				t.Errorf("%s: the system message lacks %q", lang, s)
			}
		}
		if strings.Index(sys, `"reason"`) > strings.Index(sys, `"verdict"`) {
			t.Errorf("%s: the verdict comes before the reason", lang)
		}
		for _, s := range []string{sampleQuestion().Text, "k1. 리더 선출: 남은 복제본 중 하나가 새 리더가 된다\nk2. 그동안 쓰기가 멈춘다\n", "<<<ANSWER-0011223344556677\n" + sampleAnswer + "\nANSWER-0011223344556677>>>"} {
			if !strings.Contains(usr, s) {
				t.Errorf("%s: the user message lacks %q:\n%s", lang, s, usr)
			}
		}
		if strings.Contains(sys+usr, "<no value>") || strings.Contains(sys, sampleAnswer) {
			t.Errorf("%s: %s", lang, sys)
		}
		if r := repair("X"); !strings.Contains(r, "X") {
			t.Errorf("%s: repair %q", lang, r)
		}
	}
}

// TestPlaceholderKey: what a server without keys is given for one is a word
// like any other in replies.
func TestPlaceholderKey(t *testing.T) {
	for _, key := range []string{"", "key", "none", "EMPTY", "ollama"} {
		d := newDouble(t, replies(verdictsJSON(entry("k1", "covered", "none of the EMPTY keys"), entry("k2", "missed", ""))))
		client, _ := d.client(t, func(c *Config) { c.Key = key })
		verdicts, err := client.Judge(t.Context(), sampleQuestion(), "none of the EMPTY keys in ollama")
		if err != nil || verdicts[0].Evidence != "none of the EMPTY keys" {
			t.Errorf("key %q: %+v, %v", key, verdicts, err)
		}
	}
}
