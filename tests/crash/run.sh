#!/usr/bin/env bash
# Kills the node in the rush and looks whether anything acknowledged was lost. KILLS=500: more.
set -euo pipefail
cd "$(dirname "$0")/../.."
exec python3 tests/crash/kill_test.py "${ATRIUM:-build/release/atrium}" --kills "${KILLS:-20}"
