package transcripts

import (
	"time"

	"mockpanel/panel"
)

// Report is a transcript in the shape of review --json. Slices are never nil,
// so that they are [] and not null.
type Report struct {
	Started   string           `json:"started"` // RFC 3339
	Status    string           `json:"status"`  // "in progress" or "finished"
	Guide     string           `json:"guide"`
	Title     string           `json:"title"`
	Lang      string           `json:"lang"`
	Judge     string           `json:"judge"`
	Score     *float64         `json:"score"` // two decimals; null when nothing was graded
	Reviewers []ReportReviewer `json:"reviewers"`
	Closing   []ReportClosing  `json:"closing"`
	Gaps      []ReportGap      `json:"gaps"` // weakest first
	Turns     []ReportTurn     `json:"turns"`
}

// ReportClosing is what a reviewer said at the end.
type ReportClosing struct {
	Persona string `json:"persona"` // key
	Words   string `json:"words"`
}

// ReportReviewer is what became of the prompts of one reviewer.
type ReportReviewer struct {
	Persona string `json:"persona"` // key
	Name    string `json:"name"`
	Role    string `json:"role"`
	Totals
	Weakest bool `json:"weakest"`
}

// ReportGap is a key point that neither the newest answer nor one to a follow-up
// covered.
type ReportGap struct {
	ID      string   `json:"id"`
	Persona string   `json:"persona"`
	N       int      `json:"n"`
	Label   string   `json:"label"`
	Text    string   `json:"text"`
	Verdict string   `json:"verdict"`
	Missing []string `json:"missing"`
	Note    string   `json:"note"`
	Section string   `json:"section"`
}

// ReportTurn is one prompt and its answers; none when it was skipped.
type ReportTurn struct {
	ID         string           `json:"id"`
	Persona    string           `json:"persona"`
	FollowUpOf string           `json:"follow_up_of"`
	Why        string           `json:"why"`
	Question   string           `json:"question"`
	Intent     string           `json:"intent"`
	Model      string           `json:"model"`
	Section    string           `json:"section"`
	Hints      int              `json:"hints"`
	Attempts   []ReportAttempt  `json:"attempts"`
	Recovered  []ReportRecovery `json:"recovered"`
}

// ReportRecovery is a key point that the answers did not cover and that the
// answer to a follow-up did. The scores of the reviewers count it as covered.
type ReportRecovery struct {
	N        int    `json:"n"`  // number of the key point, from 1
	In       string `json:"in"` // id of the follow-up
	Evidence string `json:"evidence"`
}

// ReportAttempt is one answer and its judgement.
type ReportAttempt struct {
	Answer      string           `json:"answer"`
	TookSeconds int              `json:"took_seconds"` // 0 when not measured
	Judge       string           `json:"judge"`        // "" when nobody could judge
	Trouble     string           `json:"trouble"`
	Score       *float64         `json:"score"`
	KeyPoints   []ReportKeyPoint `json:"key_points"`
}

// ReportKeyPoint is a key point and its verdict. Corrected is the user's own
// mark, "" where the user agrees; a score counts it in place of the verdict.
type ReportKeyPoint struct {
	ReportVerdict
	Corrected string `json:"corrected"`
}

// ReportVerdict is a key point and the judge's verdict on it, as score --json
// prints it too.
type ReportVerdict struct {
	N          int      `json:"n"` // from 1
	Label      string   `json:"label"`
	Text       string   `json:"text"`
	Verdict    string   `json:"verdict"`
	Confidence float64  `json:"confidence"`
	Evidence   string   `json:"evidence"`
	Missing    []string `json:"missing"`
	Note       string   `json:"note"`
}

// NewReportVerdict returns the verdict on the nth key point, from 1.
func NewReportVerdict(n int, k panel.KeyPoint, v panel.Verdict) ReportVerdict {
	return ReportVerdict{
		N: n, Label: k.Label, Text: k.Text, Verdict: v.Mark.String(),
		Confidence: v.Confidence, Evidence: v.Evidence, Missing: notNil(v.Missing), Note: v.Note,
	}
}

// NewReport returns t in the shape of review --json.
func NewReport(t Transcript) Report {
	r := Report{
		Started: stamp(t.Started).Format(time.RFC3339), Status: status(t.Finished),
		Guide: t.Guide, Title: t.Title, Lang: t.Lang, Judge: t.Judge, Score: scoreOf(panel.Count(t.Turns).Score),
		Reviewers: []ReportReviewer{}, Closing: []ReportClosing{}, Gaps: []ReportGap{}, Turns: []ReportTurn{},
	}
	for _, row := range Rows(t.Turns) {
		r.Reviewers = append(r.Reviewers, ReportReviewer{
			Persona: row.Persona.Key, Name: row.Persona.Name, Role: row.Persona.Role,
			Totals: totalsOf(row.Tally), Weakest: row.Weakest,
		})
	}
	for _, c := range t.Closing {
		r.Closing = append(r.Closing, ReportClosing{Persona: c.Reviewer, Words: c.Words})
	}
	for _, g := range Gaps(t.Turns) {
		r.Gaps = append(r.Gaps, ReportGap{
			ID: g.ID, Persona: g.Persona.Key, N: g.N, Label: g.KeyPoint.Label, Text: g.KeyPoint.Text,
			Verdict: g.Mark.String(), Missing: notNil(g.Missing), Note: g.Note, Section: g.Section,
		})
	}
	for _, turn := range t.Turns {
		r.Turns = append(r.Turns, reportTurn(turn))
	}
	return r
}

func reportTurn(t panel.Turn) ReportTurn {
	out := ReportTurn{
		ID: t.ID, Persona: t.Persona.Key, FollowUpOf: t.FollowUpOf, Why: t.Why, Question: t.Text,
		Intent: t.Intent, Model: t.Model, Section: t.Section, Hints: t.Hints, Attempts: []ReportAttempt{}, Recovered: []ReportRecovery{},
	}
	for i, r := range t.Recovered {
		if r.In != "" {
			out.Recovered = append(out.Recovered, ReportRecovery{N: i + 1, In: r.In, Evidence: r.Evidence})
		}
	}
	for _, a := range t.Attempts {
		attempt := ReportAttempt{
			Answer: a.Answer, TookSeconds: int(a.Took / time.Second), Judge: a.Judge, Trouble: a.Trouble,
			Score: scoreOf(panel.Score(a.Marks())), KeyPoints: []ReportKeyPoint{},
		}
		for i, v := range a.Verdicts {
			k := ReportKeyPoint{ReportVerdict: NewReportVerdict(i+1, t.KeyPoints[i], v)}
			if mark := at(a.Corrections, i); mark != panel.Ungraded {
				k.Corrected = mark.String()
			}
			attempt.KeyPoints = append(attempt.KeyPoints, k)
		}
		out.Attempts = append(out.Attempts, attempt)
	}
	return out
}

func notNil(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
