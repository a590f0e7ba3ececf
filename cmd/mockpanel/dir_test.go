package main

import "testing"

// TestInFolder: a folder is named only where it has to be.
func TestInFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	a := &app{env: func(name string) string {
		return map[string]string{"MOCKPANEL_DIR": "연습", "XDG_DATA_HOME": "/data"}[name]
	}}
	for dir, want := range map[string]string{
		"연습":       "",
		"/tmp/a-1": " --dir /tmp/a-1",
	} {
		if got := inFolder(a, dir); got != want {
			t.Errorf("%q: %s, want %s", dir, got, want)
		}
	}
}

// TestShellWord: a path is one word to a shell, and nothing in it acts there.
func TestShellWord(t *testing.T) {
	for _, c := range []struct{ path, system, want string }{
		{"/tmp/a-1", "linux", "/tmp/a-1"},
		{"내 문서/it's $", "linux", `'내 문서/it'\''s $'`},
		{`a\b`, "darwin", `'a\b'`},
		{`C:\Users\kim`, "windows", `C:\Users\kim`},
		{`C:\내 문서\it's`, "windows", `"C:\내 문서\it's"`},
	} {
		if got := shellWord(c.path, c.system); got != c.want {
			t.Errorf("%q on %s: %s, want %s", c.path, c.system, got, c.want)
		}
	}
}
