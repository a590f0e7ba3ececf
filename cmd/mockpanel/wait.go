package main

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

// wait is what Ctrl-C gives up in place of the whole program: a verdict of the
// endpoint that is on its way.
type wait struct {
	mu     sync.Mutex
	giveUp context.CancelFunc // nil when nothing is waited for
}

// hold returns a context that Ctrl-C ends until release is called. Other
// signals end the program as always.
func (w *wait) hold(ctx context.Context) (held context.Context, release func()) {
	held, cancel := context.WithCancel(ctx)
	w.set(cancel)
	return held, func() {
		w.set(nil)
		cancel()
	}
}

func (w *wait) set(cancel context.CancelFunc) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.giveUp = cancel
}

// interrupt ends what is waited for; it is false when there is nothing.
func (w *wait) interrupt() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.giveUp == nil {
		return false
	}
	w.giveUp()
	return true
}

// untilSignal returns a context that ends with the first signal that is not
// for w.
func untilSignal(w *wait) context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() { // owned by the process
		for s := range signals {
			if s != os.Interrupt || !w.interrupt() {
				cancel()
			}
		}
	}()
	return ctx
}
