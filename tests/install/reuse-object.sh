#!/bin/sh
# A compiler launcher: takes objects from a build that has them, so that other ways to build cost a
# link only. $REUSE_OBJECTS is that build's folder of the target nonmun-core; or $REUSE_BUILD is its
# root, when the objects of all targets are the same.
#
# Usage: CMAKE_CXX_COMPILER_LAUNCHER=reuse-object.sh
object=
previous=
for argument in "$@"; do
  if [ "$previous" = -o ]; then object=$argument; fi
  previous=$argument
done
if [ -n "${REUSE_BUILD-}" ] && [ -n "$object" ] && [ -e "$REUSE_BUILD/$object" ]; then
  exec cp "$REUSE_BUILD/$object" "$object"
fi
case "$object" in
  *CMakeFiles/nonmun-core.dir/*)
    if [ -n "${REUSE_OBJECTS-}" ]; then
      exec cp "$REUSE_OBJECTS/${object##*CMakeFiles/nonmun-core.dir/}" "$object"
    fi ;;
esac
exec "$@"
