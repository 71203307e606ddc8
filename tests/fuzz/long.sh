#!/bin/sh
# Fuzzes every target for long, two at a time. What was found to reach something new is kept in
# .build/fuzz-corpora and carried over to the next time.
#
# Usage: sh tests/fuzz/long.sh [SECONDS]   (of each target, default 600)
set -eu
cd "$(dirname "$0")/../.."
. data/install.sh
install_packages $BUILD_PACKAGES $TEST_PACKAGES
configure fuzz
cmake --build --preset fuzz --parallel "$(nproc)"
# A search is slow to fuzz. Without AddressSanitizer many times as many inputs are tried; those that
# reach something new are then tried with it.
configure fuzz-fast
cmake --build --preset fuzz-fast --parallel "$(nproc)" --target fuzz-search
FUZZ_TARGET=search FUZZ_BUILD=fuzz-fast sh tests/fuzz/run.sh "${1:-600}" .build/fuzz-corpora
sh tests/fuzz/run.sh "${1:-600}" .build/fuzz-corpora
