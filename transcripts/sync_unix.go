//go:build unix

package transcripts

import (
	"errors"
	"os"
	"syscall"
)

// openFolder opens a folder for syncing.
func openFolder(dir string) (*os.File, error) { return os.Open(dir) }

// cannotSync reports whether an error says that the file system has no syncing
// of folders, as some network file systems do not.
func cannotSync(err error) bool {
	return errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP)
}
