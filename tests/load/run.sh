#!/usr/bin/env bash
# Offers a real node about ten times what it can serve, for SECONDS (30), and looks whether tickets
# and calls are answered in time, memory stays flat and nothing acknowledged is lost.
# usage: tests/load/run.sh [SECONDS]; ATRIUM, FLOOD: other binaries.
set -euo pipefail
cd "$(dirname "$0")/../.."
exec python3 tests/load/load_test.py "${ATRIUM:-build/release/atrium}" \
  "${FLOOD:-build/release/tests/load/flood}" --seconds "${1:-30}"
