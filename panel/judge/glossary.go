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
	data, err := files.ReadFile("data/glossary.txt")
	if err != nil {
		panic(err)
	}
	g := &glossary{starting: map[rune][]int32{}}
	ids := map[string]int32{}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		group := int32(len(g.members))
		g.members = append(g.members, nil)
		for expression := range strings.SplitSeq(line, ",") {
			letters := bare(expression)
			if len(letters) == 0 {
				continue
			}
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

func newPattern(letters []rune) pattern {
	return pattern{letters: letters, not: lists().not[string(letters)]}
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

// keysAt returns the keys that patterns beginning at letter i may have.
func keysAt(t *text, i int) [2]rune {
	k := [2]rune{t.letters[i], 0}
	if isLatin(k[0]) && i+1 < len(t.letters) {
		k[1] = k[0]<<12 ^ t.letters[i+1]
	}
	return k
}
