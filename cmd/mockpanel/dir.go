package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"unicode"
)

// transcriptDir returns the folder for transcripts: the flag or MOCKPANEL_DIR,
// else ./transcripts where that is a folder, else one in the user's data
// folder.
func transcriptDir(a *app, flag string) string {
	if flag != "" {
		return flag
	}
	if info, err := os.Stat("transcripts"); err == nil && info.IsDir() {
		return "transcripts"
	}
	return dataDir(a, "transcripts")
}

// inFolder is what has to stand behind a command so that it finds the
// transcripts of dir: nothing where it looks there by itself.
func inFolder(a *app, dir string) string {
	if dir == transcriptDir(a, a.env("MOCKPANEL_DIR")) {
		return ""
	}
	return " --dir " + visible(shellWord(dir, runtime.GOOS))
}

// shellWord is a path as the shells of a system take it for one word. Double quotes
// are what both of Windows know.
func shellWord(path, system string) string {
	harmless := "/:._-+"
	if system == "windows" {
		harmless += `\`
	}
	if !strings.ContainsFunc(path, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(harmless, r)
	}) {
		return path
	}
	if system == "windows" {
		return `"` + path + `"` // no name there has one
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}

// dataDir returns the folder for one kind of the program's files among the
// user's data.
func dataDir(a *app, kind string) string {
	return filepath.Join(userData(a), "mockpanel", kind)
}

// userData returns the user's data folder: $XDG_DATA_HOME, and its equal on
// Windows and macOS.
func userData(a *app) string {
	if dir := a.env("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return dir
	}
	home, err := os.UserHomeDir()
	if err != nil {
		home = "."
	}
	switch runtime.GOOS {
	case "windows":
		if dir := a.env("LOCALAPPDATA"); dir != "" {
			return dir
		}
		return filepath.Join(home, "AppData", "Local")
	case "darwin":
		return filepath.Join(home, "Library", "Application Support")
	}
	return filepath.Join(home, ".local", "share")
}
