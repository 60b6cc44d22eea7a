#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# run-killed.sh SERVANDA VERIFY APPEND_LOAD SOURCE [RUNS]: two clients append; both get kill -9 at a
# random moment, RUNS times (10), each time on the record that the time before left behind.
# Afterwards it verifies, by servanda and by servanda-verify, every document that was acknowledged is
# there once, and every root that was read is one of its roots.  Prints TAP.
set -u
servanda=$(realpath "$1") verify=$(realpath "$2") load=$(realpath "$3")
SERVANDA_PACKS=$(realpath "$4")/packs
runs=${5:-10}
export SERVANDA_PACKS
unset SERVANDA_CLOCK SERVANDA_STORE SERVANDA_TEST_STORE 2>/dev/null
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 4
"$servanda" --store r.db init --pack "$4/test/fixtures/record" >/dev/null || exit 4

echo "1..$runs"
failed=0 run=1
while [ "$run" -le "$runs" ]; do
	wrong=
	"$load" r.db append "${run}a" never >"${run}a.out" 2>/dev/null &
	a=$!
	"$load" r.db append "${run}b" never >"${run}b.out" 2>/dev/null &
	b=$!
	tries=0
	until grep -q '^ack ' "${run}a.out" || [ $tries -ge 300 ]; do sleep 0.02 && tries=$((tries + 1)); done
	sleep "0.$(od -An -N2 -tu2 /dev/urandom | awk '{ printf "%03d", $1 % 400 }')"
	kill -9 $a $b
	wait $a $b 2>/dev/null
	# A line that was cut off was read by nobody.
	for file in ./*.out; do sed '$!b; /^ack [0-9ab]*-[0-9]*$/b; /^root [0-9]* [0-9a-f]\{64\}$/b; d' "$file"; done >all
	"$load" r.db verify <all >verified 2>verified.err || wrong="$(cat verified.err)"
	"$verify" store r.db >verify.out 2>&1 || wrong="$wrong; $(cat verify.out)"
	sed -n 's/^ack //p' all | sort >acked
	sed -n 's/^doc //p' verified | sort >documents
	[ -s acked ] || wrong="$wrong; nothing was acknowledged"
	[ -z "$(uniq -d documents)" ] || wrong="$wrong; twice: $(uniq -d documents | head -3)"
	[ -z "$(comm -23 acked documents)" ] || wrong="$wrong; lost: $(comm -23 acked documents | head -3)"
	text="killed: $(wc -l <acked) acknowledged so far, none lost, none twice"
	if [ -z "$wrong" ]; then
		echo "ok $run - $text"
	else
		failed=1
		echo "not ok $run - $text"
		echo "$wrong" | sed 's/^/# /'
	fi
	run=$((run + 1))
done
exit $failed
