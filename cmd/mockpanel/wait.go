package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
)

// untilSignal returns a context that ends with the first signal that asks to
// leave and is not for w. Its cause is the exit code. Further signals are held
// back until stop is called, so that none cuts the saving short.
func untilSignal(ctx context.Context, w *wait) (_ context.Context, stop func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() { // ends with ctx
		for {
			select {
			case s := <-signals:
				if s != os.Interrupt || !w.interrupt() {
					cancel(exitOf(s))
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		cancel(nil)
	}
}

// exitOf returns the exit code after a signal.
func exitOf(s os.Signal) exitError {
	if n, ok := s.(syscall.Signal); ok {
		return exitError(128 + n)
	}
	return exitInterrupted
}

// interruption returns the exit code of what was left by a signal, or by Ctrl+C
// as a key.
func interruption(ctx context.Context) error {
	code := exitError(exitInterrupted)
	errors.As(context.Cause(ctx), &code)
	return code
}

// wait is what Ctrl-C gives up in place of the whole program: a verdict of the
// endpoint that is on its way.
type wait struct {
	giveUp atomic.Pointer[context.CancelFunc] // nil when nothing is waited for
}

// hold returns a context that Ctrl-C ends until release is called. Other
// signals end the program as always.
func (w *wait) hold(ctx context.Context) (held context.Context, release func()) {
	held, cancel := context.WithCancel(ctx)
	w.giveUp.Store(&cancel)
	return held, func() {
		w.giveUp.Store(nil)
		cancel()
	}
}

// interrupt ends what is waited for; it is false when there is nothing.
func (w *wait) interrupt() bool {
	cancel := w.giveUp.Load()
	if cancel == nil {
		return false
	}
	(*cancel)()
	return true
}
