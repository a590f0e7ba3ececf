package transcripts

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
)

// Store is a folder of transcripts. Files in it are readable by their owner
// alone. It may be used by several programs at once.
type Store struct {
	dir   string
	locks map[string]*os.File // by name, of the transcripts that this program has

	// The steps that a test lets fail.
	sync   func(*os.File) error
	rename func(from, to string) error
}

// Open returns the store in dir. It makes a missing folder and finds out
// whether files can be written there; the error says what stands in the way
// and what to do.
func Open(dir string) (*Store, error) {
	s := newStore(dir)
	if err := makeFolder(dir); err != nil {
		return nil, err
	}
	f, err := s.temp(probe)
	if err != nil {
		return nil, withHint(fmt.Errorf("cannot write to folder %s: %w", dir, cause(err)))
	}
	if err := errors.Join(f.Close(), os.Remove(f.Name())); err != nil {
		return nil, withHint(fmt.Errorf("cannot write to folder %s: %w", dir, cause(err)))
	}
	return s, nil
}

func newStore(dir string) *Store {
	return &Store{dir: dir, locks: map[string]*os.File{}, sync: (*os.File).Sync, rename: os.Rename}
}

// Dir returns the folder.
func (s *Store) Dir() string { return s.dir }

func withHint(err error) error {
	return fmt.Errorf("%w\n  hint: name another folder with --dir", err)
}

// cause takes the operation and the path out of an error of package os, for
// messages that name them in their own words.
func cause(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	if link, ok := errors.AsType[*os.LinkError](err); ok {
		return link.Err
	}
	return err
}

func makeFolder(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case err == nil && info.IsDir():
		return nil
	case err == nil:
		return withHint(fmt.Errorf("%s is not a folder", dir))
	case !errors.Is(err, fs.ErrNotExist):
		return withHint(fmt.Errorf("cannot open folder %s: %w", dir, cause(err)))
	}
	if at, err := os.Lstat(dir); err == nil && at.Mode()&fs.ModeSymlink != 0 {
		return withHint(fmt.Errorf("%s is a link to a folder that does not exist", dir))
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return withHint(fmt.Errorf("cannot make folder %s: %w", dir, cause(err)))
	}
	return nil
}

// temp makes a temporary file for the transcript of that name. Only its owner
// can read it.
func (s *Store) temp(base string) (*os.File, error) {
	const most = 200 // bytes; leaves room for the random part within the 255 of a file name
	base = strings.ToValidUTF8(base[:min(len(base), most)], "")
	f, err := os.CreateTemp(s.dir, "."+base+".*"+tempSuffix)
	if err == nil {
		// Under some umasks the owner could not either. Where it cannot be
		// changed the file is readable anyway.
		_ = f.Chmod(0o600)
	}
	return f, err
}

// Create saves a new interview under a name of its own and returns the path.
// It never writes to a file or through a link that is there already: when the
// name is taken it appends -2, -3 and so on.
func (s *Store) Create(t Transcript) (path string, err error) {
	base := strings.TrimSuffix(fileName(t.Started, t.Guide), suffix)
	data, err := writeWithin(t)
	if err != nil {
		return "", fmt.Errorf("saving a new transcript in %s: %w", s.dir, err)
	}
	temp, err := s.writeTemp(base+suffix, data)
	if err != nil {
		return "", withHint(fmt.Errorf("saving a new transcript in %s: %w", s.dir, err))
	}
	const most = 1000 // interviews of one second
	for n := 1; n <= most; n++ {
		path = filepath.Join(s.dir, base+suffix)
		if n > 1 {
			path = filepath.Join(s.dir, fmt.Sprintf("%s-%d%s", base, n, suffix))
		}
		err = s.claim(temp, path)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			os.Remove(temp)
			return "", withHint(fmt.Errorf("saving transcript %s: %w", path, cause(err)))
		}
		if err := s.syncFolder(); err != nil {
			return "", withHint(fmt.Errorf("saving transcript %s: %w", path, err))
		}
		return path, nil
	}
	os.Remove(temp)
	return "", fmt.Errorf("saving a new transcript in %s: too many names like %s are taken", s.dir, base+suffix)
}

// claim gives the temporary file a name that nobody has. A hard link never
// replaces a file; where the file system has none, an empty file takes the
// name first.
func (s *Store) claim(temp, path string) error {
	err := os.Link(temp, path)
	if err == nil {
		os.Remove(temp)
		return nil
	}
	if errors.Is(err, fs.ErrExist) {
		return err
	}
	return s.claimByRename(temp, path)
}

func (s *Store) claimByRename(temp, path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Close(), s.rename(temp, path)); err != nil {
		os.Remove(path)
		return err
	}
	return nil
}

// Save replaces the transcript at path, a path that [Store.Create] or
// [List] returned. When it returns nil the file is on the disk; when it
// fails, the earlier file is still whole. A folder that was removed meanwhile
// is made again, and so is the lock.
func (s *Store) Save(path string, t Transcript) error {
	data, err := writeWithin(t)
	if err != nil {
		return fmt.Errorf("saving transcript %s: %w", path, err)
	}
	if err := s.relock(path); err != nil {
		return fmt.Errorf("saving transcript %s: %w", path, err)
	}
	kept, err := s.replace(filepath.Base(path), data)
	if err != nil && kept != "" {
		return fmt.Errorf("saving transcript %s: %w\n  hint: the interview so far is in %s", path, err, kept)
	}
	if err != nil {
		return fmt.Errorf("saving transcript %s: %w", path, err)
	}
	return nil
}

// writeWithin is [Write], and an error for what could not be read again.
func writeWithin(t Transcript) ([]byte, error) {
	data := Write(t)
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("it would be larger than %d MB, which is the limit\n  hint: mockpanel start begins another", MaxBytes>>20)
	}
	return data, nil
}

// WriteFile writes a file of the user's that is no transcript as a transcript
// is written: whole, durably, readable by its owner alone, in a folder that it
// makes where there is none.
func WriteFile(path string, data []byte) error {
	s := newStore(filepath.Dir(path))
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return fmt.Errorf("saving %s: cannot make folder %s: %w", path, s.dir, cause(err))
	}
	kept, err := s.replace(filepath.Base(path), data)
	if kept != "" {
		os.Remove(kept)
	}
	if err != nil {
		return fmt.Errorf("saving %s: %w", path, err)
	}
	return nil
}

// replace puts data in the place of a file of the folder, or makes it. When it
// returns nil the file is on the disk; when it fails, the earlier file is still
// whole, and kept is the path of a temporary file that has the data, or "". A
// folder that was removed meanwhile is made again.
func (s *Store) replace(name string, data []byte) (kept string, err error) {
	temp, err := s.writeTemp(name, data)
	if errors.Is(err, fs.ErrNotExist) {
		if err := makeFolder(s.dir); err != nil {
			return "", err
		}
		temp, err = s.writeTemp(name, data)
	}
	if err != nil {
		return "", err
	}
	if err := s.rename(temp, filepath.Join(s.dir, name)); err != nil {
		return temp, cause(err)
	}
	return "", s.syncFolder()
}

// writeTemp writes a temporary file that is on the disk when it returns. It
// leaves none behind when it fails.
func (s *Store) writeTemp(base string, data []byte) (name string, err error) {
	f, err := s.temp(base)
	if err != nil {
		return "", cause(err)
	}
	_, err = f.Write(data)
	if err == nil {
		err = s.sync(f)
	}
	if err := errors.Join(err, f.Close()); err != nil {
		os.Remove(f.Name())
		return "", cause(err)
	}
	return f.Name(), nil
}

// syncFolder makes new names in the folder last. Windows and some network file
// systems sync no folders; there renaming is as durable as the system makes it.
func (s *Store) syncFolder() error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(s.dir)
	if err != nil {
		return err
	}
	err = s.sync(f)
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("syncing folder %s: %w", s.dir, cause(err))
	}
	return nil
}
