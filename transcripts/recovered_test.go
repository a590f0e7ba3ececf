package transcripts

import (
	"strings"
	"testing"

	"mockpanel/panel"
)

// TestRecovered: a key point that a follow-up recovered is no gap, counts as
// covered once, and stands under the answer with the follow-up and the evidence.
func TestRecovered(t *testing.T) {
	s := sample("ko")
	s.Turns[0].Recovered = []panel.Recovery{{}, {In: "infra/q1/f1", Evidence: "세션은 *Redis*에 둡니다"}, {}}
	roundTrip(t, s)
	for _, g := range Gaps(s.Turns) {
		if g.ID == "infra/q1" {
			t.Errorf("still a gap: %d. %s", g.N, g.KeyPoint.Label)
		}
	}
	before, after := panel.Count(sample("ko").Turns).Marks, panel.Count(s.Turns).Marks
	if after[panel.Covered] != before[panel.Covered]+1 || after[panel.Missed] != before[panel.Missed]-1 {
		t.Errorf("covered %d -> %d, missed %d -> %d", before[panel.Covered], after[panel.Covered], before[panel.Missed], after[panel.Missed])
	}
	for _, want := range []string{
		"  - **꼬리질문에서 채움:** `infra/q1/f1` · \"세션은 \\*Redis\\*에 둡니다\"\n",
		"본 답변에서 놓쳤지만 꼬리질문에서 채운 핵심:\n\n- `infra/q1` 2. **세션**: 세션이 서버 메모리에 있으면 로그인이 풀린다 · **꼬리질문에서 채움:** `infra/q1/f1`\n",
		"- [ ] **놓침** (확신도 0.71) 2. **세션**",
	} {
		if got := string(Write(s)); !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if r := NewReport(s).Turns[0].Recovered; len(r) != 1 || r[0].N != 2 || r[0].In != "infra/q1/f1" {
		t.Errorf("reported as %+v", r)
	}
}
