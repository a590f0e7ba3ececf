package main

import "testing"

// TestInFolder: a folder is named as a shell takes it, and only where it has
// to be.
func TestInFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	a := &app{env: func(name string) string {
		return map[string]string{"MOCKPANEL_DIR": "연습", "XDG_DATA_HOME": "/data"}[name]
	}}
	for dir, want := range map[string]string{
		"연습":          "",
		"/tmp/a-1":    " --dir /tmp/a-1",
		"내 문서/it's $": ` --dir '내 문서/it'\''s $'`,
	} {
		if got := inFolder(a, dir); got != want {
			t.Errorf("%q: %s, want %s", dir, got, want)
		}
	}
}
