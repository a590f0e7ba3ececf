package endpoint

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mockpanel/content"
)

func TestPropose(t *testing.T) {
	fine := func([]content.Annotations) error { return nil }
	bad := func([]content.Annotations) error { return errors.New("it credits a sibling") }
	full := `{"key_points":[
		{"id":"k1","must":[["새 리더","선출","a","` + strings.Repeat("긴", 50) + `","둘|셋"],["|"]],"expect":[["  **여러\n낱말** "]],
		 "say":["리더를 \u001b새로 뽑습니다","하나 -> 둘"],"wrong":[{"claim":"멈추지 않습니다","right":"멈춘다"}]},
		{"id":"k2","must":[],"expect":[],"say":[],"wrong":[]},
		{"id":"k9","must":[],"expect":[],"say":["남의 것"],"wrong":[]}]}`
	want := []content.Annotations{{
		Must: [][]string{{"새 리더", "선출"}}, Expect: [][]string{{"여러 낱말"}}, Say: []string{"리더를 새로 뽑습니다", "하나 - 둘"},
		Wrong: []content.Wrong{{Text: "멈추지 않습니다", Why: "멈춘다"}},
	}, {}}
	for name, c := range map[string]struct {
		replies  []string
		check    func([]content.Annotations) error
		fails    bool
		requests int
	}{
		"fine":                           {[]string{full}, fine, false, 1},
		"with a fault that stays":        {[]string{full}, bad, false, 2},
		"mended badly":                   {[]string{full, "죄송합니다"}, bad, false, 2},
		"unreadable once":                {[]string{"{", full}, fine, false, 2},
		"unreadable":                     {[]string{"{"}, fine, true, 2},
		"one twice":                      {[]string{`{"key_points":[{"id":"k1"},{"id":"k1"}]}`}, fine, true, 2},
		"nothing":                        {[]string{`{"key_points":[]}`}, fine, true, 2},
		"expressions that are no lists":  {[]string{`{"key_points":[{"id":"k1","must":["a","b"]}]}`}, fine, true, 2},
		"the key":                        {[]string{`{"key_points":[{"id":"k1","say":["` + canary + ` 입니다"]}]}`}, fine, true, 2},
		"the key, escaped":               {[]string{`{"key_points":[{"id":"k1","say":["` + strings.Replace(canary, "-", `\u002d`, 1) + ` 입니다"]}]}`}, fine, true, 2},
		"a list in the place of objects": {[]string{`{"key_points":["k1"]}`}, fine, true, 2},
	} {
		d := newDouble(t, replies(c.replies...))
		client, _ := d.client(t, nil)
		got, err := client.Propose(t.Context(), sampleQuestion(), c.check)
		if (err != nil) != c.fails || len(d.requests()) != c.requests {
			t.Errorf("%s: %v with %d requests, want %d", name, err, len(d.requests()), c.requests)
		}
		if diff := cmp.Diff(want, got); !c.fails && diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
	}
	d := newDouble(t, status(401, ""))
	client, _ := d.client(t, nil)
	for range 3 {
		if _, err := client.Propose(t.Context(), sampleQuestion(), fine); err == nil {
			t.Error("a refused key gave annotations")
		}
	}
	if len(d.requests()) != 2 {
		t.Errorf("%d requests, it should stop after two prompts", len(d.requests()))
	}
}

// TestPromptPairs: every prompt is there in both languages, with the same
// parts and the same shape of reply.
func TestPromptPairs(t *testing.T) {
	files, err := promptFiles.ReadDir("prompts")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name, _, _ := strings.Cut(f.Name(), ".")
		var parts [2][]string
		for i, lang := range []string{"ko", "en"} {
			b, err := promptFiles.ReadFile("prompts/" + name + "." + lang + ".tmpl")
			if err != nil {
				t.Fatal(err)
			}
			for _, part := range []string{`{{define "system"`, `{{define "user"`, `{{define "repair"`, "{{.Marker}}", "{{.IDs}}", "{{.Complaint}}", `"key_points"`, `"question"`, `"reviewers"`, `"must"`} {
				if strings.Contains(string(b), part) {
					parts[i] = append(parts[i], part)
				}
			}
		}
		if diff := cmp.Diff(parts[0], parts[1]); diff != "" || len(parts[0]) < 4 {
			t.Errorf("%s: -ko +en:\n%s", name, diff)
		}
	}
}
