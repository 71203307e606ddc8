#!/bin/sh
# Do the tests notice when an important line is wrong? Applies the mutations of mutations.tsv to a
# copy of the tree, one at a time, builds what the named test needs, and runs it: it must fail. Ends
# with an error when a test passes, or when a mutation no longer fits the code.
#
# Usage: sh tests/mutation/run.sh [WORD]   (only the mutations whose line has WORD)
set -eu
cd "$(dirname "$0")/../.."
. data/install.sh
root=$PWD
copy=$root/.build/mutation
word=${1-}
tab=$(printf '\t')

python3 -B tests/mutation/mutate.py check

# Files keep their times, so that a second run builds little.
mkdir -p "$copy"
find "$copy" -mindepth 1 -maxdepth 1 ! -name .build -exec rm -rf {} +
git ls-files --cached --others --exclude-standard -z | tar -c --null -T - | tar -x -C "$copy"
cd "$copy"
# The last object of the run before is one of a mutation, and newer than its source.
if [ -f .build/mutated ] && [ -f "$(cat .build/mutated)" ]; then touch "$(cat .build/mutated)"; fi
configure release -DNONMUN_BUILD_TESTS=ON

# build TEST...: the test programs, or the programs that Python tests run
build() {
  targets=
  for test in "$@"; do
    case "$test" in
      *.py) targets="$targets nonmun-index nonmun-search crash-answers crash-faults nonmun-test-xxh3" ;;
      *) targets="$targets $test" ;;
    esac
  done
  cmake --build --preset release --parallel "$(nproc)" --target $targets >build.log 2>&1
}

# run TEST CASE
run() {
  case "$1" in
    *.py)
      if [ "$2" = - ]; then set -- "$1"; fi
      NONMUN_BIN=$copy/.build/release/bin NONMUN_SEED=1 PYTHONPATH=tests/program \
        timeout 600 python3 -B "$@" >test.log 2>&1
      ;;
    *)
      if [ "$2" = - ]; then set -- "$1" '*'; fi
      timeout 600 ".build/release/bin/$1" --gtest_filter="$2" >test.log 2>&1 || return 1
      # A filter that chooses nothing must not pass for a success.
      ! grep -q '^\[==========\] Running 0 tests' test.log
      ;;
  esac
}

failures=0
fail() {
  echo "FAILED: $*" >&2
  failures=$((failures + 1))
}

grep -v '^#' tests/mutation/mutations.tsv | grep -F -- "$word" >chosen.tsv
[ -s chosen.tsv ]

# Without a mutation, every test passes.
build $(cut -f 4 chosen.tsv | sort -u)
cut -f 4,5 chosen.tsv | sort -u >tests.tsv
while IFS=$tab read -r test case <&3; do
  if ! run "$test" "$case"; then fail "$test $case does not pass without a mutation"; fi
done 3<tests.tsv
[ "$failures" -eq 0 ] || exit 1

while IFS=$tab read -r file search replacement test case what <&3; do
  cp -p "$file" original
  echo "$file" >.build/mutated
  if ! python3 -B tests/mutation/mutate.py apply "$file" "$search" "$replacement"; then
    fail "$what: no longer fits"
  elif ! build "$test"; then
    fail "$what: does not compile"
  elif run "$test" "$case"; then
    fail "$what: survives $test $case"
  else
    echo "caught: $what"
  fi
  cp -p original "$file"
  touch "$file"
done 3<chosen.tsv
[ "$failures" -eq 0 ] || exit 1
echo "all $(wc -l <chosen.tsv) mutations are caught"
