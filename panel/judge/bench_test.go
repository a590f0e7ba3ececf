package judge

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"mockpanel/content"
)

// sampleGuide is a guide with the given number of questions of three key
// points each, two thirds of them annotated.
func sampleGuide(questions int) *content.Guide {
	g := &content.Guide{Name: "sample", Lang: "ko"}
	for i := range questions {
		q := sampleQuestion()
		q.ID = fmt.Sprintf("infra/q%d", i+1)
		for k := range q.KeyPoints {
			q.KeyPoints[k].Label += fmt.Sprintf(" %d", i)
		}
		g.Questions = append(g.Questions, q)
	}
	return g
}

func BenchmarkNewLocal(b *testing.B) {
	g := sampleGuide(200)
	for b.Loop() {
		NewLocal(g)
	}
}

func BenchmarkJudge(b *testing.B) {
	g := sampleGuide(200)
	for _, letters := range []int{300, 3000, 10000} {
		answer := longAnswer(letters)
		b.Run(fmt.Sprint(letters), func(b *testing.B) {
			l := NewLocal(g)
			q := &g.Questions[0]
			b.ReportAllocs()
			for b.Loop() {
				if _, err := l.Judge(context.Background(), q, answer); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// longAnswer returns about n characters without a repeated sentence.
func longAnswer(n int) string {
	var b strings.Builder
	for i := 0; len([]rune(b.String())) < n; i++ {
		fmt.Fprintf(&b, "%d번째로 말씀드리면 새 서버와 옛 서버를 나란히 두고 트래픽을 조금씩 옮겼습니다. 오류가 %d건 늘면 비율을 바로 되돌렸고 주소는 그대로 두었습니다. ", i+1, i+3)
	}
	return string([]rune(b.String())[:n])
}
