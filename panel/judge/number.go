package judge

import "strconv"

var (
	digits = [...]string{"", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"}
	native = [...]string{"", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"}
)

// units of numbers: what may be said for the same unit.
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

// numberForms returns what may be said for a number and its unit ("" when it
// has none): in digits or aloud. Small numbers need their unit.
func numberForms(number, unit string) []string {
	n, err := strconv.Atoi(number)
	if err != nil {
		return []string{number + unit}
	}
	same := []string{unit}
	for _, m := range measures {
		for _, u := range m {
			if u == unit {
				same = m
			}
		}
	}
	var forms []string
	if n >= 10 {
		forms = append(forms, number)
	}
	for _, u := range same {
		if u == "" {
			if n >= 10 && len(spoken(n)) > 3 {
				forms = append(forms, spoken(n))
			}
			continue
		}
		if n < 10 {
			forms = append(forms, number+u)
		}
		if isHangul([]rune(u)[0]) && spoken(n) != "" {
			forms = append(forms, spoken(n)+u)
			if n > 0 && n < len(native) {
				forms = append(forms, native[n]+u)
			}
		}
	}
	return forms
}
