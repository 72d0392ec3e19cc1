#!/usr/bin/env bash
# Builds the fuzzers and runs each for so many seconds (60), two at a time. Exits 1 on a finding,
# whose input stays in build/fuzz/findings; --prove shows that each finds a planted fault instead.
set -euo pipefail
cd "$(dirname "$0")/../.."

prove=
seconds=60
for argument in "$@"; do
  case "$argument" in
    --prove) prove=1 ;;
    *[!0-9]* | "") echo "usage: tests/fuzz/run.sh [--prove] [SECONDS]" >&2 && exit 2 ;;
    *) seconds=$argument ;;
  esac
done

build=${ATRIUM_FUZZ_BUILD:-build/fuzz}
source "ops/jobs.sh"
[ -f "$build/build.ninja" ] || cmake --preset fuzz -B "$build" >/dev/null
ninja -C "$build" -j "$(jobs_for_this_machine)" fuzzers

export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1
export UBSAN_OPTIONS=print_stacktrace=1
logs=$build/findings
mkdir -p "$logs"

# The corpus of the repository is only read; what is new is kept beside the build.
fuzz() {
  local name=$1 kept=$build/corpus/$1
  [ -z "$prove" ] || kept=$(mktemp -d)
  mkdir -p "$kept"
  "$build/tests/fuzz/fuzz_$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
    -max_len=65536 -print_final_stats=1 -artifact_prefix="$logs/$name-" \
    "$kept" "tests/fuzz/corpus/$name" >"$logs/$name.log" 2>&1
}

planted() {
  ATRIUM_FUZZ_PLANT=1 fuzz "$1" && return 1
  grep -q "broken: the planted fault" "$logs/$1.log"
}

one() {
  local name=$1 from=$SECONDS how=fuzz
  [ -z "$prove" ] || how=planted
  if "$how" "$name"; then
    local runs
    runs=$(awk '/number_of_executed_units/ {print $2}' "$logs/$name.log")
    echo "passed  $name: ${runs:-found after $((SECONDS - from)) s,} ${runs:+inputs,}" \
      "$((SECONDS - from)) s"
    return
  fi
  grep -E "^broken:|ERROR:|runtime error|Test unit written" "$logs/$name.log" || true
  echo "FAILED  $name: see $logs/$name.log; the input lies beside it"
  return 1
}

failed=0
running=()
for name in codec hall http journal wire; do
  one "$name" &
  running+=($!)
  if [ ${#running[@]} -eq 2 ]; then
    wait "${running[0]}" || failed=1
    running=("${running[1]}")
  fi
done
for process in "${running[@]}"; do wait "$process" || failed=1; done
exit "$failed"
