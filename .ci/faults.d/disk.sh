# D4 to D7, D16, D17: what the disk does.

# long_answers: enough of them to fill 64 KB.
long_answers() {
  local i
  for i in $(seq $questions); do
    printf '답 %d번입니다.\n' "$i"
    yes '새 리더가 뽑힐 때까지 쓰기가 멈춥니다.' | head -n 150 || true
    echo .
  done
}
# refused DIR: a save failed: the program says so, shows the answer, names a way
# out, and what was acknowledged still reads.
refused() {
  local n
  no_trace err
  n=$(acknowledged)
  grep -q 'hint: .*--dir' err || fail "no other folder is offered: $(cat err)"
  ! grep -q '저장했습니다' out err || fail "claims to be saved"
  ! grep -q '면접이 끝났습니다' out || fail "went on to the end"
  [ "$n" = 0 ] || holds "$(only "$1")" "$n"
  [ "$(grep -cE '^\[[0-9]+/' err)" != 0 ] || return 0
  grep -q "^답 $((n + 1))번입니다" err || (holds "$(only "$1")" $((n + 1)) > /dev/null) || fail "the answer that is not saved is not shown"
}
# in_full_disk SIZE: runs in a mount namespace of its own.
in_full_disk() {
  mkdir -p full
  mount -t tmpfs -o "size=$1" tmpfs full
  local code=0
  play full || code=$?
  [ $code = 1 ] || fail "$1: exit $code"
  grep -q 'no space left on device' err || fail "$1: $(cat err)"
  refused full
  umount full
}
# until_shown PATTERN [N]: N times, at most 10 seconds.
until_shown() {
  local end=$((SECONDS + 10))
  until [ "$(grep -cE "$1" out)" -ge "${2:-1}" ]; do
    [ $SECONDS -lt $end ] || fail "no $1: $(tail -n 20 out)"
    sleep 0.02
  done
}
# moves_from_full_disk SIZE: a person at a terminal is offered another folder and
# goes on there.
moves_from_full_disk() {
  local n
  mkdir -p full
  mount -t tmpfs -o "size=$1" tmpfs full
  mkfifo keys
  script -qec "'$mp' start --plain --yes --guide '$guide' --questions $questions --dir full" /dev/null < keys > out 2>&1 &
  exec 9> keys
  for n in $(seq $questions); do
    until_shown "^\\[$n/"
    printf '답 %d번입니다. 새 리더가 뽑힐 때까지 쓰기가 멈춥니다.\n.\n' "$n" >&9
    until_shown '어떻게 할까요|다음은' "$n"
    ! grep -q '어떻게 할까요' out || break
    echo >&9
  done
  grep -q '저장하지 못했습니다' out || fail "never full"
  echo 1 >&9 # it is still full
  until_shown '어떻게 할까요' 2
  echo 2 >&9
  until_shown "^기록: $XDG_DATA_HOME"
  echo >&9
  until_shown "^\\[$((n + 1))/"
  echo /quit >&9
  exec 9>&-
  wait
  holds "$(only "$XDG_DATA_HOME/mockpanel/transcripts")" "$n"
  holds "$(only full)" $((n - 1))
  umount full
}
D4() {
  need unshare
  own_mounts true || skip "no mount namespace here"
  long_answers > long
  answers=$PWD/long
  local size
  declare -f > functions
  for size in 4k 8k 16k 64k; do
    own_mounts bash -euc 'source functions; mp=$1 guide=$2 answers=$3 questions=$4; in_full_disk "$5"' - "$mp" "$guide" "$answers" "$questions" "$size"
  done
  need script
  export XDG_DATA_HOME=$PWD/data
  own_mounts bash -euc 'source functions; mp=$1 guide=$2 questions=$3; moves_from_full_disk 8k' - "$mp" "$guide" "$questions"
  echo "4k, 8k, 16k, 64k; at a terminal on to another folder"
}
D5() {
  long_answers > long
  answers=$PWD/long
  local code=0 n
  for n in 1 4 16; do
    rm -rf saved
    code=0
    mkfifo in-out in-err
    cat in-out > out & cat in-err > err & # no limit for what the program says
    (ulimit -f $n && exec "$mp" start --plain --guide "$guide" --questions $questions --dir saved < "$answers" > in-out 2> in-err) || code=$?
    wait
    rm in-out in-err
    [ $code = 1 ] || fail "exit $code: $(head -n 3 err)"
    grep -q 'file too large' err || fail "$(cat err)"
    refused saved
  done
  echo "1, 4 and 16 blocks"
}
D6() {
  need strace
  local n code stopped=0
  for n in $(seq 1 20); do
    rm -rf saved
    code=0
    play saved strace -f -qq -o /dev/null -e trace=fsync,fdatasync -e inject="fsync,fdatasync:error=EIO:when=$n" || code=$?
    no_trace err
    if [ $code = 0 ]; then continue; fi # the thread had fewer calls
    [ $code = 1 ] || fail "exit $code"
    stopped=$((stopped + 1))
    grep -q 'input/output error' err || fail "$(cat err)"
    refused saved
  done
  [ $stopped -ge 5 ] || fail "only $stopped failures reached the program"
  echo "$stopped failures, none claimed saved"
}
D7() {
  need strace
  local n code stopped=0 kept held
  for n in 1 2 3 4; do
    rm -rf saved
    code=0
    play saved strace -f -qq -o /dev/null -e trace=rename,renameat,renameat2 -e inject="rename,renameat,renameat2:error=EXDEV:when=$n" || code=$?
    [ $code != 0 ] || continue
    stopped=$((stopped + 1))
    refused saved
    kept=$(sed -n 's/^ *hint: the interview so far is in //p' err)
    [ -f "$kept" ] || fail "the temporary file is not named: $(cat err)"
    held=$(($(acknowledged) + 1))
    holds "$kept" $held
    "$mp" start --resume --plain --dir saved < /dev/null > out 2> err || fail "resume: $(cat err)"
    holds "$(only saved)" $held
    [ ! -e "$kept" ] || fail "$kept is left behind"
  done
  [ $stopped -ge 1 ] || fail "no rename failed"
  echo "$stopped failures, the answer in the file that is named, and back at resume"
}
D16() {
  local code=0
  play saved
  "$mp" review latest --dir saved 2> err | head -n 1 > first || true
  no_trace err
  grep -q '^---' first || fail "first line: $(cat first)"
  for command in "review latest --dir saved" "review list --dir saved" "review --check --dir saved" "content list" "personas" "version"; do
    code=0
    "$mp" $command > /dev/full 2> err || code=$?
    [ $code = 1 ] || fail "$command > /dev/full: exit $code"
    no_trace err
    grep -q 'no space left on device' err || fail "$command: $(cat err)"
  done
  echo "six commands"
}
D17() {
  need strace
  play saved strace -f -qq -y -s 8 -o calls -e trace=write,fsync,rename,renameat,renameat2,linkat
  # saved: a file was synced, then named, then its folder was synced
  awk '
    / fsync\(.*\.tmp>/ { synced = 1 }
    / (rename|renameat|renameat2|linkat)\(/ && !/EEXIST/ && !/ENOENT/ { if (!synced) { print "named before it was synced: " $0; exit 1 } named = 1; synced = 0; names++ }
    / fsync\(.*saved>/ { if (named) saved = 1; named = 0 }
    / write\(2<.*"\\n\[[0-9]/ { if (!saved) { print "asked before the answer was saved: " $0; exit 1 } saved = 0; asked++ }
    END { if (named) { print "the last name was not synced"; exit 1 } print asked " prompts behind " names " names" }' calls > said || fail "$(cat said)"
  grep -q "^$questions prompts" said || fail "$(cat said)"
  cat said
}
