// Package personas holds the six reviewers who sit on the panel, and says
// which of them asks about what.
//
// A panel guide may bring reviewers of its own (a heading such as
// "[팀원1: NAME — ROLE, 8년차]"); a level guide has none, so each of its
// questions is given to one of the six by topic and level, see [ForTopic].
package personas

import (
	"cmp"
	"strings"
)

// Keys of the six built-in reviewers, in the order in which they sit. They are
// part of every question id of a panel guide.
const (
	Infra    = "infra"
	SRE      = "sre"
	Security = "security"
	Platform = "platform"
	CICD     = "cicd"
	EM       = "em"
)

// Persona is one reviewer.
type Persona struct {
	Key    string   `json:"key"`    // stable id, lower case, no spaces
	Name   string   `json:"name"`   // as in the guide, or the built-in name
	Role   string   `json:"role"`   // job title
	Years  int      `json:"years"`  // years of experience, 0 when not stated
	Creed  string   `json:"creed"`  // one or two sentences the reviewer lives by, may be empty
	Topics []string `json:"topics"` // what the reviewer asks about, may be empty
}

// All returns the six reviewers in seating order, with Korean texts for lang
// "ko" and English ones for any other. The caller owns the slice.
func All(lang string) []Persona {
	if lang == "ko" {
		return []Persona{
			{Infra, "박준혁", "인프라 엔지니어", 8, "설계는 무엇이 함께 죽는지에서 시작한다. 왜 이렇게 나눴고 어디서 한계가 오는지 본인 말로 들려주세요.", []string{"게이트웨이", "네트워크", "스토리지", "용량 산정"}},
			{SRE, "이서연", "SRE", 6, "장애는 반드시 온다. 무엇을 보고 알아채고 어떤 순서로 되살리는지가 실력입니다.", []string{"모니터링", "장애 대응", "스케일링", "롤백"}},
			{Security, "최민수", "보안 엔지니어", 9, "지나가는 데이터는 누군가 보고 있다고 가정합니다. 누가 무엇까지 할 수 있는지 끝까지 따져 봅시다.", []string{"암호화", "접근 제어", "공급망 보안"}},
			{Platform, "김하준", "플랫폼 엔지니어", 7, "두 번 손으로 한 일은 세 번째에는 코드여야 합니다. 혼자서도 돌아가는 구조인지 궁금합니다.", []string{"자동화", "IaC", "GitOps", "환경 구성"}},
			{CICD, "정유진", "CI/CD 엔지니어", 5, "변경은 작게, 되돌리기는 쉽게. 커밋이 운영에 닿기까지 한 걸음씩 설명해 주세요.", []string{"파이프라인", "이미지", "배포 전략", "레지스트리"}},
			{EM, "한소윤", "EM(Engineering Manager)", 10, "무엇을 골랐는지보다 왜 골랐고 그 뒤에 무엇을 바꿨는지 듣고 싶습니다.", []string{"의사결정", "회고", "로드맵", "거버넌스"}},
		}
	}
	return []Persona{
		{Infra, "Park Junhyeok", "infrastructure engineer", 8, "A design starts with what fails together. Tell me why you split it this way and where it stops.", []string{"gateways", "networking", "storage", "capacity"}},
		{SRE, "Lee Seoyeon", "SRE", 6, "Outages come. What you see first and in which order you bring things back is the skill.", []string{"monitoring", "incidents", "scaling", "rollback"}},
		{Security, "Choi Minsu", "security engineer", 9, "Assume someone reads whatever passes. Let us follow who may do what, to the end.", []string{"encryption", "access control", "supply chain"}},
		{Platform, "Kim Hajun", "platform engineer", 7, "What was done twice by hand is code the third time. Does it run with one person?", []string{"automation", "IaC", "GitOps", "environments"}},
		{CICD, "Jeong Yujin", "CI/CD engineer", 5, "Small changes, easy to take back. Walk me from the commit to production.", []string{"pipelines", "images", "deployment strategies", "registries"}},
		{EM, "Han Soyun", "engineering manager", 10, "I care less about what you chose than why, and what you changed afterwards.", []string{"decisions", "retrospectives", "roadmaps", "governance"}},
	}
}

// rule gives every title that has one of the words to one reviewer.
type rule struct {
	key   string
	words []string // lower case, matched anywhere in the lower-case title
}

// match returns the key of the first rule that knows a lower-case title, or "".
func match(rules []rule, title string) string {
	for _, r := range rules {
		for _, w := range r.words {
			if strings.Contains(title, w) {
				return r.key
			}
		}
	}
	return ""
}

// topics are tried from top to bottom and the first match wins, so the narrow
// subjects stand above the wide ones ("docker 보안" before "docker").
var topics = []rule{
	{Security, []string{"보안", "security", "인증", "인가", "공급망", "supply chain", "취약점", "seccomp", "rbac"}},
	{SRE, []string{"롤백", "rollback", "스케일링", "scaling", "장애", "incident", "모니터링", "monitoring", "관측", "observab", "리소스 부족", "배포 실패", "운영", "operation", "디버깅", "신뢰성", "reliab"}},
	{CICD, []string{"ci/cd", "파이프라인", "pipeline", "배포", "deploy", "아티팩트", "artifact", "최적화", "빌드", "build", "릴리스", "release", "레지스트리", "registry"}},
	{Platform, []string{"gitops", "iac", "infrastructure as code", "terraform", "환경", "environment", "설정", "config", "compose", "핵심 개념", "core concept", "플랫폼", "platform", "자동화", "automation", "helm", "operator"}},
	{EM, []string{"조직", "의사결정", "회고", "거버넌스", "governance", "leadership", "리더십"}},
	{Infra, []string{"네트워킹", "네트워크", "network", "스토리지", "storage", "기초", "basic", "docker", "컨테이너", "container", "서버", "server", "linux", "리눅스", "하드웨어", "hardware"}},
}

// ForTopic returns the key of the reviewer who asks about a topic of a level
// guide. Level 4 (lead) is the engineering manager's whatever the topic;
// otherwise the topic title decides by the table above, and a topic that no
// rule knows goes to the platform engineer. Level 0 means the question has
// none (scenarios, frequent questions).
func ForTopic(title string, level int) string {
	if level == 4 {
		return EM
	}
	return cmp.Or(match(topics, strings.ToLower(title)), Platform)
}

// roles are the words by which a guide's own role is recognised as one of the
// six; tried in order.
var roles = []rule{
	{Security, []string{"보안", "security"}},
	{SRE, []string{"sre", "신뢰성", "reliability"}},
	{CICD, []string{"ci/cd", "cicd", "ci-cd", "release", "릴리스", "빌드", "build"}},
	{EM, []string{"engineering manager", "em(", "매니저", "manager"}},
	{Platform, []string{"플랫폼", "platform"}},
	{Infra, []string{"인프라", "infra"}},
}

// KeyForRole returns the reviewer key for a job title: one of the six where
// the title says so, otherwise a slug of the title itself ("데이터 엔지니어"
// becomes "데이터-엔지니어"), or "" when the title has no letter or digit.
func KeyForRole(role string) string {
	low := strings.ToLower(strings.TrimSpace(role))
	if low == "em" {
		return EM
	}
	return cmp.Or(match(roles, low), slug(low))
}

func slug(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool {
		letter := r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= '가' && r <= '힣'
		return !letter
	})
	return strings.Join(words, "-")
}
