#!/bin/sh
# Runs the program under each version of Node that is promised: build, start on an embedded database, one match, stop, and
# some tests. The programs come from npm (the package `node`) into a folder of its own, removed at the end.
# nodes.sh [VERSION…]: by default the tested floor, and the newest of each line. TEST_DATABASE_URL: tests on PostgreSQL too.
set -eu
cd "$(dirname "$0")/.."

if [ -z "${ONE_NODE:-}" ]; then
  failed=0
  [ $# -gt 0 ] || set -- 20.19.0 20 22 24
  # Each in a shell of its own, which ends at the first command that fails.
  for version in "$@"; do
    ONE_NODE=yes sh checks/nodes.sh "$version" || { echo "Node $version FAILED"; failed=1; }
  done
  exit $failed
fi

work=$(mktemp -d)
server=
tidy() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap tidy EXIT
trap 'exit 130' INT TERM
TESTS_OF_EACH="test/unit/load.test.ts test/unit/config.test.ts test/unit/compression.test.ts test/api/match.test.ts
  test/api/metrics.test.ts test/api/idempotency.test.ts test/api/webhooks.test.ts test/record/database.test.ts"

# A warning of Node on the standard error, such as of a timer with a negative delay, counts as a fault.
quiet() { ! grep -E 'Warning:|\(node:[0-9]+\)' "$1"; }

try() {
  version=$1
  mkdir -p "$work/$version"
  (cd "$work/$version" && npm init --yes >/dev/null && npm install --no-audit --no-fund --silent "node@$version" >/dev/null 2>&1)
  node=$work/$version/node_modules/node/bin/node
  name=$("$node" --version)
  begun=$(date +%s)

  rm -rf dist/prepared
  "$node" node_modules/@typescript/native/bin/tsc -p tsconfig.build.json --incremental false
  "$node" dist/database/prepare.js 2> "$work/prepare.err"
  built=$(date +%s)

  port=$("$node" -e 'const s=require("net").createServer();s.listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
  env -u DATABASE_URL PORT="$port" DATA_DIR="$work/$version/data" "$node" dist/main.js > "$work/out" 2> "$work/err" &
  server=$!
  until curl -sf "http://127.0.0.1:$port/readyz" >/dev/null; do
    kill -0 "$server" 2>/dev/null || { cat "$work/out" "$work/err"; return 1; }
    sleep 0.2
  done
  started=$(date +%s)
  curl -sf "http://127.0.0.1:$port/v1/matches" -H 'content-type: application/json' -d @docs/examples/brass-band.json |
    "$node" -e 'const a=JSON.parse(require("fs").readFileSync(0));if(!(a.considered>100))process.exit(1)'
  memory=$(awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$server/status" 2>/dev/null || echo '?')
  # A machine of 1 GB has room for it, and for its own system.
  [ "$memory" = '?' ] || [ "$memory" -lt 800 ] || { echo "it took $memory MB"; return 1; }
  kill "$server"
  wait "$server" || { echo "it did not stop cleanly"; return 1; }
  server=
  quiet "$work/prepare.err"
  quiet "$work/err"

  # shellcheck disable=SC2086
  "$node" node_modules/vitest/vitest.mjs run --project main --maxWorkers=1 $TESTS_OF_EACH > "$work/tests" 2>&1 ||
    { tail -n 60 "$work/tests"; return 1; }
  quiet "$work/tests"
  tests=$(sed 's/\x1b\[[0-9;]*m//g' "$work/tests" | sed -n 's/^ *Tests *//p')
  ended=$(date +%s)
  printf '%-10s build %3d s, start %2d s, at most %s MB, tests %3d s: %s\n' \
    "$name" $((built - begun)) $((started - built)) "$memory" $((ended - started)) "$tests"
}

try "$1"
