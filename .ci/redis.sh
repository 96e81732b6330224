#!/usr/bin/env bash
# Runs over a queue, killed in the middle, on a server of this machine: test/unit/cluster/bullmq.test.ts starts and stops it on 127.0.0.1. Where there is none, it is skipped, visibly.
set -euo pipefail
cd "$(dirname "$0")/.."

server="$(command -v valkey-server redis-server | head -n 1 || true)"
if [ -z "$server" ] && [ -n "${CI:-}" ] && command -v apt-get >/dev/null; then
  # What the package starts by itself is not wanted.
  { apt-get update && DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y --no-install-recommends redis-server; } >/dev/null 2>&1 || true
  server="$(command -v redis-server || true)"
fi
if [ -z "$server" ]; then
  echo 'skipped: neither valkey-server nor redis-server is here'
  exit 0
fi
FSL_REDIS="$server" npx vitest run test/unit/cluster/bullmq.test.ts
