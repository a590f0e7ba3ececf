package content

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// addSeeds adds the texts of the folder FUZZ_SEEDS, alone and inside a guide of
// each dialect: JSON lists of strings, and JSON Lines with a field "markdown".
func addSeeds(f *testing.F) {
	names, _ := filepath.Glob(filepath.Join(os.Getenv("FUZZ_SEEDS"), "*.json*"))
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		var texts []string
		if json.Unmarshal(src, &texts) != nil {
			for line := range bytes.Lines(src) {
				var row struct{ Markdown string }
				if err := json.Unmarshal(line, &row); err != nil {
					f.Fatal(name, err)
				}
				texts = append(texts, row.Markdown)
			}
		}
		for _, text := range texts {
			f.Add([]byte(text))
			f.Add([]byte("### [팀원1: 홍길동 — SRE, 6년차]\n\n#### Q1. 왜 멈추나요?\n\n**키포인트**:\n\n1. 리더 선출\n" + text + "\n2. 여유 감소\n"))
			f.Add([]byte("## 6. Kubernetes\n\n> **Level 2 (주니어)**\n> - **Pod**: 단위\n>\n> **Q: 왜 멈추나요?**\n> **A:** 리더를 뽑습니다.\n" + text + "\n"))
		}
	}
}
