#!/bin/sh
# Run judged queries against fresh indexes in a temporary folder, print the measures.
# Usage: evaluate.sh [OPTION of `lab.py evaluate`...]
#        evaluate.sh CORPUS QUERIES QRELS [OPTION of `lab.py run`...]
#   e.g. evaluate.sh --lucene --traits --options "--votes-weight 0"
# Without the three files: all sets of ../shared beside the repository (or $NONMUN_SHARED).
# Programs: $NONMUN_BIN, else .build/release/bin.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
bin=${NONMUN_BIN:-$root/.build/release/bin}

case ${1-} in
  -h | --help)
    sed -n '2,7s/^# //p' "$0"
    exit 0
    ;;
esac

for program in nonmun-index nonmun-search; do
  if [ ! -x "$bin/$program" ]; then
    echo "evaluate.sh: no $bin/$program; build it first, or say in NONMUN_BIN where it is:" >&2
    echo "  cmake --preset release && cmake --build --preset release" >&2
    exit 2
  fi
done

case ${1-} in
  '' | -*) exec python3 "$here/lab.py" evaluate --programs "$bin" "$@" ;;
esac
if [ $# -lt 3 ]; then
  echo "evaluate.sh: expected CORPUS QUERIES QRELS; see --help" >&2
  exit 2
fi
corpus=$1 queries=$2 qrels=$3
shift 3
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
