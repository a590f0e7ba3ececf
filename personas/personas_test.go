package personas

import (
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestForTopic is the mapping from topics to reviewers, written out for the
// built-in level guide and for some topics users bring.
func TestForTopic(t *testing.T) {
	for title, want := range map[string]string{
		"Docker 기초": Infra, "Docker 최적화": CICD, "Docker 네트워킹": Infra, "Docker Compose": Platform, "Docker 보안": Security,
		"Kubernetes 핵심 개념": Platform, "Kubernetes 서비스/네트워킹": Infra, "Kubernetes 스토리지": Infra, "Kubernetes 설정 관리": Platform,
		"Kubernetes 스케일링": SRE, "Kubernetes 보안": Security, "Kubernetes 운영": SRE, "CI/CD 파이프라인": CICD, "배포 전략": CICD,
		"GitOps": Platform, "Infrastructure as Code (IaC)": Platform, "아티팩트 관리": CICD, "환경 분리": Platform, "롤백": SRE,
		"Supply chain security": Security, "Incident response": SRE, "Linux 서버": Infra, "무엇이든": Platform,
	} {
		if got := ForTopic(title, 1); got != want {
			t.Errorf("ForTopic(%q, 1) = %s, want %s", title, got, want)
		}
		if got := ForTopic(title, 4); got != EM {
			t.Errorf("ForTopic(%q, 4) = %s, want %s", title, got, EM)
		}
	}
}

func TestKeyForRole(t *testing.T) {
	for role, want := range map[string]string{
		"인프라 엔지니어": Infra, "SRE": SRE, "보안 엔지니어": Security, "플랫폼 엔지니어": Platform, "CI/CD 엔지니어": CICD,
		"EM(Engineering Manager)": EM, "Engineering manager": EM, "EM": EM, "Site Reliability Engineer": SRE,
		"데이터 엔지니어": "데이터-엔지니어", "QA lead": "qa-lead", "../../x": "x", "!": "",
	} {
		if got := KeyForRole(role); got != want {
			t.Errorf("KeyForRole(%q) = %q, want %q", role, got, want)
		}
	}
}

func TestAll(t *testing.T) {
	ko, en := All("ko"), All("en")
	for i, p := range ko {
		if q := en[i]; p.Key != q.Key || p.Years != q.Years || q.Name == "" || q.Role == "" || q.Creed == "" || p.Creed == "" || len(p.Topics) == 0 || len(q.Topics) == 0 {
			t.Errorf("%+v and %+v", p, q)
		}
	}
}

// TestImports: imports run one way, personas <- content <- panel <-
// {panel/judge, transcripts} <- cmd/mockpanel, the terminal is known to
// cmd/mockpanel only, and the client of endpoints to one file.
func TestImports(t *testing.T) {
	root, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		t.Fatal(err)
	}
	allowed := map[string][]string{
		"personas":             nil,
		"content":              {"personas"},
		"panel":                {"personas", "content"},
		"panel/judge":          {"personas", "content", "panel"},
		"panel/judge/endpoint": {"personas", "content", "panel"},
		"transcripts":          {"personas", "content", "panel"},
		"cmd/mockpanel":        {"personas", "content", "panel", "panel/judge", "panel/judge/endpoint", "transcripts"},
	}
	terminal := []string{"github.com/spf13/cobra", "github.com/AlecAivazis/survey", "charm.land/", "golang.org/x/term", "github.com/charmbracelet/"}
	for dir, may := range allowed {
		files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(root)), dir, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no Go files in %s: %v", dir, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			f, err := parser.ParseFile(token.NewFileSet(), file, src, parser.ImportsOnly)
			if err != nil {
				t.Fatal(err)
			}
			for _, spec := range f.Imports {
				path, _ := strconv.Unquote(spec.Path.Value)
				if own, ok := strings.CutPrefix(path, "mockpanel/"); ok && !slices.Contains(may, own) {
					t.Errorf("%s imports %s", file, path)
				}
				if strings.HasPrefix(path, "github.com/sashabaranov/") && filepath.Base(file) != "openai.go" {
					t.Errorf("%s imports %s", file, path)
				}
				for _, prefix := range terminal {
					if dir != "cmd/mockpanel" && strings.HasPrefix(path, prefix) {
						t.Errorf("%s imports %s", file, path)
					}
				}
			}
		}
	}
}
