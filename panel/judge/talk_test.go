package judge

import "testing"

// Talk about the talk is dropped, what only begins like it is not.
func TestFillers(t *testing.T) {
	for answer, want := range map[string]string{
		"안녕하세요, 질문 잘 들었습니다. 제 생각을 정리해서 하나씩 얘기해 볼게요.":         "",
		"이 정도로 답변을 마치겠습니다. 감사합니다.":                           "",
		"리더가 죽으면 새 리더를 뽑습니다 이 정도로 답변을 마치겠습니다":                "리더가 죽으면 새 리더를 뽑습니다",
		"제한을 겁니다. 그래프를 봅니다. 이벤트를 남깁니다.":                      "제한을 겁니다 그래프를 봅니다 이벤트를 남깁니다",
		"Thank you for the question. The leader is elected.": "The leader is elected",
	} {
		x := newText(answer)
		x.dropTalk()
		got := ""
		for i, c := range x.clauses {
			if c.dropped {
				continue
			}
			if i > 0 && got != "" {
				got += " "
			}
			got += x.quote(c.from, c.to)
		}
		if got != want {
			t.Errorf("%q leaves %q, want %q", answer, got, want)
		}
	}
}
