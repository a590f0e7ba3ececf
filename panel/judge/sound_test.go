package judge

import "testing"

func TestSounds(t *testing.T) {
	heard := func(word string) (list []string) {
		x := newText(word)
		x.sounds(0, len(x.letters), make([]byte, maxClause), func(classes []byte, _ int) { list = append(list, string(classes)) })
		return list
	}
	for word, spelt := range map[string]string{
		"replicated": "레플리케이티드", "rename": "리네임", "partition": "파티션이요", "consumer": "컨슈머는", "deployment": "디플로이먼트로",
		"kubernetes": "쿠버네티스에서", "exporter": "엑스포터", "producer": "프로듀서", "network": "네트워크가", "flushall": "플러시올을",
	} {
		want, found := string(soundOfLatin([]rune(word))), false
		for _, s := range heard(spelt) {
			found = found || s == want
		}
		if !found {
			t.Errorf("%s sounds %s, %s sounds %v", word, want, spelt, heard(spelt))
		}
	}
	for _, word := range []string{"복제", "설정", "관리"} {
		if s := heard(word); s != nil {
			t.Errorf("%s is short, but sounds %v", word, s)
		}
	}
}
