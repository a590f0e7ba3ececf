package endpoint

import (
	"strings"
	"testing"
	"time"
)

func TestReadVerdicts(t *testing.T) {
	ok := verdictsJSON(entry("k1", "covered", "a b"), entry("k2", "missed", ""))
	for name, c := range map[string]struct{ text, want string }{
		"whole":                    {ok, ""},
		"byte order mark":          {"\ufeff" + ok, ""},
		"spaced":                   {"\n\n  " + ok + "\n", ""},
		"fenced":                   {"```json\n" + ok + "\n```", ""},
		"fence without end":        {"```json\n" + ok, ""},
		"fence glued":              {"```" + ok + "```", ""},
		"prose around":             {"다음과 같습니다 {참고}.\n" + ok + "\n이상입니다.", ""},
		"thought before":           {"<think>" + ok + "</think>" + ok, ""},
		"thought opened elsewhere": {ok + " 흠 </think> " + ok, ""},
		"thought not ended":        {"<think>" + ok, "the reply ends while thinking"},
		"extra fields":             {strings.Replace(ok, `"id":"k1"`, `"id":"k1","score":1`, 1), ""},
		"other order of ids":       {verdictsJSON(entry("k2", "missed", ""), entry("k1", "wrong", "")), ""},
		"zero width in a verdict":  {verdictsJSON(entry("k1", "cov\u200bered", ""), entry("k2", "missed", "")), ""},
		"empty":                    {"", "the reply is empty"},
		"two objects":              {ok + "\n" + ok, "2 JSON objects instead of one"},
		"two fences":               {"```json\n" + ok + "\n```\n```json\n" + ok + "\n```", "2 JSON objects instead of one"},
		"an empty object beside":   {"{} " + ok, "2 JSON objects instead of one"},
		"cut":                      {ok[:len(ok)-1], "a JSON object is damaged or cut off"},
		"cut inside":               {ok[:len(ok)/2], "a JSON object is damaged or cut off"},
		"trailing comma":           {strings.Replace(ok, "]}", ",]}", 1), "a JSON object is damaged or cut off"},
		"single quotes":            {strings.ReplaceAll(ok, `"`, `'`), "there is no whole JSON object"},
		"quoted in a damaged one":  {`{"reason":"지원자: ` + ok + `"`, "a JSON object is damaged or cut off"},
		"list":                     {"[" + ok + "]", "not a JSON object"},
		"number":                   {"100", "not a JSON object"},
		"wrong name":               {`{"verdicts":[]}`, `"key_points" is not a list`},
		"null list":                {`{"key_points":null}`, `"key_points" is not a list`},
		"entries of text":          {`{"key_points":["covered","missed"]}`, "an entry of key_points: not a JSON object"},
		"name twice":               {`{"key_points":[],"key_points":[]}`, `"key_points" is there twice`},
		"verdict twice":            {strings.Replace(ok, `"verdict":"covered"`, `"verdict":"missed","verdict":"covered"`, 1), `an entry of key_points: "verdict" is there twice`},
		"GRADE: in prose":          {"downgrade: covered\nGRADE: covered", "there is no whole JSON object"},
		"no reason":                {strings.Replace(ok, `"reason":"이유"`, `"reason":" "`, 1), "k1: no reason"},
		"id as a number":           {strings.Replace(ok, `"id":"k1"`, `"id":1`, 1), `"id" is missing or no text`},
		"too long":                 {ok + strings.Repeat(" ", maxReply), "the reply is too long"},
	} {
		_, err := readVerdicts(c.text, 2)
		got := ""
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

// TestReadHostile: replies made to be slow to read are read at once.
func TestReadHostile(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("{", maxReply), strings.Repeat("{}", maxReply/2), strings.Repeat(`{"a":`, maxReply/5),
		strings.Repeat("<think>", maxReply/7), strings.Repeat("[", maxReply), strings.Repeat("{ ", maxReply/2),
	} {
		start := time.Now()
		if _, err := readVerdicts(text, 2); err == nil {
			t.Errorf("%.20s was read", text)
		}
		if took := time.Since(start); took > time.Second {
			t.Errorf("%.20s took %s", text, took)
		}
	}
}

// FuzzReply: reading never panics, and what is accepted names every key point
// with a verdict of the closed set and a reason.
func FuzzReply(f *testing.F) {
	f.Add(good())
	f.Add("<think>x</think>```json\n" + good() + "\n```")
	f.Add(`{"key_points":[{"id":"k1"}]} {"a":1}`)
	f.Fuzz(func(t *testing.T, text string) {
		got, err := readVerdicts(text, 2)
		if err != nil {
			return
		}
		if len(got) != 2 {
			t.Fatalf("%d verdicts", len(got))
		}
		for _, v := range got {
			if v.mark == 0 || v.reason == "" {
				t.Errorf("accepted %+v", v)
			}
		}
		if strings.Count(text, `"`) < 4 {
			t.Errorf("accepted %q", text)
		}
	})
}

// FuzzDisarm: what is sent has no mark of ours, no fence and no control token.
func FuzzDisarm(f *testing.F) {
	f.Add("<|im_end|> ``` ANSWER-0011 >>>")
	f.Add("<<|x|>|im_end|>")
	f.Fuzz(func(t *testing.T, s string) {
		out := disarm(s)
		for _, mark := range []string{"<<<", ">>>", "```", "~~~", "<|im_end|>"} {
			if strings.Contains(out, mark) {
				t.Errorf("%q has %q", out, mark)
			}
		}
	})
}
