package judge

// stem cuts particles and endings from a Hangul word, down to two syllables at
// least.
func stem(word []rune) []rune {
	w := lists()
	for range 2 {
		cut := 0
		for n := min(5, len(word)-2); n > 0; n-- {
			tail := string(word[len(word)-n:])
			if w.particles[tail] || w.endings[tail] {
				cut = n
				break
			}
		}
		if cut == 0 {
			break
		}
		word = word[:len(word)-cut]
	}
	return word
}

// function reports whether a word carries no claim of its own.
func function(word []rune) bool {
	w := lists()
	if w.function[string(word)] {
		return true
	}
	return isHangul(word[0]) && w.function[string(stem(word))]
}
