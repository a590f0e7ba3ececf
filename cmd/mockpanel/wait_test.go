package main

import (
	"context"
	"errors"
	"os"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// TestUntilSignal: Ctrl-C is for what is waited for, and only then for the
// program; any other signal is for the program, with its own exit code.
func TestUntilSignal(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process of Windows cannot signal itself")
	}
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	signalled := func(ctx context.Context, s os.Signal) {
		t.Helper()
		if err := self.Signal(s); err != nil {
			t.Fatal(err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(10 * time.Second):
			t.Fatalf("%v did not arrive", s)
		}
	}
	for _, c := range []struct {
		signal os.Signal
		code   exitError
	}{{os.Interrupt, 130}, {syscall.SIGTERM, 143}, {syscall.SIGHUP, 129}} {
		w := &wait{}
		ctx, stop := untilSignal(t.Context(), w)
		for range 2 {
			held, release := w.hold(ctx)
			signalled(held, os.Interrupt)
			release()
			if ctx.Err() != nil {
				t.Fatal("Ctrl-C ended the program and not the waiting")
			}
		}
		held, release := w.hold(ctx)
		if c.signal == os.Interrupt {
			release()
		}
		signalled(ctx, c.signal)
		if got := interruption(ctx); !errors.Is(got, c.code) || held.Err() == nil {
			t.Errorf("%v: exit %v", c.signal, got)
		}
		release()
		stop()
	}
}
