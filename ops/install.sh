#!/usr/bin/env bash
# Installs what ops/packages.txt names and this machine lacks, from the apt sources it has. Asks
# nothing. Does nothing, and needs no root, when nothing is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

# Commands that may come from elsewhere: a newer Node.js brings its own npm and excludes Debian's.
has_command() {
  case "$1" in
    nodejs) [ "$(node -p 'parseInt(process.versions.node)' 2>/dev/null || echo 0)" -ge 18 ] ;;
    npm | chromium | git | python3 | ninja | ccache) command -v "$1" >/dev/null ;;
    *) return 1 ;;
  esac
}

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing=()
while read -r package; do
  [ -n "$package" ] || continue
  is_installed "$package" || has_command "$package" || missing+=("$package")
done < <(sed 's/#.*//; s/[[:space:]]//g' ops/packages.txt)

[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! sudo -n true 2>/dev/null; then
    echo "install: missing ${missing[*]}" >&2
    echo "install: run this as root, or give this user sudo without a password" >&2
    exit 1
  fi
  as_root=(sudo -n)
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q \
    -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 "$@" </dev/null >"$log" 2>&1 && return
  tail -n 40 "$log" >&2
  echo "install: apt-get $1 failed; mend what it says and run this again" >&2
  exit 1
}

echo "install: ${#missing[@]} packages: ${missing[*]}"
apt update
apt install -y --no-install-recommends "${missing[@]}"
echo "install: done, $SECONDS s"
