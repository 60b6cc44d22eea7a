#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Installs what tools/packages.txt names and is not there yet; says nothing when all is there.
set -eu
cd "$(dirname "$0")"

fail() {
	echo "servanda: $1" >&2
	exit 4
}

wanted=$(grep -v '^#' packages.txt)
if ! command -v dpkg-query >/dev/null; then
	echo "servanda: this is not a Debian system; install by hand what tools/packages.txt names" >&2
	exit 0
fi
# shellcheck disable=SC2086 # one argument a package
present=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null |
	sed -n 's/^installed //p') || true
missing=
for package in $wanted; do
	# pkgconf provides pkg-config in newer releases.
	if [ "$package" = pkg-config ] && command -v pkg-config >/dev/null; then
		continue
	fi
	echo "$present" | grep -qx "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

command -v apt-get >/dev/null || fail "cannot install$missing: apt-get is not here; install them by hand"
sudo=
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null ||
		fail "cannot install$missing: run as root once, or install sudo"
	sudo=sudo
fi
echo "installing$missing"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086
{ $sudo apt-get -qq update && $sudo apt-get -qq install -y --no-install-recommends $missing; } \
	>"$log" 2>&1 </dev/null || {
	tail -5 "$log" >&2
	fail "cannot install$missing: apt-get failed (above); is the package mirror reachable?"
}
