#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# run-concurrent.sh SERVANDA APPEND_LOAD SOURCE [cut]: three processes append to one record and read it at the
# same time.  Afterwards it verifies, every document is there once, and every root that any of them
# read is a root of the record: the log had one order.  On a file, and under with-postgres.sh on
# PostgreSQL; with 'cut' somebody there ends their connections all the while.  Prints TAP.
set -u
servanda=$(realpath "$1")
load=$(realpath "$2")
SERVANDA_PACKS=$(realpath "$3")/packs
cut=${4:-}
export SERVANDA_PACKS
unset SERVANDA_CLOCK SERVANDA_STORE 2>/dev/null
each=100
[ -z "$cut" ] || each=1000000 # until the cutting is over
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 4
store=${SERVANDA_TEST_STORE:-$scratch/record.db}
"$servanda" --store "$store" init >/dev/null || exit 4

for client in a b c; do
	"$load" "$store" append $client "$scratch/stop" $each >"$client.out" 2>"$client.err" &
	pids="${pids:-} $!"
done
# One connection after the other, at random moments.
if [ -n "$cut" ]; then
	echo "DO \$\$ BEGIN FOR i IN 1..150 LOOP
		PERFORM pg_stat_clear_snapshot();
		PERFORM pg_terminate_backend(pid) FROM (SELECT pid FROM pg_stat_activity WHERE
			datname = current_database() AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1) any_one;
		PERFORM pg_sleep(0.01 + random() * 0.05);
	END LOOP; END \$\$" >cut.sql
	"$PGBIN/psql" -qX -h "$PGROOT" -U servanda postgres -f cut.sql >cut.out 2>&1
	touch stop
fi
for pid in $pids; do
	wait "$pid" || gave_up="a client gave up"
done
cat a.out b.out c.out >all.out
"$load" "$store" verify <all.out >verified 2>verified.err
status=$?

say() { # say NUMBER TEXT WRONG
	[ -z "$3" ] && echo "ok $1 - $2" || { echo "not ok $1 - $2" && echo "$3" | head -20 | sed 's/^/# /'; }
}
echo "1..3"
say 1 "the record verifies and every root that was read is one of its roots" \
	"$([ $status = 0 ] || cat verified.err)"
say 2 "every document that was acknowledged is there once" \
	"$(sed -n 's/^ack //p' all.out | sort >acked
	sed -n 's/^doc //p' verified | sort | diff acked -)"
if [ -n "$cut" ]; then
	say 3 "connections were lost on the way, and every client went on to the end" \
		"$(cat a.err b.err c.err | grep -q 'lost the connection' || cat cut.out a.err b.err c.err
		for client in a b c; do
			grep -q '^ack ' $client.out || cat $client.err
		done
		echo "${gave_up:-}")"
else
	say 3 "all $((3 * each)) were acknowledged" \
		"$([ "$(wc -l <acked)" = $((3 * each)) ] || cat a.err b.err c.err)"
fi
