package transcripts

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"mockpanel/panel"
)

// field is what a labelled line of a transcript says ("**Intent:** ...").
type field int

const (
	fieldQuestion field = iota
	fieldReviewer       // key of the reviewer, where the id does not tell it
	fieldFollowUpOf
	fieldWhy
	fieldIntent
	fieldHints
	fieldTook
	fieldJudge
	fieldTrouble
	fieldScore // derived
	fieldEvidence
	fieldMissing
	fieldNote
	fieldCorrection
	fieldRecovered // in which follow-up, and the evidence
	fieldModel
	fieldSection
	fieldStarted // derived, under the title
	fieldStatus  // derived, under the title
	fieldProbeOf
	fieldFellBack // why another than the chosen judge judged
	fields        // how many there are
)

// vocabulary is every word that a transcript says in one language. A reader
// understands both, whatever the language of the file.
type vocabulary struct {
	labels     [fields]string
	marks      [len(boxes)]string // by panel.Mark
	units      [3]string          // hours, minutes, seconds
	unitSpace  string             // between a number and its unit
	years      string             // after a number of years
	confidence string
	answer     string
	skipped    string

	interview, summary, closing, gaps, noGaps, nothingPut, skippedOnes, recoveredOnes string
	reviewer, prompts, answered, total, weakest                                       string
	inProgress, finished                                                              string
}

var korean = vocabulary{
	labels: [fields]string{
		"질문", "면접관", "본 질문", "질문한 이유", "의도", "본 힌트", "걸린 시간", "채점", "채점 못 함", "점수",
		"근거", "빠진 말", "메모", "내 채점", "꼬리질문에서 채움", "모범 답안", "공부할 곳", "시작", "상태", "즉석 질문, 본 질문", "로컬로 채점한 이유",
	},
	marks:      [len(boxes)]string{"채점 안 됨", "놓침", "틀림", "일부", "다룸"},
	units:      [3]string{"시간", "분", "초"},
	years:      "년차",
	confidence: "확신도",
	answer:     "답변",
	skipped:    "건너뜀",

	interview: "모의 면접", summary: "요약", closing: "마무리 말", gaps: "보완할 점",
	noGaps: "놓치거나 틀린 핵심이 없습니다.", nothingPut: "아직 채점한 답변이 없습니다.", skippedOnes: "건너뛴 질문", recoveredOnes: "본 답변에서 놓쳤지만 꼬리질문에서 채운 핵심",
	reviewer: "면접관", prompts: "질문", answered: "답변", total: "전체", weakest: "가장 약함",
	inProgress: "진행 중", finished: "끝남",
}

var english = vocabulary{
	labels: [fields]string{
		"Question", "Reviewer", "Follow-up to", "Asked because of", "Intent", "Hints shown", "Time", "Judged by", "Not judged", "Score",
		"Evidence", "Missing", "Note", "My mark", "Recovered in", "Model answer", "Study", "Started", "Status", "Unscripted, after", "Judged locally because",
	},
	marks:      [len(boxes)]string{"ungraded", "missed", "wrong", "partial", "covered"},
	units:      [3]string{"h", "min", "s"},
	unitSpace:  " ",
	years:      " years",
	confidence: "confidence",
	answer:     "Answer",
	skipped:    "Skipped",

	interview: "Mock interview", summary: "Summary", closing: "Closing words", gaps: "Gaps to close",
	noGaps: "No key point was missed or wrong.", nothingPut: "No answer has been judged yet.", skippedOnes: "Skipped questions", recoveredOnes: "Key points recovered in follow-ups",
	reviewer: "Reviewer", prompts: "Prompts", answered: "Answered", total: "All", weakest: "weakest",
	inProgress: "in progress", finished: "finished",
}

// boxes are the marks as they stand in a list, by panel.Mark.
var boxes = [...]string{
	panel.Ungraded: "[?]",
	panel.Missed:   "[ ]",
	panel.Wrong:    "[!]",
	panel.Partial:  "[~]",
	panel.Covered:  "[x]",
}

// Box returns a mark as it stands in a list: [x] covered, [~] partial,
// [ ] missed, [!] wrong, [?] ungraded.
func Box(m panel.Mark) string { return boxes[m] }

// Word returns a mark as a word, Korean for lang "ko" and English for any
// other.
func Word(m panel.Mark, lang string) string { return words(lang).marks[m] }

func words(lang string) *vocabulary {
	if lang == "ko" {
		return &korean
	}
	return &english
}

func languages() [2]*vocabulary { return [2]*vocabulary{&korean, &english} }

// formerly are labels of earlier versions, which are still read.
var formerly = map[string]field{"물은 까닭": fieldWhy}

func fieldOf(label string) (field, bool) {
	if f, ok := formerly[label]; ok {
		return f, true
	}
	for _, w := range languages() {
		if f := slices.Index(w.labels[:], label); f >= 0 {
			return field(f), true
		}
	}
	return 0, false
}

func markOfWord(word string) (panel.Mark, bool) {
	for _, w := range languages() {
		if m := slices.Index(w.marks[:], word); m >= 0 {
			return panel.Mark(m), true
		}
	}
	return panel.Ungraded, false
}

func markOfBox(box string) (panel.Mark, bool) {
	m := slices.Index(boxes[:], strings.ToLower(box))
	return panel.Mark(max(m, 0)), m >= 0
}

// duration writes whole seconds as "1분 42초" or "1 min 42 s".
func (w *vocabulary) duration(d time.Duration) string {
	var parts []string
	for i, size := range unitSizes {
		n := int(d / size)
		d %= size
		if n > 0 || size == time.Second && len(parts) == 0 {
			parts = append(parts, strconv.Itoa(n)+w.unitSpace+w.units[i])
		}
	}
	return strings.Join(parts, " ")
}

var unitSizes = [...]time.Duration{time.Hour, time.Minute, time.Second}

// maxCount bounds the numbers a reader takes from a line, so that sums of them
// cannot overflow. A hundred thousand hours is longer than any interview.
const maxCount = 100_000

// parseDuration reads what [vocabulary.duration] writes, in either language.
func parseDuration(s string) (d time.Duration, ok bool) {
	s = strings.ReplaceAll(s, " ", "")
	for s != "" {
		digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
		n, err := strconv.Atoi(s[:digits])
		if err != nil || n > maxCount {
			return 0, false
		}
		s = s[digits:]
		size, unit := unitAt(s)
		if size == 0 {
			return 0, false
		}
		d += time.Duration(n) * size
		s = s[unit:]
		ok = true
		if d > maxCount*time.Hour {
			return 0, false
		}
	}
	return d, ok
}

// unitAt returns the unit that s starts with and the length of its name, or 0.
func unitAt(s string) (size time.Duration, length int) {
	for _, w := range languages() {
		for i, unit := range w.units {
			if strings.HasPrefix(s, unit) {
				return unitSizes[i], len(unit)
			}
		}
	}
	return 0, 0
}

// experience writes years at work as "8년차" or "8 years".
func (w *vocabulary) experience(years int) string {
	s := strconv.Itoa(years) + w.years
	if years == 1 {
		return strings.TrimSuffix(s, "s")
	}
	return s
}

// parseYears reads what [vocabulary.experience] writes, in either language.
func parseYears(s string) (int, bool) {
	for _, w := range languages() {
		digits, _, _ := strings.Cut(s, strings.TrimSuffix(w.years, "s"))
		n, err := strconv.Atoi(digits)
		if err == nil && n >= 0 && n <= maxCount && (s == w.experience(n) || s == digits+w.years) {
			return n, true
		}
	}
	return 0, false
}
