//go:build !unix

package transcripts

import "os"

// openFolder returns nil: folders cannot be synced here, and renaming is as
// durable as the system makes it.
func openFolder(string) (*os.File, error) { return nil, nil }

func cannotSync(error) bool { return false }
