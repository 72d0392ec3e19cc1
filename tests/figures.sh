#!/usr/bin/env bash
# Measures what the project promises, three times each, beside the raw limit of the same run: JSON
# lines. Wants an otherwise quiet machine; nothing here passes or fails. About seven minutes.
# tests/figures/archive.sh and tests/scale.sh measure backups and full journals.
set -euo pipefail
cd "$(dirname "$0")/.."
atrium=$(realpath "${ATRIUM:-build/release/atrium}")
web=$(realpath build/web)
work=$(mktemp -d "${TMPDIR:-/var/tmp}/atrium-figures.XXXXXX")
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT

thrice() { for _ in 1 2 3; do (cd "$work" && "$@"); done; }
now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN {printf "%.2f", b - a}'; }
serve() {
  "$atrium" serve --listen 127.0.0.1:0 --zeromq-commands "" --web "$web" "$@" \
    >"$work/out" 2>"$work/err" &
  server=$!
  until grep -q ready "$work/out"; do
    kill -0 "$server" || { cat "$work/err" >&2 && exit 1; }
    sleep 0.02
  done
}
stop() {
  kill "$server"
  wait "$server" || true
  server=
}

thrice "$atrium" bench journal --clients 64 --seconds 5 --json
thrice "$atrium" bench lifecycle --clients 64 --halls 8 --seconds 5 --json
thrice "$atrium" bench lifecycle --clients 64 --halls 8 --seconds 5 --reminded --json
thrice "$atrium" bench lifecycle --clients 64 --halls 1 --seconds 5 --json
thrice "$atrium" bench lifecycle --clients 1 --seconds 3 --json
thrice "$atrium" bench replay --json
thrice "$atrium" bench calling --waiting 5000 --json
house=$(dirname "$atrium")/tests/figures/house_figures
if [ -x "$house" ]; then
  "$house" waking "$work/waking"
  "$house" storm "$work/storm"
fi

for _ in 1 2 3; do
  from=$(now)
  visits=$("$atrium" simulate weekday --json |
    awk -F'[:,]' '!/"service"|"window"/ && match($0, /"arrived":[0-9]+/) {
      sum += substr($0, RSTART + 10, RLENGTH - 10)} END {print sum}')
  echo "{\"figure\":\"simulated_day\",\"seconds\":$(since "$from"),\"visits\":$visits}"
done

for _ in 1 2 3; do
  ATRIUM_BINARY=$atrium ATRIUM_WEB=$web "$(command -v node || command -v nodejs)" \
    tests/browser/latency.mjs 200
done

serve --hall ops/halls/chengmai.toml --data "$work/idle"
ticks() { awk '{print $14 + $15}' "/proc/$server/stat"; }
before=$(ticks)
sleep 60
echo "{\"figure\":\"idle_cpu_percent\",\"value\":$(awk -v t=$(($(ticks) - before)) \
  -v hz="$(getconf CLK_TCK)" 'BEGIN {printf "%.2f", t / hz / 60 * 100}')}"
stop

"$atrium" bench lifecycle --clients 64 --halls 1 --seconds 17 --data "$work/million" >/dev/null
sed -e 's/^hall = .*/hall = "hall-0"/' ops/halls/chengmai.toml >"$work/hall-0.toml"
events=$("$atrium" journal stats --data "$work/million" | tail -n 1)
for how in clean kill; do
  from=$(now)
  serve --hall "$work/hall-0.toml" --data "$work/million"
  url=$(grep -o 'http://[^"]*' "$work/out")
  curl -sf "$url/api/v1/halls/hall-0" >"$work/floor"
  seconds=$(since "$from")
  echo "{\"figure\":\"ready_with_a_million\",\"after\":\"$how\",\"seconds\":$seconds," \
    "\"total\":$events}"
  kill -9 "$server"
  wait "$server" 2>/dev/null || true
  server=
done
