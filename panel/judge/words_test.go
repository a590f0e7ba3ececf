package judge

import (
	"slices"
	"strings"
	"testing"
)

func TestStem(t *testing.T) {
	for word, want := range map[string]string{
		"서버에서는": "서버", "복제본까지": "복제본", "선출하는": "선출", "선출되면": "선출", "비율을": "비율",
		"유지합니다": "유지", "가용성": "가용", "리더": "리더", "되돌리고": "되돌리",
	} {
		if got := string(stem([]rune(word))); got != want {
			t.Errorf("stem of %s is %s, want %s", word, got, want)
		}
	}
}

func TestInflects(t *testing.T) {
	for _, c := range []struct {
		expression, text string
		want             bool
	}{
		{"막히", "막혀서", true}, {"막히", "막힙니다", true}, {"막히", "막힘", true}, {"바꾸", "바꿔서", true},
		{"끄", "꺼", false}, {"되돌리", "되돌립니다", true}, {"되돌리", "되돌아", false}, {"retry", "retries", true},
		{"use", "using", true}, {"stop", "stopped", true}, {"is", "isolation", false}, {"10", "100", false},
		{"자동", "자동차", false}, {"자동", "자동으로", true}, {"한번에", "한 번에", true}, {"이전", "이 전략", false},
		{"5%", "5% 정도", true}, {"5%", "5초", false}, {"2대", "2대 이상", true}, {"컨슈머", "따라잡는컨슈머그룹이계속밀려서", true},
		{"풀", "풀을 늘리면", true}, {"풀", "풀이하면", false},
	} {
		p := newPattern(squash(c.expression))
		text := newText(c.text)
		found := false
		for i := range text.letters {
			found = found || text.start[i] && p.find(text, i) >= 0
		}
		if found != c.want {
			t.Errorf("%q in %q: %v, want %v", c.expression, c.text, found, c.want)
		}
	}
}

func TestClauses(t *testing.T) {
	text := newText("리더가 죽으면 컨트롤러가 새 리더를 뽑고, 그동안 쓰기가 잠깐 멈춥니다. min.insync.replicas=2라서 하나는 괜찮아요 두 대면 막힙니다\n끝")
	var got []string
	for _, c := range text.clauses {
		got = append(got, text.quote(c.from, c.to))
	}
	want := []string{"리더가 죽으면 컨트롤러가 새 리더를 뽑고", "그동안 쓰기가 잠깐 멈춥니다", "min.insync.replicas=2라서", "하나는 괜찮아요", "두 대면 막힙니다", "끝"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestFunctionWordsAreNoUnits(t *testing.T) {
	for word := range lists().function {
		if units := unitsOf(newText(word)); len(units) > 0 {
			if id, _ := dictionary().longest(newText(word), 0); id < 0 {
				t.Errorf("%s is a unit", word)
			}
		}
	}
}

// The lists hold what they say: no expression is there twice in a group, none
// is too short to be matched, all groups have two expressions.
func TestGlossary(t *testing.T) {
	d := dictionary()
	if len(d.members) < 1000 {
		t.Errorf("%d groups, want 1000", len(d.members))
	}
	for group, members := range d.members {
		seen := map[int32]bool{}
		for _, m := range members {
			seen[m] = true
		}
		if len(seen) < 2 && !strings.Contains("cache", string(d.expressions[members[0]].letters)) {
			t.Errorf("group %d has one expression: %s", group, string(d.expressions[members[0]].letters))
		}
	}
	for _, same := range [][2]string{{"rollback", "되돌려"}, {"카프카", "kafka"}, {"quorum", "과반"}, {"TTL", "티티엘"}, {"15초", "십오초"}, {"3대", "세 대"}} {
		x := newIndex()
		units := unitsOf(newText(same[0]))
		if len(units) != 1 {
			t.Errorf("%s: %d units", same[0], len(units))
			continue
		}
		term := x.addUnit(units[0])
		if x.scan(newText(same[1])).best(term) == 0 {
			t.Errorf("%s is not found in %s", same[0], same[1])
		}
	}
}

func TestExclusions(t *testing.T) {
	for expression, list := range lists().not {
		p := newPattern([]rune(expression))
		for _, after := range list {
			if p.find(newText(expression+string(after)), 0) >= 0 {
				t.Errorf("%s is found in %s%s", expression, expression, string(after))
			}
		}
	}
}

// Every cue is found in a sentence that is made of it.
func TestCues(t *testing.T) {
	for kind, list := range lists().cues {
		for _, cue := range list {
			if newText(string(cue)).cues(kind) == 0 {
				t.Errorf("%s: %s is not found", kind, string(cue))
			}
		}
	}
	if n := newText("캐시를 끄지 않으면 안 됩니다").cues("denial"); n == 0 {
		t.Error("no denial found")
	}
}
