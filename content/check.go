package content

import (
	"fmt"
	"slices"
	"strings"
)

// Check looks for what [Parse] lets pass but an author should mend: parts of
// the file that are not used, reviewers without questions, key points that are
// there twice. Problems are in the order of lines.
func Check(g *Guide) Problems {
	problems := slices.Clone(g.Notices)
	asks := map[string]bool{}
	for q := range g.All {
		asks[q.Persona] = true
	}
	for _, p := range g.Personas {
		if !asks[p.Key] {
			problems = append(problems, Problem{g.File, 0, fmt.Sprintf("reviewer %s (%s) has no questions", p.Name, p.Key), "add a heading such as \"#### Q1. ...\" under the reviewer"})
		}
	}
	checked := map[string]bool{}
	for q := range g.All {
		if checked[q.ID] {
			continue
		}
		checked[q.ID] = true
		seen := map[string]int{}
		for _, k := range q.KeyPoints {
			same := strings.ToLower(strings.Join(strings.Fields(k.Text), " "))
			if first := seen[same]; first > 0 {
				problems = append(problems, Problem{g.File, k.Line, fmt.Sprintf("%s has the same key point twice, first in line %d", q.ID, first), "say each point once"})
			}
			seen[same] = k.Line
		}
	}
	problems.sort()
	return problems
}
