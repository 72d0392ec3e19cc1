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
source ops/jobs.sh
ninja -C build/release -j "$(jobs_for_this_machine)" "${targets[@]}"
