package transcripts

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func openStore(t testing.TB) *Store {
	t.Helper()
	s, err := Open(filepath.Join(t.TempDir(), "saved", "transcripts"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// names lists everything in the folder, hidden files too.
func names(t *testing.T, s *Store) []string {
	t.Helper()
	entries, err := os.ReadDir(s.Dir())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func writeFile(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// The files of [sample].
const (
	sampleName = "2026-11-21T103005-middleware.md"
	draftName  = ".2026-11-21T103005-middleware.draft"
	lockName   = ".2026-11-21T103005-middleware.lock"
)

func create(t testing.TB, s *Store, tr Transcript) string {
	t.Helper()
	path, err := s.Create(tr)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func load(t *testing.T, path string) Transcript {
	t.Helper()
	tr, notices, err := Load(path)
	if err != nil || len(notices) > 0 {
		t.Fatal(err, notices)
	}
	return tr
}

func TestCreateAndSave(t *testing.T) {
	s := openStore(t)
	tr := sample("ko")
	whole := tr.Turns
	tr.Turns = nil
	path := create(t, s, tr)
	for n := range whole {
		tr.Turns = whole[:n+1]
		if err := s.Save(path, tr); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tr, load(t, path)); diff != "" {
			t.Fatal(diff)
		}
	}
	if diff := cmp.Diff([]string{sampleName}, names(t, s)); diff != "" {
		t.Error(diff)
	}
}

func TestSameSecond(t *testing.T) {
	s := openStore(t)
	for range 3 {
		create(t, s, sample("en"))
	}
	want := []string{"2026-11-21T103005-middleware-2.md", "2026-11-21T103005-middleware-3.md", sampleName}
	if diff := cmp.Diff(want, names(t, s)); diff != "" {
		t.Error(diff)
	}
}

// TestOpenAtOnce: programs that start together in a new folder all have it.
func TestOpenAtOnce(t *testing.T) {
	for n := range 500 {
		dir := filepath.Join(t.TempDir(), "new", strconv.Itoa(n))
		var programs sync.WaitGroup
		for range 8 {
			programs.Go(func() {
				if _, err := Open(dir); err != nil {
					t.Error(err)
				}
			})
		}
		programs.Wait()
	}
}

// TestNoLinks covers file systems without hard links.
func TestNoLinks(t *testing.T) {
	s := openStore(t)
	create(t, s, sample("en"))
	temp, err := s.writeTemp(sampleName, Write(sample("ko")))
	if err != nil {
		t.Fatal(err)
	}
	taken := filepath.Join(s.Dir(), sampleName)
	if err := s.claimByRename(temp, taken); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a name that is taken: %v", err)
	}
	free := filepath.Join(s.Dir(), "free.md")
	if err := s.claimByRename(temp, free); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{sampleName, "free.md"}, names(t, s)); diff != "" {
		t.Error(diff)
	}
	if got := load(t, taken); got.Lang != "en" {
		t.Error("the earlier file was replaced")
	}
}

func TestPlantedLink(t *testing.T) {
	s := openStore(t)
	outside := filepath.Join(t.TempDir(), "outside")
	if err := os.Symlink(outside, filepath.Join(s.Dir(), sampleName)); err != nil {
		t.Skip(err)
	}
	path := create(t, s, sample("ko"))
	if want := filepath.Join(s.Dir(), "2026-11-21T103005-middleware-2.md"); path != want {
		t.Errorf("created %s, want %s", path, want)
	}
	if err := s.Save(filepath.Join(s.Dir(), sampleName), sample("ko")); err != nil {
		t.Error(err)
	}
	if _, err := os.Lstat(outside); !errors.Is(err, fs.ErrNotExist) {
		t.Error("written through the link")
	}
}

func TestOpenErrors(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	writeFile(t, file, "")
	dangling := filepath.Join(dir, "dangling")
	if err := os.Symlink(filepath.Join(dir, "nowhere"), dangling); err != nil {
		t.Skip(err)
	}
	readOnly := filepath.Join(dir, "read-only")
	if err := os.Mkdir(readOnly, 0o500); err != nil {
		t.Fatal(err)
	}
	tests := map[string]string{
		file:     file + " is not a folder",
		dangling: dangling + " is a link to a folder that does not exist",
	}
	if runtime.GOOS != "windows" && os.Getuid() != 0 {
		tests[readOnly] = "cannot write to folder " + readOnly + ": permission denied"
	}
	for path, want := range tests {
		_, err := Open(path)
		if want += "\n  hint: name another folder with --dir"; err == nil || err.Error() != want {
			t.Errorf("Open: %v, want %s", err, want)
		}
	}
}

var errDisk = errors.New("input/output error")

func TestSyncFails(t *testing.T) {
	s := openStore(t)
	tr := sample("ko")
	path := create(t, s, tr)
	before := tr.Turns
	for failing := range 2 { // the file, then the folder
		calls := 0
		s.sync = func(*os.File) error {
			if calls++; calls == failing+1 {
				return errDisk
			}
			return nil
		}
		tr.Turns = before[:2]
		if err := s.Save(path, tr); !errors.Is(err, errDisk) {
			t.Errorf("sync %d fails: %v", failing, err)
		}
		if failing == 0 && len(load(t, path).Turns) != len(before) {
			t.Error("the earlier file is gone")
		}
	}
	if diff := cmp.Diff([]string{sampleName}, names(t, s)); diff != "" {
		t.Error(diff)
	}
}

func TestRenameFails(t *testing.T) {
	s := openStore(t)
	tr := sample("ko")
	more := tr.Turns
	tr.Turns = more[:1]
	path := create(t, s, tr)
	rename := s.rename
	s.rename = func(from, to string) error {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: errDisk}
	}
	tr.Turns = more
	err := s.Save(path, tr)
	temps, _ := filepath.Glob(filepath.Join(s.Dir(), ".*"))
	if len(temps) != 1 {
		t.Fatalf("temporary files: %v", temps)
	}
	want := fmt.Sprintf("saving transcript %s: input/output error\n  hint: the interview so far is in %s", path, temps[0])
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	if diff := cmp.Diff(tr, load(t, temps[0])); diff != "" {
		t.Error(diff)
	}

	// What holds more than the transcript is kept, the rest is cleaned.
	s.rename = rename
	future := time.Now().Add(time.Hour)
	if kept, err := s.Clean(future); err != nil || !cmp.Equal(kept, temps) {
		t.Errorf("kept %v, %v", kept, err)
	}
	if err := s.Save(path, tr); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(s.Dir(), "."+sampleName+".1.tmp"), "---\nfor")
	writeFile(t, filepath.Join(s.Dir(), ".other.tmp"), "")
	if kept, err := s.Clean(time.Now().Add(-time.Hour)); err != nil || kept != nil || len(names(t, s)) != 4 {
		t.Errorf("cleaned what is new: %v, %v, %v", kept, err, names(t, s))
	}
	if kept, err := s.Clean(future); err != nil || kept != nil {
		t.Errorf("kept %v, %v", kept, err)
	}
	if diff := cmp.Diff([]string{".other.tmp", sampleName}, names(t, s)); diff != "" {
		t.Error(diff)
	}
}

// TestSaveTooLarge: no transcript is written that could not be read again, also
// not in the other folder that is offered then.
func TestSaveTooLarge(t *testing.T) {
	s := openStore(t)
	tr := sample("ko")
	path := create(t, s, tr)
	more := sample("ko")
	more.Turns[0].Attempts[0].Answer = strings.Repeat("x", MaxBytes)
	if err := s.Save(path, more); err == nil || !strings.Contains(err.Error(), "larger than 32 MB") {
		t.Error(err)
	}
	if other, err := s.Create(more); err == nil || !strings.Contains(err.Error(), "larger than 32 MB") {
		t.Error(other, err)
	}
	if diff := cmp.Diff([]string{sampleName}, names(t, s)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(tr, load(t, path)); diff != "" {
		t.Error(diff)
	}
}

func TestFolderRemoved(t *testing.T) {
	s := openStore(t)
	tr := sample("ko")
	path := create(t, s, tr)
	if err := os.RemoveAll(s.Dir()); err != nil {
		t.Fatal(err)
	}
	if err := s.Save(path, tr); err != nil {
		t.Fatal(err)
	}
	load(t, path)
}

func TestList(t *testing.T) {
	s := openStore(t)
	tr := sample("ko")
	var paths []string
	for i := range 3 {
		tr.Started = tr.Started.Add(time.Minute)
		tr.Finished = i == 1
		paths = append(paths, create(t, s, tr))
	}
	// An earlier clock in a zone further east, so the name sorts last.
	tr.Started = tr.Started.Add(-time.Hour).In(time.FixedZone("", 14*60*60))
	tr.Guide, tr.Turns = "delivery", nil
	paths = append(paths, create(t, s, tr))

	bad := map[string]string{
		"empty.md": "", "notes.md": "# notes\n", "garbage.md": strings.Repeat("\x00\xff", 9000),
		"newer.md": "---\nformat: 9\n---\n",
		"cut.md":   string(Write(sample("ko"))[:2000]),
	}
	for name, src := range bad {
		writeFile(t, filepath.Join(s.Dir(), name), src)
	}
	if err := os.Mkdir(filepath.Join(s.Dir(), "folder.md"), 0o700); err != nil {
		t.Fatal(err)
	}
	huge, err := os.Create(filepath.Join(s.Dir(), "huge.md"))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(huge.Truncate(1<<40), huge.Close()); err != nil {
		t.Log(err)
		os.Remove(huge.Name())
	}
	makePipe(t, filepath.Join(s.Dir(), "pipe.md"))

	infos, notices, err := List(s.Dir())
	if err != nil {
		t.Fatal(err)
	}
	half := 0.5
	info := func(path string, minute int, finished bool) Info {
		return Info{
			Path: path, Started: sample("ko").Started.Add(time.Duration(minute) * time.Minute), Finished: finished,
			Guide: "middleware", Title: "미들웨어 면접", Lang: "ko", Put: 5, Answered: 4, Score: half,
		}
	}
	cut := info(filepath.Join(s.Dir(), "cut.md"), 0, true)
	old := Info{Path: paths[3], Started: tr.Started, Guide: "delivery", Title: "미들웨어 면접", Lang: "ko", Score: math.NaN()}
	want := []Info{info(paths[2], 3, false), info(paths[1], 2, true), info(paths[0], 1, false), cut, old}
	if diff := cmp.Diff(want, infos, cmpopts.EquateNaNs()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	var said []string
	for _, n := range notices {
		said = append(said, strings.TrimPrefix(strings.Split(n.String(), "\n")[0], s.Dir()+string(filepath.Separator)))
	}
	noFront := "not a transcript: the file does not start with front matter"
	wantSaid := []string{
		"cut.md: the end of the transcript is missing",
		"empty.md:1: " + noFront,
		"folder.md: not a regular file",
		"garbage.md:1: " + noFront,
		"huge.md: larger than 32 MB",
		"newer.md:1: format 9 is newer than this program, which reads format 1",
		"notes.md:1: " + noFront,
		"pipe.md: not a regular file",
	}
	if diff := cmp.Diff(wantSaid, said); diff != "" && runtime.GOOS != "windows" {
		t.Errorf("(-want +got)\n%s", diff)
	}

	unfinished, err := s.Unfinished()
	if err != nil || len(unfinished) != 3 || unfinished[1].Path != paths[0] {
		t.Errorf("unfinished: %v, %v", unfinished, err)
	}
}

// TestListLong: front matter that is longer than what is read of a file at first
// is read too, also behind a byte order mark.
func TestListLong(t *testing.T) {
	s := openStore(t)
	tr := sample("ko")
	for range headSize / len("infra/q1") {
		tr.Plan.Questions = append(tr.Plan.Questions, "infra/q1")
	}
	for name, mark := range map[string]string{"as-written.md": "", "with-mark.md": "\uFEFF"} {
		writeFile(t, filepath.Join(s.Dir(), name), mark+string(Write(tr)))
	}
	infos, notices, err := List(s.Dir())
	if len(infos) != 2 || infos[1].Put != 5 || len(notices) > 0 || err != nil {
		t.Error(infos, notices, err)
	}
}

// TestUnfinished: an interview that was begun and left at once does not come
// before one that was answered or typed in.
func TestUnfinished(t *testing.T) {
	s := openStore(t)
	put := func(minute int, turns bool) string {
		tr := sample("ko")
		tr.Finished = false
		tr.Started = tr.Started.Add(time.Duration(minute) * time.Minute)
		if !turns {
			tr.Turns = nil
		}
		path, err := s.Create(tr)
		if err != nil {
			t.Fatal(err)
		}
		return path
	}
	answered, typed, empty, newest := put(0, true), put(1, false), put(2, false), put(3, false)
	if err := s.SaveDraft(typed, Draft{Question: "infra/q1", Text: "쓰던 답"}); err != nil {
		t.Fatal(err)
	}
	infos, err := s.Unfinished()
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, i := range infos {
		paths = append(paths, i.Path)
	}
	if diff := cmp.Diff([]string{typed, answered, newest, empty}, paths); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestNoTranscripts(t *testing.T) {
	s := openStore(t)
	_, _, err := Load(filepath.Join(s.Dir(), "none.md"))
	if want := filepath.Join(s.Dir(), "none.md") + ": there is no such transcript\n  hint: mockpanel review list names them all"; err == nil || err.Error() != want {
		t.Error(err)
	}
}

func TestName(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for guide, want := range map[string]string{
		"middleware":             "2026-01-02T030405-middleware.md",
		"미들웨어 면접":                "2026-01-02T030405-미들웨어-면접.md",
		"../../etc/passwd":       "2026-01-02T030405-etc-passwd.md",
		`C:\x`:                   "2026-01-02T030405-C-x.md",
		"/absolute":              "2026-01-02T030405-absolute.md",
		"-rf":                    "2026-01-02T030405-rf.md",
		"CON":                    "2026-01-02T030405-CON.md",
		"a\x00b\nc":              "2026-01-02T030405-a-b-c.md",
		"":                       "2026-01-02T030405-guide.md",
		"...":                    "2026-01-02T030405-guide.md",
		"\u202egnp.exe":          "2026-01-02T030405-gnp-exe.md",
		strings.Repeat("가", 300): "2026-01-02T030405-" + strings.Repeat("가", maxGuideName/3) + ".md",
	} {
		if got := fileName(at, guide); got != want {
			t.Errorf("fileName(%q) = %q, want %q", guide, got, want)
		}
	}
}
