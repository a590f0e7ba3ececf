package judge

import "strings"

// A Latin word spelt by ear in Hangul (언더레플리케이티드, 리네임) is known by its
// consonants: both are reduced to classes of them, in order, without vowels.
// Korean keeps an r only before a vowel, writes f as ㅍ and v as ㅂ, and puts a
// vowel between consonants, so that voiced and voiceless fall together.

// soundOfLatin returns the consonant classes of a Latin word in lower case.
func soundOfLatin(word []rune) []byte {
	var out []byte
	add := func(classes ...byte) { out = append(out, classes...) }
	at := func(i int) rune {
		if i < len(word) && i >= 0 {
			return word[i]
		}
		return 0
	}
	vowel := func(r rune) bool { return strings.ContainsRune("aeiouy", r) }
	for i := 0; i < len(word); i++ {
		r := word[i]
		if i > 0 && r == word[i-1] && !vowel(r) {
			continue
		}
		switch r {
		case 'p', 'f', 'b', 'v':
			if r == 'p' && at(i+1) == 'h' {
				i++
			}
			add('P')
		case 't':
			switch {
			case at(i+1) == 'h':
				i++
				add('S')
			case at(i+1) == 'i' && (at(i+2) == 'o' || at(i+2) == 'a'):
				add('S')
			default:
				add('T')
			}
		case 'd':
			add('T')
		case 'k', 'q':
			if r == 'k' && at(i+1) == 'n' && i == 0 {
				continue
			}
			add('K')
		case 'c':
			switch {
			case at(i+1) == 'h':
				i++
				add('J')
			case at(i+1) == 'k':
				i++
				add('K')
			case at(i+1) == 'e' || at(i+1) == 'i' || at(i+1) == 'y':
				add('S')
			default:
				add('K')
			}
		case 'g':
			switch {
			case at(i-1) == 'n' && !vowel(at(i+1)):
			case at(i+1) == 'h':
				i++
			case at(i+1) == 'e' || at(i+1) == 'i' && at(i+2) != 't':
				add('J')
			default:
				add('K')
			}
		case 's', 'z':
			if r == 's' && at(i+1) == 'h' {
				i++
			}
			add('S')
		case 'x':
			add('K', 'S')
		case 'j':
			add('J')
		case 'm':
			add('M')
		case 'n':
			add('N')
		case 'l':
			add('L')
		case 'r':
			if vowel(at(i + 1)) {
				add('L')
			}
		case 'h':
			if vowel(at(i+1)) && (i == 0 || !vowel(at(i-1))) {
				add('H')
			}
		}
	}
	return out
}

// The classes of leading consonants and finals, as Unicode numbers them; "-"
// sounds of nothing.
const (
	leadSounds  = "KKNTTLMPPSS-JJJKTPH"
	finalSounds = "-KKKNNNTLLLLLLLLMPPTTNTJKTPH"
)

// A word spelt by ear has at least this many syllables and classes; shorter
// ones are also Korean words (복제 would be package).
const (
	soundLetters   = 4
	soundSyllables = 3
	soundClasses   = 3
	bySound        = 0.8 // how surely it is the word
)

// sounds calls f with the classes of every beginning of the Hangul word from i
// to end that is long enough, and where that ends. It writes them to buffer.
func (t *text) sounds(i, end int, buffer []byte, f func(classes []byte, to int)) {
	out, last := buffer[:0], byte('-')
	for k := i; k < min(end, i+maxClause/2); k++ {
		lead, _, final := split(t.letters[k])
		if c := leadSounds[lead]; c != '-' && c != last {
			out = append(out, c)
		}
		if last = finalSounds[final]; last != '-' {
			out = append(out, last)
		}
		if k-i+1 >= soundSyllables && len(out) >= soundClasses {
			f(out, k+1)
		}
	}
}

// letterNames is how letters are read out in Korean.
var letterNames = map[rune]string{
	'a': "에이", 'b': "비", 'c': "씨", 'd': "디", 'e': "이", 'f': "에프", 'g': "지", 'h': "에이치", 'i': "아이",
	'j': "제이", 'k': "케이", 'l': "엘", 'm': "엠", 'n': "엔", 'o': "오", 'p': "피", 'q': "큐", 'r': "알",
	's': "에스", 't': "티", 'u': "유", 'v': "브이", 'w': "더블유", 'x': "엑스", 'y': "와이", 'z': "제트",
}

// spelled returns how an abbreviation of two to four letters is read out in
// Korean, ttl as 티티엘; "" for any other word.
func spelled(word []rune) string {
	if len(word) < 2 || len(word) > 4 {
		return ""
	}
	s := ""
	for _, r := range word {
		name, ok := letterNames[r]
		if !ok {
			return ""
		}
		s += name
	}
	return s
}
