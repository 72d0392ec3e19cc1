#!/usr/bin/env bash
# The simulator's part of CI: 500 seeds without a broken invariant, and every planted bug found.
set -euo pipefail
cd "$(dirname "$0")"

./seeds.sh 1..500
./plants.sh
