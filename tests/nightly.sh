#!/usr/bin/env bash
# The long proofs, too slow for CI, one line each: bare root, many kills and seeds, ten minutes of
# overload and of each fuzzer, ninety days, sanitizers whole, a full journal, figures.
# Goes on after a failure; exits 1 if any step failed. Logs are in build/nightly/.
set -euo pipefail
cd "$(dirname "$0")/.."

kills=${ATRIUM_KILLS:-500}
seeds=${ATRIUM_SEEDS:-500}
trials=${ATRIUM_TRIALS:-10000}
logs=build/nightly
mkdir -p "$logs"
failed=0

step() {
  local name=$1 from=$SECONDS
  shift
  if "$@" >"$logs/$name.log" 2>&1; then
    printf 'passed  %-22s %6d s\n' "$name" $((SECONDS - from))
  else
    printf 'FAILED  %-22s %6d s  %s\n' "$name" $((SECONDS - from)) "$logs/$name.log"
    failed=$((failed + 1))
  fi
}

more_properties() {
  RC_PARAMS="max_success=20000" build/release/tests/properties/test_properties
}

step build ops/test.sh
step headers_alone ninja -C build/release all_verify_interface_header_sets
step bare_root_test tests/bare_root.sh
step bare_root_test_as_user tests/bare_root.sh --user
step bare_root_run tests/bare_root.sh --run 60
step kills env KILLS="$kills" tests/crash/run.sh
step load tests/load/run.sh "${ATRIUM_LOAD_S:-600}"
step seeds build/release/atrium simulate weekday --seeds "1..$seeds" --json
step trials tests/simulation/seeds.sh "1..$trials"
step ninety_days build/release/atrium simulate weekday --seeds 1..1 --days 90
step properties more_properties
step fuzzers tests/fuzz/run.sh "${ATRIUM_FUZZ_S:-600}"
step fuzzers_find_plants tests/fuzz/run.sh --prove
step address_sanitizer tests/sanitizers.sh address
step thread_sanitizer tests/sanitizers.sh thread --whole
step scale tests/scale.sh
step figures tests/figures.sh

echo "nightly: $failed steps failed, $SECONDS s"
[ "$failed" -eq 0 ]
