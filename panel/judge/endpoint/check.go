package endpoint

import (
	"context"
	"time"

	"mockpanel/content"
	"mockpanel/panel"
)

// Report is what one small call found out about an endpoint.
type Report struct {
	Format string        // how it was asked to keep to JSON: json_schema, json_object or text
	Took   time.Duration // of the whole call
	Right  bool          // the sample was judged as a person would judge it
}

// Check has the endpoint judge a sample of two key points, of which one is
// said. The error is a [*Fault].
func (c *Client) Check(ctx context.Context) (Report, error) {
	q, answer := c.sample()
	start := c.now()
	verdicts, err := c.vote(ctx, q, answer)
	r := Report{Took: c.now().Sub(start)}
	if err != nil {
		return r, err
	}
	r.Format = [...]string{jsonSchema: "json_schema", jsonObject: "json_object", plainText: "text"}[c.learnt().format]
	r.Right = verdicts[0].Mark == panel.Covered && verdicts[1].Mark == panel.Missed
	return r, nil
}

func (c *Client) sample() (q *content.Question, answer string) {
	if c.lang == "ko" {
		return &content.Question{Text: "디스크가 가득 차면 무엇을 하나요?", KeyPoints: []content.KeyPoint{
			{Text: "오래된 로그를 지워 공간을 만든다"},
			{Text: "용량 알림을 미리 걸어 둔다"},
		}}, "먼저 오래된 로그를 지워서 공간을 확보합니다."
	}
	return &content.Question{Text: "What do you do when the disk is full?", KeyPoints: []content.KeyPoint{
		{Text: "delete old logs to make room"},
		{Text: "set an alert on disk usage beforehand"},
	}}, "First I delete old logs, which makes some room."
}
