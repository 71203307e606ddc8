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

# Files keep their times, so that a second run builds little.
mkdir -p "$copy"
find "$copy" -mindepth 1 -maxdepth 1 ! -name .build -exec rm -rf {} +
git ls-files --cached --others --exclude-standard -z | tar -c --null -T - | tar -x -C "$copy"
cd "$copy"
configure release -DNONMUN_BUILD_TESTS=ON

# build TEST: the test program, or the programs that a Python test runs
build() {
  case "$1" in
    *.py) set -- nonmun-index nonmun-search crash-answers crash-faults nonmun-test-xxh3 ;;
  esac
  cmake --build --preset release --parallel "$(nproc)" --target "$@" >build.log 2>&1
}

# run TEST CASE
run() {
  if [ "$2" = - ]; then set -- "$1"; fi
  case "$1" in
    *.py) NONMUN_BIN=$copy/.build/release/bin NONMUN_SEED=1 PYTHONPATH=tests/program \
      timeout 600 python3 -B "$@" >test.log 2>&1 ;;
    *) timeout 600 ".build/release/bin/$1" --gtest_filter="${2:-*}" >test.log 2>&1 ;;
  esac
}

# replace FILE SEARCH REPLACEMENT, where SEARCH occurs exactly once and - is nothing
replace() {
  python3 -c '
import sys
name, search, replacement = (word.replace("\\n", "\n") for word in sys.argv[1:])
if replacement == "-":
    replacement = ""
text = open(name, encoding="utf-8").read()
if text.count(search) != 1:
    sys.exit(f"{name}: {search!r} occurs {text.count(search)} times")
open(name, "w", encoding="utf-8").write(text.replace(search, replacement))' "$@"
}

failures=0
fail() {
  echo "FAILED: $*" >&2
  failures=$((failures + 1))
}

tab=$(printf '\t')
grep -v '^#' "$root/tests/mutation/mutations.tsv" | grep -F -- "$word" >chosen.tsv
[ -s chosen.tsv ]
while IFS=$tab read -r file search replacement test case what <&3; do
  if ! build "$test" || ! run "$test" "$case"; then
    fail "$test $case does not pass without the mutation"
    continue
  fi
  cp -p "$file" original
  if ! replace "$file" "$search" "$replacement"; then
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
