package judge

import (
	"embed"
	"slices"
	"strings"
	"sync"
)

//go:embed data/*.txt
var files embed.FS

// read returns a file in data/. A missing one is a broken build.
func read(name string) string {
	data, err := files.ReadFile("data/" + name)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// words are the word lists in data/, ready for matching.
type words struct {
	particles    map[string]bool
	endings      map[string]bool // verb endings and the verbs 하다, 되다 with them
	function     map[string]bool // words that carry no claim of their own
	products     map[string]bool
	predicates   map[string]bool     // English words that only a sentence has
	verbal       map[string]bool     // Korean nouns that end a statement in notes
	nouns        map[string]bool     // those that end like a verb
	connectives  [][]rune            // Korean endings that end a clause
	conjunctions [][]rune            // Latin words that begin one
	cues         map[string][][]rune // by section of cues.txt
	fillers      map[rune][][]rune   // by first letter, the longest first
	talk         map[rune][][]rune   // beginnings of words of talk about the talk, by first letter
	not          map[string][][]rune // exclusions: expression to what may not follow
}

// lists returns the word lists; they are read once.
var lists = sync.OnceValue(readLists)

func readLists() *words {
	w := &words{
		particles:  set(entries("particles.txt")[""]),
		endings:    set(entries("endings.txt")[""]),
		function:   set(entries("function-words.txt")[""]),
		predicates: set(entries("predicates.txt")[""]),
		verbal:     set(entries("predicates.txt")["verbal"]),
		nouns:      set(entries("predicates.txt")["nouns"]),
		products:   set(entries("products.txt")[""]),
		cues:       map[string][][]rune{},
		fillers:    map[rune][][]rune{},
		talk:       map[rune][][]rune{},
		not:        map[string][][]rune{},
	}
	for section, list := range entries("cues.txt") {
		for _, e := range list {
			w.cues[section] = append(w.cues[section], bare(e))
		}
	}
	for section, into := range map[string]map[rune][][]rune{"": w.fillers, "words": w.talk} {
		for _, e := range entries("fillers.txt")[section] {
			f := bare(e)
			into[f[0]] = append(into[f[0]], f)
		}
	}
	for _, list := range w.fillers {
		slices.SortFunc(list, func(a, b []rune) int { return len(b) - len(a) })
	}
	for _, e := range entries("connectives.txt")["korean"] {
		w.connectives = append(w.connectives, []rune(e))
	}
	for _, e := range entries("connectives.txt")["english"] {
		w.conjunctions = append(w.conjunctions, []rune(e))
	}
	for _, e := range entries("exclusions.txt")[""] {
		expression, after, _ := strings.Cut(e, "+")
		w.not[expression] = append(w.not[expression], []rune(after))
	}
	return w
}

// entries reads a list file: words separated by spaces or line breaks, with
// "_" for a space inside an entry, comment lines after "#", and sections that
// begin with a line "[name]".
func entries(name string) map[string][]string {
	sections := map[string][]string{}
	section := ""
	for line := range strings.Lines(read(name)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			section = strings.Trim(line, "[]")
		default:
			sections[section] = append(sections[section], strings.Fields(line)...)
		}
	}
	return sections
}

// spacing is what entries may be written with that matching ignores.
var spacing = strings.NewReplacer("_", "", "-", "", "'", "", " ", "", "/", "", ".", "")

// bare is squash for list entries, which newText cannot prepare: it needs the
// lists itself.
func bare(s string) []rune {
	return []rune(strings.ToLower(spacing.Replace(s)))
}

func set(list []string) map[string]bool {
	m := make(map[string]bool, len(list))
	for _, e := range list {
		m[e] = true
	}
	return m
}
