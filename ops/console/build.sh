#!/usr/bin/env bash
# Builds the pages: ops/console/build.sh [OUT] (default build/web). Installs what package-lock.json
# names when that changed, builds only when a source did, and says nothing unless something fails.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
out="$(realpath -m "${1:-$root/build/web}")"
cd "$here"

log="$(mktemp)"
trap 'rm -f "$log"' EXIT
quietly() { "$@" >"$log" 2>&1 || { grep -v "npm warn" "$log" | head -60 >&2; exit 1; }; }

lock="$(cat package-lock.json package.json | sha256sum | cut -d' ' -f1)"
if [[ "$(cat node_modules/.atrium-lock 2>/dev/null || true)" != "$lock" ]]; then
  quietly npm ci --ignore-scripts --no-audit --no-fund
  echo "$lock" > node_modules/.atrium-lock
fi

sources="$(find . ../../devices/panels -type f \( -name '*.ts' -o -name '*.vue' -o -name '*.css' \
  -o -name '*.html' -o -name 'package-lock.json' \) \
  -not -path '*/node_modules/*' -not -path '*/dist/*' \
  -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)"
if [[ -f "$out/index.html" && "$(cat "$out.sources" 2>/dev/null || true)" == "$sources" ]]; then
  exit 0
fi
quietly npm run --silent check
quietly npm run --silent build -- --outDir "$out"
echo "$sources" > "$out.sources"
