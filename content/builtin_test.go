package content

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"
)

// TestPacked: the guides that come with the program are those of guides/.
// -update packs them; the program has them after that.
func TestPacked(t *testing.T) {
	for _, name := range Builtin() {
		path := filepath.Join("guides", name+".md")
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			if err := os.WriteFile(path+".gz", packed(t, src), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if got, err := unpack(name); err != nil || !bytes.Equal(got, src) {
			t.Errorf("%s.gz is not %s (%v); go test ./content -run Packed -update packs it", path, path, err)
		}
	}
}

func packed(t *testing.T, src []byte) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(src); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
