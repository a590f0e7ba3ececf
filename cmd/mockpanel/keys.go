package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strings"

	"github.com/AlecAivazis/survey/v2/terminal"
	"github.com/muesli/cancelreader"
)

// menuInput is a terminal as a menu reads it. Reading can be given up, and only
// the keys of a menu get through, one a Read: at an Alt key survey would end with
// an error, and it takes text for a filter, which hides the options of those who
// type on.
type menuInput struct {
	cancelreader.CancelReader
	fd    uintptr
	keys  string  // those that get through
	ahead *[]byte // read and not used yet
}

// The keys of menus, as survey knows them.
const (
	selectKeys      = "\r\n\t" + string(terminal.KeyInterrupt) + string(terminal.KeyArrowUp) + string(terminal.KeyArrowDown)
	multiSelectKeys = selectKeys + string(terminal.KeySpace)
)

func (m menuInput) Fd() uintptr { return m.fd }

func (m menuInput) Read(p []byte) (int, error) {
	for {
		for len(*m.ahead) > 0 {
			var key byte
			key, *m.ahead = nextKey(*m.ahead)
			if strings.IndexByte(m.keys, key) >= 0 {
				p[0] = key
				return 1, nil
			}
		}
		typed := make([]byte, 256)
		n, err := m.CancelReader.Read(typed)
		if err != nil {
			return 0, err
		}
		*m.ahead = typed[:n]
	}
}

// nextKey takes the first key off what was typed. A key that is more than a byte
// is 0, unless it is an arrow up or down.
func nextKey(typed []byte) (key byte, rest []byte) {
	if typed[0] != terminal.KeyEscape {
		return typed[0], typed[1:]
	}
	// ESC and a byte (Alt), or ESC O and a byte, or ESC [, numbers and a byte
	n := min(2, len(typed))
	if n == 2 && (typed[1] == '[' || typed[1] == 'O') {
		for n < len(typed) && (typed[n] < '@' || typed[n] > '~') {
			n++
		}
		n = min(n+1, len(typed))
	}
	switch string(typed[:n]) {
	case "\x1b[A", "\x1bOA":
		key = byte(terminal.KeyArrowUp)
	case "\x1b[B", "\x1bOB":
		key = byte(terminal.KeyArrowDown)
	}
	return key, typed[n:]
}

// menuKeys returns in as a menu reads it; reading ends when ctx does. What is
// typed before the next menu is up waits in ahead. The console of Windows is not
// read through Read; there Ctrl+C is the one interruption.
func menuKeys(ctx context.Context, in *os.File, keys string, ahead *[]byte) (_ terminal.FileReader, stop func(), err error) {
	if runtime.GOOS == "windows" {
		return in, func() {}, nil
	}
	r, err := cancelreader.NewReader(in)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the terminal: %w", err)
	}
	release := context.AfterFunc(ctx, func() { r.Cancel() })
	return menuInput{r, in.Fd(), keys, ahead}, func() {
		release()
		r.Close()
	}, nil
}
