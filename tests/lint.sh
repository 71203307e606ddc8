#!/bin/sh
# Checks the layout (clang-format) or looks for bugs (clang-tidy) in all C++ and C files.
#
# Usage: sh tests/lint.sh format|tidy
set -eu
cd "$(dirname "$0")/.."

files() { find analyzers indexer searcher tests -name "$1" | sort; }

case "${1-}" in
  format)
    { files '*.cpp'; files '*.hpp'; files '*.[ch]'; } | xargs clang-format --dry-run --Werror
    ;;
  tidy)
    # Tests are left out: GoogleTest's macros are most of what is found there.
    files '*.cpp' | grep -v '^tests/' |
      xargs -P "$(nproc)" -n 4 clang-tidy --quiet -p .build/release --extra-arg=-Wno-unknown-warning-option 2>/dev/null
    ;;
  *)
    echo "usage: sh tests/lint.sh format|tidy" >&2
    exit 2
    ;;
esac
