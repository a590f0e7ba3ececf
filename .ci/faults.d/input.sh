# D14, D15 and S1 to S8: files, guides and input that were not made with care.

# unchanged DIR: fails when a file of it changed since the first call.
unchanged() {
  local sum
  sum=$(cd "$1" && find . -type f -size -100M -exec sha256sum {} + | sort)
  [ -f "$1.sum" ] || echo "$sum" > "$1.sum"
  [ "$sum" = "$(cat "$1.sum")" ] || fail "a file of $1 was rewritten"
}
D14() {
  local n size name
  play saved
  cp "$(only saved)" real.md
  size=$(wc -c < real.md)
  mkdir cut
  for n in $(seq 0 $((size - 1))); do head -c "$n" real.md > cut/$n.md; done
  unchanged cut
  "$mp" review --check --dir cut > out 2> err && fail "no file is damaged"
  no_trace out err
  # without its last line end a file is whole
  [ "$(grep -c '^damaged ' out)" = $((size - 1)) ] || fail "$(tail -n 1 out)"
  ! grep -A1 '^damaged ' out | grep -qE '^  [0-9]+\.md: ' || fail "a damaged file without a line"
  "$mp" review list --dir cut > list 2> err
  no_trace err
  [ "$(grep -c 'cut/' err)" = $((size - 1)) ] || fail "$(grep -c 'cut/' err) of $size named"
  unchanged cut

  mkdir mixed mixed/folder.md
  cp real.md mixed/good.md
  : > mixed/empty.md
  head -c 100000 /dev/urandom > mixed/random.md
  truncate -s 1T mixed/huge.md 2> /dev/null || truncate -s 1G mixed/huge.md
  mkfifo mixed/pipe.md
  ln -s nowhere mixed/dangling.md
  unchanged mixed
  timeout 5 "$mp" review list --dir mixed > out 2> err || fail "exit $?"
  [ "$(wc -l < out)" = 1 ] && grep -q '^good.md' out || fail "$(cat out)"
  for name in folder empty random huge pipe dangling; do
    [ "$(grep -c "mixed/$name.md" err)" = 1 ] || fail "$name: $(cat err)"
  done
  timeout 5 "$mp" review --check --dir mixed > out && fail "exit 0"
  [ "$(grep -cE '^(whole|damaged) ' out)" = 7 ] || fail "$(cat out)"
  rm mixed/pipe.md
  unchanged mixed
  echo "$size cuts, 6 kinds of garbage"
}
D15() {
  local name
  play saved
  mkdir edited
  cp "$(only saved)" real.md
  sed 's/^  score: .*/  score: 0.99/' real.md > edited/score.md
  sed '0,/^### 답변/{/^### 답변/d}' real.md > edited/heading.md
  sed 's/$/\r/' real.md > edited/crlf.md
  (printf '\xef\xbb\xbf' && cat real.md) > edited/bom.md
  cp real.md edited/nfd.md
  if command -v python3 > /dev/null; then
    python3 -c 'import sys, unicodedata; p = sys.argv[1]; s = open(p, encoding="utf-8").read(); open(p, "w", encoding="utf-8").write(unicodedata.normalize("NFD", s))' edited/nfd.md
  fi
  unchanged edited
  for name in score heading crlf bom nfd; do
    "$mp" review edited/$name.md --json > $name.json 2> err || fail "$name: $(cat err)"
    no_trace err
    grep -c '"answer": "답 ' $name.json | grep -qx $questions || fail "$name: answers are missing"
    case $name in
      score | heading) grep -qE "^edited/$name.md:[0-9]+: .*(ignored|read as)" err || fail "$name: $(cat err)" ;;
      *) [ ! -s err ] || fail "$name: $(cat err)" ;;
    esac
  done
  cmp crlf.json bom.json && cmp bom.json nfd.json || fail "read differently"
  unchanged edited
  echo "score, heading, CRLF, BOM, NFD"
}

S1() {
  local canary=sk-canary-7f3a9b code
  gotest ./panel/judge/endpoint TestFaults TestRedirect TestNoServer TestBrokenOff
  # nobody listens at port 9
  OPENAI_API_KEY=$canary OPENAI_BASE_URL=http://127.0.0.1:9/v1 MOCKPANEL_MODEL=m play saved env MOCKPANEL_JUDGE=endpoint MOCKPANEL_WAIT=2s || fail "$(cat err)"
  code=0
  OPENAI_API_KEY=$canary "$mp" judge check --base-url "http://user:$canary@127.0.0.1:9/v1?key=$canary" --model m > out2 2> err2 || code=$?
  [ $code != 0 ] || fail "an endpoint that is not there is fine"
  ! grep -rqF "$canary" . "$work/data" 2> /dev/null || fail "$(grep -rlF "$canary" . "$work/data")"
  echo "an endpoint that is not there here, every fault in the tests: 0 hits"
}
S2() {
  umask 000
  play saved
  [ -z "$(find saved \( -type d -not -perm 700 -o -type f -not -perm 600 \))" ] || fail "$(ls -la saved)"
  mkdir -m 700 strict
  (umask 777 && exec "$mp" start --plain --guide "$guide" --dir strict < "$answers" > out 2> err) || fail "$(cat err)"
  [ -z "$(find strict -type f -not -perm 600)" ] || fail "$(ls -la strict)"
  listen --guide "$guide" --dir saved2
  prompted 1
  [ -z "$(find saved2 -name '.*' -type f -not -perm 600)" ] || fail "$(ls -la saved2)"
  kill -TERM $pid
  wait $pid || true
  exec 9>&-
  if may_trace; then
    play saved3 strace -f -qq -o calls -e trace=openat
    grep 'O_CREAT' calls | grep saved3 > made
    ! grep -v ', 0600[) ]' made || fail "$(cat made)"
    [ "$(grep -c '\.tmp"' made)" -gt $questions ] || fail "no temporary files"
  fi
  gotest ./transcripts TestPermissions
  echo "folder 700, files 600, temporary files and locks too"
}
# raw FILE ...: fails when one has bytes that act on a terminal.
raw() {
  if LC_ALL=C grep -anP '[\x00-\x08\x0b-\x1f\x7f]|(?<![\x80-\xff])[\x80-\x9f]|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xd8\x9c' "$@" | head -n 3 | grep . ; then fail "raw control bytes"; fi
}
# hostile: text with what terminals act on.
hostile() { printf 'ESC\033[2J\033]8;;http://x\a링크\033]52;c;eA==\a\033P1$r\033\\ C1\302\2332J BS\b\b CR\r덮음 NUL bidi\342\200\256abc\342\201\246'; }
S3() {
  {
    # names have no brackets and no colon, and headings no CR
    printf '### [팀원1: 홍\033길\302\233동 — SRE, 6년차]\n\n#### Q1. 질문%s인가요?\n\n**의도**: %s\n\n**키포인트**:\n\n' "$(hostile | tr -d '\r')" "$(hostile)"
    printf '1. **이름%s**: 내용%s 리더\n\n**모범 답안**: 답%s\n' "$(hostile)" "$(hostile)" "$(hostile)"
  } > guide.md
  (hostile && printf ' 리더입니다\n/hint\n.\n') > in
  "$mp" start --plain --guide guide.md --dir saved < in > out 2> err || fail "$(cat err)"
  grep -q '\^\[' err || fail "nothing is marked"
  raw out err
  "$mp" content show guide.md > out 2> err || fail "$(cat err)"
  raw out err
  sed "s/^title: .*/title: \"a\\\\e[2J\\\\u009b\"/" "$(only saved)" > "$(printf 'saved/esc\033[2J.md')"
  (hostile) > "$(printf 'saved/bad\a\302\233.md')"
  (hostile) > "$(printf 'saved/bad\2332J.md')" # C1 as one byte, which is no UTF-8
  "$mp" review list --dir saved > out 2> err || fail "$(cat err)"
  raw out err
  "$mp" review --check --dir saved > out 2> err && fail "nothing is damaged"
  raw out err
  "$mp" review "$(printf 'no\033[2Jsuch')" --dir "$(printf 'no\2332J')" > out 2> err && fail "found"
  raw out err
  "$mp" start "$(printf -- '--no\2332J')" > out 2> err && fail "a flag"
  raw out err
  gotest ./cmd/mockpanel TestVisible
  if command -v script > /dev/null; then # as a terminal, where Markdown is set
    TERM=dumb script -qec "'$mp' review latest --dir saved" /dev/null < /dev/null | tr -d '\r' > out
    [ -s out ] || fail "no output on a terminal"
    raw out
  fi
  echo "guide, answer, names, transcripts; endpoint replies in the tests"
}
S4() {
  local name long
  long=$(printf '가%.0s' $(seq 80))
  mkdir guides
  for name in '..x' '-rf' "$long" CON 'a b' '$(touch made)' '..\..\x'; do
    cp "$guide" "guides/$name.md"
    "$mp" start --plain --guide "guides/$name.md" --dir saved < "$answers" > out 2> err || fail "$name: $(cat err)"
  done
  sed 's/^#### Q1\. /&..\/..\/x /; 1s/홍길동/..\/..\/x/' "$guide" > guides/x.md
  "$mp" start --plain --guide guides/x.md --dir saved < "$answers" > out 2> err || fail "$(cat err)"
  [ "$(ls saved | wc -l)" = 8 ] || fail "$(ls saved)"
  [ "$(ls -A . | tr '\n' ' ')" = "err guides out saved " ] || fail "outside the folder: $(ls -A .)"
  ls saved | grep -vqE '^[0-9T-]+-[^/\\$ ]*\.md$' && fail "$(ls saved)"
  for name in ../../etc/passwd /etc/passwd -- -rf.md; do
    "$mp" review "$name" --dir saved > out 2> err && fail "review $name is fine"
    no_trace err
  done
  gotest ./transcripts TestName
  echo "eight guides, four transcripts"
}
S5() {
  need strace
  {
    printf '### [팀원1: {{.Name}} — SRE, 6년차]\n\n#### Q1. {{printf "%%s" .}} $(touch made) `touch made` 인가요?\n\n**키포인트**:\n\n'
    printf '1. **<script>alert(1)</script>**: ![x](http://127.0.0.1:9/a.png) [y](javascript:alert(1)) ; touch made | 리더 $HOME %%s %%d\n\n[z]: file:///etc/passwd\n'
  } > guide.md
  printf '{{.}} $(touch made) ![x](http://127.0.0.1:9/b) <script>x</script>\n.\n' > in
  strace -f -qq -o calls -e trace=network,execve "$mp" start --plain --guide guide.md --dir saved < in > out 2> err || fail "$(cat err)"
  [ ! -e made ] || fail "a command was run"
  [ "$(grep -c execve calls)" = 1 ] || fail "$(cat calls)"
  ! grep -qE 'AF_INET|connect\(' calls || fail "$(cat calls)"
  grep -qF '{{printf "%s" .}} $(touch made)' err || fail "the text is not as it was: $(cat err)"
  ! grep -qF '%!' out err || fail "a format was filled in"
  ! grep -qE '(^|[^\\])<script>alert' "$(only saved)" || fail "HTML in the transcript"
  echo "0 commands, 0 connections"
}
S6() {
  need iconv
  local code name
  mkdir good bad
  cp "$guide" good/plain.md
  (printf '\xef\xbb\xbf' && cat "$guide") > good/bom.md
  sed 's/$/\r/' "$guide" > good/crlf.md
  if command -v python3 > /dev/null; then
    python3 -c 'import sys, unicodedata; open("good/nfd.md", "w", encoding="utf-8").write(unicodedata.normalize("NFD", open(sys.argv[1], encoding="utf-8").read()))' "$guide"
  fi
  for name in good/*.md; do
    "$mp" content show "$name" 2> err > out || fail "$name: $(cat err)"
    sed '/^#\|\.md/d; s/[a-z]*\.md//' out > "$name.shown"
    grep -q 브로커 out && [ ! -s err ] || fail "$name: $(cat err)"
  done
  iconv -t EUC-KR//TRANSLIT "$guide" > bad/euckr.md
  iconv -t CP949//TRANSLIT "$guide" > bad/cp949.md
  iconv -t UTF-16 "$guide" > bad/utf16.md
  iconv -t UTF-16LE "$guide" > bad/utf16le.md
  (head -c 300 "$guide" && printf '\xec\x95\n' && cat "$guide") > bad/cut.md
  (cat "$guide" && printf '\n\xc0\xaf\xe0\x80\xaf\n') > bad/overlong.md
  (cat "$guide" && printf 'NUL \x00\n') > bad/nul.md
  for name in bad/*.md; do
    code=0
    "$mp" start --plain --guide "$name" --dir saved < /dev/null > out 2> err || code=$?
    [ $code = 1 ] || fail "$name: exit $code"
    grep -qE "$name:[0-9]+: " err && grep -q 'hint: ' err || fail "$name: $(cat err)"
  done
  for name in EUC-KR UTF-16; do
    code=0
    iconv -t $name//TRANSLIT "$answers" | "$mp" start --plain --guide "$guide" --dir saved > out 2> err || code=$?
    [ $code = 1 ] && grep -q 'hint: ' err || fail "answers in $name: exit $code: $(tail -n 3 err)"
    iconv -t $name <<< '{"answer":"새 리더"}' > in.jsonl
    "$mp" start --answers in.jsonl --guide "$guide" --dir saved > out 2> err && fail "a file of answers in $name is fine"
    grep -qE '^(mockpanel: )?in.jsonl:1: ' err || fail "$(cat err)"
  done
  echo "4 read, 7 guides and 4 inputs refused"
}
# within ARGUMENTS: the program ends by itself in 5 s with at most 300 MB.
within() {
  local pid start=$SECONDS most=0 now code=0
  "$mp" "$@" < "${input:-/dev/null}" > out 2> err &
  pid=$!
  while now=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' /proc/$pid/status 2> /dev/null) && [ -n "$now" ]; do
    most=$((now > most ? now : most))
    [ $((SECONDS - start)) -le 5 ] || { kill -KILL $pid && fail "$*: over 5 s, $most kB"; }
    sleep 0.02
  done
  wait $pid || code=$?
  no_trace err
  [ $most -lt 300000 ] || fail "$*: $most kB"
  [ $most -le $peak ] || peak=$most largest="$*"
  [ $code -lt 128 ] || fail "$*: exit $code"
  [ "$(wc -c < err)" -lt 1000000 ] || fail "$*: $(wc -c < err) bytes of messages"
  if [ $code != 0 ] && ! grep -q . err; then fail "$*: refused without a word"; fi
}
# nested TEXT N: the text N times on one line.
nested() { head -c $((${#1} * $2)) < <(yes "$1" | tr -d '\n'); }
S7() {
  local peak=0 largest file where n
  mkdir bombs saved
  (cat "$guide" && head -c 10000000 /dev/zero | tr '\0' a) > bombs/line.md
  (cat "$guide" && nested '> ' 30000 && echo x) > bombs/quotes.md
  (cat "$guide" && for n in $(seq 1 2000); do printf '%*s- x\n' $((n * 2)) ''; done) > bombs/lists.md
  (cat "$guide" && nested '[' 60000 && echo) > bombs/brackets.md
  (cat "$guide" && for n in $(seq 0 99999); do echo ">"; done) > bombs/empty-quotes.md
  (
    printf -- '---\na0: &a0 [x,x,x,x,x,x,x,x,x]\n'
    for n in $(seq 1 9); do printf 'a%d: &a%d [*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d]\n' $n $n $((n - 1)){,,,,,,,,}; done
    printf -- '---\n' && cat "$guide"
  ) > bombs/aliases.md
  (printf -- '---\ntitle: ' && nested '[' 100000 && printf '\n---\n' && cat "$guide") > bombs/yaml.md
  (printf '{"answer":' && nested '[' 100000) > bombs/nested.jsonl
  (printf '{"answer":"' && head -c 10000000 /dev/zero | tr '\0' a && echo '"}') > bombs/long.jsonl
  # many small parts, which are compared with each other
  (cat "$guide" && yes '1. 둘 셋' | head -n 190000 || true) > bombs/points.md
  (head -n 7 "$guide" && yes '   - say: 새벽에 한 번에 전부 넘기는 게 제일 안전합니다' | head -n 190000 || true) > bombs/sentences.md
  yes "$(head -n 7 "$guide")" | head -n 190000 > bombs/reviewers.md || true
  (echo '## 1. 가' && yes $'\n> **Level 1**\n\n**Q: 왜?**\n\n**A:** 하나.\n\n> **Level 2**\n\n**Q: 왜?**\n\n**A:** 하나.' | head -n 190000 || true) > bombs/levels.md
  truncate -s 1G bombs/zero.md
  (yes | head -c 1G || true) > bombs/y
  for file in bombs/*.md bombs/y; do
    within start --plain --guide "$file" --dir saved
    within review "$file"
    within content check "$file"
  done
  for file in bombs/*.jsonl bombs/y bombs/zero.md; do
    within start --answers "$file" --guide "$guide" --dir saved
    within score --batch "$file" --guide "$guide" --json
    input=$file within start --plain --guide "$guide" --dir saved
    input=$file within score --question sre/q1 --guide "$guide"
  done
  # a transcript just below the limit and one above, full of control characters
  play played
  for n in 3000 6000; do
    awk -v n=$n '/^```text$/ && !i { print "```text escaped"; for (; i < n; i++) { for (k = 0; k < 1000; k++) printf "&#27;&#155;"; print "" } next } { print }' "$(only played)" > bombs/escapes.md
    for name in --json --raw --gaps "--lang en"; do within review bombs/escapes.md $name; done
  done
  # answers through pipes: read once, and not waited for when nobody writes
  mkfifo bombs/pipe
  within start --answers bombs/pipe --guide "$guide" --dir saved
  rm -rf saved
  for n in $(seq $questions); do printf '{"question":"sre/q%d","answer":"답 %d번입니다."}\n' "$n" "$n"; done > answers.jsonl
  within start --answers <(cat answers.jsonl) --guide "$guide" --dir saved
  holds "$(only saved)" $questions
  # as what the program keeps for itself
  where=$work/data/mockpanel/expressions
  mkdir -p "$where"
  for file in bombs/y bombs/zero.md; do
    ln -sf "$PWD/$file" "$where/guide.txt"
    within start --plain --guide "$guide" --dir saved
    within content expressions
  done
  rm "$where/guide.txt"
  rm -rf saved
  listen --guide "$guide" --dir saved
  prompted 1
  exec 9>&-
  wait $pid || true
  for file in bombs/y bombs/zero.md bombs/nested.jsonl; do
    ln -sf "$PWD/$file" "$(only saved | sed 's,\(.*\)/\(.*\)\.md,\1/.\2.draft,')"
    within start --resume --plain --dir saved
  done
  echo "largest $((peak / 1000)) MB ($largest), each within 5 s"
}
S8() {
  need strace
  local n
  play saved strace -f -qq -o calls -e trace=network
  "$mp" content list > /dev/null
  strace -f -qq -o calls2 -e trace=network "$mp" score --guide "$guide" --question sre/q1 < "$answers" > out 2> err
  strace -f -qq -o calls3 -e trace=network "$mp" review latest --dir saved > out 2> err
  n=$(cat calls calls2 calls3 | grep -cE 'connect\(|AF_INET|sendto\(' || true)
  [ "$n" = 0 ] || fail "$(cat calls calls2 calls3)"
  echo "0 connects"
}
