#!/bin/sh
# Installs what the tests need, builds, and runs all tests.
#
# Usage: sh tests/run.sh [--fast | --full]
#   --fast  release build and its tests only: no sanitizers, no fuzzing, no check of the format
#   --full  also the long crash tests, ten minutes of fuzzing per target, and mutations: hours
# clang-tidy takes as long as a build and is run by hand: sh tests/lint.sh tidy
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here"
. data/install.sh

fast=no full=no
case "${1-}" in
  --fast) fast=yes ;;
  --full) full=yes ;;
  "") ;;
  *) echo "usage: sh tests/run.sh [--fast | --full]" >&2; exit 2 ;;
esac

install_packages $BUILD_PACKAGES $TEST_PACKAGES
(install_packages $BROWSER_PACKAGES) ||
  echo "Without these packages the tests that need a browser or Node are skipped: $BROWSER_PACKAGES" >&2
jobs=$(nproc)

step() { printf '\n== %s\n' "$*"; }

# build PRESET [TARGET...]
build() {
  preset=$1
  shift
  step "build: $preset"
  configure "$preset" -DNONMUN_WERROR=ON -DNONMUN_BUILD_TESTS=ON
  cmake --build --preset "$preset" --parallel "$jobs" ${1:+--target "$@"}
}

if [ "$fast" = no ]; then
  step "format"
  sh tests/lint.sh format
fi
build release
step "test: release"
ctest --preset release --parallel "$jobs"
if [ "$fast" = no ]; then
  build asan-ubsan
  step "test: asan-ubsan"
  ctest --preset asan-ubsan --parallel "$jobs" --label-exclude slow
  # Only what has threads: ThreadSanitizer has nothing to say of the rest.
  build tsan threads-test crash-threads searcher-nonmun-search-worker-test
  step "test: tsan"
  ctest --preset tsan --parallel "$jobs" --label-regex threads
  step "build: fuzz"
  configure fuzz
  cmake --build --preset fuzz --parallel "$jobs"
  step "test: fuzz"
  sh tests/fuzz/run.sh
fi
if [ "$full" = yes ]; then
  step "test: crash, long"
  sh tests/crash/long.sh
  step "test: fuzz, long"
  sh tests/fuzz/long.sh
  step "test: mutation"
  sh tests/mutation/run.sh
fi
step "all tests passed"
