package panel

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRejudge: another judge's verdicts replace those on the newest answer;
// without any the old ones stay, with the reason.
func TestRejudge(t *testing.T) {
	plan, _ := NewPlan(guide(), Selection{FollowUps: FollowUpsNone})
	s := New(guide(), plan, marker{}, "fake")
	if _, err := s.Rejudge(nil, "other", "no answer"); err == nil {
		t.Error("replaced the verdict on nothing")
	}
	if _, err := s.Answer(t.Context(), "cm", 0); err != nil {
		t.Fatal(err)
	}
	first := []Verdict{{Mark: Covered}, {Mark: Missed}}
	turn, err := s.Rejudge(nil, "other", "too slow")
	if diff := cmp.Diff(Attempt{Answer: "cm", Verdicts: first, Judge: "fake", Trouble: "too slow"}, turn.Last()); err != nil || diff != "" {
		t.Errorf("%v -want +got:\n%s", err, diff)
	}
	if _, err := s.Rejudge(first[:1], "other", ""); err == nil {
		t.Error("one verdict for two key points was taken")
	}
	second := []Verdict{{Mark: Missed}, {Mark: Partial}}
	turn, err = s.Rejudge(second, "other", "")
	if diff := cmp.Diff(Attempt{Answer: "cm", Verdicts: second, Judge: "other"}, turn.Last()); err != nil || diff != "" {
		t.Errorf("%v -want +got:\n%s", err, diff)
	}
}
