#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# with-pgbouncer.sh COMMAND...: runs COMMAND with a PgBouncer between it and the server, which lends a
# server connection for one transaction at a time and has fewer of them than a test has clients.
# Runs under with-postgres.sh, whose variables COMMAND finds.  Where there is no PgBouncer it says so,
# as one skipped case in TAP.
set -u
bouncer=$(PATH=$PATH:/usr/sbin command -v pgbouncer) || {
	echo "# PgBouncer is not installed: nothing was tested behind it; install Debian's package 'pgbouncer'"
	echo "1..1"
	echo "ok 1 - everything behind PgBouncer # SKIP PgBouncer is not installed"
	exit 0
}

trap 'stop' EXIT
trap 'exit 1' INT TERM HUP
stop() {
	[ ! -e "$PGROOT/proxy/pid" ] || kill "$(cat "$PGROOT/proxy/pid")" 2>/dev/null
}
as-postgres mkdir "$PGROOT/proxy"
as-postgres tee "$PGROOT/proxy/users" >/dev/null <<EOF
"servanda" ""
EOF
as-postgres tee "$PGROOT/proxy/ini" >/dev/null <<EOF
[databases]
* = host=$PGROOT
[pgbouncer]
listen_addr =
unix_socket_dir = $PGROOT/proxy
auth_type = trust
auth_file = $PGROOT/proxy/users
pool_mode = transaction
default_pool_size = 2
max_client_conn = 50
pidfile = $PGROOT/proxy/pid
logfile = $PGROOT/proxy/log
EOF
as-postgres "$bouncer" -q -d "$PGROOT/proxy/ini"
SERVANDA_TEST_STORE="postgresql:///postgres?host=$PGROOT/proxy&port=6432&user=servanda"
tries=0
until "$PGBIN/psql" -qAtX -h "$PGROOT/proxy" -p 6432 -U servanda postgres -c 'SELECT 1' \
	>"$PGROOT/proxy.out" 2>&1; do
	tries=$((tries + 1))
	[ $tries -lt 50 ] && sleep 0.1 && continue
	echo "1..1"
	echo "not ok 1 - PgBouncer starts"
	cat "$PGROOT/proxy.out" "$PGROOT/proxy/log" | tail -20 | sed 's/^/# /'
	exit 1
done
export SERVANDA_TEST_STORE
"$@"
