#!/bin/sh
# Installs a build into a folder and compiles the programs of consumer/ against that installation
# alone, with find_package and with pkg-config; then indexes data/ and searches with each.
#
# Usage: sh tests/install/run.sh BUILD_FOLDER
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
work=$build/install-test
rm -rf "$work"
mkdir -p "$work"

cmake --install "$build" --prefix "$work/installed" >/dev/null
flags=$(sed -n 's/^CMAKE_CXX_FLAGS:STRING=//p; s/^NONMUN_SANITIZE:STRING=\(..*\)/-fsanitize=\1/p' \
  "$build/CMakeCache.txt" | tr '\n' ' ')

# The installation must stand where it is put.
mv "$work/installed" "$work/moved"

cmake -S "$here/consumer" -B "$work/cmake" -G Ninja -DCMAKE_PREFIX_PATH="$work/moved" \
  -DCMAKE_CXX_FLAGS="$flags" >/dev/null
cmake --build "$work/cmake" >/dev/null

folder=$(find "$work/moved" -name nonmun.pc -exec dirname {} \;)
export PKG_CONFIG_PATH="$folder"
[ "$(pkg-config --variable=libdir nonmun)" ]
rpath=-Wl,-rpath,$(cd "$(pkg-config --variable=libdir nonmun)" && pwd)
mkdir "$work/pkg-config"
for program in search update; do
  # shellcheck disable=SC2046 # words on purpose
  ${CXX:-c++} -std=c++20 $flags "$here/consumer/$program.cpp" -o "$work/pkg-config/$program" \
    $(pkg-config --cflags --libs nonmun) "$rpath"
done

expect() {
  if ! printf '%s\n' "$2" | grep -q "$1"; then
    printf 'expected %s in:\n%s\n' "$1" "$2" >&2
    exit 1
  fi
}
for way in cmake pkg-config; do
  expect '^67$' "$("$work/$way/update" "$work/index-$way" "$here/../../data/digests")"
  expect '^1707.06347' "$("$work/$way/search" "$work/index-$way" '강화학습 클리핑' | head -n 1)"
  code=0
  "$work/$way/search" "$work/nowhere" x 2>/dev/null || code=$?
  expect '^66$' "$code"
done
expect '^67 papers' "$("$work/moved/bin/nonmun-index" update --index "$work/index" "$here/../../data/digests")"
"$work/moved/bin/nonmun-search" --index "$work/index" 디퓨전 >/dev/null
echo "install: ok"
