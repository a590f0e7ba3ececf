package judge

// cues counts the cues of one kind in the text.
func (t *text) cues(kind string) int {
	return t.cuesIn(kind, 0, len(t.letters))
}

// cuesIn is cues for the letters from from up to to.
func (t *text) cuesIn(kind string, from, to int) int {
	n := 0
	for i := from; i < to; i++ {
		for _, cue := range lists().cues[kind] {
			if hasPrefix(t.letters[i:to], cue) && (!isLatin(cue[0]) || t.start[i] && t.wholeLatin(i, len(cue))) {
				n++
				i += len(cue) - 1
				break
			}
		}
	}
	return n
}

// wholeLatin reports whether a cue of n Latin letters at letter i ends with a
// word.
func (t *text) wholeLatin(i, n int) bool {
	return i+n >= len(t.letters) || t.start[i+n] || !isLatin(t.letters[i+n])
}

// tone is how a sentence is said: the words that turn a claim around.
type tone struct{ denial, absolute, needless bool }

func (t *text) toneIn(from, to int) tone {
	return tone{t.cuesIn("denial", from, to) > 0, t.cuesIn("absolute", from, to) > 0, t.cuesIn("need", from, to) > 0}
}

// number tells tones apart.
func (a tone) number() int32 {
	n := int32(0)
	for i, said := range []bool{a.denial, a.absolute, a.needless} {
		if said {
			n |= 1 << i
		}
	}
	return n
}

// denialWeight is what a word that turns a claim around weighs: as much as a
// fairly rare word. Chosen on the development answers with cross-validation.
const denialWeight = 4.0

// square is the part of a sum of squared weights that a tone has.
func (a tone) square() float64 { return a.common(a) }

// common is the part of the scalar product that two tones share.
func (a tone) common(b tone) float64 {
	n := 0.0
	for _, both := range []bool{a.denial && b.denial, a.absolute && b.absolute, a.needless && b.needless} {
		if both {
			n += denialWeight * denialWeight
		}
	}
	return n
}
