#!/usr/bin/env bash
# Proves the two commands on a fresh Debian 12: makes a bare root with debootstrap (bookworm,
# minbase, git and ca-certificates), clones this repository into it, and runs ops/test.sh there;
# with --run the halls themselves. Needs root. The network is the host's: its apt source, npm
# registry, proxies and certificates.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: tests/bare_root.sh [--run SECONDS] [--user] [--keep] [--commit COMMIT] [DIRECTORY]
  --run SECONDS   runs ops/run.sh, looks at the console, lets the crowd in for so long, stops it
  --user          works as a user with sudo and no password instead of root
  --keep          leaves the root where it is
  --commit        what to check out (default: HEAD)
  DIRECTORY       empty or new; default: a new one under /var/tmp
USAGE
}

repository=$(cd "$(dirname "$0")/.." && pwd)
seconds=
as_user=
keep=
commit=HEAD
root=
while [ $# -gt 0 ]; do
  case "$1" in
    --run) seconds=${2:?"--run needs seconds"} && shift ;;
    --user) as_user=1 ;;
    --keep) keep=1 ;;
    --commit) commit=${2:?"--commit needs a commit"} && shift ;;
    -h | --help) usage && exit 0 ;;
    -*) usage >&2 && exit 2 ;;
    *) root=$1 ;;
  esac
  shift
done
refuse() {
  echo "bare_root: $1" >&2
  exit 2
}
[ "$(id -u)" -eq 0 ] || refuse "needs root, for debootstrap and chroot"
command -v debootstrap >/dev/null || refuse "needs debootstrap: apt-get install debootstrap"
if [ -n "$root" ]; then
  mkdir -p "$root"
  [ -z "$(ls -A "$root")" ] || refuse "$root is not empty"
else
  root=$(mktemp -d /var/tmp/atrium-bare-root.XXXXXX)
fi
root=$(cd "$root" && pwd)
log=$root.log
: >"$log"

running=
phase=
cleanup() {
  local status=$? mounted
  [ -z "$running" ] || kill "$running" 2>/dev/null || true
  if [ "$status" -ne 0 ]; then
    [ -z "$phase" ] || tail -n 40 "$log" >&2
    echo "bare_root: FAILED${phase:+ in $phase; all of it is in $log}" >&2
  fi
  while read -r mounted; do
    umount "$mounted" 2>/dev/null || umount --lazy "$mounted" || true
  done < <(awk -v under="$root/" 'index($2, under) == 1 {print $2}' /proc/mounts | sort -r)
  if [ -n "$keep" ]; then
    echo "bare_root: kept in $root"
  elif ! grep -qF " $root/" /proc/mounts; then
    rm -rf --one-file-system "$root"
  fi
  exit "$status"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

# What the host's apt knows of Debian: "uri suite component" each line.
# shellcheck disable=SC2016  # apt expands these, not the shell.
debian_sources() {
  apt-get indextargets --format '$(ORIGIN) $(REPO_URI) $(RELEASE) $(COMPONENT)' \
    'Identifier: Packages' | awk '$1 == "Debian" && $3 ~ /^bookworm/ {print $2, $3, $4}' | sort -u
}

bootstrap() {
  local mirror
  mirror=$(debian_sources | awk '$2 == "bookworm" {print $1; exit}')
  [ -n "$mirror" ] || refuse "this host's apt has no source of bookworm"
  debootstrap --variant=minbase --include=git,ca-certificates bookworm "$root" "$mirror" \
    >>"$log" 2>&1
}

# Only what a network needs: addresses, certificates, proxies. Nothing that is installed here.
copy_network() {
  local setting value
  cp /etc/resolv.conf "$root/etc/resolv.conf"
  cp /etc/hosts "$root/etc/hosts"
  debian_sources | sed 's/^/deb /' >"$root/etc/apt/sources.list"
  apt-config dump | awk '/^Acquire::(http|https|ftp|Check)[^ ]* "/' \
    >"$root/etc/apt/apt.conf.d/90host"
  if compgen -G '/usr/local/share/ca-certificates/*.crt' >/dev/null; then
    cp /usr/local/share/ca-certificates/*.crt "$root/usr/local/share/ca-certificates/"
    chroot "$root" update-ca-certificates >/dev/null 2>&1
  fi
  command -v npm >/dev/null || return 0
  for setting in registry proxy https-proxy noproxy; do
    value=$(npm --prefix / config get "$setting" 2>/dev/null) || continue
    case "$value" in "" | null | undefined | false) continue ;; esac
    echo "$setting=$value" >>"$root/etc/npmrc"
  done
}

mount_system() {
  mount -t proc proc "$root/proc"
  mount -t sysfs -o ro sysfs "$root/sys"
  mount --bind /dev "$root/dev"
  mount --bind /dev/pts "$root/dev/pts"
  mkdir -p "$root/dev/shm" && mount -t tmpfs -o size=2g tmpfs "$root/dev/shm"
}

owner=0:0
home=/root
add_user() {
  chroot "$root" sh -c 'export DEBIAN_FRONTEND=noninteractive
    apt-get -q update && apt-get -qy install sudo &&
    useradd --create-home --home-dir /srv/hall --uid 2000 hall &&
    echo "hall ALL=(ALL) NOPASSWD: ALL" >/etc/sudoers.d/hall' >>"$log" 2>&1
  owner=2000:2000
  home=/srv/hall
}

clone() {
  git clone -q --no-hardlinks "$repository" "$root/srv/atrium"
  git -C "$root/srv/atrium" checkout -q --detach "$(git -C "$repository" rev-parse "$commit")"
  chown -R "$owner" "$root/srv/atrium"
}

# Runs one command line in the clone, with an empty environment but for the host's proxies.
inside() {
  local name environment=()
  for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
    [ -z "${!name:-}" ] || environment+=("$name=${!name}")
  done
  [ ! -f "$root/etc/npmrc" ] || environment+=("NPM_CONFIG_GLOBALCONFIG=/etc/npmrc")
  exec chroot --userspec="$owner" "$root" /usr/bin/env -i HOME="$home" LANG=C.UTF-8 \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "${environment[@]}" \
    /bin/bash -c "cd /srv/atrium && exec $1"
}

fetch() {  # Path → body; fails on any status but 2xx.
  python3 -c 'import sys, urllib.request
print(urllib.request.urlopen(sys.argv[1], timeout=5).read().decode())' "$url$1"
}

issued() {
  fetch /api/v1/halls/chengmai | python3 -c 'import json, sys
print(json.load(sys.stdin)["counts"]["issued"])'
}

check_console() {
  local before after
  fetch /readyz >/dev/null
  fetch /console | grep -i '<html' >/dev/null
  before=$(issued)
  sleep "$seconds"
  after=$(issued)
  echo "bare_root: tickets issued: $before, $seconds s later $after"
  [ "$after" -gt "$before" ]
}

run_halls() {
  local from
  (inside "ops/run.sh --listen 127.0.0.1:0 --speed 60") >>"$log" 2>&1 &
  running=$!
  until url=$(sed -n 's/.*"ready":true.*"url":"\([^"]*\)".*/\1/p' "$log") && [ -n "$url" ]; do
    kill -0 "$running" 2>/dev/null || refuse "ops/run.sh ended before the halls were ready"
    sleep 1
  done
  check_console
  from=$SECONDS
  kill -TERM "$running"
  wait "$running"
  running=
  echo "bare_root: stopped cleanly within $((SECONDS - from + 1)) s"
}

timed() {
  local name=$1 from=$SECONDS
  shift
  phase=$name
  "$@"
  phase=
  echo "bare_root: $name, $((SECONDS - from)) s"
}

timed "debootstrap" bootstrap
timed "network of the host" copy_network
mount_system
[ -z "$as_user" ] || timed "a user with sudo" add_user
timed "clone" clone
if [ -n "$seconds" ]; then
  timed "ops/run.sh" run_halls
else
  (inside ops/test.sh)
fi
echo "bare_root: passed, $SECONDS s"
