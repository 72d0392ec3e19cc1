#!/usr/bin/env bash
# Is a full journal as fast as an empty one? Fills a directory through the real journal (20 M events
# of 1 M streams, about 12 GB), measures the same durable commits on it and on an empty one in
# turns, and prints the ratio; exits 1 below 0.9. Wants an otherwise quiet machine.
#   tests/scale.sh [EVENTS] [STREAMS] [DIRECTORY]    a directory that is given is kept
set -euo pipefail
cd "$(dirname "$0")/.."
atrium=$(realpath "${ATRIUM:-build/release/atrium}")
events=${1:-20000000}
streams=${2:-1000000}
work=$(mktemp -d "${TMPDIR:-/var/tmp}/atrium-scale.XXXXXX")
trap 'rm -rf "$work"' EXIT
full=${3:-$work/full}
mkdir -p "$full"

bench() { "$atrium" bench journal --clients 64 --seconds "$@" --json; }
field() { grep -o "\"$1\":[0-9.]*" | cut -d: -f2; }

bench 1 --data "$full" --fill "$events" --streams "$streams" >/dev/null
for _ in 1 2 3; do
  bench 10 --data "$full" --fill "$events" --streams "$streams" | tee -a "$work/full.jsonl"
  bench 10 --data "$work/empty" | tee -a "$work/empty.jsonl"
done
bench 10 --data "$full" --fill "$events" --streams "$streams" --scattered

mean() { field per_s <"$1" | awk '{sum += $1} END {print sum / NR}'; }
awk -v full="$(mean "$work/full.jsonl")" -v empty="$(mean "$work/empty.jsonl")" \
  -v events="$events" -v streams="$streams" 'BEGIN {
    ratio = full / empty
    printf "{\"figure\":\"scale\",\"events\":%d,\"streams\":%d,\"full_per_s\":%.0f," \
      "\"empty_per_s\":%.0f,\"ratio\":%.2f}\n", events, streams, full, empty, ratio
    exit ratio < 0.9
  }'
