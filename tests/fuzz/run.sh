#!/bin/sh
# Runs every fuzz target of the build .build/fuzz for some seconds, two at a time. Ends with an
# error when an input breaks one; the input is kept in .build/fuzz/found, and a copy of it below
# corpus/TARGET/ stays a test once the bug is fixed.
#
# Usage: sh tests/fuzz/run.sh [SECONDS [CORPORA]]   (default 20)
#   CORPORA  a folder for the inputs that reach something new; without it they are dropped
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-20}
corpora=${2:-.build/fuzz/new}
programs=.build/${FUZZ_BUILD:-fuzz}/bin
# The short run is the same each time, so that a test run fails for a change, not by chance.
seed=0
if [ "$corpora" = .build/fuzz/new ]; then seed=1; fi
found=.build/fuzz/found
mkdir -p "$found"
# The mismatch is in Xapian's own check(). Freed memory that ASan keeps back counts towards the limit
# below: with its default of 256 MB a run over a large corpus reached it.
export ASAN_OPTIONS=new_delete_type_mismatch=0:quarantine_size_mb=32

# Everything libFuzzer needs for one target: what is kept is tried first.
run() {
  target=$1
  mkdir -p "$corpora/$target"  # libFuzzer writes to the first folder
  case "$target" in
    markdown) words=-dict=tests/fuzz/markdown.dict ;;
    jsonl | api | calls | mcp) words=-dict=tests/fuzz/json.dict ;;
    query | search | request) words=-dict=tests/fuzz/query.dict ;;
    *) words= ;;
  esac
  # The choice of inputs by entropy looks at every edge of every run: for a target with thousands of
  # them it took two thirds of the time. Longer queries only repeat what short ones reach.
  options=
  if [ "$target" = search ]; then options="-entropic=0 -max_len=128"; fi
  log=.build/fuzz/$target.log
  code=0
  "$programs/fuzz-$target" -seed="$seed" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 \
    -max_len=65536 -len_control=10 -print_final_stats=1 -artifact_prefix="$found/$target-" \
    $options $words "$corpora/$target" "tests/fuzz/corpus/$target" >"$log" 2>&1 || code=$?
  awk -v target="$target" '
    / cov: / { for (i = 1; i < NF; i++) if ($i == "cov:") cov = $(i + 1) }
    /^stat::number_of_executed_units/ { runs = $2 }
    /^stat::average_exec_per_sec/ { speed = $2 }
    END { printf "%-10s %9d runs, %6d a second, %6d edges\n", target, runs, speed, cov }' "$log"
  if [ "$code" -ne 0 ]; then
    tail -n 40 "$log" >&2
    echo "fuzz-$target failed: see $found" >&2
    exit 1
  fi
}

if [ -n "${FUZZ_TARGET-}" ]; then
  run "$FUZZ_TARGET"
  exit
fi
[ "$#" -eq 2 ] || rm -rf "$corpora"
for folder in tests/fuzz/corpus/*/; do basename "$folder"; done |
  xargs -P 2 -I '{}' env FUZZ_TARGET='{}' sh tests/fuzz/run.sh "$seconds" "$corpora"
