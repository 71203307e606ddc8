#!/bin/sh
# Index a corpus in a temporary folder, run judged queries against it, print the measures.
# Usage: evaluate.sh [CORPUS QUERIES QRELS] [OPTION of `lab.py run`...]
#   e.g. evaluate.sh --min-ndcg 0.80 --options "--votes-weight 0"
# Without the three files: the dev set in ../shared beside the repository (or $NONMUN_SHARED).
# Programs: $NONMUN_BIN, else .build/release/bin.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
shared=${NONMUN_SHARED:-$root/../shared}
bin=${NONMUN_BIN:-$root/.build/release/bin}

case ${1-} in
  -h | --help)
    sed -n '2,6s/^# //p' "$0"
    exit 0
    ;;
  '' | -*)
    corpus=$shared/corpus queries=$shared/relevance/queries.tsv qrels=$shared/relevance/qrels.tsv
    if [ ! -d "$corpus" ]; then
      echo "evaluate.sh: skipped, there is no $corpus" >&2
      exit 77
    fi
    ;;
  *)
    if [ $# -lt 3 ]; then
      echo "evaluate.sh: expected CORPUS QUERIES QRELS; see --help" >&2
      exit 2
    fi
    corpus=$1 queries=$2 qrels=$3
    shift 3
    ;;
esac

for program in nonmun-index nonmun-search; do
  if [ ! -x "$bin/$program" ]; then
    echo "evaluate.sh: no $bin/$program; build it first, or say in NONMUN_BIN where it is:" >&2
    echo "  cmake --preset release && cmake --build --preset release" >&2
    exit 2
  fi
done
for file in "$corpus" "$queries" "$qrels"; do
  if [ ! -e "$file" ]; then
    echo "evaluate.sh: $file does not exist" >&2
    exit 2
  fi
done

work=$(mktemp -d "${TMPDIR:-/tmp}/nonmun-evaluate.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# To stderr: stdout is for the table, or JSON, alone.
"$bin/nonmun-index" update --index "$work/index" "$corpus" >&2
python3 "$here/lab.py" run --search "$bin/nonmun-search" --index "$work/index" \
  --queries "$queries" --qrels "$qrels" "$@"
