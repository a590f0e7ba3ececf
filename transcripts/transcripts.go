// Package transcripts saves an interview as one Markdown file, reads it back,
// and looks after a folder of such files.
//
//	store, err := transcripts.Open(dir)
//	path, err := store.Create(t)             // a new file with a name of its own
//	unlock, err := store.Lock(path)          // against other programs
//	err = store.Save(path, t)                // after every answer
//	t, notices, err := transcripts.Load(path)
//	err = store.SaveDraft(path, draft)       // while an answer is being typed
//
// # Format
//
// A transcript is UTF-8, on lines that end in LF. YAML front matter comes
// first, then what is derived from the turns for the human reader (title,
// summary per reviewer, gaps to close), then the turns, then a comment that
// marks the end. The words are Korean or English by the front matter's lang;
// both are read, whatever lang says.
//
//	---
//	format: 1
//	started: 2026-11-21T10:30:00+09:00
//	status: finished
//	guide: middleware
//	source: built-in
//	title: "Middleware interview"
//	content: "sha256:9f86d081"
//	lang: en
//	judge: local
//	judge_version: "1"
//	feedback: each
//	target: 3m0s
//	plan:
//	  order: panel
//	  follow_ups: gaps
//	  questions: [infra/q1]
//	closing:
//	  - {reviewer: infra, words: "You said \"moves the address\". ..."}
//	totals:
//	  put: 1
//	  answered: 1
//	  covered: 1
//	  partial: 0
//	  missed: 1
//	  wrong: 0
//	  ungraded: 0
//	  score: 0.5
//	---
//
//	# Mock interview: Middleware interview
//	...
//	## 1. Park Junhyeok · infrastructure engineer · 8 years · `infra/q1`
//
//	**Question:** What happens when the gateway stops?
//
//	- **Intent:** knows what fails together
//
//	### Answer
//
//	```text
//	Keepalived moves the address to the standby.
//	```
//
//	**Time:** 42 s · **Judged by:** local · **Score:** 50%
//
//	- [x] **covered** (confidence 0.82) 1. **Failover**: the address moves
//	  - **Evidence:** "moves the address to the standby"
//	- [ ] **missed** (confidence 0.74) 2. sessions in memory are lost
//	  - **Missing:** what happens to open sessions
//
//	> [!WARNING]
//	> - **missed** 2. sessions in memory are lost
//
//	**Model answer:** ...
//
//	<!-- end of transcript -->
//
// The totals, everything before the first turn, every block quote and every
// score are derived; reading ignores them. A prompt that was passed over has
// the line **Skipped** instead of answers. A correction by the user stands
// beside the judge's mark as "My mark". A key point that the answer to a
// follow-up covered after all has "Recovered in" with the follow-up's id and the
// evidence under the newest answer, and counts as covered in all totals. A
// question that a reviewer made up has an id that ends in /probe, and
// "Unscripted, after" in place of "Follow-up to".
//
// An answer stands in a fenced block as it was typed; the fence is longer than
// any run of backticks in the answer. An answer with hidden characters (control
// characters other than tab and line feed, marks that turn the direction of
// writing) has the info string "text escaped" and these characters as numeric
// entities. All other texts are one line each: Markdown in them is escaped
// except for code spans, and what cannot stand on a line is a numeric entity.
package transcripts

import (
	"time"

	"mockpanel/content"
	"mockpanel/panel"
)

// Format is the version of the format that [Write] writes. [Read] refuses
// newer ones.
const Format = 1

// Limits of a transcript. [Read] refuses a file beyond one of them.
const (
	MaxBytes  = 32 << 20 // size of the file; a [Store] writes no larger one
	maxHeader = 4 << 20  // size of the front matter; a plan of 50,000 questions takes 1 MB
	maxLine   = 4 << 20  // bytes of a line outside of answers; guides have lines up to 64 KB
	maxParts  = 200_000  // turns, answers, key points and missing things together; a thousand prompts have some 20,000
)

// maxNotices is the number of notices kept for one file; the last one then
// says how many more there were.
const maxNotices = 50

// Transcript is an interview as it is saved. The texts are NFC.
type Transcript struct {
	Started  time.Time // whole seconds, with the offset of the place
	Finished bool

	Guide   string // name of the guide
	Source  string // "built-in" or the path of the guide
	Title   string // of the guide
	Content string // "sha256:" and the hex digest of the guide
	Lang    string // "ko" or "en": words of the transcript

	// Settings, needed to go on with the interview.
	Judge        string
	JudgeVersion string
	Feedback     string        // "each" or "end"
	Target       time.Duration // for every answer; 0 for the usual ones

	Plan    panel.Plan
	Turns   []panel.Turn
	Closing []Closing // what reviewers said at the end, in their order; nil for nothing
}

// Closing is what one reviewer said at the end of an interview.
type Closing struct {
	Reviewer string `yaml:"reviewer"` // key
	Words    string `yaml:"words"`
}

// Notices say what was ignored or repaired in a file, in the order of lines.
type Notices = content.Problems

func problem(name string, line int, what, hint string) error {
	return content.Problems{{File: name, Line: line, What: what, Hint: hint}}
}
