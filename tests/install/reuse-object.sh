#!/bin/sh
# A compiler launcher: takes the objects of the library from a build that has them ($REUSE_OBJECTS,
# the folder of the target nonmun-core), so that other ways to build it cost a link only.
#
# Usage: CMAKE_CXX_COMPILER_LAUNCHER=reuse-object.sh
object=
previous=
for argument in "$@"; do
  if [ "$previous" = -o ]; then object=$argument; fi
  previous=$argument
done
case "$object" in
  *CMakeFiles/nonmun-core.dir/*) exec cp "$REUSE_OBJECTS/${object##*CMakeFiles/nonmun-core.dir/}" "$object" ;;
esac
exec "$@"
