#!/usr/bin/env bash
# Installs what is missing, builds, runs every test: C++ and scenarios (ctest), pages, browser,
# kills, overload, simulated faults, fuzzers, sanitizers. Goes on after a failed step, so that one
# run shows all that is broken; then exits 1. --quick leaves out what builds once more.
set -euo pipefail
cd "$(dirname "$0")/.."
begin=$SECONDS

quick=
case "${1:-}" in
  "") ;;
  --quick) quick=1 ;;
  *) echo "test: unknown option $1; use --quick or nothing" >&2 && exit 2 ;;
esac

ops/install.sh
ops/build.sh --all
echo "== built, $((SECONDS - begin)) s"

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
# Of the repository, if it is there.
suite() {
  [ ! -x "$1" ] || step "$*" "$@"
}

step ctest ctest --test-dir build/release --parallel 2 --output-on-failure
if [ -f ops/console/package.json ]; then
  step "types of the pages" npm --prefix ops/console run --silent check
  step "units of the pages" npm --prefix ops/console run --silent test
fi
suite tests/browser/run.sh
suite tests/crash/run.sh
suite tests/load/run.sh
if [ -z "$quick" ]; then
  suite tests/simulation/run.sh
  suite tests/fuzz/run.sh
  suite tests/sanitizers.sh address
  suite tests/sanitizers.sh thread
fi

[ ${#failed[@]} -eq 0 ] || printf 'failed: %s\n' "${failed[@]}"
echo "${#passed[@]} steps passed, ${#failed[@]} failed, $((SECONDS - begin)) s"
[ ${#failed[@]} -eq 0 ]
