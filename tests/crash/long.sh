#!/bin/sh
# The long versions of the tests of the index life cycle: half an hour or so.
#
# Usage: tests/crash/long.sh [BUILD_FOLDER]   (default .build/release; NONMUN_SEED repeats a run)
set -eu
cd "$(dirname "$0")/../.."
build=${1:-.build/release}
NONMUN_BIN=$(cd "$build/bin" && pwd)
NONMUN_LONG=1
export NONMUN_BIN NONMUN_LONG
failed=
for test in tests/crash/test_*.py; do
  printf '\n== %s\n' "$test"
  python3 -B "$test" || failed="$failed $test"
done
printf '\n== crash-threads\n'
"$NONMUN_BIN/crash-threads" || failed="$failed crash-threads"
if [ -n "$failed" ]; then
  echo "failed:$failed" >&2
  exit 1
fi
