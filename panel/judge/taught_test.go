package judge

import (
	"context"
	"testing"

	"mockpanel/content"
)

// What the user has accepted counts from then on, also in a guide without
// annotations, but neither its denial nor a list of its words does.
func TestAcceptedExpressions(t *testing.T) {
	const own = "대표 주소는 건드리지 않고 뒤에 물린 서버만 갈아 끼웠거든요"
	for name, q := range map[string]content.Question{"plain": plainQuestion(), "annotated": sampleQuestion()} {
		g := sampleGuide(20)
		g.Questions[0] = q
		l := NewLocal(g)
		judged := func(answer string) string {
			v, err := l.Judge(context.Background(), &g.Questions[0], answer)
			if err != nil {
				t.Fatal(err)
			}
			return v[1].Mark.String()
		}
		before := judged(own)
		g.Questions[0].KeyPoints[1].Accepted = []string{own}
		for _, c := range []struct{ answer, want string }{
			{own, "covered"},
			{"음 그러니까 대표 주소는 건드리지 않았고요 뒤에 물린 서버만 갈아 끼웠습니다", "covered"},
			{"대표 주소, 서버, 뒤, 갈아 끼움", "missed"},
			{"잘 모르겠습니다", "missed"},
		} {
			if got := judged(c.answer); got != c.want {
				t.Errorf("%s: %q is %s, want %s (before: %s)", name, c.answer, got, c.want, before)
			}
		}
		if got := judged("대표 주소를 건드리고 뒤에 물린 서버는 그대로 뒀습니다"); got == "covered" {
			t.Errorf("%s: the opposite is covered", name)
		}
	}
}
