package transcripts

import "testing"

// TestExperience: years at work are read as they are written, one year too.
func TestExperience(t *testing.T) {
	for _, c := range []struct {
		lang  string
		years int
		want  string
	}{
		{"ko", 1, "1년차"}, {"ko", 8, "8년차"}, {"en", 1, "1 year"}, {"en", 8, "8 years"},
	} {
		got := words(c.lang).experience(c.years)
		if n, ok := parseYears(got); got != c.want || n != c.years || !ok {
			t.Errorf("%d years in %s are %q, read as %d, %v", c.years, c.lang, got, n, ok)
		}
	}
	if n, ok := parseYears("years"); ok {
		t.Errorf("a word is read as %d years", n)
	}
}
