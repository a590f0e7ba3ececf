package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"sync/atomic"

	"mockpanel/content"
)

// maxJobs is more than any endpoint serves one user at a time.
const maxJobs = 64

// batch is a file of answers and what to print about it.
type batch struct {
	name                       string
	asJSON, agreement, compare bool
	jobs                       int
}

// read returns the answers of the file, all of them to a question.
func (b batch) read(a *app, g *content.Guide) ([]line, error) {
	var in io.Reader = a.in
	if b.name != "-" {
		f, err := os.Open(b.name)
		if err != nil {
			return nil, fmt.Errorf("reading answers: %w", err)
		}
		defer f.Close()
		in = f
	}
	lines, err := readLines(b.name, in, g)
	if err != nil {
		return nil, err
	}
	var problems content.Problems
	for _, l := range lines {
		if l.Question == "" {
			problems = append(problems, content.Problem{File: b.name, Line: l.n, What: `no "question"`, Hint: lineHint})
		}
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return lines, nil
}

// score judges a file. The whole file is checked before anything is printed.
func (b batch) score(ctx context.Context, a *app, g *content.Guide, by grader) error {
	lines, err := b.read(a, g)
	if err != nil {
		return err
	}
	ctx, stop := untilSignal(ctx, a.wait)
	defer stop()
	switch {
	case b.agreement:
		return b.printAgreement(ctx, a, g, by, lines)
	case b.compare:
		return b.printComparison(ctx, a, g, by, lines)
	}
	out := bufio.NewWriter(a.out)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	err = judgeAll(ctx, a, g, by, lines, b.jobs, func(l line, j judgement) error {
		return enc.Encode(scoreJSON(g.Find(l.Question), j))
	})
	return errors.Join(err, out.Flush())
}

// judgeAll judges many answers, some at the same time, and hands the
// judgements to each in the order of the lines. When ctx ends, or each fails,
// it stops; what an endpoint had judged by then is in its cache. An interruption
// comes back as its exit code.
func judgeAll(ctx context.Context, a *app, g *content.Guide, by grader, lines []line, jobs int, each func(line, judgement) error) error {
	ctx, cancel := context.WithCancel(ctx)
	var workers sync.WaitGroup
	defer workers.Wait()
	defer cancel()
	results := judgeAside(ctx, &workers, g, by, lines, jobs)
	p := progress{app: a, shown: by.endpoint != nil && a.errTTY != nil, of: len(lines), w: by.w}
	behind := 0
	next := func(i int) error {
		p.put(i)
		select {
		case r := <-results[i]:
			if r.trouble != "" {
				behind++
			}
			if r.err != nil {
				return r.err
			}
			return each(lines[i], r.judgement)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	for i := range lines {
		if err := next(i); err != nil {
			p.end()
			return interruptedScore(ctx, err)
		}
	}
	p.put(len(lines))
	p.end()
	if behind > 0 {
		a.tell(fmt.Sprintf(by.w.endpoint.behind, behind, len(lines)), "", "")
	}
	return nil
}

// result is what a worker makes of one line.
type result struct {
	judgement
	err error
}

// judgeAside has workers judge the lines until ctx ends. The result of line i
// comes through the ith channel.
func judgeAside(ctx context.Context, workers *sync.WaitGroup, g *content.Guide, by grader, lines []line, jobs int) []chan result {
	results := make([]chan result, len(lines))
	for i := range results {
		results[i] = make(chan result, 1) // a worker never waits for the reader
	}
	var taken atomic.Int64
	for range min(jobs, len(lines)) {
		workers.Go(func() {
			for ctx.Err() == nil {
				i := int(taken.Add(1)) - 1
				if i >= len(lines) {
					return
				}
				j, err := by.judge(ctx, g.Find(lines[i].Question), *lines[i].Answer)
				results[i] <- result{j, err}
			}
		})
	}
	return results
}

// progress is one line on the terminal that says how far a batch is.
type progress struct {
	app   *app
	w     words
	shown bool
	of    int
}

func (p progress) put(done int) {
	if p.shown {
		fmt.Fprintf(p.app.err, "\r"+p.w.endpoint.progress, done, p.of)
	}
}

func (p progress) end() {
	if p.shown {
		fmt.Fprintln(p.app.err)
	}
}
