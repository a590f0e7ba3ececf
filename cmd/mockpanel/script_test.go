package main

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite what the scripts compare with")

// clockOfTests is the time at which scripted interviews begin.
var clockOfTests = time.Date(2026, 11, 21, 10, 30, 0, 0, time.FixedZone("", 9*60*60))

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"mockpanel": func() {
			a := newApp()
			a.now = func() time.Time { return clockOfTests }
			os.Exit(run(context.Background(), a, os.Args[1:]))
		},
	})
}

// TestScripts runs the commands as a user does; each file says what it shows.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join("testdata", "script"),
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("MOCKPANEL_DIR", filepath.Join(env.WorkDir, "saved"))
			env.Setenv("XDG_DATA_HOME", filepath.Join(env.WorkDir, "data"))
			m := newModel(t)
			env.Setenv("MODEL", m.URL)
			env.Values["model"] = m
			env.Defer(m.Close)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"requests": requests},
	})
}
