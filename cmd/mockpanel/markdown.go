package main

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// page sets Markdown for a terminal: headings and strong text are bold where
// emphasis is wanted, nothing else is marked by more than its place. It knows
// what a transcript is made of; links and pictures show as their text.
type page struct {
	b        strings.Builder
	src      []byte
	width    int
	emphasis bool
}

// setMarkdown returns Markdown as lines of at most width cells. No control
// character gets through, not even as an entity.
func setMarkdown(markdown string, width int, emphasis bool) string {
	p := page{src: []byte(markdown), width: width, emphasis: emphasis}
	p.blocks(p.parse(parser.DefaultBlockParsers()), "", "")
	return p.b.String()
}

func (p *page) parse(blocks []util.PrioritizedValue) ast.Node {
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
	).Parse(text.NewReader(p.src))
}

// blocks sets the children of a block; the first line is preceded by first,
// every other by rest.
func (p *page) blocks(parent ast.Node, first, rest string) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == ast.KindParagraph && p.inline(n) == "[!WARNING]" {
			continue
		}
		if _, inItem := parent.(*ast.ListItem); !inItem && n.Kind() != ast.KindBlockquote {
			p.b.WriteByte('\n')
		}
		switch n := n.(type) {
		case *ast.Heading:
			p.lines(p.bold(p.inline(n)), first, rest)
		case *ast.Paragraph, *ast.TextBlock:
			if rows := p.rows(n); rows != nil {
				p.table(rows)
				break
			}
			p.lines(strings.TrimPrefix(p.inline(n), "[!WARNING] "), first, rest)
		case *ast.Blockquote:
			p.blocks(n, first, rest)
		case *ast.FencedCodeBlock:
			for i := range n.Lines().Len() {
				line := n.Lines().At(i)
				p.lines(visible(strings.TrimRight(string(line.Value(p.src)), "\n")), rest+"  ", rest+"  ")
			}
		case *ast.List:
			p.list(n, rest)
		}
		first = rest
	}
}

func (p *page) list(list *ast.List, indent string) {
	n := list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		mark := "- "
		if list.IsOrdered() {
			mark = fmt.Sprintf("%d. ", n)
			n++
		}
		p.blocks(item, indent+mark, indent+strings.Repeat(" ", len(mark)))
	}
}

// narrowestName is the least room for the first column of a table.
const narrowestName = 16

// rows returns the cells of a paragraph that is a table as [transcripts.Write]
// writes it, without the line under its head; nil for any other.
func (p *page) rows(n ast.Node) [][]string {
	var rows [][]string
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		line := strings.TrimSpace(string(segment.Value(p.src)))
		if !strings.HasPrefix(line, "| ") || !strings.HasSuffix(line, " |") {
			return nil
		}
		var row []string
		for _, source := range strings.Split(line[2:len(line)-2], " | ") {
			row = append(row, p.cell(source))
		}
		if i > 0 && len(row) != len(rows[0]) {
			return nil
		}
		rows = append(rows, row)
	}
	if len(rows) < 2 || !strings.HasPrefix(rows[1][0], ":--") {
		return nil
	}
	return append(rows[:1], rows[2:]...)
}

// cell returns the text of a table's cell, in which "-" is no list.
func (p *page) cell(source string) string {
	c := page{src: []byte(source), emphasis: p.emphasis}
	inline := c.parse([]util.PrioritizedValue{util.Prioritized(parser.NewParagraphParser(), 0)}).FirstChild()
	if inline == nil {
		return ""
	}
	return c.inline(inline)
}

// table sets a table in columns, the first one wrapped, or, where they have no
// room, a row as its first cell and the others with their headings.
func (p *page) table(rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], cells(cell))
		}
	}
	name := p.width
	for _, w := range widths[1:] {
		name -= 2 + w
	}
	if name < min(narrowestName, widths[0]) {
		p.namedRows(rows)
		return
	}
	name = min(name, widths[0])
	for _, row := range rows {
		for i, line := range breakLine(row[0], name) {
			line = pad(line, name)
			for n, cell := range row[1:] {
				if i == 0 {
					line += "  " + padLeft(cell, widths[n+1])
				}
			}
			p.lines(line, "", "")
		}
	}
}

func (p *page) namedRows(rows [][]string) {
	for _, row := range rows[1:] {
		var named []string
		for i, cell := range row[1:] {
			named = append(named, rows[0][i+1]+" "+cell)
		}
		p.lines(row[0]+": "+strings.Join(named, ", "), "", "  ")
	}
}

// inline returns the text of a block's inline nodes.
func (p *page) inline(parent ast.Node) string {
	var b strings.Builder
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			b.WriteString(p.plain(n.Segment.Value(p.src)))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.WriteString(p.plain(n.Value))
		case *ast.CodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if t, ok := c.(*ast.Text); ok {
					b.WriteString(visible(string(t.Segment.Value(p.src))))
				}
			}
		case *ast.AutoLink:
			b.WriteString(visible(string(n.Label(p.src))))
		case *ast.Emphasis:
			if s := p.inline(n); n.Level == 2 {
				b.WriteString(p.bold(s))
			} else {
				b.WriteString(s)
			}
		case *ast.RawHTML:
			for i := range n.Segments.Len() {
				segment := n.Segments.At(i)
				b.WriteString(visible(string(segment.Value(p.src))))
			}
		default:
			b.WriteString(p.inline(n))
		}
	}
	return b.String()
}

// plain resolves escapes and entities.
func (p *page) plain(source []byte) string {
	return visible(string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(source)))))
}

func (p *page) bold(s string) string {
	if !p.emphasis {
		return s
	}
	return "\x1b[1m" + s + "\x1b[0m"
}

func (p *page) lines(s, first, rest string) {
	s = strings.ReplaceAll(s, "\t", "    ")
	for _, l := range breakLine(s, max(10, p.width-max(cells(first), cells(rest)))) {
		p.b.WriteString(strings.TrimRight(first+l, " ") + "\n")
		first = rest
	}
}
