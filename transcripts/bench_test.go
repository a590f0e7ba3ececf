package transcripts

import (
	"fmt"
	"path/filepath"
	"testing"
)

func BenchmarkList10000(b *testing.B) {
	s := openStore(b)
	src := Write(sample("ko"))
	for i := range 10_000 {
		writeFile(b, filepath.Join(s.Dir(), fmt.Sprintf("%05d.md", i)), string(src))
	}
	for b.Loop() {
		if infos, notices, err := List(s.Dir()); err != nil || len(notices) > 0 || len(infos) != 10_000 {
			b.Fatal(len(infos), notices, err)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	t := sample("ko")
	for b.Loop() {
		Write(t)
	}
}

func BenchmarkRead(b *testing.B) {
	src := Write(sample("ko"))
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if _, _, err := Read("t.md", src); err != nil {
			b.Fatal(err)
		}
	}
}
