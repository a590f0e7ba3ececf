package endpoint

import (
	"testing"
	"time"
)

// BenchmarkHealthyCall is the whole way of an answer over a connection of this
// machine to a server that takes no time: all of it is overhead.
func BenchmarkHealthyCall(b *testing.B) {
	d := newDouble(b, replies(good()))
	client, _ := d.client(b, nil)
	for b.Loop() {
		if _, err := client.Judge(b.Context(), sampleQuestion(), sampleAnswer); err != nil {
			b.Fatal(err)
		}
	}
	// A single run also opens the connection.
	if each := b.Elapsed() / time.Duration(b.N); b.N > 10 && each > 20*time.Millisecond {
		b.Errorf("%s a call, the limit is 20 ms", each)
	}
}
