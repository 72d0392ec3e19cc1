#!/usr/bin/env bash
# Installs what is missing, builds, and runs Chengmai's two halls with a simulated crowd in them.
# Options are handed to `atrium serve`; one that is given replaces what this script would choose.
# Stops cleanly on Ctrl-C; started again, the halls go on where they were.
set -euo pipefail
cd "$(dirname "$0")/.."

ops/install.sh
ops/build.sh

given() {
  local option=$1 argument
  shift
  for argument in "$@"; do
    case "$argument" in "$option" | "$option"=*) return 0 ;; esac
  done
  return 1
}

defaults=()
given --hall "$@" ||
  defaults+=(--hall ops/halls/chengmai.toml --hall ops/halls/chengmai-laocheng.toml)
given --data "$@" || defaults+=(--data "${ATRIUM_DATA:-build/data}")
given --demo "$@" || defaults+=(--demo)
given --crowd "$@" || defaults+=(--crowd "${ATRIUM_CROWD:-weekday}")
# Ten times faster than life: people move before one's eyes, and a morning takes 20 minutes.
given --speed "$@" || defaults+=(--speed "${ATRIUM_SPEED:-10}")

address=127.0.0.1:8080
previous=
for argument in "$@"; do
  case "$argument" in --listen=*) address=${argument#--listen=} ;; esac
  [ "$previous" = --listen ] && address=$argument
  previous=$argument
done
echo "The console: http://$address/console" >&2

exec build/release/atrium serve "${defaults[@]}" "$@"
