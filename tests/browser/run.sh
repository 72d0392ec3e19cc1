#!/usr/bin/env bash
# The pages in a real browser against a running hall: tests/browser/run.sh [ATRIUM_BINARY]
set -euo pipefail
cd "$(dirname "$0")"
web="${ATRIUM_WEB:-../../build/web}"
../../ops/console/build.sh "$web"
ATRIUM_WEB="$(cd "$web" && pwd)"
ATRIUM_BINARY="$(realpath "${1:-../../build/release/atrium}")"
export ATRIUM_WEB ATRIUM_BINARY
if [[ ! -x "$ATRIUM_BINARY" ]]; then
  echo "tests/browser: no $ATRIUM_BINARY; build it with ops/build.sh" >&2
  exit 2
fi
node="${NODE:-$(command -v node || command -v nodejs)}"
exec "$node" --test *.test.mjs
