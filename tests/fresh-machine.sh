#!/bin/sh
# Tries both commands of the README on a minimal Debian 12 system, made in a folder: a clone of the
# committed HEAD, nothing installed but git and ca-certificates. Run by hand, as root.
#
# Usage: sh tests/fresh-machine.sh [--keep] [--quick] [--demo-only] [DIR]
#   DIR          an empty or new folder for the system (default: a new one below $TMPDIR)
#   --keep       leave the system in DIR afterwards
#   --quick      run the tests with --fast
#   --demo-only  do not run the tests
set -eu

usage() {
  sed -n '/^# Usage/,/^set/ s/^# \{0,1\}//p' "$0" >&2
  exit 2
}

keep=no tests="sh tests/run.sh" dir=
for argument in "$@"; do
  case "$argument" in
    --keep) keep=yes ;;
    --quick) tests="sh tests/run.sh --fast" ;;
    --demo-only) tests= ;;
    -*) usage ;;
    *) [ -z "$dir" ] || usage
       dir=$argument ;;
  esac
done

if [ "$(id -u)" -ne 0 ]; then
  echo "fresh-machine.sh: only root can make a system in a folder; run it as root" >&2
  exit 1
fi
missing=
command -v debootstrap >/dev/null || missing="$missing debootstrap"
command -v git >/dev/null || missing="$missing git"
[ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || missing="$missing debian-archive-keyring"
if [ -n "$missing" ]; then
  echo "fresh-machine.sh: install first:$missing" >&2
  exit 1
fi

here=$(cd "$(dirname "$0")/.." && pwd)
if [ -z "$dir" ]; then dir=$(mktemp -d "${TMPDIR:-/tmp}/nonmun-fresh.XXXXXX"); fi
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
if [ -n "$(ls -A "$dir")" ]; then
  echo "fresh-machine.sh: $dir is not empty" >&2
  exit 1
fi

cleanup() {
  status=$?
  trap - EXIT HUP INT TERM
  for mounted in dev/shm dev/pts proc sys; do
    if mountpoint -q "$dir/$mounted"; then umount "$dir/$mounted" || umount -l "$dir/$mounted"; fi
  done
  if [ "$keep" = yes ]; then
    echo "The system is kept in $dir" >&2
  else
    # Never crosses into a mount that would not go.
    rm -rf --one-file-system "$dir"
  fi
  exit "$status"
}
trap cleanup EXIT
trap 'exit 130' HUP INT TERM

# The package source of this machine, when it is Debian itself, and its way through a proxy.
uris=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Origin: Debian' 2>/dev/null | sort -u || true)
mirror=$(printf '%s\n' "$uris" | sed -n 's/ bookworm$//p' | head -n 1)
security=$(printf '%s\n' "$uris" | sed -n 's/ bookworm-security$//p' | head -n 1)
mirror=${mirror:-http://deb.debian.org/debian}

failed=no
# timed WHAT COMMAND...: runs it and says how long it took.
timed() {
  what=$1
  shift
  echo "== $what" >&2
  started=$(date +%s)
  code=0
  "$@" || code=$?
  echo "== $what: exit $code after $(($(date +%s) - started)) s" >&2
  if [ "$code" -ne 0 ]; then failed=yes; fi
  return "$code"
}

inside() {
  chroot "$dir" /usr/bin/env -i HOME=/root TERM=dumb PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    ${http_proxy:+http_proxy="$http_proxy"} sh -euc "$1"
}

timed "debootstrap" debootstrap --variant=minbase --include=git,ca-certificates \
  bookworm "$dir" "$mirror" || exit 1
{
  echo "deb $mirror bookworm main"
  if [ -n "$security" ]; then echo "deb $security bookworm-security main"; fi
} >"$dir/etc/apt/sources.list"
apt-config dump 2>/dev/null | grep -iE '^Acquire::(https?::Proxy|Retries)' \
  >"$dir/etc/apt/apt.conf.d/90host" || true
cp -L /etc/resolv.conf "$dir/etc/resolv.conf"
mountpoint -q "$dir/proc" || mount -t proc proc "$dir/proc"
# Terminals and shared memory, for the tests.
mkdir -p "$dir/dev/shm" "$dir/dev/pts"
mount -t tmpfs tmpfs "$dir/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$dir/dev/pts"
ln -sf pts/ptmx "$dir/dev/ptmx"

branch=$(git -c safe.directory="$here" -C "$here" symbolic-ref -q HEAD || true)
git -c safe.directory="$here" -C "$here" bundle create -q "$dir/root/nonmun.bundle" HEAD $branch
timed "git clone" inside 'git clone -q /root/nonmun.bundle /root/nonmun' || exit 1

timed "sh data/quickstart.sh" inside 'cd /root/nonmun && sh data/quickstart.sh' || exit 1
timed "sh data/quickstart.sh QUERY, again" inside \
  'cd /root/nonmun && sh data/quickstart.sh -n 2 강화학습은' || exit 1
if [ -n "$tests" ]; then timed "$tests" inside "cd /root/nonmun && $tests" || true; fi
[ "$failed" = no ]
