package endpoint

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"mockpanel/content"
	"mockpanel/panel"
)

// maxReason is how many characters of a model's reason are kept.
const maxReason = 300

// poll asks for as many votes as are wanted, within one budget, and returns
// the majority on each key point. One vote is its own majority.
func (c *Client) poll(ctx context.Context, q *content.Question, answer string) ([]panel.Verdict, error) {
	ctx, cancel := context.WithTimeout(ctx, c.budget)
	defer cancel()
	votes := make([][]panel.Verdict, c.votes)
	errs := make([]error, c.votes)
	// The first vote finds out which parameters the endpoint takes.
	if votes[0], errs[0] = c.vote(ctx, q, answer); errs[0] != nil {
		return nil, errs[0]
	}
	var rest sync.WaitGroup
	for i := 1; i < c.votes; i++ {
		rest.Go(func() { votes[i], errs[i] = c.vote(ctx, q, answer) })
	}
	rest.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	out := make([]panel.Verdict, len(q.KeyPoints))
	for i := range out {
		var on []panel.Verdict
		for _, v := range votes {
			on = append(on, v[i])
		}
		out[i] = c.majority(on)
	}
	return out, nil
}

// vote asks once for verdicts.
func (c *Client) vote(ctx context.Context, q *content.Question, answer string) ([]panel.Verdict, error) {
	var list []judged
	err := c.ask(ctx, c.judgeTask(q, answer, func(text string) (err error) {
		list, err = readVerdicts(text, len(q.KeyPoints))
		return err
	}))
	if err != nil {
		return nil, err
	}
	out := make([]panel.Verdict, len(list))
	for i, j := range list {
		out[i] = c.confirm(j, answer)
	}
	return out, nil
}

// confirm lets a verdict count only if its quote is in the answer; what was
// missed needs none.
func (c *Client) confirm(j judged, answer string) panel.Verdict {
	v := panel.Verdict{Mark: j.mark, Note: c.keep(j.reason, maxReason)}
	if j.mark == panel.Missed {
		return v
	}
	words, ok := evidence(answer, j.quote)
	if !ok {
		return panel.Verdict{Note: c.say("엔드포인트가 든 근거가 답변에 없음", "the endpoint's quote is not in the answer")}
	}
	v.Evidence = words
	return v
}

// say picks the language of notes, which is the interview's.
func (c *Client) say(ko, en string) string {
	if c.lang == "ko" {
		return ko
	}
	return en
}

// majority returns the verdict of more than half of the votes, with their
// share as its confidence. Without one the endpoint is not sure.
func (c *Client) majority(votes []panel.Verdict) panel.Verdict {
	if len(votes) == 1 {
		return votes[0]
	}
	count := map[panel.Mark]int{}
	for _, v := range votes {
		count[v.Mark]++
	}
	for _, v := range votes {
		if n := count[v.Mark]; 2*n > len(votes) {
			if v.Mark != panel.Ungraded {
				v.Confidence = float64(n*100/len(votes)) / 100
			}
			return v
		}
	}
	var split []string
	for _, m := range []panel.Mark{panel.Covered, panel.Partial, panel.Missed, panel.Wrong, panel.Ungraded} {
		if count[m] > 0 {
			split = append(split, fmt.Sprintf("%s %d", m, count[m]))
		}
	}
	return panel.Verdict{Note: c.say("확실하지 않음, 표가 갈림: ", "not sure, the votes split: ") + strings.Join(split, ", ")}
}
