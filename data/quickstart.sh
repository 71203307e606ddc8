#!/bin/sh
# The main job on a fresh machine: installs what is missing, builds, indexes data/, searches.
#
# Usage: sh data/quickstart.sh [--serve | QUERY...]
#   Without a QUERY the stored queries of data/queries.tsv are run.
#   --serve  starts the HTTP server on the index instead, until Ctrl-C
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here"
. data/install.sh

install_packages $BUILD_PACKAGES
if [ ! -f .build/release/build.ninja ]; then configure release -DNONMUN_BUILD_TESTS=OFF; fi
program=nonmun-search
if [ "$#" -eq 1 ] && [ "$1" = --serve ]; then program=nonmun-serve; fi
cmake --build --preset release --parallel "$(nproc)" --target nonmun-index "$program" >&2

index=.build/demo-index
.build/release/bin/nonmun-index update --index "$index" --prune --max-drop 100 data >&2

if [ "$program" = nonmun-serve ]; then
  exec .build/release/bin/nonmun-serve --index "$index"
fi

search() { .build/release/bin/nonmun-search --index "$index" --no-pager "$@"; }

if [ "$#" -gt 0 ]; then
  search "$@"
  exit
fi
grep -v '^#' data/queries.tsv | while IFS='	' read -r query id; do
  printf '\n$ nonmun-search -n 1 '\''%s'\''\n' "$query"
  search -n 1 -- "$query"
done
