package main

// words is every text of an interview and a review in one language. A test
// holds that no field is empty in either.
type words struct {
	endpoint     endpointWords
	lang         string
	followUpOf   string // of the main question's id
	probeOf      string // the same, of a question that no guide has
	why          string // why the follow-up is asked
	deeper       string // why a follow-up is asked that bears on no gap
	transcriptAt string // path
	resumeHint   string // number of unfinished interviews
	resuming     string // questions answered
	draftBack    string
	draftFailed  string // error
	changed      string // the guide was changed since
	pointsHead   string // number of key points and their marks
	evidence     string
	missing      string
	instead      string // the right fact beside a wrong claim
	corrected    string
	recovered    string // id of the main question
	recoveredIn  string // id of the follow-up
	recoveredAll string // number of recovered key points
	intent       string
	model        string
	hint         string
	noMoreHints  string
	pointHint    string
	skipped      string
	ungradedWhy  string
	plainHelp    string
	keyLine      string
	shortKeyLine string // at most 40 columns
	keyHelp      string
	target       string
	overTarget   string
	took         string // time, target
	tookAll      string // time, target
	spoken       string // time
	emptyAnswer  string
	skipAgain    string
	editorFailed string
	stopped      string // saved, go on with
	finished     string
	tableHead    [3]string // reviewer, answers, score
	weakest      string
	total        string
	notAnswered  string
	lookAgain    string
	facts        string // key points, covered ones
	firstGap     string // id and key point of the weakest answer
	nextCommand  string
	notSaved     string // error
	menuSave     string
	saveAgain    string
	saveIn       string // folder
	leaveUnsaved string
	unused       string // questions with answers of the file that were not used

	menuReviewers string
	menuLength    string
	lengthShort   string
	lengthNormal  string
	lengthFull    string
	selectHint    string
	multiHint     string
	numberHint    string
	numbersHint   string
	menuNext      string
	next          string
	nextFollowUp  string
	again         string
	showModel     string
	wrongVerdict  string
	quit          string
	menuCorrect   string
	menuSaid      string // key point
	forget        string
	learned       string // number of the key point, expression
	learnedHead   string
	menuPick      string
	showWhole     string
	close         string
	inProgress    string
	complete      string
	noTranscripts string
	conditions    [4]string // how a file of the folder reads, by transcripts.Condition
	checked       string    // number of files, and of each condition
	gained        string
	lost          string
	same          string
	against       string // numbers of key points gained, lost, same
}

// checkLang refuses a language that there are no texts in; "" is for the usual
// one.
func checkLang(lang string) error {
	if lang == "" || lang == "ko" || lang == "en" {
		return nil
	}
	return usagef("unknown language %q\n  hint: --lang ko or --lang en", lang)
}

// wordsIn returns the texts in Korean for "ko" and in English otherwise.
func wordsIn(lang string) words {
	if lang == "ko" {
		return words{
			endpoint:     endpointWordsIn(lang),
			lang:         "ko",
			followUpOf:   "%s의 꼬리질문",
			probeOf:      "%s에 이어 즉석에서",
			why:          "앞 답변에서 빠진 점을 더 묻습니다: %s",
			deeper:       "본 질문을 한 걸음 더 깊이 묻습니다.",
			transcriptAt: "기록: %s",
			resumeHint:   "끝내지 않은 면접이 %d개 있습니다. 이어 하려면: mockpanel start --resume",
			resuming:     "이어서 합니다. 지금까지 %d문항을 마쳤습니다.",
			draftBack:    "쓰던 답을 되살렸습니다.",
			draftFailed:  "쓰던 답을 저장하지 못하고 있습니다(%s). 제출하면 다시 시도합니다.",
			changed:      "질문집이 저장할 때와 다릅니다. 남은 질문은 지금 내용으로 묻습니다.",
			pointsHead:   "핵심 %d개: %s",
			evidence:     "근거",
			missing:      "빠진 말",
			instead:      "바로잡기",
			corrected:    "내 채점",
			recovered:    "%s에서 놓친 핵심을 여기서 채웠습니다.",
			recoveredIn:  "꼬리질문 %s에서 채움",
			recoveredAll: "놓쳤다가 꼬리질문에서 채운 핵심: %d개",
			intent:       "질문 의도",
			model:        "모범 답안",
			hint:         "힌트",
			noMoreHints:  "힌트는 여기까지입니다.",
			pointHint:    "핵심어: %s",
			skipped:      "넘겼습니다.",
			ungradedWhy:  "채점하지 못했습니다: %s",
			plainHelp:    "점(.)만 있는 줄로 답을 마칩니다. /hint 힌트, /skip 넘기기, /quit 저장하고 끝내기",
			keyLine:      "Ctrl+D 제출  Enter 줄바꿈  Ctrl+O 편집기  Ctrl+R 힌트  Ctrl+X 넘기기  F1 도움말",
			shortKeyLine: "Ctrl+D 제출  Ctrl+R 힌트  F1 도움말",
			keyHelp:      "Ctrl+D 제출, Enter 줄바꿈, Ctrl+O 외부 편집기($VISUAL, $EDITOR), Ctrl+R 힌트(기록에 남음), Ctrl+X 넘기기, Ctrl+C 저장하고 나가기, Ctrl+Z 잠시 멈춤, Ctrl+L 화면 다시 그리기",
			target:       "목표",
			overTarget:   "목표 시간을 넘었습니다. 마무리해 보세요",
			took:         "걸린 시간 %s (목표 %s)",
			tookAll:      "답변 시간 합계 %s (목표 %s)",
			spoken:       "말로 하면 약 %s",
			emptyAnswer:  "아직 쓴 답이 없습니다. 넘기려면 Ctrl+X",
			skipAgain:    "쓴 답을 버리고 넘기려면 Ctrl+X를 한 번 더 누르세요",
			editorFailed: "편집기를 실행하지 못했습니다(%s). 쓰던 답은 그대로 있습니다.",
			stopped:      "저장했습니다. 이어 하려면: mockpanel start --resume",
			finished:     "면접이 끝났습니다.",
			tableHead:    [3]string{"면접관", "답변", "점수"},
			weakest:      "가장 약함",
			total:        "전체",
			notAnswered:  "채점 안 됨",
			lookAgain:    "다시 볼 것:",
			facts:        "핵심 %d개 가운데 %d개를 다뤘습니다.",
			firstGap:     "먼저 채울 것은 %s의 \"%s\"입니다.",
			nextCommand:  "다음: mockpanel review latest",
			notSaved:     "방금 답을 저장하지 못했습니다: %s",
			menuSave:     "어떻게 할까요?",
			saveAgain:    "다시 저장해 보기",
			saveIn:       "다른 폴더에 저장: %s",
			leaveUnsaved: "저장하지 않고 끝내기",
			unused:       "쓰지 않은 답이 있는 질문 %d개: %s",

			menuReviewers: "누구와 연습할까요?",
			menuLength:    "얼마나 할까요?",
			lengthShort:   "짧게: 꼬리질문 없이 %d문항, 약 %d분",
			lengthNormal:  "보통: 꼬리질문까지 %d문항, 약 %d분",
			lengthFull:    "전부: %d문항, 약 %d분",
			selectHint:    "위아래 키, Enter",
			multiHint:     "스페이스, Enter",
			numberHint:    "번호, Enter",
			numbersHint:   "번호, 여럿이면 쉼표로, 그대로면 Enter",
			menuNext:      "다음은?",
			next:          "다음 질문",
			nextFollowUp:  "꼬리질문 받기",
			again:         "다시 답하기",
			showModel:     "모범 답안 보기",
			wrongVerdict:  "채점이 틀렸어요",
			quit:          "저장하고 끝내기",
			menuCorrect:   "실제로 말한 핵심을 모두 고르세요",
			menuSaid:      "'%s'에 해당하는 문장은 어느 것인가요?",
			forget:        "기억하지 않기",
			learned:       "다음부터 %d번 핵심으로 인정합니다: \"%s\" (보기, 지우기: mockpanel content expressions)",
			learnedHead:   "질문, 핵심 번호, 그 핵심을 말한 것으로 인정할 내 표현",
			menuPick:      "어느 기록을 볼까요?",
			showWhole:     "기록 전체 보기",
			close:         "닫기",
			inProgress:    "진행 중",
			complete:      "끝남",
			noTranscripts: "%s에 저장된 기록이 없습니다. 시작: mockpanel start",
			conditions:    [4]string{"온전함", "진행 중", "손상", "새 버전"},
			checked:       "파일 %d개: 온전함 %d, 진행 중 %d, 손상 %d, 새 버전 %d",
			gained:        "나아짐",
			lost:          "나빠짐",
			same:          "그대로",
			against:       "이전 답과 비교: 나아짐 %d, 나빠짐 %d, 그대로 %d",
		}
	}
	return words{
		endpoint:     endpointWordsIn(lang),
		lang:         "en",
		followUpOf:   "follow-up to %s",
		probeOf:      "unscripted, after %s",
		why:          "Asked because of a gap in your answer: %s",
		deeper:       "Asked to go one step deeper into the main question.",
		transcriptAt: "Transcript: %s",
		resumeHint:   "Unfinished interviews: %d. To go on: mockpanel start --resume",
		resuming:     "Going on. Questions done so far: %d.",
		draftBack:    "Your unfinished answer is back.",
		draftFailed:  "What you type cannot be saved (%s). Submitting tries again.",
		changed:      "The guide has changed since this was saved. The remaining questions are asked as they are now.",
		pointsHead:   "Key points %d: %s",
		evidence:     "evidence",
		missing:      "missing",
		instead:      "right is",
		corrected:    "my mark",
		recovered:    "Said here, after it was missed in %s:",
		recoveredIn:  "recovered in %s",
		recoveredAll: "Key points recovered in follow-ups: %d",
		intent:       "Intent",
		model:        "Model answer",
		hint:         "Hint",
		noMoreHints:  "There are no more hints.",
		pointHint:    "Key word: %s",
		skipped:      "Skipped.",
		ungradedWhy:  "Could not be judged: %s",
		plainHelp:    "A line with only a dot (.) ends the answer. /hint, /skip, /quit saves and leaves",
		keyLine:      "Ctrl+D submit  Enter new line  Ctrl+O editor  Ctrl+R hint  Ctrl+X skip  F1 keys",
		shortKeyLine: "Ctrl+D submit  Ctrl+R hint  F1 keys",
		keyHelp:      "Ctrl+D submit, Enter new line, Ctrl+O external editor ($VISUAL, $EDITOR), Ctrl+R hint (recorded), Ctrl+X skip, Ctrl+C save and leave, Ctrl+Z suspend, Ctrl+L repaint",
		target:       "target",
		overTarget:   "past the target, bring it to a close",
		took:         "time %s (target %s)",
		tookAll:      "Time for all answers %s (target %s)",
		spoken:       "about %s when spoken",
		emptyAnswer:  "There is no answer yet. Ctrl+X skips",
		skipAgain:    "Press Ctrl+X again to discard the answer and skip",
		editorFailed: "The editor could not be run (%s). Your draft is unchanged.",
		stopped:      "Saved. To go on: mockpanel start --resume",
		finished:     "The interview is over.",
		tableHead:    [3]string{"Reviewer", "Answers", "Score"},
		weakest:      "weakest",
		total:        "All",
		notAnswered:  "not judged",
		lookAgain:    "Look again at:",
		facts:        "Key points: %d, covered: %d.",
		firstGap:     "The first to fill in, in %s: \"%s\".",
		nextCommand:  "Next: mockpanel review latest",
		notSaved:     "The last answer is not saved: %s",
		menuSave:     "What now?",
		saveAgain:    "Try to save again",
		saveIn:       "Save in another folder: %s",
		leaveUnsaved: "Leave without saving",
		unused:       "Questions with answers that were not used, %d: %s",

		menuReviewers: "Who sits on the panel?",
		menuLength:    "How long?",
		lengthShort:   "Short: main questions only (%d), about %d min",
		lengthNormal:  "Normal: with follow-ups (%d in all), about %d min",
		lengthFull:    "Everything: all questions (%d), about %d min",
		selectHint:    "arrows, Enter",
		multiHint:     "space, Enter",
		numberHint:    "number, Enter",
		numbersHint:   "numbers, commas between, Enter for as it is",
		menuNext:      "What next?",
		next:          "Next question",
		nextFollowUp:  "Take the follow-up",
		again:         "Answer again",
		showModel:     "Show the model answer",
		wrongVerdict:  "The verdict is wrong",
		quit:          "Save and finish",
		menuCorrect:   "Pick every key point you did say",
		menuSaid:      "Which sentence meant '%s'?",
		forget:        "Remember none of them",
		learned:       "From now on this counts as key point %d: \"%s\" (to see or remove: mockpanel content expressions)",
		learnedHead:   "question, number of the key point, words of yours that count as saying it",
		menuPick:      "Which transcript?",
		showWhole:     "Show the whole transcript",
		close:         "Close",
		inProgress:    "in progress",
		complete:      "finished",
		noTranscripts: "No transcripts in %s. Begin with: mockpanel start",
		conditions:    [4]string{"whole", "unfinished", "damaged", "newer version"},
		checked:       "Files: %d, of these %d whole, %d unfinished, %d damaged, %d of a newer version",
		gained:        "gained",
		lost:          "lost",
		same:          "same",
		against:       "Against the earlier answer: gained %d, lost %d, same %d",
	}
}
