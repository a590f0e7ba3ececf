# D1 to D3: kills.

# survived DIR: after a kill no acknowledged answer is lost, what is there reads
# and can be gone on with, and what was left behind is hidden and cleaned.
survived() {
  local dir=$1 n path
  n=$(acknowledged)
  no_trace err
  if ! compgen -G "$dir/*.md" > /dev/null; then
    [ "$n" = 0 ] || fail "no transcript after $n acknowledged answers"
    return 0
  fi
  path=$(only "$dir")
  holds "$path" "$n"
  [ -z "$(ls -A "$dir" | grep -v '^\.' | grep -v '\.md$')" ] || fail "left in sight: $(ls -A "$dir")"
}
# cleaned DIR: an interview that goes on from there has the answers and cleans up.
cleaned() {
  local dir=$1 path
  compgen -G "$dir/*.md" > /dev/null || return 0
  path=$(only "$dir")
  if ! "$mp" review "$path" --json 2> /dev/null | grep -q '"status": "finished"'; then
    "$mp" start --resume --plain --dir "$dir" < "$answers" > out 2> err || fail "resume: $(cat err)"
    [ -z "$(find "$dir" -name '.*' -type f)" ] || fail "left behind by resume: $(ls -A "$dir")"
  fi
  "$mp" review "$path" --json | grep -q '"status": "finished"' || fail "not finished after resume"
  find "$dir" -name '.*' -type f -exec touch -d '2 hours ago' {} +
  "$mp" start --resume --plain --dir "$dir" < /dev/null > out 2> err && fail "resumed what is finished"
  [ -z "$(find "$dir" -name '.*' -type f)" ] || fail "left behind: $(ls -A "$dir")"
}

D1() {
  local kills=0 tries=0 pid code
  until [ $kills = 480 ]; do
    tries=$((tries + 1))
    [ $tries -lt 3000 ] || fail "only $kills of $tries were killed in time"
    rm -rf saved
    rm -f out err # killed before it opens them, it would have those of the last
    touch out err
    "$mp" start --plain --guide "$guide" --questions $questions --dir saved < "$answers" > out 2> err &
    pid=$!
    sleep "$(printf '0.%03d' $((RANDOM % 55 + 3)))"
    kill -KILL "$pid" 2> /dev/null || true
    code=0
    wait "$pid" 2> /dev/null || code=$?
    [ "$code" = 137 ] || continue
    kills=$((kills + 1))
    survived saved
    [ $((kills % 10)) != 0 ] || cleaned saved
  done
  echo "$kills" > kills
  echo "$kills kills, 0 acknowledged answers lost"
}

# kill_at CALLS: kills at the Nth call of each thread, N = 1 until past the end.
kill_at() {
  need strace
  local kills=0 n code round past
  for round in 1 2 3 4; do
    n=0 past=0
    # threads take turns, so that one round without a kill is not the end yet
    while [ $past -lt 3 ]; do
      n=$((n + 1))
      rm -rf saved
      code=0
      play saved strace -f -qq -o /dev/null -e trace="$1" -e inject="$1:signal=SIGKILL:when=$n" || code=$?
      if [ $code = 137 ]; then
        kills=$((kills + 1)) past=0
      elif [ $code = 0 ]; then
        past=$((past + 1))
      else
        fail "exit $code: $(cat err)"
      fi
      survived saved
      [ $((n % 5)) != 0 ] || cleaned saved
    done
  done
  echo "$kills" > kills
  echo "$kills kills, 0 acknowledged answers lost"
}
D2() { kill_at write; }
D3() { kill_at rename,renameat,renameat2,linkat,unlinkat,fsync; }
