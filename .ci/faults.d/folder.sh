# D8 to D13: folders, two at once, signals, clocks.

# unasked TEXT: the program said it before it asked anything, and how to go on.
unasked() {
  no_trace err
  ! grep -qE '^\[[0-9]+/' err || fail "a question was asked first"
  grep -qF -- "$1" err || fail "no \"$1\": $(cat err)"
  grep -q 'hint: name another folder with --dir' err || fail "no way out: $(cat err)"
}
D8() {
  local code=0 shown="" foreign=/ as=(env XDG_DATA_HOME=/nonexistent)
  mkdir closed foreign
  if [ "$(id -u)" = 0 ]; then # who could write anywhere
    need setpriv
    as=(setpriv --reuid=65534 --regid=65534 --clear-groups "${as[@]}")
    foreign=foreign
  fi
  chmod 755 .
  chmod 555 closed
  chmod 700 foreign
  cp "$guide" guide.md && chmod 644 guide.md
  guide=$PWD/guide.md
  for dir in closed $foreign closed/new; do
    code=0
    play $dir "${as[@]}" || code=$?
    [ $code = 1 ] || fail "$dir: exit $code: $(cat err)"
    unasked 'permission denied'
  done
  if own_mounts true; then
    mkdir fixed
    export mp guide
    code=0
    own_mounts bash -ec 'mount --bind fixed fixed && mount -o remount,bind,ro fixed && "$mp" start --plain --guide "$guide" --dir fixed < /dev/null > out 2> err' || code=$?
    [ $code = 1 ] || fail "read-only mount: exit $code"
    unasked 'read-only file system'
    shown=", read-only mount"
  fi
  echo "closed, foreign, in a closed one$shown"
}
D9() {
  local code=0 s name
  play new/deep
  holds "$(only new/deep)" $questions
  echo mine > file
  ln -s nowhere dangling
  play file || code=$?
  [ $code = 1 ] || fail "exit $code"
  unasked 'file is not a folder'
  play dangling || code=$?
  [ $code = 1 ] && [ ! -e nowhere ] || fail "made the target of a dangling link"
  unasked 'dangling is a link to a folder that does not exist'
  [ "$(cat file)" = mine ] || fail "wrote to the file"
  # every name of the next ten seconds, also of the draft
  mkdir planted locked
  echo mine > target
  for s in $(seq 0 10); do
    name=$(date -d "+$s seconds" +%Y-%m-%dT%H%M%S)-guide
    ln -s ../target planted/$name.md
    ln -s ../outside locked/.$name.lock
    ln -s ../outside planted/.$name-2.draft
  done
  play planted || fail "$(cat err)"
  [ "$(cat target)" = mine ] && [ ! -e outside ] || fail "written through a link"
  holds "$(find planted -name '*.md' -type f)" $questions
  play locked || code=$?
  [ $code = 1 ] && [ ! -e outside ] || fail "locked through a link: exit $code"
  unasked 'too many levels of symbolic links'
  # a folder where the draft goes: what is typed cannot be saved, answers can
  listen --guide "$guide" --questions $questions --dir drafts
  prompted 1
  name=$(basename "$(only drafts)" .md)
  mkdir -p "drafts/.$name.draft/x"
  printf '쓰다 만 답\n/quit\n' >&9
  exec 9>&-
  code=0
  wait $pid || code=$?
  [ $code = 1 ] || fail "an answer that is not saved: exit $code"
  grep -q '^쓰다 만 답' err && grep -q 'hint: .*--dir' err || fail "not shown, or no way out: $(cat err)"
  ! grep -q '저장했습니다' out err || fail "claims to be saved"
  "$mp" start --resume --plain --dir drafts < "$answers" > out 2> err || fail "$(cat err)"
  holds "$(only drafts)" $questions
  # hidden files of other programs, and one that cannot be removed
  mkdir others
  echo 1 | tee others/.yarn.lock > others/.notes.md.12.tmp
  echo mine > others/.probe.1.tmp
  find others -type f -exec touch -d '2 hours ago' {} +
  mkdir others/.2026-01-01T000000-x.md.1.tmp
  play others || fail "$(cat err)"
  [ "$(find others -name '.*' | wc -l)" = 4 ] && [ "$(cat others/.probe.1.tmp)" = mine ] || fail "removed what is not its own: $(ls -A others)"
  echo "missing, file, dangling, 22 names and 11 locks planted as links"
}
D10() {
  listen --guide "$guide" --dir saved
  prompted 1
  say 1
  prompted 2
  rm -rf saved
  say 2
  prompted 3
  holds "$(only saved)" 2
  local code=0
  "$mp" start --resume --plain --dir saved < /dev/null > out2 2> err2 || code=$?
  [ $code = 1 ] && grep -q "in use.*$pid" err2 || fail "the folder that was made again is not locked: exit $code, $(cat err2)"
  rm -rf saved
  echo "not a folder" > saved
  say 3
  exec 9>&-
  code=0
  wait $pid || code=$?
  [ $code = 1 ] || fail "exit $code"
  grep -q '^답 3번입니다' err || fail "the answer is not shown: $(cat err)"
  grep -q 'hint: .*--dir' err || fail "no other folder is asked for: $(cat err)"
  [ "$(cat saved)" = "not a folder" ] || fail "replaced what is no folder"
  echo "made again and locked; a file in its place is left alone and said"
}
D11() {
  local i pid first path code
  for i in $(seq 20); do
    rm -rf saved
    "$mp" start --plain --guide "$guide" --questions $questions --dir saved < "$answers" > /dev/null 2>&1 &
    pid=$!
    play saved || fail "the second: $(cat err)"
    wait $pid || fail "the first failed"
    [ "$(ls saved/*.md | wc -l)" = 2 ] || fail "round $i: $(ls -A saved)"
    for path in saved/*.md; do holds "$path" $questions; done
    [ -z "$(find saved -name '.*' -type f)" ] || fail "left behind: $(ls -A saved)"
  done
  # the second of two on one transcript
  rm -rf saved
  listen --guide "$guide" --dir saved
  first=$pid
  prompted 1
  say 1
  prompted 2
  path=$(only saved)
  code=0
  "$mp" start --resume --plain --dir saved < /dev/null > out2 2> err2 || code=$?
  [ $code = 1 ] || fail "the second: exit $code"
  grep -q "$path.*$first" err2 || fail "the pid $first is not named: $(cat err2)"
  # a lock of a program that was killed holds nobody up
  kill -KILL $first
  wait $first 2> /dev/null || true
  exec 9>&-
  compgen -G 'saved/.*.lock' > /dev/null || fail "no lock was left"
  "$mp" start --resume --plain --dir saved < <(tail -n +3 "$answers") > out 2> err || fail "a stale lock: $(cat err)"
  holds "$path" 6
  ! compgen -G 'saved/.*.lock' > /dev/null || fail "the lock was left behind"
  echo "20 rounds of two; the second on one transcript refused with the pid, a stale lock taken over"
}
# until_hinted: a hint is on the screen, at most 10 seconds.
until_hinted() {
  local end=$((SECONDS + 10))
  until grep -q '^핵심어: ' err; do
    [ $SECONDS -lt $end ] || fail "no hint: $(cat err)"
    sleep 0.02
  done
}
D12() {
  local signal code want path
  for signal in INT:130 TERM:143 HUP:129; do
    rm -rf saved
    # a program in the background of a script ignores INT
    rm -f in out err
    mkfifo in
    env --default-signal=INT "$mp" start --plain --guide "$guide" --dir saved < in > out 2> err &
    pid=$!
    exec 9> in
    prompted 1
    say 1
    prompted 2
    printf '쓰다 만 답\n/hint\n' >&9
    until_hinted # the line before is read
    kill -s "${signal%:*}" $pid
    code=0 want=${signal#*:}
    wait $pid || code=$?
    exec 9>&-
    [ $code = "$want" ] || fail "${signal%:*}: exit $code"
    path=$(only saved)
    holds "$path" 1
    grep -q '쓰다 만 답' saved/.*.draft || fail "no draft"
    grep -qF "$path" err || fail "the path is not shown"
  done
  # the last save is not cut short: TERM at once with an answer, then again
  for i in $(seq 20); do
    rm -rf saved
    listen --guide "$guide" --dir saved
    prompted 1
    say 1
    kill -TERM $pid 2> /dev/null && kill -TERM $pid 2> /dev/null || true
    wait $pid || true
    exec 9>&-
    no_trace err
    holds "$(only saved)" "$(acknowledged)"
  done
  echo "INT 130, TERM 143, HUP 129; the screen's modes and Ctrl-Z are in .ci/terminal"
}
D13() {
  gotest ./transcripts TestSameSecond TestList
  local zone
  for zone in Asia/Seoul:+09:00 America/St_Johns:-0[23]:30 UTC:Z; do
    [ -e "/usr/share/zoneinfo/${zone%%:*}" ] || skip "no time zones here"
    rm -rf saved
    TZ=${zone%%:*} play saved
    grep -qE "^started: .*${zone#*:}\$" "$(only saved)" || fail "$zone: $(grep started: saved/*)"
  done
  echo "names never taken twice, sorted by instant, offsets of three zones"
}
