package judge

import (
	"strings"
	"testing"

	"mockpanel/content"
)

func lintOf(change func(q *content.Question)) string {
	q := sampleQuestion()
	if change != nil {
		change(&q)
	}
	g := sampleGuide(5)
	for i := range g.Questions {
		g.Questions[i].ID = "other" + g.Questions[i].ID
		g.Questions[i].KeyPoints = plainQuestion().KeyPoints
	}
	g.Questions[0] = q
	g.File = "guide.md"
	return Lint(g).Error()
}

func TestLintPassesGoodAnnotations(t *testing.T) {
	if got := lintOf(nil); got != "" {
		t.Errorf("got %s", got)
	}
}

func TestLint(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(q *content.Question)
		want   string
	}{
		{"product", func(q *content.Question) {
			q.KeyPoints[0].Annotations.Must = append(q.KeyPoints[0].Annotations.Must, []string{"Kafka", "카프카"})
		}, `guide.md:10: must "Kafka | 카프카" has only names of products`},
		{"short", func(q *content.Question) {
			q.KeyPoints[0].Annotations.Expect = [][]string{{"켜"}}
		}, `guide.md:10: expression "켜" is too short to be recognised`},
		{"say without must", func(q *content.Question) {
			q.KeyPoints[1].Annotations.Say = append(q.KeyPoints[1].Annotations.Say, "앞에 있는 장비가 비율을 정하게 했습니다.")
		}, `guide.md:20: say "앞에 있는 장비가 비율을 정하게 했습니다." lacks a must expression`},
		{"wrong that is right", func(q *content.Question) {
			q.KeyPoints[0].Annotations.Wrong[0].Text = q.KeyPoints[0].Annotations.Say[0]
		}, `guide.md:10: wrong "둘 다 켜 놓고 손님을 조금씩 새 쪽으로 넘겼어요. 한..." is judged covered when it is said`},
		{"model answer lacks a point", func(q *content.Question) {
			q.Model = q.KeyPoints[0].Text
		}, `guide.md:30: the model answer is judged missed on this key point`},
		{"shared with a sibling", func(q *content.Question) {
			q.KeyPoints[1].Annotations.Say = append(q.KeyPoints[1].Annotations.Say, q.KeyPoints[0].Annotations.Say[0]+" 주소는 그대로 두고요.")
		}, `covers this key point too`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := lintOf(c.change); !strings.Contains(got, c.want) {
				t.Errorf("got %s\nwant %s", got, c.want)
			}
		})
	}
}
