#!/usr/bin/env bash
# Measures backup beside a busy hall, restore, and the separate verifier: JSON lines. `late_ms` is
# by how much replies came later with one backup after another running beside; at most 50 is
# promised. Wants an otherwise quiet machine; about two minutes. ROUNDS and SECONDS_EACH shorten it.
set -euo pipefail
cd "$(dirname "$0")/../.."
atrium=$(realpath "${ATRIUM:-build/release/atrium}")
verify=$(realpath ops/verify/verify.py)
work=$(mktemp -d "${TMPDIR:-/var/tmp}/atrium-archive.XXXXXX")
trap 'rm -rf "$work"' EXIT

field() { grep -o "\"$1\":[0-9.]*" | tail -n 1 | cut -d: -f2; }
load() {
  "$atrium" bench lifecycle --clients 64 --halls 1 --seconds "${SECONDS_EACH:-15}" --data "$1" \
    --json
}
now() { date +%s.%N; }

for round in $(seq "${ROUNDS:-3}"); do
  alone=$(load "$work/alone")
  load "$work/beside" >"$work/out" &
  bench=$!
  until [ -e "$work/beside/journal/CURRENT" ]; do kill -0 "$bench"; done
  runs=0
  while kill -0 "$bench" 2>/dev/null; do
    if nice -n 10 "$atrium" backup --data "$work/beside" --to "$work/archive" >/dev/null \
      2>"$work/err"; then
      runs=$((runs + 1))
    fi
  done
  wait "$bench"
  beside=$(cat "$work/out")
  awk -v round="$round" -v runs="$runs" \
    -v a999="$(field p999_ms <<<"$alone")" -v b999="$(field p999_ms <<<"$beside")" \
    -v amax="$(field max_ms <<<"$alone")" -v bmax="$(field max_ms <<<"$beside")" \
    -v aper="$(field per_s <<<"$alone")" -v bper="$(field per_s <<<"$beside")" 'BEGIN {
      printf "{\"figure\":\"backup_beside\",\"round\":%d,\"backups\":%d,", round, runs
      printf "\"per_s\":[%d,%d],\"p999_ms\":[%.1f,%.1f],\"max_ms\":[%.1f,%.1f],",
        aper, bper, a999, b999, amax, bmax
      printf "\"late_ms\":%.1f}\n", (bmax > amax) ? bmax - amax : 0 }'
  "$atrium" backup --data "$work/beside" --to "$work/archive" >/dev/null
  events=$("$atrium" journal stats --data "$work/beside" | tail -n 1 | field events)
  for what in backup restore verify; do
    from=$(now)
    case $what in
      backup) "$atrium" backup --data "$work/beside" --to "$work/again" >/dev/null ;;
      restore) "$atrium" restore --from "$work/archive" --data "$work/restored" >/dev/null ;;
      verify) python3 "$verify" "$work/archive" >/dev/null ;;
    esac
    awk -v what="$what" -v events="$events" -v a="$from" -v b="$(now)" 'BEGIN {
      printf "{\"figure\":\"archive_%s\",\"events\":%d,\"per_s\":%d}\n", what, events,
        events / (b - a)}'
  done
  rm -rf "${work:?}"/*
done
