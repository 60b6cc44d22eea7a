#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# run-failover.sh SERVANDA APPEND_LOAD SOURCE [RUNS]: the primary is killed under load, the replica takes
# over, the clients go on; RUNS times (1), each at a random moment, the roles changing.  Runs under
# with-postgres.sh.
# Afterwards every acknowledged document is there, none twice, and every root that was read is a root
# of the record: the replica is synchronous, so what was acknowledged is on both.  Prints TAP.
set -u
servanda=$(realpath "$1")
load=$(realpath "$2")
SERVANDA_PACKS=$(realpath "$3")/packs
runs=${4:-1}
export SERVANDA_PACKS
unset SERVANDA_CLOCK SERVANDA_STORE 2>/dev/null
scratch=$(mktemp -d)
trap 'end' EXIT
trap 'exit 1' INT TERM HUP
end() {
	touch "$scratch/stop"
	for node in a b; do
		[ ! -e "$PGROOT/$node/postmaster.pid" ] || kill_node $node
	done
	wait
	rm -rf "$scratch"
}
cd "$scratch" || exit 4

# Nodes a and b have a socket's folder each; the store names both.
start() { # start NODE [SETTING]
	as-postgres mkdir -p "$PGROOT/socket-$1"
	as-postgres "$PGBIN/pg_ctl" -D "$PGROOT/$1" -l "$PGROOT/$1.log" -w -s \
		-o "-c unix_socket_directories=$PGROOT/socket-$1 -c fsync=on ${2:-}" start >/dev/null
}
sql() { # sql NODE SQL
	"$PGBIN/psql" -qAtX -h "$PGROOT/socket-$1" -U servanda postgres -c "$2" 2>>psql.err
}
# As a machine that loses its power: all of its processes, none of which may say goodbye.
kill_node() {
	pid=$(head -1 "$PGROOT/$1/postmaster.pid")
	# shellcheck disable=SC2046 # one argument a process
	kill -9 "$pid" $(ps -o pid= --ppid "$pid") 2>/dev/null
	# Its number may be another's by the time it starts again.
	rm -f "$PGROOT/$1/postmaster.pid" "$PGROOT/socket-$1"/.s.PGSQL.*
}
follow() { # follow NODE OTHER: NODE becomes the synchronous replica of OTHER
	rm -rf "${PGROOT:?}/$1"
	as-postgres "$PGBIN/pg_basebackup" -D "$PGROOT/$1" -h "$PGROOT/socket-$2" -U servanda -R \
		-c fast --no-sync || exit 4
	start "$1" || exit 4
	sql "$2" "ALTER SYSTEM SET synchronous_standby_names = '*'"
	sql "$2" "SELECT pg_reload_conf()" >/dev/null
	until [ "$(sql "$2" "SELECT sync_state FROM pg_stat_replication")" = sync ]; do sleep 0.1; done
}
acked() { cat ./*.out 2>/dev/null | grep -c '^ack '; }
wait_for_acks() { # wait_for_acks NUMBER: until there are so many more
	goal=$(($(acked) + $1)) tries=0
	until [ "$(acked)" -ge "$goal" ] || [ $tries -ge 600 ]; do sleep 0.05 && tries=$((tries + 1)); done
	[ $tries -lt 600 ]
}

as-postgres "$PGBIN/pg_ctl" -D "$PGROOT/data" -m fast -w -s stop
as-postgres cp -r "$PGROOT/data" "$PGROOT/a"
start a || exit 4
store="postgresql:///postgres?host=$PGROOT/socket-a,$PGROOT/socket-b&user=servanda"
"$servanda" --store "$store" init >/dev/null || exit 4

echo "1..$runs"
failed=0
primary=a replica=b
run=1
while [ "$run" -le "$runs" ]; do
	wrong=
	follow $replica $primary
	rm -f stop
	for client in x y z; do
		"$load" "$store" append "$run$client" "$scratch/stop" >"$run$client.out" 2>"$run$client.err" &
		eval "pid_$client=$!"
	done
	wait_for_acks 30 || wrong="the clients did not begin"
	sleep "0.$(od -An -N2 -tu2 /dev/urandom | awk '{ printf "%03d", $1 % 1000 }')"
	kill_node $primary
	before=$(acked)
	# What the dead one left unanswered: its successor answers for itself alone.
	as-postgres sed -i '/synchronous_standby_names/d' "$PGROOT/$replica/postgresql.auto.conf"
	as-postgres "$PGBIN/pg_ctl" -D "$PGROOT/$replica" -w -s promote >/dev/null ||
		wrong="$wrong; the replica was not promoted"
	sql $replica "SELECT pg_reload_conf()" >/dev/null
	wait_for_acks 30 || wrong="$wrong; the clients did not go on"
	touch stop
	# shellcheck disable=SC2154 # set by eval
	wait "$pid_x" "$pid_y" "$pid_z" || wrong="$wrong; a client gave up"
	cat ./*.out | "$load" "$store" verify >verified 2>verified.err ||
		wrong="$wrong; $(cat verified.err)"
	sed -n 's/^ack //p' ./*.out | sort >acked
	sed -n 's/^doc //p' verified | sort >documents
	[ -z "$(uniq -d documents)" ] || wrong="$wrong; twice: $(uniq -d documents | head -3)"
	[ -z "$(comm -23 acked documents)" ] ||
		wrong="$wrong; lost: $(comm -23 acked documents | head -3)"
	text="the primary killed after $before documents: $(wc -l <acked) acknowledged, none lost, none twice"
	if [ -z "$wrong" ]; then
		echo "ok $run - $text"
	else
		failed=1
		echo "not ok $run - $text"
		{ echo "$wrong" && tail -3 ./*.err; } | sed 's/^/# /'
	fi
	other=$primary primary=$replica replica=$other
	run=$((run + 1))
done
exit $failed
