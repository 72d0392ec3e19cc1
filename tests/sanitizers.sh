#!/usr/bin/env bash
# Builds the test programs under sanitizers and runs them; any report fails its test.
#   tests/sanitizers.sh address          all of them: memory, leaks, undefined behaviour
#   tests/sanitizers.sh thread           those that have threads: runtime, persistence, edges
#   tests/sanitizers.sh thread --whole   all of them
set -euo pipefail
cd "$(dirname "$0")/.."

threaded=(test_host test_journal test_anchors test_archive test_housekeeping
  test_http test_zeromq test_real_hall)
targets=(test_programs)
tests="^test_"
case "${1:-} ${2:-}" in
  "address ") preset=asan ;;
  "thread ")
    preset=tsan
    targets=("${threaded[@]}")
    tests="^($(IFS="|" && echo "${threaded[*]}"))\$"
    ;;
  "thread --whole") preset=tsan ;;
  *) echo "usage: tests/sanitizers.sh address | thread [--whole]" >&2 && exit 2 ;;
esac

source ops/jobs.sh
build=${ATRIUM_SANITIZER_BUILD:-build/$preset}
[ -f "$build/build.ninja" ] || cmake --preset "$preset" -B "$build" >/dev/null
ninja -C "$build" -j "$(jobs_for_this_machine)" "${targets[@]}"

here=$PWD
export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1
export LSAN_OPTIONS=suppressions=$here/tests/lsan.supp:print_suppressions=0
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
export TSAN_OPTIONS=suppressions=$here/tests/tsan.supp:history_size=4:second_deadlock_stack=1
# Those that start whole nodes run the release build's: a sanitized one is not built. Ten days of
# forecasts take minutes as they are.
ctest --test-dir "$build" -R "$tests" -E "^test_(node|archive_of_node|waits)\$" --parallel 2 \
  --timeout 900 --output-on-failure
