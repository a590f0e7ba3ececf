package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"mockpanel/transcripts"
)

// checkFolder reads every transcript of the folder and says how it reads. It
// fails when one is damaged or of a newer version.
func checkFolder(a *app, dir string, w words) error {
	list, err := transcripts.Check(dir)
	if errors.Is(err, fs.ErrNotExist) {
		a.notice(fmt.Sprintf(w.noTranscripts, dir))
		return nil
	}
	if err != nil {
		return err
	}
	var count [4]int
	width := columns(a.outTTY)
	for _, c := range list {
		count[c.Condition]++
		fmt.Fprint(a.out, wrap(pad(w.conditions[c.Condition], 13)+"  "+filepath.Base(c.Path), width, "", "  "))
		for _, n := range c.Notices {
			n.File = filepath.Base(n.File)
			fmt.Fprint(a.out, wrap(n.String(), width, "  ", "    "))
		}
	}
	fmt.Fprintf(a.out, w.checked+"\n", len(list), count[transcripts.Whole], count[transcripts.Unfinished], count[transcripts.Damaged], count[transcripts.Newer])
	if count[transcripts.Damaged]+count[transcripts.Newer] > 0 {
		return exitError(exitFailed)
	}
	return nil
}
