package judge

import "strings"

// minClause is the fewest letters a clause has: shorter ones join the next, as
// "하면," alone states nothing. From the algorithm measured at 0.56 (12
// characters of source are about 9 letters).
const minClause = 9

// maxClause ends a clause at the next word, so that a text without any mark or
// ending stays in pieces that can be quoted.
const maxClause = 90

// cut divides the text into sentences and clauses.
func (t *text) cut() {
	t.clause = make([]int32, len(t.letters))
	from, sentence := 0, int32(0)
	fillers := t.fillers()
	for i := 1; i <= len(t.letters); i++ {
		ends, finished := i == len(t.letters), false
		inside := len(fillers) > 0 && from == fillers[0].from
		switch {
		case inside && i < fillers[0].to:
			continue
		case inside || len(fillers) > 0 && i == fillers[0].from:
			ends, finished = true, true
		}
		if !ends {
			gap := t.gap(i)
			// in words run together a word may begin at any syllable
			glued := gap == "" && t.start[i] && isHangul(t.letters[i]) && isHangul(t.letters[i-1])
			if gap == "" && !glued {
				continue
			}
			finished = endsSentence(gap) || (glued || gap[0] == ' ') && t.endsPolitely(i)
			ends = finished || i-from >= minClause && (endsClause(gap) || t.endsConnective(i) || i-from >= maxClause)
		}
		if !ends {
			continue
		}
		for k := from; k < i; k++ {
			t.clause[k] = int32(len(t.clauses))
		}
		t.clauses = append(t.clauses, clause{from: int32(from), to: int32(i), sentence: sentence, dropped: inside})
		if inside {
			fillers = fillers[1:]
		}
		if finished {
			sentence++
		}
		from = i
	}
}

// span is a run of clauses, from up to to; none when to is 0.
type span struct{ from, to int }

// sentences yields the clauses of each sentence, in order.
func (t *text) sentences(yield func(span) bool) {
	for from := 0; from < len(t.clauses); {
		to := from + 1
		for to < len(t.clauses) && t.clauses[to].sentence == t.clauses[from].sentence {
			to++
		}
		if !yield(span{from, to}) {
			return
		}
		from = to
	}
}

// eachClause yields the clauses one by one.
func (t *text) eachClause(yield func(span) bool) {
	for c := range t.clauses {
		if !yield(span{c, c + 1}) {
			return
		}
	}
}

// bounds returns the letters of some clauses.
func (t *text) bounds(s span) (from, to int) {
	return int(t.clauses[s.from].from), int(t.clauses[s.to-1].to)
}

// passage returns the source of some clauses, exactly as written.
func (t *text) passage(s span) string { return t.quote(t.clauses[s.from].from, t.clauses[s.to-1].to) }

// drop lets some clauses earn nothing.
func (t *text) drop(s span) {
	for i := s.from; i < s.to; i++ {
		t.clauses[i].dropped = true
	}
}

// all is every clause.
func (t *text) all() span { return span{0, len(t.clauses)} }

// run is a run of letters.
type run struct{ from, to int }

// fillers returns where the text says nothing, in order.
func (t *text) fillers() (list []run) {
	known := lists().fillers
	for i := 0; i < len(t.letters); i++ {
		if !t.start[i] {
			continue
		}
		for _, f := range known[t.letters[i]] {
			end := i + len(f)
			if hasPrefix(t.letters[i:], f) && (end == len(t.letters) || t.start[end]) {
				list = append(list, run{i, end})
				i = end - 1
				break
			}
		}
	}
	return list
}

// endsSentence reports whether the marks between two letters end a sentence: a
// line break, or a full stop that is followed by something else (so that
// neither 3.5 nor min.insync.replicas is cut).
func endsSentence(gap string) bool {
	if strings.ContainsAny(gap, "\n\r!?。？！…") {
		return true
	}
	return len(gap) > 1 && strings.Contains(gap, ".")
}

func endsClause(gap string) bool {
	return strings.ContainsAny(gap, ",;:，、→") && len(gap) > 1
}

// endsPolitely reports whether a sentence ends before letter i in speech
// written without punctuation: ~니다, ~어요, ~죠.
func (t *text) endsPolitely(i int) bool {
	if i < 4 {
		return false
	}
	last, before := t.letters[i-1], t.letters[i-2]
	switch last {
	case '다':
		return before == '니'
	case '죠':
		return true
	case '요':
		return strings.ContainsRune("어아여예에해돼죠고데나까네거구줘져워와가봐려", before)
	}
	return false
}

// endsConnective reports whether the word before letter i has an ending that
// connects two statements. Latin words of that kind begin the next clause.
func (t *text) endsConnective(i int) bool {
	w := lists()
	if isHangul(t.letters[i-1]) {
		from := max(0, i-4)
		for _, e := range w.connectives {
			if hasSuffix(t.letters[from:i], e) {
				return true
			}
		}
	}
	if !isLatin(t.letters[i]) || !t.start[i] {
		return false
	}
	end := t.word(i)
	for _, word := range w.conjunctions {
		if end-i == len(word) && hasPrefix(t.letters[i:], word) {
			return true
		}
	}
	return false
}
