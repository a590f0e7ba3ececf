package content

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// block is one Markdown block that can carry a part of a question. Code, HTML
// and thematic breaks carry none and do not appear.
type block struct {
	depth int    // heading level 1-6; 0 for a paragraph or a list
	quote bool   // inside a block quote
	lines []line // of a heading or paragraph
	items []item // of a list
	start int    // offset of the block's first byte in the source
	end   int    // offset behind the block's last line
}

// line is one source line without its indentation and quote marks.
type line struct {
	text string
	n    int // line number in the file, from 1
}

// item is one entry of a list.
type item struct {
	lines []line // its own paragraphs
	sub   []item // entries of the lists inside it
}

func (b block) text() string { return joinLines(b.lines) }

func (b block) line() int {
	if len(b.lines) > 0 {
		return b.lines[0].n
	}
	if len(b.items) > 0 {
		return b.items[0].line()
	}
	return 0
}

func (it item) line() int {
	if len(it.lines) > 0 {
		return it.lines[0].n
	}
	if len(it.sub) > 0 {
		return it.sub[0].line()
	}
	return 0
}

// blocks returns the blocks of a document in order. Only block structure is
// parsed: inline Markdown of a guide is text to us, and hostile nesting of
// inline marks costs nothing.
func blocks(src []byte) []block {
	p := parser.NewParser(parser.WithBlockParsers(parser.DefaultBlockParsers()...))
	w := walker{src: src, starts: lineStarts(src)}
	w.walk(p.Parse(text.NewReader(src)), false)
	return w.out
}

type walker struct {
	src    []byte
	starts []int
	out    []block
}

func (w *walker) walk(parent ast.Node, quote bool) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			w.add(n, block{depth: n.Level, quote: quote})
		case *ast.Paragraph:
			w.add(n, block{quote: quote})
		case *ast.Blockquote:
			w.walk(n, true)
		case *ast.List:
			if items := w.items(n); len(items) > 0 {
				w.out = append(w.out, block{quote: quote, items: items})
			}
		}
	}
}

func (w *walker) add(n ast.Node, b block) {
	b.lines = w.lines(n)
	if len(b.lines) == 0 {
		return
	}
	segs := n.Lines()
	b.start = w.starts[b.lines[0].n-1]
	b.end = segs.At(segs.Len() - 1).Stop
	w.out = append(w.out, b)
}

func (w *walker) items(list ast.Node) []item {
	var items []item
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		var it item
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			switch c := c.(type) {
			case *ast.Paragraph, *ast.TextBlock:
				it.lines = append(it.lines, w.lines(c)...)
			case *ast.List:
				it.sub = append(it.sub, w.items(c)...)
			}
		}
		if len(it.lines) > 0 || len(it.sub) > 0 {
			items = append(items, it)
		}
	}
	return items
}

func (w *walker) lines(n ast.Node) []line {
	segs := n.Lines()
	var lines []line
	for i := range segs.Len() {
		s := segs.At(i)
		if t := strings.TrimSpace(string(s.Value(w.src))); t != "" {
			lines = append(lines, line{t, w.lineAt(s.Start)})
		}
	}
	return lines
}

func lineStarts(src []byte) []int {
	starts := []int{0}
	for i, b := range src {
		if b == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// lineAt returns the number of the line that holds the byte at offset.
func (w *walker) lineAt(offset int) int {
	n, _ := slices.BinarySearch(w.starts, offset+1)
	return n
}

// joinLines joins wrapped lines with a space, or with nothing behind an
// opening bracket.
func joinLines(lines []line) string {
	var b strings.Builder
	for i, l := range lines {
		if i > 0 && !strings.HasSuffix(lines[i-1].text, "(") {
			b.WriteByte(' ')
		}
		b.WriteString(l.text)
	}
	return b.String()
}
