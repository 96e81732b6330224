#!/usr/bin/env bash
# The tests of the library on PostgreSQL: Debian's, in a folder that is gone afterwards, on 127.0.0.1, as a user without rights. Skips, and says so, where that cannot be.
set -euo pipefail
cd "$(dirname "$0")/.."

skip() { echo "skipped: $1"; exit 0; }
find_bin() { find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1; }

bin="$(find_bin)"
scratch="$(mktemp -d)"
stop() {
  [ -f "$scratch/data/postmaster.pid" ] && as "$bin/pg_ctl" -D "$scratch/data" -m fast -w stop >/dev/null || true
  rm -rf "$scratch"
}
as() { if [ "$(id -u)" = 0 ]; then su -s /bin/sh postgres -c 'exec "$0" "$@"' -- "$@"; else "$@"; fi; }
trap stop EXIT

if [ -z "$bin" ]; then
  command -v apt-get >/dev/null || skip 'PostgreSQL is not installed, and there is no apt-get'
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql; } >"$scratch/apt.log" 2>&1 || {
    tail -n 3 "$scratch/apt.log"
    skip 'PostgreSQL could not be installed here'
  }
  bin="$(find_bin)"
fi

port="$(node -e "const s = require('node:net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); s.close(); })")"
if [ "$(id -u)" = 0 ]; then chown postgres "$scratch"; fi
as "$bin/initdb" -D "$scratch/data" -U fsl -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
as "$bin/pg_ctl" -D "$scratch/data" -l "$scratch/log" -w -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$scratch" start >/dev/null
"$bin/postgres" --version
FSL_POSTGRES="postgres://fsl@127.0.0.1:$port/postgres" npx vitest run test/unit/library/library.test.ts
