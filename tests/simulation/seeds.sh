#!/usr/bin/env bash
# A range of seeds of the trial, the first 500 unless another is given: A..B.
set -euo pipefail
cd "$(dirname "$0")/../.."

range=${1:-1..500}
from=$SECONDS
if lines=$("${ATRIUM:-build/release/atrium}" simulate trial --seeds "$range"); then
  awk -v s=$((SECONDS - from)) -F'[:,]' '
    { for (i = 1; i < NF; i++) {
        if ($i ~ /"commands"/) commands += $(i + 1)
        if ($i ~ /"crashes"/) crashes += $(i + 1)
        if ($i ~ /"events"/) events += $(i + 1) } }
    END { printf "%d seeds, %d commands, %d events, %d crashes, none broken, %d s\n",
          NR, commands, events, crashes, s }' <<<"$lines"
else
  grep '"ok":false' <<<"$lines" || true
  exit 1
fi
