package content

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"mockpanel/personas"
)

// panelReader is where in a panel guide the reading is.
type panelReader struct {
	*reader
	reviewer *personas.Persona // whose part is read, nil before the first
	main     *Question         // that is read with its follow-ups, nil outside of one
}

// panelGuide reads a guide with a heading per reviewer and "Qn." headings.
func (r *reader) panelGuide(bs []block) {
	p := &panelReader{reader: r}
	for i, b := range bs {
		if p.over {
			return
		}
		switch {
		case b.depth > 0:
			p.heading(bs, i)
		case b.quote && p.main == nil && p.reviewer != nil && p.reviewer.Creed == "" && len(b.lines) > 0:
			p.reviewer.Creed = unquote(plain(b.text()))
		case len(b.items) > 0 && p.q != nil:
			p.list(b.items)
		case len(b.lines) > 0:
			p.paragraph(b, p.followUp)
		}
	}
	p.flush()
	p.study()
}

func (p *panelReader) heading(bs []block, i int) {
	p.flush()
	text, line := plain(bs[i].text()), bs[i].line()
	question := questionHeading.FindStringSubmatch(text)
	switch {
	case question != nil:
		if p.reviewer == nil {
			p.problem(line, "Q"+question[1]+" stands before any reviewer", "put a heading such as \"### [팀원1: NAME — ROLE, 8년차]\" above the questions")
			p.introduce(personas.Persona{Key: personas.Infra})
		}
		n, _ := strconv.Atoi(question[1])
		key := p.reviewer.Key
		p.main = &Question{ID: fmt.Sprintf("%s/q%d", key, n), Persona: key, Text: question[2], Line: line}
		p.q = p.main
	case personaHeading.MatchString(text):
		if !p.beyond(line, len(p.guide.Personas)+1, MaxReviewers, "reviewers") {
			p.introduce(p.persona(text, line))
		}
	default:
		if bracketHeading.MatchString(text) {
			p.problem(line, fmt.Sprintf("unknown reviewer %q", text), "write [팀원1: NAME — ROLE, 8년차]")
		}
		p.guide.Sections = append(p.guide.Sections, p.section(bs, i))
	}
}

// introduce begins the part of a reviewer.
func (p *panelReader) introduce(who personas.Persona) {
	p.guide.Personas = append(p.guide.Personas, who)
	p.reviewer = &p.guide.Personas[len(p.guide.Personas)-1]
}

// followUp begins a follow-up, which a line with Q: is too.
func (p *panelReader) followUp(opens part, number, text string, line int) {
	if p.main == nil {
		if opens == followUp {
			p.problem(line, "a follow-up without a question", "put it under a heading such as \"#### Q1. ...\"")
		}
		return
	}
	p.close()
	n := len(p.main.FollowUps) + 1
	if number != "" {
		n, _ = strconv.Atoi(number)
	}
	p.main.FollowUps = append(p.main.FollowUps, Question{ID: fmt.Sprintf("%s/f%d", p.main.ID, n), Persona: p.main.Persona, Line: line})
	p.q = &p.main.FollowUps[len(p.main.FollowUps)-1]
	p.field = &p.q.Text
	p.add(text)
}

// flush ends the current main question.
func (p *panelReader) flush() {
	if p.main == nil {
		return
	}
	p.close()
	p.guide.Questions = append(p.guide.Questions, *p.main)
	p.main = nil
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
