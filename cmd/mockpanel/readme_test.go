package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestReadme runs every mockpanel command of the README in a folder that holds
// the files it names. Commands that need a terminal are read, not run: their
// flags and arguments have to be right. The endpoint is one of the test's own.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"notes.md":       "### [팀원1: 홍길동 — SRE, 6년차]\n\n#### Q1. 왜 멈추나요?\n\n**키포인트**:\n\n1. 리더를 새로 뽑는 동안 쓰기가 멈춘다\n",
		"answer.txt":     "두 환경을 나란히 두고 조금씩 옮깁니다.",
		"answers.jsonl":  `{"question":"infra/q1","answer":"두 환경을 나란히 두고 조금씩 옮깁니다."}` + "\n",
		"labelled.jsonl": `{"question":"infra/q1","answer":"두 환경을 나란히 두고 조금씩 옮깁니다.","labels":["covered","missed","missed"]}` + "\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	m := newModel(t)
	defer m.Close()
	home := t.TempDir()
	ran := 0
	for _, l := range strings.Split(string(readme), "\n") {
		l, ok := strings.CutPrefix(l, "mockpanel ")
		if !ok || strings.HasPrefix(l, "is ") {
			continue
		}
		l, _, _ = strings.Cut(l, " #")
		command, input, _ := strings.Cut(l, " < ")
		command = strings.ReplaceAll(command, "http://localhost:11434", m.URL+"/covered")
		runReadme(t, strings.Fields(command), strings.TrimSpace(input), home)
		ran++
	}
	if ran < 15 {
		t.Errorf("only %d commands found in the README", ran)
	}
}

func runReadme(t *testing.T, args []string, input, home string) {
	if input == "" {
		input = os.DevNull
	}
	in, err := os.Open(input)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	var out, errs strings.Builder
	env := map[string]string{"MOCKPANEL_DIR": "saved", "XDG_DATA_HOME": home}
	a := &app{in: in, out: &out, err: &errs, env: func(k string) string { return env[k] }, now: func() time.Time { return clockOfTests }}
	code := run(context.Background(), a, args)
	needsTerminal := strings.Contains(errs.String(), "there is no terminal") || strings.Contains(errs.String(), "no unfinished interview")
	if code != exitDone && !needsTerminal {
		t.Errorf("mockpanel %s: exit %d\n%s", strings.Join(args, " "), code, errs.String())
	}
}
