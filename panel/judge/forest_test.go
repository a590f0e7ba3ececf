package judge

import "testing"

func TestForest(t *testing.T) {
	f, err := parseForest("# a comment\nbase 0.5\nlow 0.25\nnear 0.5 must 1 -1 2 4\n0.125\n", []string{"must", "near"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ must, near, want float64 }{{0, 0, -0.375}, {1, 0.5, -0.375}, {2, 0.5, 2.625}, {0, 0.6, 4.625}} {
		if got := f.at([]float64{c.must, c.near}); got != c.want {
			t.Errorf("must %g near %g: %g, want %g", c.must, c.near, got, c.want)
		}
	}
	if f.figures["low"] != 0.25 {
		t.Errorf("figures %v", f.figures)
	}
	for src, want := range map[string]string{
		"near 0.5 1\n":       "a tree ends early",
		"near 0.5 1 2 3\n":   `"3" after a tree`,
		"other 0.5 1 2\n":    `strconv.ParseFloat: parsing "other": invalid syntax`,
		"near 0.5 must 1 2 ": "a tree ends early",
	} {
		if _, err := parseForest(src, []string{"must", "near"}); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", src, err, want)
		}
	}
}
