#!/usr/bin/env bash
# Runs the tests in one piece, then in two shards whose reports are merged, as on two machines; and holds what the two say
# of each test against each other. Fails where they differ, or where a test fails.
#
# usage: .ci/shards.sh [--at-once] [what vitest run takes, such as folders]
#   --at-once   the two shards run beside each other: they must not get into each other's way
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

at_once=false
[ "${1:-}" != --at-once ] || { at_once=true; shift; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

whole() { npx vitest run "$@" --reporter=json --outputFile="$work/whole.json"; }
shard() { # shard NUMBER [what vitest run takes]
  local number=$1
  shift
  npx vitest run "$@" --shard="$number/2" --reporter=blob --outputFile="$work/blobs/$number.json"
}
merged() { npx vitest run --merge-reports="$work/blobs" --reporter=json --outputFile="$work/merged.json"; }

states() { # states REPORT: one line for each test, sorted
  node -e '
    const { relative } = require("node:path");
    const { testResults } = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
    const lines = testResults.flatMap(({ name, status, assertionResults }) => [
      `${relative(process.cwd(), name)}: ${status}`,
      ...assertionResults.map((test) => `${relative(process.cwd(), name)} > ${test.ancestorTitles.concat(test.title).join(" > ")}: ${test.status}`),
    ]);
    console.log(lines.sort().join("\n"));
  ' "$1"
}

code=0
whole "$@" || code=$?
if $at_once; then
  shard 1 "$@" &
  first=$!
  shard 2 "$@" || code=$?
  wait "$first" || code=$?
else
  shard 1 "$@" || code=$?
  shard 2 "$@" || code=$?
fi
merged || code=$?

states "$work/whole.json" >"$work/whole.txt"
states "$work/merged.json" >"$work/merged.txt"
diff --unified=0 --label "in one piece" --label "in two shards" "$work/whole.txt" "$work/merged.txt" || code=1
printf '%s lines in one piece, %s in two shards; sha256 %.16s and %.16s\n' \
  "$(wc -l <"$work/whole.txt")" "$(wc -l <"$work/merged.txt")" \
  "$(sha256sum <"$work/whole.txt")" "$(sha256sum <"$work/merged.txt")"
exit "$code"
