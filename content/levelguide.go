package content

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mockpanel/personas"
)

// levelReader is where in a level guide the reading is.
type levelReader struct {
	*reader
	topic     *Topic // nil outside a numbered topic
	level     int    // 0 outside a level
	asked     int    // questions read in this level
	faq       int    // frequent questions read
	scenarios int    // read
	title     string // of the scenario being read, "" outside
	defines   bool   // lists define terms: in a level, before its first question

	above [7]string // titles of the headings around, by depth
}

// levelGuide reads a guide of numbered topics with levels, scenarios and
// frequent questions.
func (r *reader) levelGuide(bs []block) {
	l := &levelReader{reader: r}
	r.guide.Topics = []Topic{}
	for i, b := range bs {
		if l.over {
			return
		}
		switch {
		case b.depth > 0:
			l.heading(bs, i)
		case len(b.items) > 0:
			l.items(b)
		default:
			l.lines(b)
		}
	}
	l.flush()
	l.study()
	l.digDeeper()
}

// study takes the topics out of the references: the first one is the section
// to study, the others are documents.
func (l *levelReader) study() {
	var topics []Section
	for _, t := range l.guide.Topics {
		topics = append(topics, Section{Title: fmt.Sprintf("%d. %s", t.Number, t.Title)})
	}
	references := 0
	for i := range l.guide.Questions {
		references += len(l.guide.Questions[i].References)
	}
	if l.beyondStudy(references, len(topics), "references") {
		return
	}
	for i := range l.guide.Questions {
		q := &l.guide.Questions[i]
		var documents []string
		found := false
		for _, ref := range q.References {
			title := named(topics, ref)
			switch {
			case title == "":
				documents = append(documents, ref)
			case !found:
				q.Section, found = title, true
			}
		}
		q.References = documents
	}
}

func (l *levelReader) heading(bs []block, i int) {
	b := bs[i]
	text := plain(b.text())
	l.defines = false
	l.above[b.depth] = text
	clear(l.above[b.depth+1:])
	scenario, topic := scenarioHeading.FindStringSubmatch(text), topicHeading.FindStringSubmatch(text)
	switch {
	case scenario != nil && hasText(scenario[2]):
		l.flush()
		l.topic, l.level = nil, 0
		l.scenarios++
		n := l.scenarios
		if scenario[1] != "" {
			n, _ = strconv.Atoi(scenario[1])
		}
		l.title = scenario[2]
		l.q = &Question{ID: fmt.Sprintf("scenario/q%d", n), Topic: l.title, Section: l.near(b.depth), Line: b.line()}
	case topic != nil && b.depth <= 2:
		l.flush()
		n, _ := strconv.Atoi(topic[1])
		l.guide.Topics = append(l.guide.Topics, Topic{Number: n, Title: topic[2], Line: b.line()})
		l.topic = &l.guide.Topics[len(l.guide.Topics)-1]
		l.level = 0
	case b.depth <= 2:
		l.flush()
		l.topic, l.level = nil, 0
		l.guide.Sections = append(l.guide.Sections, l.section(bs, i))
	default:
		if l.q == nil && l.topic != nil && l.level == 0 && l.topic.Concept == "" {
			l.topic.Concept = l.section(bs, i).Text
		}
	}
}

// near returns the title of the nearest heading above that is higher than one
// of a depth.
func (l *levelReader) near(depth int) string {
	for d := depth - 1; d > 0; d-- {
		if l.above[d] != "" {
			return l.above[d]
		}
	}
	return ""
}

func (l *levelReader) items(b block) {
	switch {
	case l.q != nil:
		l.list(b.items)
	case l.defines:
		levels := l.topic.Levels
		at := &levels[len(levels)-1]
		for _, it := range b.items {
			at.Definitions = append(at.Definitions, definition(it))
		}
	}
}

func definition(it item) Definition {
	text := joinLines(it.lines)
	if term, rest, ok := strings.Cut(text, ": "); ok && len(term) <= 80 {
		return Definition{plain(term), plain(rest)}
	}
	return Definition{Text: plain(text)}
}

// lines reads a paragraph: a level, a question, or a part of one.
func (l *levelReader) lines(b block) {
	if m := levelLine.FindStringSubmatch(b.lines[0].text); m != nil && l.topic != nil {
		l.flush()
		l.level, _ = strconv.Atoi(m[1])
		if l.level < 1 || l.level > 4 {
			l.problem(b.line(), fmt.Sprintf("level %s, levels are 1 to 4", m[1]), "")
		}
		l.topic.Levels = append(l.topic.Levels, Level{Level: l.level})
		l.asked, l.defines = 0, true
		if b.lines = b.lines[1:]; len(b.lines) == 0 {
			return
		}
	}
	l.paragraph(b, func(p part, number, text string, line int) {
		if p == followUp {
			l.problem(line, "a follow-up in a level guide", "the questions of the next level are the follow-ups; write it as a question there")
			return
		}
		l.flush()
		l.question(text, line)
	})
}

func (l *levelReader) question(text string, line int) {
	q := &Question{Line: line}
	switch {
	case l.topic != nil && l.level > 0:
		l.asked++
		q.ID = fmt.Sprintf("%02d/l%d/q%d", l.topic.Number, l.level, l.asked)
		q.Topic, q.Level = l.topic.Title, l.level
	case l.topic != nil:
		l.problem(line, "a question before the first level of its topic", "put a line such as \"> **Level 1**\" above it")
		return
	default:
		l.faq++
		q.ID = fmt.Sprintf("faq/q%d", l.faq)
	}
	l.q = q
	l.field = &q.Text
	l.add(text)
}

// flush ends the current question and gives it to a reviewer.
func (l *levelReader) flush() {
	q := l.q
	if q == nil {
		return
	}
	l.close()
	if l.title != "" {
		q.Text = plain(l.title + ": " + q.Text)
		if q.Model == "" {
			var steps []string
			for _, k := range q.KeyPoints {
				steps = append(steps, k.String())
			}
			q.Model = strings.Join(steps, " ")
		}
		l.title = ""
	}
	topic := q.Topic
	if topic == "" {
		topic = q.Text
	}
	q.Persona = personas.ForTopic(topic, q.Level)
	if q.Level > 0 {
		q.Section = fmt.Sprintf("%d. %s", l.topic.Number, q.Topic)
	}
	l.guide.Questions = append(l.guide.Questions, *q)
}

// digDeeper makes the questions of the next level of the same topic the
// follow-ups of a question.
func (l *levelReader) digDeeper() {
	at := map[string][]int{} // "06/l2" -> indexes of its questions
	qs := l.guide.Questions
	prefix := func(q Question, level int) string {
		return fmt.Sprintf("%s/l%d", q.ID[:strings.Index(q.ID, "/")], level)
	}
	for i, q := range qs {
		if q.Level > 0 {
			p := prefix(q, q.Level)
			at[p] = append(at[p], i)
		}
	}
	next := func(q Question) []int {
		for level := q.Level; q.Level > 0 && level < 4; level++ {
			if deeper := at[prefix(q, level+1)]; len(deeper) > 0 {
				return deeper
			}
		}
		return nil
	}
	n := 0
	for _, q := range qs {
		n += len(next(q))
	}
	if l.beyond(0, n, MaxQuestions, "follow-ups, the questions of the next level after each question") {
		return
	}
	// Copies are taken before any follow-up is set, so that they hold none.
	bare := slices.Clone(qs)
	for i := range qs {
		for _, j := range next(bare[i]) {
			qs[i].FollowUps = append(qs[i].FollowUps, bare[j])
		}
	}
}
