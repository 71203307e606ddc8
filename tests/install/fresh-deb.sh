#!/bin/sh
# Installs the Debian packages on a minimal Debian 12 system, made in a folder, with apt and nothing
# prepared; uses each of them; removes them, and looks at what they leave. Run by hand, as root,
# after `sh searcher/package/deb/build.sh`.
#
# Usage: sh tests/install/fresh-deb.sh [PACKAGES]
#   PACKAGES  the folder of the packages (.build/packages)
set -eu
cd "$(dirname "$0")/../.."
packages=$(cd "${1:-.build/packages}" && pwd)
dir=$(mktemp -d "${TMPDIR:-/tmp}/nonmun-fresh-deb.XXXXXX")
chmod 755 "$dir"  # the root folder of a system, which all its users may enter
cleanup() {
  if mountpoint -q "$dir/proc"; then umount "$dir/proc" || umount -l "$dir/proc"; fi
  rm -rf --one-file-system "$dir"
}
trap cleanup EXIT
trap 'exit 130' HUP INT TERM

mirror=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Origin: Debian' 2>/dev/null |
  sed -n 's/ bookworm$//p' | head -n 1)
debootstrap --variant=minbase bookworm "$dir" "${mirror:-http://deb.debian.org/debian}" >/dev/null
apt-config dump 2>/dev/null | grep -iE '^Acquire::(https?::Proxy|Retries)' \
  >"$dir/etc/apt/apt.conf.d/90host" || true
cp -L /etc/resolv.conf "$dir/etc/resolv.conf"
mount -t proc proc "$dir/proc"
mkdir "$dir/packages" "$dir/srv/digests"
cp "$packages"/*.deb "$dir/packages/"
cp -r data/digests/. "$dir/srv/digests/"

inside() {
  echo "== $1" >&2
  chroot "$dir" /usr/bin/env -i HOME=/root TERM=dumb LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    NONMUN_INDEX=/var/lib/nonmun/index PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    ${http_proxy:+http_proxy="$http_proxy"} sh -euc "$1"
}
files() { (cd "$dir" && find etc usr var/lib -path var/lib/apt -prune -o -type f -print | sort); }

inside 'apt-get update -qq && apt-get install -y -qq --no-install-recommends python3 systemd >/dev/null'
files >"$dir/before"
inside 'apt-get install -y -qq --no-install-recommends /packages/*.deb >/dev/null'
inside 'id -u nonmun >/dev/null'
inside 'mkdir -p /var/lib/nonmun && chown nonmun:nonmun /var/lib/nonmun'
inside 'setpriv --reuid nonmun --regid nonmun --clear-groups nonmun-index update /srv/digests'
inside 'nonmun-search -n 1 강화학습은 && nonmun-serve --version >/dev/null'
inside 'python3 -c "import nonmun; print(nonmun.Index(\"/var/lib/nonmun/index\").search(\"디퓨전\").hits[0].title)"'
inside 'nonmun-index check --max-age 1d'
inside 'apt-get purge -y -qq nonmun nonmun-serve libnonmun-dev python3-nonmun "libnonmun0*" >/dev/null'
inside 'test -e /var/lib/nonmun/index/current'
inside 'rm -r /var/lib/nonmun && userdel nonmun && apt-get autoremove -y -qq >/dev/null'
files >"$dir/after"
# What is left beside what apt and dpkg note of themselves.
left=$(comm -13 "$dir/before" "$dir/after" | grep -i nonmun || true)
if [ -n "$left" ]; then
  printf 'left behind:\n%s\n' "$left" >&2
  exit 1
fi
echo "fresh-deb.sh: installed, used and removed without a trace" >&2
