#!/usr/bin/env bash
# Every planted bug is found by some seed, and nothing is reported without a plant. Builds the
# binary with ATRIUM_PLANTS in build/plants; ccache keeps that to the few files that carry plants.
set -euo pipefail
cd "$(dirname "$0")/../.."

seeds=${ATRIUM_PLANT_SEEDS:-12}
build=${ATRIUM_PLANT_BUILD:-build/plants}
[ -f "$build/build.ninja" ] || cmake --preset release -B "$build" -DATRIUM_PLANTS=ON >/dev/null
ninja -C "$build" atrium >"$build/build.log" 2>&1 || { tail -30 "$build/build.log"; exit 1; }

plants=$(grep -rhoE 'ATRIUM_PLANTED\("[a-z_]+"' --include='*.[ch]pp' actors devices persistence \
  runtime | cut -d'"' -f2 | sort -u)
found=0
failed=0
for plant in $plants; do
  if told=$("$build/atrium" simulate trial --seeds "1..$seeds" --plant "$plant" 2>&1 >/dev/null)
  then
    echo "NOT FOUND in $seeds seeds: $plant"
    failed=1
  else
    found=$((found + 1))
    printf 'found %-28s %s\n' "$plant" "$(head -1 <<<"$told" | cut -c1-110)"
  fi
done
if ! "$build/atrium" simulate trial --seeds "1..$seeds" >/dev/null; then
  echo "something is reported without a plant"
  failed=1
fi
echo "$found planted bugs were found"
[ "$found" -ge 15 ] && [ "$failed" -eq 0 ]
