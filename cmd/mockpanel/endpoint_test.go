package main

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mockpanel/content"
	"mockpanel/panel"
	"mockpanel/panel/judge"
	"mockpanel/panel/judge/endpoint"
	"mockpanel/transcripts"
)

// TestGivingUp: Ctrl-C while the endpoint is waited for leaves the local
// verdict, says so in the transcript, and does not end the interview.
func TestGivingUp(t *testing.T) {
	asked, done := make(chan bool, 1), make(chan bool)
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked <- true; <-done }))
	defer server.Close()
	defer close(done)
	client, err := endpoint.New(endpoint.Config{BaseURL: server.URL, Model: "m", Lang: "ko"})
	if err != nil {
		t.Fatal(err)
	}
	g, err := content.Open("middleware")
	if err != nil {
		t.Fatal(err)
	}
	store, err := transcripts.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	notices, err := os.Create(filepath.Join(t.TempDir(), "notices"))
	if err != nil {
		t.Fatal(err)
	}
	defer notices.Close()
	plan, err := panel.NewPlan(g, panel.Selection{Questions: 1})
	if err != nil {
		t.Fatal(err)
	}
	a := &app{out: io.Discard, err: notices, errTTY: notices, wait: &wait{}, env: func(string) string { return "" }}
	iv := &interview{app: a, store: store, w: wordsIn("ko")}
	if err := iv.seatJudges(g, "ko", judgeFlags{}); err != nil {
		t.Fatal(err)
	}
	iv.grader.endpoint = client
	iv.session = panel.New(g, plan, iv.grader.local, "local")
	iv.record = transcripts.Transcript{Started: clockOfTests, Guide: "middleware", Lang: "ko", Plan: plan}
	if iv.path, err = store.Create(iv.record); err != nil {
		t.Fatal(err)
	}
	turn, err := iv.session.Answer(t.Context(), "두 환경을 나란히 두고 조금씩 옮깁니다", 0)
	if err != nil {
		t.Fatal(err)
	}
	if a.wait.interrupt() {
		t.Error("Ctrl-C is taken before anything is waited for")
	}
	go func() {
		<-asked
		a.wait.interrupt()
	}()
	after, err := iv.askEndpoint(t.Context(), turn)
	if err != nil {
		t.Fatal(err)
	}
	if got := after.Last(); got.Judge != "local" || got.Trouble != iv.w.endpoint.faults[endpoint.Interrupted] || len(got.Verdicts) == 0 {
		t.Errorf("recorded: %+v", got)
	}
	if a.wait.interrupt() {
		t.Error("Ctrl-C is still taken when nothing is waited for any more")
	}
	if saved, err := os.ReadFile(iv.path); err != nil || !strings.Contains(string(saved), "기다리지 않고 넘김") {
		t.Errorf("saved: %v\n%s", err, saved)
	}
}

// TestBatchInterrupted: what was judged is printed, what was not is left for
// the next time, and the exit code says so.
func TestBatchInterrupted(t *testing.T) {
	g, err := content.Open("middleware")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	answer := "두 환경을 나란히 두고 조금씩 옮깁니다"
	var lines []line
	for range 50 {
		lines = append(lines, line{Question: "infra/q1", Answer: &answer})
	}
	a := &app{err: io.Discard}
	by := grader{local: judge.NewLocal(g), w: wordsIn("ko")}
	n := 0
	err = judgeAll(ctx, a, g, by, lines, 3, func(line, judgement) error {
		if n++; n == 5 {
			cancel()
		}
		return nil
	})
	if err != error(exitError(exitInterrupted)) || n < 5 || n == len(lines) {
		t.Errorf("%d judged, %v", n, err)
	}
}

// TestPrivacy: who receives the answers is said, and whether others can read
// them on the way.
func TestPrivacy(t *testing.T) {
	for base, want := range map[string]string{
		"http://localhost:11434/v1": "답변을 localhost:11434에 보내 채점합니다: m (prompt 1)\n",
		"http://model.lan:8000/v1": "답변을 model.lan:8000에 보내 채점합니다: m (prompt 1)\n" +
			"주의: model.lan:8000까지 암호화하지 않은 http로 보냅니다. 같은 네트워크에서\n  보낸 내용과 키를 볼 수 있습니다.\n",
	} {
		c, err := endpoint.New(endpoint.Config{BaseURL: base, Model: "m", Lang: "ko"})
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		w := wordsIn("ko")
		privacy(&app{err: &out}, c, w, w.endpoint.receives)
		if out.String() != want {
			t.Errorf("got\n%swant\n%s", out.String(), want)
		}
	}
}
