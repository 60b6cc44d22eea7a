#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# run-full-disk.sh SERVANDA SOURCE: a record grows until its disk is full.  The import that does not fit says so
# in one line and leaves nothing behind; when there is room again it succeeds.  Runs under
# with-small-disk.sh: on a file, or on PostgreSQL when with-postgres.sh stands between.  Prints TAP.
set -u
servanda=$(realpath "$1")
SERVANDA_PACKS=$(realpath "$2")/packs
export SERVANDA_PACKS
unset SERVANDA_CLOCK SERVANDA_STORE 2>/dev/null
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 4
number=0
failed=0
say() { # say TEXT WRONG
	number=$((number + 1))
	[ -z "$2" ] && echo "ok $number - $1" && return
	failed=1
	echo "not ok $number - $1"
	echo "$2" | head -20 | sed 's/^/# /'
}

store=$SMALL_DISK/r.db
head -c 8M /dev/zero >"$SMALL_DISK/ballast"
if [ -n "${SERVANDA_TEST_STORE:-}" ]; then
	as-postgres mkdir "$SMALL_DISK/space"
	"$PGBIN/psql" -qAtX -h "$PGROOT" -U servanda postgres \
		-c "CREATE TABLESPACE small LOCATION '$SMALL_DISK/space'" \
		-c "CREATE DATABASE small TABLESPACE small" || exit 4
	store="postgresql:///small?host=$PGROOT&user=servanda"
fi
run() { "$servanda" --store "$store" "$@" >out 2>err; }
log() { "$servanda" --store "$store" record log; }

# table NUMBER: a figure of every year for every member, other ones each time
members="AUT BEL BGR HRV CYP CZE EST FIN FRA DEU GRC HUN IRL ITA LVA LTU LUX NLD POL PRT ROU SVK SVN ESP SWE"
table() {
	echo "state,year,indicator,value,unit,source_id,status"
	for member in $members; do
		awk -v m="$member" -v n="$1" 'BEGIN { for (y = 1900; y < 2200; y++)
			printf "%s,%d,eda_defexp,%d.%02d,EUR_M,eda2021,final\n", m, y, y * n, n }'
	done
}

run init --pack "$SERVANDA_PACKS/pesco" || exit 4
i=0 status=0
while [ $status = 0 ] && [ $i -lt 40 ]; do
	i=$((i + 1))
	log >before
	table $i >figures.csv
	run import figures.csv
	status=$?
done
wrong=
[ $status = 4 ] || wrong="exit status $status, not 4"
[ "$(cat err)" = "servanda: cannot write the store: the disk is full" ] || wrong="$wrong
$(cat err)"
say "an import that does not fit says that the disk is full" "$wrong"
log 2>&1 | cmp -s - before && wrong= || wrong=$(log 2>&1)
say "the record is what it was" "$wrong"
run record verify && wrong= || wrong=$(cat out err)
say "it verifies" "$wrong"
rm "$SMALL_DISK/ballast"
run import figures.csv && wrong= || wrong=$(cat out err)
say "when there is room again the same import succeeds" "$wrong"
run record verify && wrong= || wrong=$(cat out err)
say "and the record verifies" "$wrong"
echo "1..$number"
exit $failed
