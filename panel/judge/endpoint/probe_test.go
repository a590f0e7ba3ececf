package endpoint

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mockpanel/panel"
	"mockpanel/personas"
)

func TestProbe(t *testing.T) {
	q := sampleQuestion()
	said := "브로커가 죽으면 알림을 받습니다"
	reviewer := personas.Persona{Key: "sre", Name: "이서연", Role: "SRE", Creed: "먼저 무엇이 보이나요"}
	for name, c := range map[string]struct {
		replies  []string
		want     string // the question, or the whole message of the fault
		requests int
	}{
		"fit":                {[]string{`{"question":"알림을 받은 뒤 그 브로커가 하던 일은 누가 이어받나요?"}`}, "알림을 받은 뒤 그 브로커가 하던 일은 누가 이어받나요?", 1},
		"full-width mark":    {[]string{`{"question":"그다음은 누가 이어받나요？"}`}, "그다음은 누가 이어받나요？", 1},
		"repaired":           {[]string{"흠", `{"question":"그 일은 누가 하나요?"}`}, "그 일은 누가 하나요?", 2},
		"two marks":          {[]string{`{"question":"누가요? 왜요?"}`}, "reply cannot be used: the question has to end in a question mark and have only that one", 2},
		"no mark":            {[]string{`{"question":"설명해 주세요."}`}, "reply cannot be used: the question has to end in a question mark and have only that one", 2},
		"too long":           {[]string{`{"question":"` + strings.Repeat("긴", 120) + `?"}`}, "reply cannot be used: the question has 121 characters, at most 120 are allowed", 2},
		"gives it away":      {[]string{`{"question":"남은 복제본 중 하나가 새 리더가 되지 않나요?"}`}, "reply cannot be used: the question gives the key point away (4 of its words)", 2},
		"empty":              {[]string{`{"question":""}`}, "reply cannot be used: the question is empty", 2},
		"control characters": {[]string{`{"question":"그 일은\u001b[2J 누가\n하나요?"}`}, "그 일은[2J 누가 하나요?", 1},
	} {
		d := newDouble(t, replies(c.replies...))
		client, _ := d.client(t, nil)
		got, err := client.Probe(t.Context(), reviewer, q, said, 0)
		if err != nil {
			got = err.Error()
		}
		if got != c.want || len(d.requests()) != c.requests {
			t.Errorf("%s: got %s with %d requests, want %s with %d", name, got, len(d.requests()), c.want, c.requests)
		}
	}
}

func TestClosing(t *testing.T) {
	turn := func(key, answer string, marks ...panel.Mark) panel.Turn {
		turn := panel.Turn{ID: key + "/q1", Persona: personas.Persona{Key: key, Name: "이서연", Role: "SRE"}, Text: "무엇을 보나요?"}
		a := panel.Attempt{Answer: answer, Took: time.Minute}
		for range marks {
			turn.KeyPoints = append(turn.KeyPoints, panel.KeyPoint{Text: "지연은 p99로 본다"})
		}
		for _, m := range marks {
			a.Verdicts = append(a.Verdicts, panel.Verdict{Mark: m})
		}
		turn.Attempts = []panel.Attempt{a}
		return turn
	}
	turns := []panel.Turn{turn("sre", "알림부터 확인하고 복구합니다", panel.Covered, panel.Missed), turn("em", "회고를 매주 합니다", panel.Partial), turn("infra", " "), {ID: "cicd/q1"}}
	sre := `{"reviewer":"sre","quote":"알림부터 확인하고","words":"\"알림부터 확인하고\"라고 순서를 말씀하셨습니다. 다음에는 p99도 말해 주세요."}`
	em := `{"reviewer":"em","quote":"회고를 매주 합니다","words":"'회고를 매주 합니다'라는 말이 기억에 남습니다. 무엇을 바꿨는지도 들려주세요."}`
	one := func(words string) string {
		return `{"reviewer":"em","quote":"회고를 매주 합니다","words":"` + words + `"}`
	}
	all := func(items ...string) string { return `{"reviewers":[` + strings.Join(items, ",") + `]}` }
	for name, c := range map[string]struct {
		reply    string
		want     []string
		requests int
	}{
		"both":                {all(em, sre), []string{"em", "sre"}, 1},
		"one invents a quote": {all(sre, `{"reviewer":"em","quote":"연봉을 두 배로","words":"'연봉을 두 배로'라고 하셨습니다. 좋습니다."}`), []string{"sre"}, 2},
		"quote of another":    {all(sre, `{"reviewer":"em","quote":"알림부터 확인하고","words":"'알림부터 확인하고'라고 하셨습니다. 좋습니다."}`), []string{"sre"}, 2},
		"quote not in words":  {all(sre, one("잘하셨습니다. 좋습니다.")), []string{"sre"}, 2},
		"a number of its own": {all(sre, one("'회고를 매주 합니다'라고 하셨습니다. 30분이면 됩니다.")), []string{"sre"}, 2},
		"one sentence":        {all(sre, one("'회고를 매주 합니다'라고 하셨습니다.")), []string{"sre"}, 2},
		"four sentences":      {all(sre, one("'회고를 매주 합니다' 네. 네. 네. 네.")), []string{"sre"}, 2},
		"too long":            {all(sre, one("'회고를 매주 합니다'라고 하셨습니다. "+strings.Repeat("길게 ", 120)+".")), []string{"sre"}, 2},
		"one twice":           {all(sre, em, em), []string{"sre"}, 2},
		"one is not there":    {all(sre), []string{"sre"}, 2},
		"nobody":              {all(), nil, 2},
		"somebody else":       {all(strings.Replace(sre, "sre", "cto", 1)), nil, 2},
		"not JSON":            {"수고하셨습니다", nil, 2},
		"two objects":         {all(em, sre) + all(em, sre), nil, 2},
	} {
		d := newDouble(t, replies(c.reply))
		client, _ := d.client(t, nil)
		words, err := client.Closing(t.Context(), turns)
		var got []string
		for _, key := range []string{"cicd", "em", "infra", "sre"} {
			if words[key] != "" {
				got = append(got, key)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" || len(d.requests()) != c.requests || (err == nil) != (c.want != nil) {
			t.Errorf("%s: %d requests, %v -want +got:\n%s", name, len(d.requests()), err, diff)
		}
		if sent := d.requests()[0].body.Messages[1].Content; strings.Contains(sent, "[infra]") || !strings.Contains(sent, "- missed: 지연은 p99로 본다") {
			t.Errorf("%s: sent\n%s", name, sent)
		}
	}
	d := newDouble(t, replies(""))
	client, _ := d.client(t, nil)
	if _, err := client.Closing(t.Context(), turns[2:]); kindOf(err) != Blank || len(d.requests()) != 0 {
		t.Errorf("nothing answered: %v", err)
	}
}
