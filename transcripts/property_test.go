package transcripts

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/text/unicode/norm"

	"mockpanel/panel"
	"mockpanel/personas"
)

// nasty holds what could be taken for the structure of the file, and what
// Markdown, YAML and terminals treat in their own way.
var nasty = []string{
	"", " ", "  ", "\n", "\n\n", "\t", "\r", "\r\n", "\x00", "\x1b[31m", "\x7f", "\u0085", "\u202e", "\u2028", "\ufeff", "\u00a0", "\u3000",
	"`", "``", "```", "```text", "```text escaped", "`code`", "``a ` b``", "`a\nb`", "` `", "`·`", "`**`", "`|`", "\\", "\\\\", "\\`", "`\\`", "\\*", "\\ ", "\\한",
	"*", "**", "**굵게**", "_", "snake_case", "__init__", "~", "~~", "$", "$x$", "#", "# 제목", "## 2. 가 · 나 · 3년차 · `infra/q9`", "### 답변", "### Answer 2", "---", "--- ", "...", "- ", "- [x] ", "> ", "> [!WARNING]",
	"[", "[[link]]", "[a](javascript:alert(1))", "![a](http://x.test/a.png)", "[a][b]", "]", "](", "(0.82)", "(확신도 0.50)", "<script>alert(1)</script>", "<https://x.test>", "<!-- end of transcript -->", "</details>", "<br>",
	"&", "&#10;", "&#", "&#38;#10;", "&lt;", "&amp;amp;", "&#1114112;", "&#55296;", "https://x.test/a_b", "www.x.test", "mailto:a@x.test",
	"|", " | ", "·", " · ", " · **", ":", ":**", "**질문:** 가", "**Score:** 100%", "**건너뜀**", "**Skipped**", "<!--", "-->",
	"1. ", "12.", "0", "8 years", "8년차", "\"", "\"\"", "'", "yes", "null", "~/a", "{a: b}", "&a *a", "!!str x", "%YAML", "@", "2026-11-21",
	"한글", "각", "e\u0301", "\u0301", "ᄀ", "ᅡ", "가\u11a8", "🙂", "\U0001F1F0\U0001F1F7", "\u200d", "\u200b", "\ufffd", "\ufffe", "日本", "a", "z9",
}

type dice struct{ *rand.Rand }

func (d dice) text() string {
	var b strings.Builder
	for range d.IntN(5) {
		b.WriteString(nasty[d.IntN(len(nasty))])
	}
	return norm.NFC.String(b.String())
}

func (d dice) mark() panel.Mark { return panel.Mark(d.IntN(5)) }

func (d dice) transcript() Transcript {
	t := Transcript{
		Started:  time.Unix(d.Int64N(4e9), 0).In(time.FixedZone("", (d.IntN(26*60)-12*60)*60)),
		Finished: d.IntN(2) == 0, Lang: []string{"ko", "en"}[d.IntN(2)],
		Guide: d.text(), Source: d.text(), Title: d.text(), Content: d.text(), Judge: d.text(), JudgeVersion: d.text(), Feedback: d.text(),
		Target: time.Duration(d.IntN(3)) * 90 * time.Second,
		Plan:   panel.Plan{Order: panel.Order(d.text()), FollowUps: panel.FollowUps(d.text())},
	}
	for range d.IntN(4) {
		t.Plan.Questions = append(t.Plan.Questions, d.text())
	}
	for range d.IntN(4) {
		t.Turns = append(t.Turns, d.turn())
	}
	for range d.IntN(3) {
		t.Closing = append(t.Closing, Closing{Reviewer: d.text(), Words: d.text()})
	}
	return t
}

func (d dice) turn() panel.Turn {
	t := panel.Turn{
		ID: d.text(), FollowUpOf: d.text(), Why: d.text(), Text: d.text(), Intent: d.text(), Model: d.text(), Section: d.text(), Hints: d.IntN(3),
		Persona: personas.Persona{Key: d.text(), Name: d.text(), Role: d.text(), Years: d.IntN(3)},
	}
	if d.IntN(2) == 0 {
		t.ID, t.Persona.Key = []string{"infra/q1", "infra/q1/probe"}[d.IntN(2)], "infra"
	}
	for range d.IntN(4) {
		t.KeyPoints = append(t.KeyPoints, panel.KeyPoint{Label: d.text(), Text: d.text()})
	}
	for range d.IntN(3) {
		t.Attempts = append(t.Attempts, d.attempt(len(t.KeyPoints)))
	}
	if d.IntN(2) == 0 && len(t.Attempts) > 0 && len(t.KeyPoints) > 0 {
		t.Recovered = make([]panel.Recovery, len(t.KeyPoints))
		t.Recovered[d.IntN(len(t.Recovered))] = panel.Recovery{In: d.text() + "f1", Evidence: d.text()}
	}
	return t
}

func (d dice) attempt(points int) panel.Attempt {
	a := panel.Attempt{Answer: d.text(), Took: time.Duration(d.IntN(8000)) * time.Second, Judge: d.text(), Trouble: d.text()}
	correct := d.IntN(3) == 0
	for range points {
		v := panel.Verdict{Mark: d.mark(), Confidence: math.Round(d.Float64()*100) / 100, Evidence: d.text(), Note: d.text()}
		for range d.IntN(3) {
			v.Missing = append(v.Missing, d.text())
		}
		a.Verdicts = append(a.Verdicts, v)
		if correct {
			a.Corrections = append(a.Corrections, d.mark())
		}
	}
	if a.Corrections != nil {
		a.Corrections[0] = panel.Partial
	}
	return a
}

// TestRoundTrip checks Read(Write(t)) == t on transcripts of nasty texts.
func TestRoundTrip(t *testing.T) {
	d := dice{rand.New(rand.NewPCG(1, 2))}
	for range 1000 {
		roundTrip(t, d.transcript())
	}
}

// TestQuickInfo checks that the quick reader agrees with the YAML reader.
func TestQuickInfo(t *testing.T) {
	d := dice{rand.New(rand.NewPCG(7, 8))}
	for range 1000 {
		head, _, err := splitHeader("t.md", string(Write(d.transcript())))
		if err != nil {
			t.Fatal(err)
		}
		want, err := infoOf("t.md", head)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := quickInfo("t.md", head)
		if !ok {
			t.Fatalf("not read:\n%s", head)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateNaNs()); diff != "" {
			t.Fatalf("(-want +got)\n%s\n%s", diff, head)
		}
	}
}

// FuzzRead checks that Read never panics, and that what it read is written
// and read without change.
func FuzzRead(f *testing.F) {
	f.Add(Write(sample("ko")))
	f.Add(Write(sample("en")))
	d := dice{rand.New(rand.NewPCG(3, 4))}
	for range 20 {
		f.Add(Write(d.transcript()))
	}
	addSeeds(f)
	f.Fuzz(func(t *testing.T, src []byte) {
		s, _, err := Read("t.md", src)
		if err == nil {
			roundTrip(t, s)
		}
	})
}

// FuzzHeader checks that front matter is read or refused with a message, and
// that what was read is written as a transcript that reads.
func FuzzHeader(f *testing.F) {
	for _, lang := range []string{"ko", "en"} {
		head, _, err := splitHeader("t.md", string(Write(sample(lang))))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(head)
	}
	f.Add("\nformat: 1\na: &a [x]\nb: [*a, *a]\n")
	f.Add("\nformat: 9\n")
	f.Fuzz(func(t *testing.T, head string) {
		h, _, err := readHeader("t.md", head)
		if err != nil {
			if err.Error() == "" {
				t.Error("an error without a message")
			}
			return
		}
		if h.Format < 1 || h.Format > Format {
			t.Errorf("read format %d", h.Format)
		}
		if _, _, err := Read("t.md", Write(h.transcript())); err != nil {
			t.Error(err)
		}
	})
}

// addSeeds adds the texts of the folder FUZZ_SEEDS: JSON lists of strings, and
// JSON Lines with a field "markdown".
func addSeeds(f *testing.F) {
	names, _ := filepath.Glob(filepath.Join(os.Getenv("FUZZ_SEEDS"), "*.json*"))
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		var texts []string
		if json.Unmarshal(src, &texts) != nil {
			for line := range bytes.Lines(src) {
				var row struct{ Markdown string }
				if err := json.Unmarshal(line, &row); err != nil {
					f.Fatal(name, err)
				}
				texts = append(texts, row.Markdown)
			}
		}
		for _, text := range texts {
			f.Add([]byte(text))
			f.Add(bytes.Replace(Write(sample("ko")), []byte("### 답변"), []byte(text+"\n### 답변"), 1))
		}
	}
}
