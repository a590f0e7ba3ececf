package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"mockpanel/panel"
	"mockpanel/transcripts"
)

// save writes the transcript. When that fails the newest answer is shown, so
// that it is not lost with the program, and a person is offered to try again or
// to go on in another folder.
func (iv *interview) save(ctx context.Context, t panel.Turn) error {
	iv.record.Turns = iv.session.Turns()
	err := iv.store.Save(iv.path, iv.record)
	if err == nil {
		return iv.clearDraft()
	}
	what := "the interview is not saved as it is now"
	if answer := t.Last().Answer; answer != "" {
		what = "the last answer is not saved (it is shown above)"
		iv.showUnsaved(answer)
	}
	if err = iv.rescue(ctx, err); err == nil {
		return iv.clearDraft()
	}
	return iv.unsaved(what, err)
}

// showUnsaved shows an answer that is not on the disk.
func (iv *interview) showUnsaved(answer string) {
	fmt.Fprintf(iv.app.err, "\n%s\n\n", visible(answer))
}

// unsaved says what is not on the disk, and what to do.
func (iv *interview) unsaved(what string, err error) error {
	return fmt.Errorf("%s: %w\n  hint: make room or mend the folder, then mockpanel start --resume%s; or copy the transcript to another folder and resume there with --dir", what, err, iv.inFolder())
}

// rescue offers to save again or elsewhere until that is done or the user
// leaves. It returns why the interview is not saved after all.
func (iv *interview) rescue(ctx context.Context, err error) error {
	p := iv.picker()
	if p == nil {
		return err
	}
	folders := iv.otherFolders()
	m := menu{message: iv.w.menuSave, options: []string{iv.w.saveAgain}}
	for _, dir := range folders {
		m.options = append(m.options, fmt.Sprintf(iv.w.saveIn, dir))
	}
	m.options = append(m.options, iv.w.leaveUnsaved)
	for err != nil {
		iv.app.tell(fmt.Sprintf(iv.w.notSaved, err), "", "  ")
		picked, left := p.pick(ctx, m)
		switch {
		case left != nil || picked[0] > len(folders):
			return err
		case picked[0] == 0:
			err = iv.store.Save(iv.path, iv.record)
		default:
			err = iv.move(folders[picked[0]-1])
		}
	}
	return nil
}

// otherFolders returns where the transcript could go instead: the user's data
// folder, and the one for temporary files, which often is another disk.
func (iv *interview) otherFolders() []string {
	data := dataDir(iv.app, "transcripts")
	if here, err := filepath.Abs(iv.store.Dir()); err == nil && here == data {
		return []string{os.TempDir()}
	}
	return []string{data, os.TempDir()}
}

// move saves the interview in another folder and goes on there. The file in the
// folder before stays as it is.
func (iv *interview) move(dir string) (err error) {
	if dir == os.TempDir() { // anybody can write there
		if dir, err = os.MkdirTemp("", "mockpanel-"); err != nil {
			return err
		}
	}
	store, err := transcripts.Open(dir)
	if err != nil {
		return err
	}
	path, err := store.Create(iv.record)
	if err != nil {
		return err
	}
	unlock, err := store.Lock(path)
	if err != nil {
		return err
	}
	iv.release()
	iv.store, iv.path, iv.unlock = store, path, unlock
	iv.app.notice(fmt.Sprintf(iv.w.transcriptAt, path))
	return nil
}
