package content

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"mockpanel/personas"
)

// panelGuide reads a guide with a heading per reviewer and "Qn." headings.
func (r *reader) panelGuide(bs []block) {
	g := r.guide
	person := -1 // index of the reviewer whose part is read
	var main *Question
	flush := func() {
		if main == nil {
			return
		}
		r.close()
		g.Questions = append(g.Questions, *main)
		main = nil
	}
	open := func(p part, number, text string, line int) {
		if main == nil {
			if p == followUp {
				r.problem(line, "a follow-up without a question", "put it under a heading such as \"#### Q1. ...\"")
			}
			return
		}
		r.close()
		n := len(main.FollowUps) + 1
		if number != "" {
			n, _ = strconv.Atoi(number)
		}
		main.FollowUps = append(main.FollowUps, Question{ID: fmt.Sprintf("%s/f%d", main.ID, n), Persona: main.Persona, Line: line})
		r.q = &main.FollowUps[len(main.FollowUps)-1]
		r.field = &r.q.Text
		r.add(text)
	}
	for i, b := range bs {
		if r.over {
			return
		}
		heading := plain(b.text())
		switch {
		case b.depth > 0 && questionHeading.MatchString(heading):
			flush()
			m := questionHeading.FindStringSubmatch(heading)
			if person < 0 {
				r.problem(b.line(), "Q"+m[1]+" stands before any reviewer", "put a heading such as \"### [팀원1: NAME — ROLE, 8년차]\" above the questions")
				g.Personas = append(g.Personas, personas.Persona{Key: personas.Infra})
				person = 0
			}
			n, _ := strconv.Atoi(m[1])
			key := g.Personas[person].Key
			main = &Question{ID: fmt.Sprintf("%s/q%d", key, n), Persona: key, Text: m[2], Line: b.line()}
			r.q = main
		case b.depth > 0 && personaHeading.MatchString(heading):
			flush()
			if r.beyond(b.line(), len(g.Personas)+1, MaxReviewers, "reviewers") {
				return
			}
			g.Personas = append(g.Personas, r.persona(heading, b.line()))
			person = len(g.Personas) - 1
		case b.depth > 0:
			flush()
			if bracketHeading.MatchString(heading) {
				r.problem(b.line(), fmt.Sprintf("unknown reviewer %q", heading), "write [팀원1: NAME — ROLE, 8년차]")
			}
			g.Sections = append(g.Sections, r.section(bs, i))
		case b.quote && main == nil && person >= 0 && g.Personas[person].Creed == "" && len(b.lines) > 0:
			g.Personas[person].Creed = unquote(plain(b.text()))
		case len(b.items) > 0 && r.q != nil:
			r.list(b.items)
		case len(b.lines) > 0:
			r.paragraph(b, open)
		}
	}
	flush()
	r.reference()
}

// bracketHeading looks like a reviewer; the questions under it would go to the
// one before.
var bracketHeading = regexp.MustCompile(`^\[[^\[\]]*[:：][^\[\]]*\]$`)

// persona reads "[팀원1: NAME — ROLE, 8년차]".
func (r *reader) persona(heading string, line int) personas.Persona {
	m := personaHeading.FindStringSubmatch(heading)
	years, _ := strconv.Atoi(m[3])
	key := personas.KeyForRole(m[2])
	if key == "" {
		r.problem(line, "a reviewer without a role", "write [팀원1: NAME — ROLE, 8년차]")
	}
	taken := func(key string) bool { _, ok := r.guide.Persona(key); return ok }
	base := key
	for n := 2; taken(key); n++ {
		key = fmt.Sprintf("%s-%d", base, n)
	}
	p := personas.Persona{Key: key, Name: strings.TrimSpace(m[1]), Role: m[2], Years: years}
	for _, known := range personas.All("ko") {
		if known.Key == base {
			p.Topics = known.Topics
		}
	}
	return p
}

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

// reference says for every prompt which section to study: the one its
// references name first, else the one whose title fits it best, else that of
// the main question.
func (r *reader) reference() {
	sections := r.guide.studied()
	if r.beyondStudy(r.questions, len(sections), "questions") {
		return
	}
	titles := make([][]string, len(sections))
	for i, s := range sections {
		titles[i] = titleWords(s.Title)
	}
	type text struct{ question, points string } // lower case
	texts := map[*Question]text{}
	in := map[string]float64{} // prompts that use a title word
	for q := range r.guide.All {
		if len(q.References) > 0 {
			if s := named(sections, q.References[0]); s != "" {
				q.Section, q.References = s, q.References[1:]
				continue
			}
		}
		var points strings.Builder
		for _, k := range q.KeyPoints {
			points.WriteString(" " + k.String())
		}
		t := text{strings.ToLower(q.Text), strings.ToLower(points.String())}
		texts[q] = t
		seen := map[string]bool{}
		for _, words := range titles {
			for _, w := range words {
				if !seen[w] && strings.Contains(t.question+t.points, w) {
					seen[w] = true
					in[w]++
				}
			}
		}
	}
	for q, t := range texts {
		most := 0.0
		for i, words := range titles {
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
				most, q.Section = fit, sections[i].Title
			}
		}
	}
	for i := range r.guide.Questions {
		q := &r.guide.Questions[i]
		for j := range q.FollowUps {
			if q.FollowUps[j].Section == "" {
				q.FollowUps[j].Section = q.Section
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
