#!/usr/bin/env bash
# The pages in a real browser against a running hall: tests/browser/run.sh [ATRIUM_BINARY]
# Without a binary the pages' own mock stands in, which proves the pages and not the server.
set -euo pipefail
cd "$(dirname "$0")"
web="${ATRIUM_WEB:-../../build/web}"
if [[ ! -f "$web/index.html" ]]; then ../../ops/console/build.sh "$web"; fi
ATRIUM_WEB="$(cd "$web" && pwd)"
export ATRIUM_WEB
if [[ $# -ge 1 ]]; then
  ATRIUM_BINARY="$(realpath "$1")"
  export ATRIUM_BINARY
fi
node="${NODE:-$(command -v node || command -v nodejs)}"
exec "$node" --test *.test.mjs
