package endpoint

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"mockpanel/content"
	"mockpanel/panel"
)

// Cache keeps verdicts in a folder, one small file each, readable by the owner
// alone. Only verdicts that count on every key point are kept, so that a bad
// reply is asked for again. A nil Cache keeps nothing.
type Cache struct {
	dir string

	mu      sync.Mutex
	trouble error
}

// NewCache returns the cache in dir, which is made when something is kept.
func NewCache(dir string) *Cache { return &Cache{dir: dir} }

// Trouble returns the first error of keeping something; judging goes on
// without it.
func (c *Cache) Trouble() error {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.trouble
}

type cachedVerdict struct {
	Verdict    string  `json:"verdict"`
	Confidence float64 `json:"confidence,omitempty"`
	Evidence   string  `json:"evidence,omitempty"`
	Note       string  `json:"note,omitempty"`
}

// cacheKey is of everything a verdict depends on.
func (c *Client) cacheKey(q *content.Question, answer string) string {
	parts := []string{c.base, c.model, PromptVersion, c.lang, strconv.Itoa(c.votes), q.Text, answer}
	for _, k := range q.KeyPoints {
		parts = append(parts, k.String())
	}
	b, _ := json.Marshal(parts) // strings always marshal; JSON keeps them apart
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func (c *Cache) path(key string) string { return filepath.Join(c.dir, key+".json") }

// load returns kept verdicts. A file that does not fit the question is as good
// as none.
func (c *Cache) load(key string, q *content.Question, answer string) ([]panel.Verdict, bool) {
	if c == nil {
		return nil, false
	}
	b, err := os.ReadFile(c.path(key))
	var kept []cachedVerdict
	if err != nil || json.Unmarshal(b, &kept) != nil || len(kept) != len(q.KeyPoints) {
		return nil, false
	}
	var verdicts []panel.Verdict
	for _, k := range kept {
		m, ok := panel.ParseMark(k.Verdict)
		if !ok || m == panel.Ungraded {
			return nil, false
		}
		if _, found := evidence(answer, k.Evidence); m != panel.Missed && !found {
			return nil, false
		}
		verdicts = append(verdicts, panel.Verdict{Mark: m, Confidence: k.Confidence, Evidence: k.Evidence, Note: k.Note})
	}
	return verdicts, true
}

func (c *Cache) save(key string, verdicts []panel.Verdict) {
	if c == nil {
		return
	}
	var kept []cachedVerdict
	for _, v := range verdicts {
		if v.Mark == panel.Ungraded {
			return
		}
		kept = append(kept, cachedVerdict{v.Mark.String(), v.Confidence, v.Evidence, v.Note})
	}
	if err := c.write(key, kept); err != nil {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.trouble == nil {
			c.trouble = err
		}
	}
}

func (c *Cache) write(key string, kept []cachedVerdict) error {
	b, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(c.dir, ".*.tmp") // created 0600
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), c.path(key))
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
