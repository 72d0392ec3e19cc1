#!/usr/bin/env bash
# Builds the web pages and build/release/atrium; with --all the tests as well. What has not changed
# is not built again.
set -euo pipefail
cd "$(dirname "$0")/.."

targets=(atrium)
case "${1:-}" in
  "") ;;
  --all) targets=(all) ;;
  *) echo "build: unknown option $1; use --all or nothing" >&2 && exit 2 ;;
esac

# One compiler takes up to 1.5 GB: on a small machine fewer run at once than it has processors.
processors=$(nproc)
by_memory=$(awk '/^MemAvailable:/ {print int($2 / 1500000)}' /proc/meminfo)
jobs=$((by_memory < processors ? by_memory : processors))
[ "$jobs" -ge 1 ] || jobs=1

# Behind a proxy with its own certificate authority Node.js needs to be told of the system's list.
if [ -z "${NODE_EXTRA_CA_CERTS:-}" ] && [ -r /etc/ssl/certs/ca-certificates.crt ]; then
  export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
fi

if [ -x ops/console/build.sh ]; then
  ops/console/build.sh
else
  echo "build: no ops/console/build.sh: the hall runs without its pages" >&2
fi
[ -f build/release/build.ninja ] || cmake --preset release
ninja -C build/release -j "$jobs" "${targets[@]}"
