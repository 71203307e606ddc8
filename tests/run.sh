#!/bin/sh
# Installs what the tests need, builds, and runs all tests.
#
# Usage: sh tests/run.sh [--fast]
#   --fast  release build and its tests only: no sanitizers, no linters
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here"
. data/install.sh

fast=no
case "${1-}" in
  --fast) fast=yes ;;
  "") ;;
  *) echo "usage: sh tests/run.sh [--fast]" >&2; exit 2 ;;
esac

install_packages $BUILD_PACKAGES $TEST_PACKAGES
jobs=$(nproc)

step() { printf '\n== %s\n' "$*"; }

build_and_test() {
  preset=$1
  shift
  step "build: $preset"
  configure "$preset" -DNONMUN_WERROR=ON -DBUILD_TESTING=ON
  cmake --build --preset "$preset" --parallel "$jobs"
  step "test: $preset"
  ctest --preset "$preset" --parallel "$jobs" "$@"
}

if [ "$fast" = no ]; then
  step "format"
  sh tests/lint.sh format
fi
build_and_test release
if [ "$fast" = no ]; then
  build_and_test asan-ubsan --label-exclude 'slow'
  build_and_test tsan --label-regex threads
  step "clang-tidy"
  sh tests/lint.sh tidy
fi
step "all tests passed"
