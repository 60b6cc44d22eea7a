#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# with-postgres.sh COMMAND...: runs COMMAND with a PostgreSQL of its own, which ends with it.
#
# COMMAND finds in $SERVANDA_TEST_STORE the name of an empty database (more parameters may be added
# with '&'), in $PGBIN the server's programs, in $PGROOT the folder that holds the cluster ("data",
# "log", the socket), and in its PATH `as-postgres`, which runs a command as the cluster's owner.
# Where PostgreSQL cannot be had it says so, as one skipped case in TAP.
set -u

skip() {
	echo "# $1: nothing was tested on PostgreSQL; install Debian's package 'postgresql'"
	echo "1..1"
	echo "ok 1 - everything on PostgreSQL # SKIP $1"
	exit 0
}

PGBIN=
for folder in /usr/lib/postgresql/*/bin; do
	[ -x "$folder/initdb" ] && PGBIN=$folder
done
[ -n "$PGBIN" ] || skip "PostgreSQL is not installed"

PGROOT=$(mktemp -d /tmp/servanda-pg-XXXXXX)
trap 'stop' EXIT
trap 'exit 1' INT TERM HUP
stop() {
	[ ! -e "$PGROOT/data/postmaster.pid" ] ||
		as-postgres "$PGBIN/pg_ctl" -D "$PGROOT/data" -m immediate -s stop >/dev/null 2>&1
	rm -rf "$PGROOT"
}

# The server refuses to run as root.
mkdir "$PGROOT/bin"
if [ "$(id -u)" = 0 ]; then
	owner=nobody
	id postgres >/dev/null 2>&1 && owner=postgres
	cat >"$PGROOT/bin/as-postgres" <<-EOF
		#!/bin/sh
		cd /
		exec setpriv --reuid=$owner --regid=$(id -g $owner) --clear-groups "\$@"
	EOF
	chown $owner "$PGROOT"
else
	printf '#!/bin/sh\nexec "$@"\n' >"$PGROOT/bin/as-postgres"
fi
chmod 755 "$PGROOT" "$PGROOT/bin" "$PGROOT/bin/as-postgres"
PATH=$PGROOT/bin:$PATH
export PATH PGBIN PGROOT

# Durability is not under test here but for the failover, which turns it on again.
as-postgres "$PGBIN/initdb" -D "$PGROOT/data" -U servanda -A trust -E UTF8 --locale=C --no-sync \
	>"$PGROOT/initdb.log" 2>&1 || { sed 's/^/# /' "$PGROOT/initdb.log"; skip "initdb failed"; }
cat >>"$PGROOT/data/postgresql.conf" <<EOF
listen_addresses = ''
unix_socket_directories = '$PGROOT'
fsync = off
max_connections = 60
EOF
as-postgres "$PGBIN/pg_ctl" -D "$PGROOT/data" -l "$PGROOT/log" -w -s start >/dev/null 2>&1 ||
	{ tail -5 "$PGROOT/log" | sed 's/^/# /'; skip "the server did not start"; }
SERVANDA_TEST_STORE="postgresql:///postgres?host=$PGROOT&user=servanda"
export SERVANDA_TEST_STORE
"$@"
