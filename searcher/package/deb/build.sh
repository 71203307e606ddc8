#!/bin/sh
# Builds Debian packages of everything, for the Debian that it runs on.
#
# Usage: sh searcher/package/deb/build.sh [FOLDER]
#   FOLDER  where the packages go (.build/packages)
# $DEBFULLNAME and $DEBEMAIL are who the packages say to write to.
set -eu
cd "$(dirname "$0")/../../.."
. data/install.sh

packages=${1:-.build/packages}
build=${DEB_BUILD_FOLDER:-.build/deb}
install_packages $BUILD_PACKAGES $PACKAGING_PACKAGES

if [ -z "${CXXFLAGS+set}" ]; then
  CXXFLAGS="$(dpkg-buildflags --get CXXFLAGS) $(dpkg-buildflags --get CPPFLAGS)"
  export CXXFLAGS
fi
LDFLAGS="${LDFLAGS-$(dpkg-buildflags --get LDFLAGS) -Wl,-z,now}"
export LDFLAGS
if [ -z "${CMAKE_CXX_COMPILER_LAUNCHER+set}" ] && command -v ccache >/dev/null; then
  export CMAKE_CXX_COMPILER_LAUNCHER=ccache CCACHE_BASEDIR="$PWD"
fi
cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=/usr \
  -DBUILD_SHARED_LIBS=ON -DNONMUN_BUILD_TESTS=OFF -DNONMUN_PYTHON_DIR=lib/python3/dist-packages \
  >/dev/null
cmake --build "$build" --parallel "$(nproc)"
mkdir -p "$packages"
packages=$(cd "$packages" && pwd)
rm -f "$packages"/*.deb
umask 022
(cd "$build" && cpack -G DEB -B "$packages/work" >"$packages/cpack.log" 2>&1) || {
  cat "$packages/cpack.log" >&2
  exit 1
}
mv "$packages"/work/*.deb "$packages/"
rm -rf "$packages/work" "$packages/cpack.log"
ls "$packages"/*.deb
