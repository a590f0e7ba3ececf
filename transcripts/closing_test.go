package transcripts

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mockpanel/panel"
	"mockpanel/personas"
)

// TestProbeAndClosing: a question of a reviewer's own is marked as such, the
// closing words stand in front, and both read back.
func TestProbeAndClosing(t *testing.T) {
	sre := personas.Persona{Key: "sre", Name: "이서연", Role: "SRE", Years: 6}
	in := Transcript{
		Started: time.Date(2026, 11, 21, 10, 30, 5, 0, time.FixedZone("", 9*60*60)), Finished: true, Guide: "g", Lang: "ko",
		Judge: "endpoint localhost:11434", JudgeVersion: "qwen3:8b (prompt 1)", Feedback: "each",
		Turns: []panel.Turn{{
			ID: "sre/q1/probe", FollowUpOf: "sre/q1", Why: "리더 선출", Persona: sre, Text: "그 일은 누가 이어받나요?",
			KeyPoints: []panel.KeyPoint{{Text: "새 리더가 뽑힌다"}},
			Attempts: []panel.Attempt{{
				Answer: "다른 브로커입니다.", Judge: "endpoint localhost:11434 qwen3:8b (prompt 1)",
				Verdicts: []panel.Verdict{{Mark: panel.Missed, Note: "뽑는다고 하지 않았다"}},
			}},
		}},
		Closing: []Closing{{"sre", "\"다른 브로커입니다\"라고 하셨습니다. 다음에는 *선출*도 말해 주세요."}, {"em", "말씀을 듣지 못했습니다."}},
	}
	written := string(Write(in))
	for _, want := range []string{
		"\n- **즉석 질문, 본 질문:** `sre/q1`\n",
		"\n**시작:** 2026-11-21 10:30 · **상태:** 끝남 · **채점:** endpoint localhost:11434 qwen3:8b (prompt 1) · **점수:** 0%\n",
		"\n## 마무리 말\n\n**이서연:** \"다른 브로커입니다\"라고 하셨습니다. 다음에는 \\*선출\\*도 말해 주세요.\n\n**`em`:** 말씀을 듣지 못했습니다.\n\n## 보완할 점\n",
	} {
		if !strings.Contains(written, want) {
			t.Errorf("%q is not in\n%s", want, written)
		}
	}
	got, notices, err := Read("t.md", []byte(written))
	if err != nil || len(notices) > 0 {
		t.Fatal(err, notices)
	}
	if diff := cmp.Diff(in, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if diff := cmp.Diff([]ReportClosing{{"sre", in.Closing[0].Words}, {"em", in.Closing[1].Words}}, NewReport(got).Closing); diff != "" {
		t.Errorf("reported -want +got:\n%s", diff)
	}
	in.Lang = "en"
	if written = string(Write(in)); !strings.Contains(written, "\n- **Unscripted, after:** `sre/q1`\n") || !strings.Contains(written, "\n## Closing words\n") {
		t.Errorf("in English:\n%s", written)
	}
}
