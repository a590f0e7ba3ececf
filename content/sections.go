package content

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// section returns the heading bs[i] with the source under it.
func (r *reader) section(bs []block, i int) Section {
	end := len(r.src)
	for _, b := range bs[i+1:] {
		if b.depth > 0 {
			end = b.start
			break
		}
	}
	text := strings.TrimSpace(string(r.src[min(bs[i].end, end):end]))
	return Section{Title: plain(bs[i].text()), Depth: bs[i].depth, Text: text, Line: bs[i].line()}
}

var numberedTitle = regexp.MustCompile(`^\d+(\.\d+)*\.?\s`)

// study says for every prompt which section to study: the one its references
// name first, else the one whose title fits it best, else that of the main
// question.
func (p *panelReader) study() {
	sections := p.guide.studied()
	if p.beyondStudy(p.questions, len(sections), "questions") {
		return
	}
	var open []*Question // whose references name no section
	for q := range p.guide.All {
		if len(q.References) > 0 {
			if s := named(sections, q.References[0]); s != "" {
				q.Section, q.References = s, q.References[1:]
				continue
			}
		}
		open = append(open, q)
	}
	fitSections(open, sections)
	for i := range p.guide.Questions {
		q := &p.guide.Questions[i]
		for j := range q.FollowUps {
			if q.FollowUps[j].Section == "" {
				q.FollowUps[j].Section = q.Section
			}
		}
	}
}

// fitSections gives every question the section whose title fits it best, if one
// does at all. A word of a title counts the more the fewer questions have it.
func fitSections(questions []*Question, sections []Section) {
	titles := make([][]string, len(sections))
	in := map[string]float64{} // questions that have a title word
	for i, s := range sections {
		titles[i] = titleWords(s.Title)
		for _, w := range titles[i] {
			in[w] = 0
		}
	}
	type text struct{ question, points string } // lower case
	texts := make([]text, len(questions))
	for i, q := range questions {
		var points strings.Builder
		for _, k := range q.KeyPoints {
			points.WriteString(" " + k.String())
		}
		texts[i] = text{strings.ToLower(q.Text), strings.ToLower(points.String())}
		all := texts[i].question + texts[i].points
		for w := range in {
			if strings.Contains(all, w) {
				in[w]++
			}
		}
	}
	for i, t := range texts {
		most := 0.0
		for j, words := range titles {
			fit := 0.0
			for _, w := range words {
				rare := math.Log(1 + float64(len(texts))/(1+in[w]))
				if strings.Contains(t.question, w) {
					fit += titleInQuestion * rare
				} else if strings.Contains(t.points, w) {
					fit += rare
				}
			}
			if fit > most {
				most, questions[i].Section = fit, sections[j].Title
			}
		}
	}
}

// titleWords returns the words of a title that have two letters or more, in
// lower case.
func titleWords(title string) []string {
	words := strings.FieldsFunc(strings.ToLower(title), func(c rune) bool { return !unicode.IsLetter(c) })
	return slices.DeleteFunc(words, func(w string) bool { return utf8.RuneCountInString(w) < 2 })
}

// titleInQuestion is how much more a section's title word counts in the
// question than in its key points. Set by reading the choices for the source
// guide of the built-in middleware guide.
const titleInQuestion = 3

// studied returns the sections that a gap can point to: those with text, and of
// these the numbered ones if there are any. The guide's title is none.
func (g *Guide) studied() []Section {
	var all, numbered []Section
	for i, s := range g.Sections {
		parent := i+1 < len(g.Sections) && g.Sections[i+1].Depth > s.Depth
		if s.Depth < 2 || !parent && !hasText(s.Text) {
			continue
		}
		all = append(all, s)
		if numberedTitle.MatchString(s.Title) {
			numbered = append(numbered, s)
		}
	}
	if len(numbered) > 0 {
		return numbered
	}
	return all
}

// named returns the title of the section that a reference means, or "".
func named(sections []Section, ref string) string {
	for _, s := range sections {
		if s.Title == ref || strings.HasPrefix(s.Title, strings.TrimSuffix(ref, ".")+" ") {
			return s.Title
		}
	}
	if !numberedTitle.MatchString(ref + " ") {
		return ""
	}
	number := func(title string) string {
		n, _, _ := strings.Cut(title, " ")
		return strings.TrimSuffix(n, ".")
	}
	want := number(ref)
	for _, s := range sections {
		if number(s.Title) == want {
			return s.Title
		}
	}
	return ""
}
