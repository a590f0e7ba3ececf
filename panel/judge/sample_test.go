package judge

import "mockpanel/content"

// sampleQuestion is an annotated question written for the tests.
func sampleQuestion() content.Question {
	return content.Question{
		ID: "infra/q1", Persona: "infra",
		Text: "옛 배포 서버에서 새 배포 서버로 트래픽을 어떻게 옮기셨습니까?",
		KeyPoints: []content.KeyPoint{
			{
				Label: "점진 전환", Line: 10,
				Text: "두 서버를 나란히 띄워 두고 요청을 단계적으로 넘긴다. 한 번에 바꾸면 되돌리기 어렵다.",
				Annotations: content.Annotations{
					Must:   [][]string{{"점진", "단계적", "조금씩", "서서히", "gradual", "step by step"}},
					Expect: [][]string{{"나란히", "병행", "동시에", "같이", "side by side"}, {"한 번에", "한꺼번에", "되돌리", "롤백"}},
					Say: []string{
						"둘 다 켜 놓고 손님을 조금씩 새 쪽으로 넘겼어요. 한꺼번에 바꾸면 잘못됐을 때 되돌릴 길이 없거든요.",
						"We ran both side by side and moved users gradually, since a big bang cutover is hard to roll back.",
						"신구 서버 병행 운영, 단계적 이관함. 한 번에 전환하면 원복 어려움.",
					},
					Wrong: []content.Wrong{{Text: "나란히 두면 복잡하니 새벽에 한 번에 전부 넘기는 편이 더 안전합니다", Why: "한 번에 넘기면 되돌릴 곳이 없다"}},
				},
			},
			{
				Label: "고정된 주소", Line: 20,
				Text: "클라이언트가 접속하는 주소는 바꾸지 않고 앞단 로드밸런서에서 비율을 정한다.",
				Annotations: content.Annotations{
					Must:   [][]string{{"주소", "접속 지점", "엔드포인트", "VIP", "endpoint", "address"}, {"그대로", "고정", "안 바꾸", "바꾸지", "유지", "same", "unchanged"}},
					Expect: [][]string{{"앞단", "앞쪽", "로드밸런서", "load balancer"}},
					Say: []string{
						"쓰는 쪽이 붙는 주소는 그대로 두고 앞에 있는 장비에서 나눴습니다.",
						"Clients kept the same endpoint and the load balancer in front decided the ratio.",
					},
					Wrong: []content.Wrong{{Text: "클라이언트마다 새 서버 주소로 바꾸라고 공지해야 합니다", Why: "주소는 그대로 두고 뒤쪽만 바꾼다"}},
				},
			},
			{
				Label: "중단 기준", Line: 30,
				Text: "오류율과 지연을 옛 서버와 비교하고, 기준을 넘으면 비율을 되돌린다.",
				Annotations: content.Annotations{
					Must:   [][]string{{"오류", "에러", "지연", "지표", "느려지", "error rate", "latency"}},
					Expect: [][]string{{"비교", "견주", "compare"}, {"되돌리", "롤백", "원복", "roll back"}},
					Say: []string{
						"실패가 느는지, 느려지지는 않는지 예전과 견줘 보고 이상하면 비율을 원래대로 돌렸습니다.",
						"We compared error rate and latency with the old servers and rolled back the ratio when a limit was passed.",
					},
					Wrong: []content.Wrong{{Text: "새 서버가 살아만 있으면 오류율이나 지연을 비교할 필요는 없습니다", Why: "살아 있어도 오류율과 지연이 나빠질 수 있다"}},
					Pair:  []content.Pair{{Left: "readiness", Right: "트래픽"}, {Left: "liveness", Right: "재시작"}},
				},
			},
		},
		Model: "두 서버를 나란히 띄워 두고 요청을 조금씩 넘겼습니다. 한 번에 바꾸면 되돌리기 어렵기 때문입니다. 클라이언트가 접속하는 주소는 그대로 두고 앞단 로드밸런서에서 비율을 정했습니다. 오류율과 지연을 옛 서버와 비교하다가 기준을 넘으면 비율을 되돌렸습니다.",
	}
}

// plainQuestion is sampleQuestion without annotations.
func plainQuestion() content.Question {
	q := sampleQuestion()
	for i := range q.KeyPoints {
		q.KeyPoints[i].Annotations = content.Annotations{}
	}
	q.Model = ""
	return q
}
