#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# run-concurrent.sh SERVANDA APPEND_LOAD SOURCE: three processes append to one record and read it at the
# same time.  Afterwards it verifies, every document is there once, and every root that any of them
# read is a root of the record: the log had one order.  On a file, and under with-postgres.sh on
# PostgreSQL.  Prints TAP.
set -u
servanda=$(realpath "$1")
load=$(realpath "$2")
SERVANDA_PACKS=$(realpath "$3")/packs
export SERVANDA_PACKS
unset SERVANDA_CLOCK SERVANDA_STORE 2>/dev/null
each=100
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 4
store=${SERVANDA_TEST_STORE:-$scratch/record.db}
"$servanda" --store "$store" init >/dev/null || exit 4

for client in a b c; do
	"$load" "$store" append $client "$scratch/never" $each >"$client.out" 2>"$client.err" &
done
wait
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
say 3 "all $((3 * each)) were acknowledged" \
	"$([ "$(wc -l <acked)" = $((3 * each)) ] || cat a.err b.err c.err)"
