package transcripts

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	"golang.org/x/text/unicode/norm"

	"mockpanel/panel"
	"mockpanel/personas"
)

// TestEdited reads transcripts that were changed by hand and checks what is
// said about them and what is read. The lines are those of testdata/ko.md.
func TestEdited(t *testing.T) {
	tests := []struct {
		name     string
		old, new string // in the file; all of them when old ends in "..."
		notices  string
		change   func(*Transcript) // of what is read
	}{
		{name: "CRLF", old: "\n...", new: "\r\n"},
		{name: "byte order mark", old: "---\nformat", new: "\uFEFF---\nformat"},
		{name: "spaces at line ends", old: "**건너뜀**", new: "**건너뜀**  "},
		{
			name: "totals", old: "  score: 0.5\n", new: "  score: 1\n",
			notices: "t.md:18: the totals in the front matter are not what the turns add up to; ignored",
		},
		{
			name: "table", old: "| **전체** | 5 | 4 | 3 ", new: "| **전체** | 5 | 4 | 9 ",
			notices: `t.md:41: "| **전체** | 5 | 4 | 9 | 0 | 2 | 1 | 1 | 5..." does not follow from the turns; ignored`,
		},
		{
			name: "score of an answer", old: "**점수:** 67%", new: "**점수:** 100%",
			notices: `t.md:80: "**걸린 시간:** 1분 42초 · **채점:** local · **점수..." does not follow from the turns; ignored`,
		},
		{
			name: "status", old: "status: finished", new: "status: done",
			notices: `t.md:4: status "done" is neither "in progress" nor "finished"; read as "in progress"` + "\n" +
				`t.md:31: "**시작:** 2026-11-21 10:30 · **상태:** 끝남 · ..." does not follow from the turns; ignored`,
			change: func(s *Transcript) { s.Finished = false },
		},
		{
			name: "target", old: "target: 3m0s", new: "target: soon",
			notices: `t.md:13: target "soon" is not a time such as 3m; ignored`,
			change:  func(s *Transcript) { s.Target = 0 },
		},
		{
			name: "started", old: "started: 2026-11-21T10:30:05+09:00", new: "started: 2026-11-21T10:30:05+09:00\nmood: good",
			notices: `t.md:4: unknown field "mood"; ignored`,
		},
		{
			name: "box ticked", old: "- [ ] **놓침** (확신도 0.71)", new: "- [x] **놓침** (확신도 0.71)",
			notices: `t.md:84: [x] and "놓침" differ; read as "놓침"`,
		},
		{
			name: "word deleted", old: "- [ ] **놓침** (확신도 0.71)", new: "- [ ] (확신도 0.71)",
			notices: `t.md:84: the word after [ ] is missing or unknown; read as missed`,
		},
		{
			name: "confidence", old: "(확신도 0.71)", new: "(확신도 7)",
			notices: `t.md:84: "(확신도 7) 2. **세션**: 세션이 서버 메모리에 있으면 로그인이 ..." is not a confidence from 0 to 1; ignored`,
			change:  func(s *Transcript) { s.Turns[0].Attempts[0].Verdicts[1].Confidence = 0 },
		},
		{
			name: "a remark", old: "**건너뜀**", new: "**건너뜀**\n\n다음에는 꼭 답하기",
			notices: `t.md:161: "다음에는 꼭 답하기" is not part of a transcript; ignored`,
		},
		{
			name: "heading of a turn deleted", old: "## 2. 박준혁 · 인프라 엔지니어 · 8년차 · `infra/q1/f1`\n", new: "",
			notices: `t.md:37: "| 박준혁 (인프라 엔지니어), **가장 약함** | 2 | 2 | 2 ..." does not follow from the turns (1 more such lines); ignored` + "\n" +
				"t.md:100: a question without a heading; read as a turn of its own",
			change: func(s *Transcript) {
				s.Turns[1].ID, s.Turns[1].Persona = "", personas.Persona{}
			},
		},
		{
			name: "first heading deleted", old: "## 1. 박준혁 · 인프라 엔지니어 · 8년차 · `infra/q1`\n", new: "",
			notices: `t.md:37: "| 박준혁 (인프라 엔지니어), **가장 약함** | 2 | 2 | 2 ..." does not follow from the turns (1 more such lines); ignored` + "\n" +
				"t.md:63: a question without a heading; read as a turn of its own",
			change: func(s *Transcript) { s.Turns[0].ID, s.Turns[0].Persona = "", personas.Persona{} },
		},
		{
			name: "heading of an answer deleted", old: "### 답변 2\n", new: "",
			notices: "t.md:121: an answer without a heading; read as one more answer",
		},
		{
			name: "fence deleted", old: "그동안 몇 초는 끊길 수 있어요.\n````\n", new: "그동안 몇 초는 끊길 수 있어요.\n",
			notices: "t.md:70: the answer has no closing fence; read up to line 78",
			change:  func(s *Transcript) { s.Turns[0].Attempts[0].Answer += "\n" },
		},
		{
			name: "key point deleted", old: "- [x] **다룸** (확신도 0.93) 1. **VIP 이동**: `keepalived`가 대기 서버로 VIP를 옮긴다\n  - **근거:** \"keepalived가 VIP를 대기 서버로 넘깁니다\"\n", new: "",
			notices: "t.md:18: the totals in the front matter are not what the turns add up to; ignored\n" +
				`t.md:31: "**시작:** 2026-11-21 10:30 · **상태:** 끝남 · ..." does not follow from the turns (5 more such lines); ignored` + "\n" +
				"t.md:62: key point 1 of this turn is missing",
			change: func(s *Transcript) {
				turn := &s.Turns[0]
				turn.KeyPoints = turn.KeyPoints[1:]
				turn.Attempts[0].Verdicts = turn.Attempts[0].Verdicts[1:]
				turn.Attempts[0].Corrections = turn.Attempts[0].Corrections[1:]
			},
		},
		{
			name: "skipped deleted", old: "**건너뜀**\n", new: "",
			notices: "t.md:18: the totals in the front matter are not what the turns add up to; ignored\n" +
				`t.md:39: "| 최민수 (보안 엔지니어) | 1 | 0 | 0 | 0 | 0 | 0 ..." does not follow from the turns (2 more such lines); ignored` + "\n" +
				"t.md:155: a turn without an answer; ignored",
			change: func(s *Transcript) { s.Turns = append(s.Turns[:3:3], s.Turns[4]) },
		},
		{
			name: "end deleted", old: "<!-- end of transcript -->\n", new: "",
			notices: "t.md:177: the end of the transcript is missing: it was cut short, or the last line was changed",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := sample("ko")
			src := string(Write(s))
			n := 1
			if old, all := strings.CutSuffix(test.old, "..."); all {
				test.old, n = old, -1
			}
			edited := strings.Replace(src, test.old, test.new, n)
			if edited == src {
				t.Fatal("nothing was edited")
			}
			if test.change != nil {
				test.change(&s)
			}
			got, notices, err := Read("t.md", []byte(edited))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(s, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(test.notices, notices.Error()); diff != "" {
				t.Errorf("notices (-want +got)\n%s", diff)
			}
		})
	}
}

func TestDecomposed(t *testing.T) {
	s := sample("ko")
	got, notices, err := Read("t.md", norm.NFD.Bytes(Write(s)))
	if err != nil || len(notices) > 0 {
		t.Fatal(err, notices)
	}
	if diff := cmp.Diff(s, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestSourceAsItIs checks that the path of the guide stays as it is on the
// disk, where Hangul may be decomposed.
func TestSourceAsItIs(t *testing.T) {
	s := sample("ko")
	s.Source = norm.NFD.String("안내서/면접.md")
	roundTrip(t, s)
}

func TestRefused(t *testing.T) {
	wide := "---\nformat: 1\n"
	for i := range 70 {
		wide += fmt.Sprintf("k%d: 1\n", i)
	}
	tests := []struct{ name, src, want string }{
		{"empty", "", "t.md:1: not a transcript: the file does not start with front matter\n  hint: a transcript starts with a line --- and was written by mockpanel start"},
		{"notes", "# My notes\n", "t.md:1: not a transcript: the file does not start with front matter\n  hint: a transcript starts with a line --- and was written by mockpanel start"},
		{"front matter cut", "---\nformat: 1\n", "t.md:1: the front matter has no end\n  hint: the file was cut short or its second line --- is missing"},
		{"other front matter", "---\ntitle: x\n---\n", "t.md:1: not a transcript: the front matter has no format"},
		{"newer", "---\nformat: 2\nnew: yes\n---\n", "t.md:1: format 2 is newer than this program, which reads format 1\n  hint: install a newer mockpanel to read this transcript"},
		{"older", "---\nformat: -1\n---\n", "t.md:1: there is no format -1"},
		{"alias", "---\nformat: &a 1\nguide: *a\n---\n", "t.md:2: the front matter has a YAML anchor or alias\n  hint: a transcript has none; write the value out"},
		{"wide", wide + "---\n", "t.md:2: the front matter has more than 64 fields"},
		{"list", "---\n- a\n---\n", "t.md:1: not a transcript: the front matter has no fields"},
		{"broken YAML", "---\nformat: 1\nguide: \"x\n---\n", "t.md:3: front matter: found unexpected end of stream"},
		{"CP949", "---\nformat: 1\ntitle: \xb0\xa1\n---\n", "t.md:3: not UTF-8\n  hint: save the file as UTF-8"},
		{"UTF-16", "\xff\xfe-\x00-\x00-\x00", "t.md:1: not UTF-8\n  hint: save the file as UTF-8"},
		{"long line", "---\nformat: 1\n---\n## 1. a\n" + strings.Repeat("y", maxLine+1), "t.md:5: a line longer than 4 MB"},
		{"many", "---\nformat: 1\n---\n" + strings.Repeat("## 1. a\n", maxParts+1), "t.md:200004: more than 200000 turns, answers and key points"},
		{"large", strings.Repeat("y", MaxBytes+1), "t.md: larger than 32 MB\n  hint: a transcript is never that large"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, notices, err := Read("t.md", []byte(test.src))
			if err == nil {
				t.Fatal("no error")
			}
			if diff := cmp.Diff(test.want, err.Error()); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if len(notices) > 0 {
				t.Errorf("notices beside an error: %v", notices)
			}
		})
	}
}

// TestRendered renders nasty transcripts as GitHub does and checks that no
// link, image or HTML comes out. E-mail addresses are the exception.
func TestRendered(t *testing.T) {
	md := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))
	d := dice{rand.New(rand.NewPCG(5, 6))}
	live := regexp.MustCompile(`(?i)<(a href="[^m]|img|script|br|del|em|/details|!--)[^>]*>`)
	for range 300 {
		src := Write(d.transcript())
		_, body, err := splitHeader("t.md", string(src))
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		if err := md.Convert([]byte(body), &out); err != nil {
			t.Fatal(err)
		}
		if got := live.FindAllString(out.String(), -1); !cmp.Equal(got, []string{endMark}) {
			t.Fatalf("%q in\n%s", got, src)
		}
	}
}

// TestInert checks that nothing from a guide or an answer becomes a link, an
// image or HTML.
func TestInert(t *testing.T) {
	for in, want := range map[string]string{
		"[a](http://x.test)":         `[a\](http\://x.test)`,
		"![a](x.png)":                `![a\](x.png)`,
		"<script>":                   `\<script>`,
		"a < b && c > d":             "a < b && c > d",
		"&lt;b&gt;":                  `\&lt;b\&gt;`,
		"`kubectl get <pod>` & more": "`kubectl get <pod>` & more",
		"snake_case _x_ 3~4개":        `snake_case \_x\_ 3\~4개`,
		`C:\temp\*`:                  `C:\temp\\\*`,
		"two\nlines ":                "two&#10;lines&#32;",
		"www.x.test":                 `www\.x.test`,
		"\x1b[31m":                   "&#27;[31m",
	} {
		if got := text(in); got != want {
			t.Errorf("text(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestAnswerStandsInFile checks that an answer can be searched for as it was
// typed, whatever it looks like.
func TestAnswerStandsInFile(t *testing.T) {
	s := sample("ko")
	answer := "```sh\nkubectl get pods\n```\n## 9. 가 · 나 · `x`\n---\n<b>&amp;</b> [x](y)"
	s.Turns[0].Attempts[0].Answer = answer
	if src := string(Write(s)); !strings.Contains(src, "\n"+answer+"\n") {
		t.Error(src)
	}
	roundTrip(t, s)
}

func TestWords(t *testing.T) {
	var ko, en []string
	for m := panel.Ungraded; m <= panel.Covered; m++ {
		ko = append(ko, Box(m)+" "+Word(m, "ko"))
		en = append(en, Box(m)+" "+Word(m, "en"))
		if Word(m, "en") != m.String() {
			t.Errorf("%q is %q in JSON", Word(m, "en"), m)
		}
	}
	if diff := cmp.Diff([]string{"[?] 채점 안 됨", "[ ] 놓침", "[!] 틀림", "[~] 일부", "[x] 다룸"}, ko); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"[?] ungraded", "[ ] missed", "[!] wrong", "[~] partial", "[x] covered"}, en); diff != "" {
		t.Error(diff)
	}
}
