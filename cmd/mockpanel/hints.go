package main

import "fmt"

// hintLine returns the next hint; ok is false when it only says that there is
// none left.
func hintLine(q asked, w words) (line string, ok bool) {
	hint, ok := q.hint()
	if !ok {
		return w.noMoreHints, false
	}
	return hintText(hint, q, w), true
}

func hintText(hint string, q asked, w words) string {
	if hint == q.Question.Intent {
		return w.intent + ": " + hint
	}
	return fmt.Sprintf(w.pointHint, hint)
}
