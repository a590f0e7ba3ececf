package main

import "mockpanel/panel/judge/endpoint"

// endpointWords are the texts about the endpoint, part of the catalogue.
type endpointWords struct {
	receives     string // host, model
	insecure     string // host
	waiting      string // host
	judgedBy     string // who
	fellBack     string // why
	stopped      string
	localInstead string // why, beside a local verdict among the endpoint's
	localSaid    string // the local judge's mark
	usage        string // host, requests, tokens in and out
	cacheTrouble string // the error
	progress     string // answers done, of all
	behind       string // answers that fell back, of all
	compared     string // answers that were compared, of all
	thinking     string
	closing      string // host
	noClosing    string // why
	faults       [endpoint.Blank]string

	// Of content annotate.
	receivesGuide string // host, model
	annotated     string // number, of all, id, key points, of all
	annotatedAll  string // file, key points, of all
	annotatedNone string

	// Of judge check.
	reached    string // host
	keyTaken   string
	modelThere string // model
	readable   string // format
	rightly    string
	wrongly    string
	took       string // seconds, requests, tokens in and out
	tryAddress string
	tryWait    string
	tryKey     string
	tryModel   string
	tryOther   string
}

func endpointWordsIn(lang string) endpointWords {
	if lang == "ko" {
		return endpointWords{
			receives:      "답변을 %s에 보내 채점합니다: %s",
			insecure:      "주의: %s까지 암호화하지 않은 http로 보냅니다. 같은 네트워크에서 보낸 내용과 키를 볼 수 있습니다.",
			waiting:       "%s의 채점을 기다립니다. Ctrl+C를 누르면 로컬 채점으로 넘어갑니다.",
			judgedBy:      "채점: %s",
			fellBack:      "로컬 채점입니다. 엔드포인트가 채점하지 못한 이유: %s",
			stopped:       "엔드포인트가 두 번 연달아 실패해 이번 면접에서는 더 부르지 않습니다. 남은 답은 로컬로 채점합니다.",
			localInstead:  "로컬 채점: %s",
			localSaid:     "로컬 판정: %s",
			usage:         "%s: 요청 %d번, 토큰 입력 %d, 출력 %d (엔드포인트가 알린 수)",
			cacheTrouble:  "엔드포인트의 채점을 보관하지 못했습니다: %v",
			progress:      "채점 %d/%d",
			behind:        "답변 %d개(전체 %d개)는 엔드포인트 대신 로컬로 채점했습니다. 같은 명령을 다시 실행하면 그 답변만 다시 묻습니다.",
			compared:      "답변 %d개(전체 %d개)의 두 판정을 비교했습니다. 행은 로컬, 열은 엔드포인트입니다.",
			thinking:      "면접관이 이어서 물을 것을 찾습니다. Ctrl+C를 누르면 건너뜁니다.",
			closing:       "%s에서 면접관의 마무리 말을 받습니다. Ctrl+C를 누르면 건너뜁니다.",
			noClosing:     "마무리 말을 받지 못했습니다: %s",
			receivesGuide: "질문, 핵심, 모범 답안을 %s에 보내 주석을 제안받습니다: %s",
			annotated:     "%d/%d %s: 핵심 %d개(전체 %d개)에 주석을 달았습니다.",
			annotatedAll:  "%s: 핵심 %d개(전체 %d개)에 새 주석을 달았습니다. 모델이 쓴 내용이니 직접 읽어 보고 mockpanel content check로 확인하세요.",
			annotatedNone: "새로 단 주석이 없습니다.",
			reached:       "%s에 연결됩니다.",
			keyTaken:      "키가 거절되지 않았습니다.",
			modelThere:    "모델이 응답합니다: %s",
			readable:      "응답을 판정으로 읽을 수 있습니다(%s).",
			rightly:       "예시 답변을 사람처럼 채점합니다.",
			wrongly:       "예시 답변을 사람과 다르게 채점합니다. 이 모델의 판정은 믿기 어려울 수 있습니다.",
			took:          "%.2f초 걸렸습니다(요청 %d번, 토큰 입력 %d, 출력 %d).",
			tryAddress:    "주소(--base-url, OPENAI_BASE_URL)와 서버가 떠 있는지 확인하세요. 주소는 보통 /v1로 끝납니다.",
			tryWait:       "모델이 처음 올라오는 중일 수 있습니다. 다시 해 보거나 --wait 60s처럼 늘리세요.",
			tryKey:        "OPENAI_API_KEY와 사용 한도를 확인하세요.",
			tryModel:      "모델 이름(--model, MOCKPANEL_MODEL)과 주소를 확인하세요. Azure에서는 배포 이름입니다.",
			tryOther:      "잠시 뒤 다시 해 보거나 다른 모델을 쓰세요.",
			faults: [...]string{
				endpoint.Unreachable: "엔드포인트에 연결하지 못함",
				endpoint.TooSlow:     "기다리는 시간 안에 응답이 오지 않음",
				endpoint.KeyRefused:  "키가 거절됨",
				endpoint.NoModel:     "그런 모델이나 주소가 없음",
				endpoint.NoQuota:     "사용 한도를 다 씀",
				endpoint.Busy:        "엔드포인트가 바쁘거나 오류를 냄",
				endpoint.TooLong:     "모델이 읽을 수 있는 길이를 넘음",
				endpoint.Declined:    "모델이 채점을 거절함",
				endpoint.Empty:       "응답이 비어 있음",
				endpoint.CutOff:      "응답이 중간에 끊김",
				endpoint.Unreadable:  "응답을 쓸 수 없음",
				endpoint.TooBig:      "응답이 지나치게 큼",
				endpoint.Redirected:  "다른 주소로 리다이렉트해서 보내지 않음",
				endpoint.BadRequest:  "요청이 거절됨",
				endpoint.Interrupted: "기다리지 않고 넘김",
				endpoint.Stopped:     "앞에서 두 번 실패해 부르지 않음",
			},
		}
	}
	w := endpointWords{
		receives:      "Answers are sent to %s to be judged: %s",
		insecure:      "Careful: %s is reached over http, unencrypted. Others on the network can read what is sent, and the key.",
		waiting:       "Waiting for the verdict of %s. Ctrl+C goes on with the local one.",
		judgedBy:      "Judged by: %s",
		fellBack:      "Judged locally. The endpoint did not judge: %s",
		stopped:       "The endpoint failed twice in a row and is not asked again this time. The remaining answers are judged locally.",
		localInstead:  "judged locally: %s",
		localSaid:     "the local judge said %s",
		usage:         "%s: requests %d, tokens in %d, out %d (as the endpoint reported)",
		cacheTrouble:  "The endpoint's verdicts could not be kept: %v",
		progress:      "judged %d/%d",
		behind:        "Answers judged locally instead: %d of %d. The same command again asks the endpoint for these only.",
		compared:      "Answers that both judged: %d of %d. Rows are the local judge, columns the endpoint.",
		receivesGuide: "Questions, key points and model answers are sent to %s to be annotated: %s",
		annotated:     "%d/%d %s: key points annotated: %d of %d.",
		annotatedAll:  "%s: key points newly annotated: %d of %d. A model wrote them: read them, and run mockpanel content check.",
		annotatedNone: "No key point was newly annotated.",
		thinking:      "The reviewer is thinking of a question. Ctrl+C goes on without it.",
		closing:       "Asking %s for the reviewers' closing words. Ctrl+C goes on without them.",
		noClosing:     "There are no closing words: %s",
		reached:       "%s can be reached.",
		keyTaken:      "The key was not refused.",
		modelThere:    "The model answers: %s",
		readable:      "The reply can be read as verdicts (%s).",
		rightly:       "The sample answer is judged as a person would.",
		wrongly:       "The sample answer is judged as no person would. The verdicts of this model may be worth little.",
		took:          "It took %.2f s (requests %d, tokens in %d, out %d).",
		tryAddress:    "Look at the address (--base-url, OPENAI_BASE_URL) and whether the server runs; it ends in /v1 at most servers.",
		tryWait:       "The model may still be loading: try again, or wait longer with --wait 60s.",
		tryKey:        "Look at OPENAI_API_KEY and at what is left of the quota.",
		tryModel:      "Look at the name of the model (--model, MOCKPANEL_MODEL; at Azure that of the deployment) and at the address.",
		tryOther:      "Try again later, or another model.",
	}
	for k := endpoint.Unreachable; k < endpoint.Blank; k++ {
		w.faults[k] = k.String()
	}
	return w
}
