package main

import (
	"context"
	"fmt"
	"sync"

	"mockpanel/content"
)

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
	todo := make(chan int)
	workers.Go(func() {
		defer close(todo)
		for i := range lines {
			select {
			case todo <- i:
			case <-ctx.Done():
				return
			}
		}
	})
	for range min(jobs, len(lines)) {
		workers.Go(func() {
			for i := range todo {
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
