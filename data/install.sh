# Sourced by the scripts: installs Debian packages that are missing, and configures builds.

BUILD_PACKAGES="g++ cmake ninja-build pkg-config libxapian-dev libicu-dev
  libboost-program-options-dev libcmark-dev nlohmann-json3-dev libstemmer-dev libfmt-dev
  libxxhash-dev libeigen3-dev libncurses-dev libmicrohttpd-dev libsystemd-dev zlib1g-dev
  libzstd-dev scdoc gettext wamerican"
TEST_PACKAGES="libgtest-dev libgmock-dev libbenchmark-dev python3 clang clang-format clang-tidy libclang-rt-14-dev
  jq xapian-tools hunspell-ko python3-jsonschema python3-pytest python3-mypy
  python3-pip python3-setuptools python3-wheel git curl lintian
  default-jdk-headless liblucene8-java groonga-bin sqlite3"
# For searcher/package/deb.
PACKAGING_PACKAGES="dpkg-dev"
# For the tests of the page and of the assistants' client, which are skipped without. Any Node will
# do, and Debian's npm brings hundreds of packages.
BROWSER_PACKAGES="chromium fonts-nanum"
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  BROWSER_PACKAGES="$BROWSER_PACKAGES nodejs npm"
fi

install_packages() {
  missing=
  for package in "$@"; do
    if ! dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed; then
      missing="$missing $package"
    fi
  done
  [ -n "$missing" ] || return 0
  if ! command -v apt-get >/dev/null; then
    echo "This system has no apt-get. Install these packages in its own way:$missing" >&2
    exit 1
  fi
  echo "Installing:$missing" >&2
  sudo=
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
      echo "Run this as root, or install by hand:$missing" >&2
      exit 1
    }
    sudo=sudo
  fi
  # A machine without package lists, or with old ones, needs an update first.
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2 ||
    { $sudo apt-get update -qq >&2 &&
      $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2; }
}

# configure PRESET [CMAKE_ARGUMENT...]
configure() {
  preset=$1
  shift
  launcher=
  if command -v ccache >/dev/null; then
    launcher=-DCMAKE_CXX_COMPILER_LAUNCHER=ccache
    export CCACHE_BASEDIR="$PWD"  # copies of the tree share what is compiled
  fi
  cmake --preset "$preset" $launcher "$@" >/dev/null
}
