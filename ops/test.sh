#!/usr/bin/env bash
# Installs what is missing, builds, runs every test: C++ and scenarios (ctest), pages, browser,
# crash. Goes on after a failed step, so that one run shows all that is broken; then exits 1.
set -euo pipefail
cd "$(dirname "$0")/.."
begin=$SECONDS

ops/install.sh
ops/build.sh --all

if [ -z "${NODE_EXTRA_CA_CERTS:-}" ] && [ -r /etc/ssl/certs/ca-certificates.crt ]; then
  export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
fi

passed=()
failed=()
step() {
  local name=$1 from=$SECONDS
  shift
  echo "== $name"
  if "$@"; then
    passed+=("$name")
    echo "== $name passed, $((SECONDS - from)) s"
  else
    failed+=("$name")
    echo "== $name FAILED, $((SECONDS - from)) s"
  fi
}

step ctest ctest --test-dir build/release --parallel 2 --output-on-failure
if [ -f ops/console/package.json ]; then
  step "types of the pages" npm --prefix ops/console run --silent check
  step "units of the pages" npm --prefix ops/console run --silent test
fi
if [ -f tests/crash/kill_test.py ] && [ ! -f tests/crash/CMakeLists.txt ]; then
  step "kill -9 in the rush" python3 tests/crash/kill_test.py build/release/atrium
fi
for suite in tests/browser/run.sh tests/crash/run.sh tests/load/run.sh; do
  [ ! -x "$suite" ] || step "$suite" "$suite"
done

[ ${#failed[@]} -eq 0 ] || printf 'failed: %s\n' "${failed[@]}"
echo "${#passed[@]} steps passed, ${#failed[@]} failed, $((SECONDS - begin)) s"
[ ${#failed[@]} -eq 0 ]
