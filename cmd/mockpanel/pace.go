package main

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"mockpanel/panel"
)

// The usual targets for a typed answer. A spoken one would take half as long:
// 90 seconds for a main question, a minute for a follow-up, two minutes for a
// scenario. Reckoned, not measured: at 300 keystrokes a minute and two and a half
// a syllable, 120 syllables of Korean are typed in a minute and 250 are said.
const (
	targetMain     = 3 * time.Minute
	targetFollowUp = 2 * time.Minute
	targetScenario = 4 * time.Minute
)

// readingTime is what a menu reckons for reading the feedback on an answer.
const readingTime = time.Minute

// targetOf returns the target for the answer to a prompt: that of --time where
// it is set, else the usual one of its kind.
func targetOf(id, followUpOf string, set time.Duration) time.Duration {
	switch {
	case set != 0:
		return set
	case followUpOf != "":
		return targetFollowUp
	case strings.HasPrefix(id, "scenario/"):
		return targetScenario
	}
	return targetMain
}

// minutes reckons how long a plan with that many prompts takes.
func minutes(plan panel.Plan, prompts int, set time.Duration) int {
	left := time.Duration(prompts-len(plan.Questions)) * targetOf("", "main", set)
	for _, id := range plan.Questions {
		left += targetOf(id, "", set)
	}
	left += time.Duration(prompts) * readingTime
	return int(left.Minutes())
}

// How fast answers are said. Korean: 252.87 syllables a minute when adults aged
// 18 to 30 talk about their day, "The study of speech rate in normal-speaking
// adults and children", Journal of Speech Sciences 9(4), 2002, 93-103. English
// words: 140 a minute in lectures, the nearest to explaining something, Tauroza
// and Allison, "Speech rates in British English", Applied Linguistics 11(1), 1990.
const (
	syllablesPerMinute = 253
	wordsPerMinute     = 140
)

// spoken estimates how long an answer takes to say. Hangul is counted by
// syllables, other letters by words, and a digit is read as one syllable.
func spoken(answer string) time.Duration {
	syllables, words := 0, 0
	inWord := false
	for _, r := range answer {
		hangul := unicode.Is(unicode.Hangul, r)
		letter := unicode.IsLetter(r) && !hangul
		switch {
		case hangul || unicode.IsDigit(r):
			syllables++
		case letter && !inWord:
			words++
		}
		inWord = letter
	}
	return time.Duration(syllables)*time.Minute/syllablesPerMinute + time.Duration(words)*time.Minute/wordsPerMinute
}

// spokenClock shows the estimate in steps of five seconds, which is more than it
// is exact.
func spokenClock(answer string) string {
	const step = 5 * time.Second
	return clock((spoken(answer) + step - 1).Truncate(step))
}

// pace says how long an answer took, and would take to say.
func pace(t panel.Turn, set time.Duration, w words) string {
	a := t.Last()
	said := fmt.Sprintf(w.spoken, spokenClock(a.Answer))
	if a.Took == 0 {
		return said
	}
	return fmt.Sprintf(w.took, clock(a.Took), clock(targetOf(t.ID, t.FollowUpOf, set))) + ", " + said
}

// totalPace says how long all answers took, or "" when that was not measured.
func totalPace(turns []panel.Turn, set time.Duration, w words) string {
	var took, target time.Duration
	for _, t := range turns {
		for _, a := range t.Attempts {
			took += a.Took
			target += targetOf(t.ID, t.FollowUpOf, set)
		}
	}
	if took == 0 {
		return ""
	}
	return fmt.Sprintf(w.tookAll, clock(took), clock(target))
}

// clock shows a duration as minutes and seconds, "1:05".
func clock(d time.Duration) string {
	s := int(d.Round(time.Second) / time.Second)
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}
