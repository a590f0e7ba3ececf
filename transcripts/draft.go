package transcripts

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Draft is an answer that is being typed. It stands in a hidden file beside the
// transcript until the answer is in.
type Draft struct {
	Question string        `json:"question"` // id of the prompt
	Again    bool          `json:"again"`    // the prompt has an answer already
	Hints    int           `json:"hints"`    // that were shown
	Took     time.Duration `json:"took"`     // so far
	Text     string        `json:"text"`     // NFC

	// Of a question that a reviewer made up and that has no answer yet.
	Probe string `json:"probe,omitempty"` // its text
	Point int    `json:"point,omitempty"` // number, from 0, of the main question's key point that it asks about
}

// maxDraft is the largest draft in bytes that is read; a book.
const maxDraft = 4 << 20

// SaveDraft keeps the draft of the transcript at path, as durably as the
// transcript itself.
func (s *Store) SaveDraft(path string, d Draft) error {
	data, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("saving the draft of %s: %w", path, err)
	}
	kept, err := s.replace(filepath.Base(beside(path, draftSuffix)), append(data, '\n'))
	if kept != "" {
		os.Remove(kept)
	}
	if err != nil {
		return fmt.Errorf("saving the draft of %s: %w", path, err)
	}
	return nil
}

// LoadDraft returns the draft of the transcript at path; ok is false when there
// is none.
func (s *Store) LoadDraft(path string) (d Draft, ok bool, err error) {
	name := beside(path, draftSuffix)
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return Draft{}, false, nil
	}
	if err == nil && (!info.Mode().IsRegular() || info.Size() > maxDraft) {
		return Draft{}, false, problem(name, 0, "not the draft of an answer", "remove it")
	}
	src, err := os.ReadFile(name)
	if err != nil {
		return Draft{}, false, fmt.Errorf("reading draft %s: %w", name, cause(err))
	}
	if err := json.Unmarshal(src, &d); err != nil {
		return Draft{}, false, problem(name, 1, "not the draft of an answer: "+err.Error(), "remove it")
	}
	return d, true, nil
}

func hasDraft(path string) bool {
	_, err := os.Lstat(beside(path, draftSuffix))
	return err == nil
}

// RemoveDraft removes the draft of the transcript at path, if there is one.
func (s *Store) RemoveDraft(path string) error {
	if err := os.Remove(beside(path, draftSuffix)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("removing the draft of %s: %w", path, cause(err))
	}
	return nil
}
