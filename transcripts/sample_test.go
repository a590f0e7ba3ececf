package transcripts

import (
	"time"

	"mockpanel/panel"
	"mockpanel/personas"
)

// sample is an interview with one of everything. Its texts are made up.
func sample(lang string) Transcript {
	t := Transcript{
		Started:  time.Date(2026, 11, 21, 10, 30, 5, 0, time.FixedZone("", 9*60*60)),
		Finished: lang == "ko",
		Guide:    "middleware", Source: "built-in", Title: "미들웨어 면접", Content: "sha256:0123456789abcdef", Lang: lang,
		Judge: "local", JudgeVersion: "1", Feedback: "each", Target: 3 * time.Minute,
		Plan: panel.Plan{Order: panel.OrderPanel, FollowUps: panel.FollowUpsGaps, Questions: []string{"infra/q1", "sre/q1", "security/q2", "cicd/q1"}},
	}
	if lang == "en" {
		t.Title = "Middleware interview"
		t.Feedback, t.Target = "end", 0
	}
	panelists := personas.All(lang)
	seat := func(i int) personas.Persona {
		p := panelists[i]
		p.Creed, p.Topics = "", nil
		return p
	}
	t.Turns = []panel.Turn{
		{
			ID: "infra/q1", Persona: seat(0), Text: "게이트웨이 두 대 중 한 대가 멈추면 사용자는 무엇을 느끼나요?",
			Intent: "이중화를 그림이 아니라 시간으로 설명하는지 본다", Section: "2. 게이트웨이 이중화",
			Model: "VIP가 `keepalived`로 넘어가는 1~3초 동안 새 연결이 끊기고, 세션을 Redis에 두었다면 로그인은 유지됩니다.",
			KeyPoints: []panel.KeyPoint{
				{Label: "VIP 이동", Text: "`keepalived`가 대기 서버로 VIP를 옮긴다"},
				{Label: "세션", Text: "세션이 서버 메모리에 있으면 로그인이 풀린다"},
				{Text: "헬스 체크 주기만큼은 요청이 실패한다"},
			},
			Attempts: []panel.Attempt{{
				Answer: "keepalived가 VIP를 대기 서버로 넘깁니다.\n\n```\n# 확인\nip addr show\n```\n그동안 몇 초는 끊길 수 있어요.",
				Took:   102 * time.Second, Judge: "local",
				Verdicts: []panel.Verdict{
					{Mark: panel.Covered, Confidence: 0.93, Evidence: "keepalived가 VIP를 대기 서버로 넘깁니다"},
					{Mark: panel.Missed, Confidence: 0.71, Missing: []string{"세션을 어디에 두는지", "로그인이 풀리는 경우"}},
					{Mark: panel.Partial, Confidence: 0.55, Evidence: "몇 초는 끊길 수 있어요", Missing: []string{"헬스 체크 주기"}},
				},
				Corrections: []panel.Mark{panel.Ungraded, panel.Ungraded, panel.Covered},
			}},
		},
		{
			ID: "infra/q1/f1", FollowUpOf: "infra/q1", Why: "세션", Persona: seat(0),
			Text:      "세션을 Redis로 옮기면 <Redis>가 새로운 단일 장애점이 되지 않나요?",
			KeyPoints: []panel.KeyPoint{{Label: "Sentinel", Text: "복제와 자동 승격으로 막는다"}, {Text: "캐시가 비어도 서비스는 느려질 뿐 서지 않게 만든다"}},
			Hints:     2,
			Attempts: []panel.Attempt{
				{
					Answer: "잘 모르겠습니다.", Took: 9 * time.Second, Judge: "local",
					Verdicts: []panel.Verdict{{Mark: panel.Missed, Confidence: 0.99, Missing: []string{"복제", "자동 승격"}}, {Mark: panel.Missed, Confidence: 0.99}},
				},
				{
					Answer: "Redis는 한 대면 충분하고 죽으면 다시 띄우면 됩니다.", Took: 75 * time.Second, Judge: "local",
					Verdicts: []panel.Verdict{
						{Mark: panel.Wrong, Confidence: 0.82, Evidence: "Redis는 한 대면 충분", Note: "한 대가 죽으면 모든 로그인이 끊긴다"},
						{Mark: panel.Missed, Confidence: 0.6},
					},
				},
			},
		},
		{
			ID: "sre/q1", Persona: seat(1), Text: "Kafka 브로커 한 대가 내려갔을 때 무엇부터 보나요?", Section: "4. Kafka | 장애 대응",
			KeyPoints: []panel.KeyPoint{{Text: "ISR과 리더 선출 상태를 먼저 본다"}},
			Attempts: []panel.Attempt{{
				Answer: "컨슈머 랙과 ISR을 봅니다.", Took: 3723 * time.Second,
				Trouble: "endpoint: timeout after 30s", Verdicts: []panel.Verdict{{}},
			}},
		},
		{
			ID: "security/q2", Persona: seat(2), Text: "인증서가 만료되기 전에 어떻게 알 수 있나요?",
			KeyPoints: []panel.KeyPoint{{Label: "알림", Text: "만료 30일 전에 알린다"}},
		},
		{
			ID: "cicd/q1", Persona: seat(4), Text: "롤백은 몇 분 안에 끝나나요?",
			KeyPoints: []panel.KeyPoint{{Text: "이전 이미지를 태그로 바로 다시 배포한다"}},
			Attempts: []panel.Attempt{{
				Answer: "이전 이미지 태그로 바로 재배포하면 2분입니다.", Took: 31 * time.Second, Judge: "local",
				Verdicts: []panel.Verdict{{Mark: panel.Covered, Confidence: 0.88, Evidence: "이전 이미지 태그로 바로 재배포"}},
			}},
		},
	}
	return t
}
