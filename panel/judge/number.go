package judge

import (
	"strconv"
	"strings"
)

var (
	digits = [...]string{"", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"}
	native = [...]string{"", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"}
)

// measures are units of numbers: what may be said for the same one.
var measures = [][]string{
	{"ms", "밀리초", "밀리세컨", "밀리세컨드", "millisecond"},
	{"초", "s", "sec", "second"},
	{"분", "min", "minute"},
	{"시간", "h", "hour"},
	{"일", "d", "day"},
	{"gb", "g", "기가", "gi", "gib"},
	{"mb", "m", "메가", "mi", "mib"},
	{"대", "노드", "node", "개"},
	{"번", "회"},
	{"배", "x"},
	{"%", "퍼센트", "프로", "percent"},
}

// spoken returns n from 1 to 9999 as read aloud in Korean, 15 as 십오; "" for
// any other n.
func spoken(n int) string {
	if n < 1 || n > 9999 {
		return ""
	}
	s := ""
	for _, p := range []struct {
		value int
		name  string
	}{{1000, "천"}, {100, "백"}, {10, "십"}, {1, ""}} {
		d := n / p.value
		n %= p.value
		if d == 0 {
			continue
		}
		if d > 1 || p.name == "" {
			s += digits[d]
		}
		s += p.name
	}
	return s
}

// numberUnit returns the number from letter i to end with the measure after it,
// and where both end; its key is "" when it names nothing.
func numberUnit(t *text, i, end int) (unit, int) {
	number, measure, same := string(t.letters[i:end]), "", []string(nil)
	to := end
	if end < len(t.letters) && (t.gap(end) == "" || t.gap(end) == " " && isHangul(t.letters[end])) {
		word := t.word(end)
		if measure, same = measureOf(string(t.letters[end:word])); measure != "" {
			to = word
		}
	}
	if len(number) < 2 && measure == "" {
		return unit{}, end
	}
	forms := numberForms(number, measure, same)
	if len(forms) == 0 {
		return unit{}, to
	}
	return unit{key: number + measure, number: true, forms: forms}, to
}

// measureOf returns the longest measure that a word begins with, "" for none,
// and all that may be said for it.
func measureOf(word string) (measure string, same []string) {
	for _, m := range measures {
		for _, u := range m {
			if len(u) > len(measure) && strings.HasPrefix(word, u) {
				measure, same = u, m
			}
		}
	}
	return measure, same
}

// numberForms returns what may be said for a number and its measure ("" when
// it has none): in digits or aloud. Small numbers need their measure.
func numberForms(number, measure string, same []string) []form {
	n, err := strconv.Atoi(number)
	if err != nil {
		return []form{{number + measure, exact}}
	}
	var forms []form
	add := func(s string) { forms = append(forms, form{s, exact}) }
	if n >= 10 {
		add(number)
		if measure == "" && len(spoken(n)) > 3 {
			add(spoken(n))
		}
	}
	for _, u := range same {
		if n < 10 {
			add(number + u)
		}
		if isHangul([]rune(u)[0]) && spoken(n) != "" {
			add(spoken(n) + u)
			if n < len(native) {
				add(native[n] + u)
			}
		}
	}
	return forms
}
