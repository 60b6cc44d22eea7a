#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# postgres.sh [DOCUMENTS [ROWS]]: PostgreSQL beside SQLite on this machine, both with every commit on disk:
# rows derived in a second, and how long reviews and a rebuild take.  Runs under
# test/tools/with-postgres.sh; never fails.  bench/postgres.sh 30 333000 makes ten million rows.
set -u
cd "$(dirname "$0")/.." || exit 4
documents=${1:-5} rows=${2:-100000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
servanda=build/servanda
file=$folder/bench.db
"$PGBIN/psql" -qAtX -h "$PGROOT" -U servanda postgres \
	-c "ALTER SYSTEM SET fsync = on" -c "ALTER SYSTEM SET shared_buffers = '1GB'" \
	-c "ALTER SYSTEM SET max_wal_size = '8GB'" -c "ALTER SYSTEM SET work_mem = '64MB'" || exit 4
as-postgres "$PGBIN/pg_ctl" -D "$PGROOT/data" -w -s restart -l "$PGROOT/log" >/dev/null || exit 4

# least RUNS COMMAND...: the shortest time in milliseconds
least() {
	runs=$1
	shift
	i=0
	while [ $i -lt "$runs" ]; do
		start=$(date +%s%N)
		"$@" >"$folder/out" 2>&1
		end=$(date +%s%N)
		echo $((end - start))
		i=$((i + 1))
	done | sort -n | awk 'NR == 1 { printf "%.1f\n", $1 / 1e6 }'
}
compare() { # compare NAME SQLITE POSTGRESQL
	awk -v name="$1" -v a="$2" -v b="$3" \
		'BEGIN { printf "%-50s %12s %12s %8.2f\n", name, a, b, b / a }'
}
both() { # both RUNS NAME COMMAND...
	runs=$1 name=$2
	shift 2
	compare "$name" "$(least "$runs" $servanda --store "$file" "$@")" \
		"$(least "$runs" $servanda --store "$SERVANDA_TEST_STORE" "$@")"
}

for store in "$file" "$SERVANDA_TEST_STORE"; do
	$servanda --store "$store" init --pack packs/pesco >/dev/null || exit 4
done
printf '%-50s %12s %12s %8s\n' "" SQLite PostgreSQL ratio
both 20 "review, one year, ms (warm, a process each)" review --year 2019 --on 2020-04-17
both 20 "review, 2005-2024, ms" review --year 2005-2024 --on 2025-06-01
both 20 "members, ms" member list --on 2020-04-17
known=$($servanda --store "$file" record log | sed -n 's/^size //p')
on_file=$(build/test/bench_bulk "$file" "$documents" "$rows")
on_server=$(build/test/bench_bulk "$SERVANDA_TEST_STORE" "$documents" "$rows")
compare "rows derived in a second, $documents tables of $rows" "${on_file% *}" "${on_server% *}"
compare "the same, in a second of the processors" "${on_file#* }" "${on_server#* }"
echo "goal for PostgreSQL: 100000 rows in a second, a review within 3 times that of SQLite"
echo
echo "with $((documents * rows)) rows more:"
both 3 "review --known before them, ms" review --year 2019 --on 2020-04-17 --known "$known"
both 3 "review --known amid them, ms" review --year 2019 --on 2020-04-17 \
	--known $((known + documents / 2))
both 3 "review, all known, ms" review --year 2019 --on 2020-04-17
both 1 "rebuild, ms" rebuild
du -m "$file" | awk '{ printf "%-50s %12d", "MB on disk", $1 }'
"$PGBIN/psql" -qAtX -h "$PGROOT" -U servanda postgres \
	-c "SELECT pg_database_size('postgres') >> 20" | awk '{ printf " %12d\n", $1 }'
