package judge

import (
	"strings"
	"sync"
)

// glossary says which expressions mean the same.
type glossary struct {
	expressions []pattern
	groups      [][]int32        // groups of each expression
	members     [][]int32        // expressions of each group
	starting    map[rune][]int32 // expressions by key
}

// dictionary returns data/glossary.txt, read once.
var dictionary = sync.OnceValue(readGlossary)

func readGlossary() *glossary {
	g := &glossary{starting: map[rune][]int32{}}
	ids := map[string]int32{}
	for line := range strings.Lines(read("glossary.txt")) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		group := int32(len(g.members))
		g.members = append(g.members, nil)
		for expression := range strings.SplitSeq(line, ",") {
			letters := bare(expression)
			id, ok := ids[string(letters)]
			if !ok {
				id = int32(len(g.expressions))
				ids[string(letters)] = id
				g.expressions = append(g.expressions, newPattern(letters))
				g.groups = append(g.groups, nil)
				k := keyOf(letters)
				g.starting[k] = append(g.starting[k], id)
			}
			g.groups[id] = append(g.groups[id], group)
			g.members[group] = append(g.members[group], id)
		}
	}
	return g
}

// longest returns the longest expression that occurs at letter i of t and
// where it ends; id is -1 when there is none.
func (g *glossary) longest(t *text, i int) (id int32, end int) {
	id, end = -1, -1
	for _, k := range keysAt(t, i) {
		for _, e := range g.starting[k] {
			if at := g.expressions[e].find(t, i); at > end {
				id, end = e, at
			}
		}
	}
	return id, end
}

// forms returns all expressions of the groups that expression id is in.
func (g *glossary) forms(id int32) []form {
	own := g.expressions[id].letters
	forms := []form{{string(own), exact}}
	for _, group := range g.groups[id] {
		for _, member := range g.members[group] {
			if member != id {
				forms = append(forms, form{string(g.expressions[member].letters), synonym})
			}
		}
	}
	if s := spelled(own); s != "" {
		forms = append(forms, form{s, synonym})
	}
	return forms
}

func groupKey(groups []int32) string { return "=" + string(rune('0'+groups[0])) }
