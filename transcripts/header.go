package transcripts

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/unicode/norm"

	"mockpanel/content"
	"mockpanel/panel"
)

// header is the front matter.
type header struct {
	Format       int       `yaml:"format"`
	Started      time.Time `yaml:"started"`
	Status       string    `yaml:"status"`
	Guide        string    `yaml:"guide"`
	Source       string    `yaml:"source"`
	Title        string    `yaml:"title"`
	Content      string    `yaml:"content"`
	Lang         string    `yaml:"lang"`
	Judge        string    `yaml:"judge"`
	JudgeVersion string    `yaml:"judge_version"`
	Feedback     string    `yaml:"feedback"`
	Target       string    `yaml:"target"`
	Plan         struct {
		Order     string   `yaml:"order"`
		FollowUps string   `yaml:"follow_ups"`
		Questions []string `yaml:"questions"`
	} `yaml:"plan"`
	Closing []Closing `yaml:"closing"`
	Totals  Totals    `yaml:"totals"`
}

// Totals are what turns add up to, as front matter and reports have them: see
// [panel.Tally].
type Totals struct {
	Put      int      `yaml:"put" json:"put"`
	Answered int      `yaml:"answered" json:"answered"`
	Covered  int      `yaml:"covered" json:"covered"`
	Partial  int      `yaml:"partial" json:"partial"`
	Missed   int      `yaml:"missed" json:"missed"`
	Wrong    int      `yaml:"wrong" json:"wrong"`
	Ungraded int      `yaml:"ungraded" json:"ungraded"`
	Score    *float64 `yaml:"score" json:"score"` // two decimals; nil when nothing was graded
}

const (
	statusInProgress = "in progress"
	statusFinished   = "finished"
)

var headerKeys = []string{
	"format", "started", "status", "guide", "source", "title", "content", "lang",
	"judge", "judge_version", "feedback", "target", "plan", "closing", "totals",
}

func status(finished bool) string {
	if finished {
		return statusFinished
	}
	return statusInProgress
}

func totalsOf(c panel.Tally) Totals {
	return Totals{
		Put: c.Put, Answered: c.Answered,
		Covered: c.Marks[panel.Covered], Partial: c.Marks[panel.Partial],
		Missed: c.Marks[panel.Missed], Wrong: c.Marks[panel.Wrong],
		Ungraded: c.Marks[panel.Ungraded], Score: scoreOf(c.Score),
	}
}

// scoreOf rounds a score to two decimals; NaN becomes nil.
func scoreOf(score float64) *float64 {
	if math.IsNaN(score) {
		return nil
	}
	score = math.Round(score*100) / 100
	return &score
}

func writeHeader(b *strings.Builder, t Transcript) {
	questions := make([]string, len(t.Plan.Questions))
	for i, id := range t.Plan.Questions {
		questions[i] = scalar(id)
	}
	fmt.Fprintf(b, `---
format: %d
started: %s
status: %s
guide: %s
source: %s
title: %s
content: %s
lang: %s
judge: %s
judge_version: %s
feedback: %s
target: %s
plan:
  order: %s
  follow_ups: %s
  questions: [%s]
`, Format, stamp(t.Started).Format(time.RFC3339), status(t.Finished),
		scalar(t.Guide), scalar(t.Source), scalar(t.Title), scalar(t.Content), scalar(t.Lang),
		scalar(t.Judge), scalar(t.JudgeVersion), scalar(t.Feedback), t.Target,
		scalar(string(t.Plan.Order)), scalar(string(t.Plan.FollowUps)), strings.Join(questions, ", "))
	if len(t.Closing) > 0 {
		b.WriteString("closing:\n")
	}
	for _, c := range t.Closing {
		fmt.Fprintf(b, "  - {reviewer: %s, words: %s}\n", scalar(c.Reviewer), scalar(c.Words))
	}
	sum := totalsOf(panel.Count(t.Turns))
	score := "null"
	if sum.Score != nil {
		score = strconv.FormatFloat(*sum.Score, 'f', -1, 64)
	}
	fmt.Fprintf(b, `totals:
  put: %d
  answered: %d
  covered: %d
  partial: %d
  missed: %d
  wrong: %d
  ungraded: %d
  score: %s
---
`, sum.Put, sum.Answered, sum.Covered, sum.Partial, sum.Missed, sum.Wrong, sum.Ungraded, score)
}

// stamp returns the time in a zone that RFC 3339 can write: offsets of old
// local mean times have seconds.
func stamp(t time.Time) time.Time {
	t = t.Truncate(time.Second)
	if _, offset := t.Zone(); offset%60 != 0 {
		return t.In(time.FixedZone("", offset/60*60))
	}
	return t
}

// scalar writes a YAML string: plain where it is a simple word or id that no
// YAML reader takes for something else, otherwise in double quotes. Go's
// escapes mean the same in YAML.
func scalar(s string) string {
	simple := s != "" && letter(s[0])
	for i := 0; simple && i < len(s); i++ {
		c := s[i]
		simple = letter(c) || digit(c) || c == '-' || c == '_' || c == '/'
	}
	switch strings.ToLower(s) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		simple = false
	}
	if simple {
		return s
	}
	return strconv.Quote(strings.ToValidUTF8(s, "\uFFFD"))
}

// splitHeader cuts the front matter off. The head keeps its first line, so
// that line numbers in it are those of the file.
func splitHeader(name, src string) (head, body string, err error) {
	rest, ok := afterLine(src, "---")
	if !ok {
		return "", "", problem(name, 1, "not a transcript: the file does not start with front matter",
			"a transcript starts with a line --- and was written by mockpanel start")
	}
	for rest != "" {
		if after, ok := afterLine(rest, "---"); ok {
			return src[:len(src)-len(rest)], after, nil
		}
		end := strings.IndexByte(rest, '\n')
		if end < 0 || len(src)-len(rest) > maxHeader {
			break
		}
		rest = rest[end+1:]
	}
	return "", "", problem(name, 1, "the front matter has no end",
		"the file was cut short or its second line --- is missing")
}

// afterLine returns what follows the first line of s when that line is want.
func afterLine(s, want string) (rest string, ok bool) {
	line, rest, _ := strings.Cut(s, "\n")
	return rest, strings.TrimRight(line, " \t\r") == want
}

// readHeader reads the front matter as cut off by splitHeader.
func readHeader(name, head string) (header, Notices, error) {
	var h header
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(head), &doc); err != nil {
		line, what := yamlError(err.Error())
		return h, nil, problem(name, line, "front matter: "+what, "")
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return h, nil, problem(name, 1, "not a transcript: the front matter has no fields", "")
	}
	if err := checkNode(name, &doc); err != nil {
		return h, nil, err
	}
	var notices Notices
	if err := doc.Decode(&h); err != nil {
		wrong, ok := errors.AsType[*yaml.TypeError](err)
		if !ok {
			return h, nil, problem(name, 1, "front matter: "+err.Error(), "")
		}
		for _, e := range wrong.Errors {
			line, what := yamlError(e)
			notices = append(notices, content.Problem{File: name, Line: line, What: "front matter: " + what + "; ignored"})
		}
	}
	switch {
	case h.Format == 0:
		return h, nil, problem(name, 1, "not a transcript: the front matter has no format", "")
	case h.Format > Format:
		return h, nil, newerError{content.Problems{{
			File: name, Line: 1, What: fmt.Sprintf("format %d is newer than this program, which reads format %d", h.Format, Format),
			Hint: "install a newer mockpanel to read this transcript",
		}}}
	case h.Format < 0:
		return h, nil, problem(name, 1, fmt.Sprintf("there is no format %d", h.Format), "")
	}
	return h, append(notices, headerNotices(name, doc.Content[0], &h)...), nil
}

// maxKeys bounds a mapping of the front matter, because the YAML reader takes
// time in the square of it. The widest one written has 14 keys.
const maxKeys = 64

// checkNode refuses what a transcript never has and what can blow up:
// anchors, aliases and wide mappings.
func checkNode(name string, n *yaml.Node) error {
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		return problem(name, n.Line, "the front matter has a YAML anchor or alias", "a transcript has none; write the value out")
	}
	if n.Kind == yaml.MappingNode && len(n.Content) > 2*maxKeys {
		return problem(name, n.Line, fmt.Sprintf("the front matter has more than %d fields", maxKeys), "")
	}
	for _, child := range n.Content {
		if err := checkNode(name, child); err != nil {
			return err
		}
	}
	return nil
}

// headerNotices brings the values of h into shape and says what is odd.
func headerNotices(name string, fields *yaml.Node, h *header) Notices {
	var notices Notices
	lines := map[string]int{}
	for i := 0; i+1 < len(fields.Content); i += 2 {
		key := fields.Content[i]
		if lines[key.Value] = key.Line; !slices.Contains(headerKeys, key.Value) {
			notices = append(notices, content.Problem{File: name, Line: key.Line, What: fmt.Sprintf("unknown field %q; ignored", key.Value)})
		}
	}
	odd := func(key, what string) {
		notices = append(notices, content.Problem{File: name, Line: max(lines[key], 1), What: what})
	}
	if lines["started"] == 0 {
		odd("started", "the front matter does not say when the interview started")
	}
	if h.Status != statusFinished && h.Status != statusInProgress {
		odd("status", fmt.Sprintf("status %q is neither %q nor %q; read as %q", h.Status, statusInProgress, statusFinished, statusInProgress))
		h.Status = statusInProgress
	}
	if h.Lang != "ko" && h.Lang != "en" {
		odd("lang", fmt.Sprintf("lang %q is neither ko nor en; read as en", h.Lang))
		h.Lang = "en"
	}
	if d, err := time.ParseDuration(h.Target); err != nil || d < 0 {
		odd("target", fmt.Sprintf("target %q is not a time such as 3m; ignored", h.Target))
		h.Target = "0s"
	}
	return notices
}

// yamlError takes the line out of a message of the YAML reader.
func yamlError(message string) (line int, what string) {
	message = strings.TrimPrefix(message, "yaml: ")
	if _, err := fmt.Sscanf(message, "line %d:", &line); err != nil {
		return 1, message
	}
	_, what, _ = strings.Cut(message, ": ")
	return max(line, 1), what
}

// transcript returns what the header says, without turns.
func (h header) transcript() Transcript {
	nfc := func(s string) string { return norm.NFC.String(strings.ToValidUTF8(s, "\uFFFD")) }
	target, _ := time.ParseDuration(h.Target)
	t := Transcript{
		Started: stamp(h.Started), Finished: h.Status == statusFinished,
		Guide: nfc(h.Guide), Source: strings.ToValidUTF8(h.Source, "\uFFFD"), Title: nfc(h.Title), Content: nfc(h.Content), Lang: nfc(h.Lang),
		Judge: nfc(h.Judge), JudgeVersion: nfc(h.JudgeVersion), Feedback: nfc(h.Feedback), Target: target,
		Plan: panel.Plan{Order: panel.Order(nfc(h.Plan.Order)), FollowUps: panel.FollowUps(nfc(h.Plan.FollowUps))},
	}
	for _, id := range h.Plan.Questions {
		t.Plan.Questions = append(t.Plan.Questions, nfc(id))
	}
	for _, c := range h.Closing {
		t.Closing = append(t.Closing, Closing{Reviewer: nfc(c.Reviewer), Words: nfc(c.Words)})
	}
	return t
}
