#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# with-small-disk.sh COMMAND...: runs COMMAND where $SMALL_DISK is the folder of a file system of 40 MB, which
# nobody else sees and which ends with it.  Needs no privileges where the kernel lets users have
# namespaces; where it does not, this says so, as one skipped case in TAP.
set -u
SMALL_DISK=$(mktemp -d)
export SMALL_DISK
trap 'rmdir "$SMALL_DISK"' EXIT
# shellcheck disable=SC2016 # for the shell inside
mount='mount -t tmpfs -o size=40m,mode=1777 none "$SMALL_DISK" && exec "$@"'
if [ "$(id -u)" = 0 ]; then
	small() { unshare -m sh -c "$mount" sh "$@"; }
else
	# Root of the first namespace mounts; in the second, users are themselves again.
	small() {
		unshare -rm sh -c "$mount" sh unshare -U --map-user="$(id -u)" --map-group="$(id -g)" "$@"
	}
fi
if ! small true 2>/dev/null; then
	echo "# no file system can be mounted here: nothing was tested on a full disk"
	echo "1..1"
	echo "ok 1 - everything on a full disk # SKIP no file system can be mounted here"
	exit 0
fi
small "$@"
