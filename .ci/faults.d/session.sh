# Interviews of twelve questions that rows play and look at.

questions=12
guide=$work/guide.md
answers=$work/answers.txt
{
  printf '### [팀원1: 홍길동 — SRE, 6년차]\n'
  for i in $(seq $questions); do
    printf '\n#### Q%d. 브로커 %d대가 죽으면 서비스는 무엇을 겪나요?\n\n**키포인트**:\n\n' "$i" "$i"
    printf '1. **리더 선출**: 새 리더가 뽑힐 때까지 쓰기가 잠시 멈춘다\n2. **여유 감소**: 한 대가 더 죽으면 쓰기를 거부한다\n'
  done
} > "$guide"
for i in $(seq $questions); do
  printf '답 %d번입니다. 새 리더가 뽑힐 때까지 쓰기가 멈춥니다.\n.\n' "$i"
done > "$answers"

# play DIR [PROGRAM BEFORE ...]: an interview in plain lines, into out and err.
play() {
  local dir=$1
  shift
  "$@" "$mp" start --plain --guide "$guide" --questions $questions --dir "$dir" < "$answers" > out 2> err
}
# acknowledged: how many answers the program in out and err let go by: the next
# question, or the end, was on the screen.
acknowledged() {
  local asked
  asked=$(grep -cE '^\[[0-9]+/[0-9]+\] ' err || true)
  if grep -q '면접이 끝났습니다' out; then echo "$asked"; else echo $((asked > 0 ? asked - 1 : 0)); fi
}
# holds TRANSCRIPT N: it reads, and has the first N answers.
holds() {
  local n report
  report=$("$mp" review "$1" --json 2> notices) || fail "$1 does not read: $(cat notices)"
  [ ! -s notices ] || fail "$1: $(cat notices)"
  for n in $(seq "$2"); do
    grep -q "\"answer\": \"답 ${n}번" <<< "$report" || fail "$1: answer $n of $2 acknowledged ones is lost"
  done
}
# prompted N: until question N is on the screen, at most 10 seconds.
prompted() {
  local end=$((SECONDS + 10))
  until grep -q "^\[$1/" err 2> /dev/null; do
    [ $SECONDS -lt $end ] || fail "no question $1: $(cat err)"
    sleep 0.02
  done
}
# listen ARGUMENTS: an interview that is answered with say; its id is in $pid.
listen() {
  rm -f in out err # prompted must not see what the last program asked
  mkfifo in
  "$mp" start --plain "$@" < in > out 2> err &
  pid=$!
  exec 9> in
}
say() { printf '답 %d번입니다. 새 리더가 뽑힐 때까지 쓰기가 멈춥니다.\n.\n' "$1" >&9; }
# only DIR: the path of its one transcript.
only() {
  local found=("$1"/*.md)
  [ "${#found[@]}" = 1 ] && [ -f "${found[0]}" ] || fail "transcripts in $1: ${found[*]}"
  echo "${found[0]}"
}
no_trace() { ! grep -E 'goroutine |panic:|runtime error' "$@" || fail "a trace"; }
