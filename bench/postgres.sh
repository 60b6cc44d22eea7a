#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# postgres.sh [DOCUMENTS ROWS]: PostgreSQL beside SQLite on this machine, both with every commit on disk:
# rows derived in a second, and how long reviews and a rebuild take.  So many tables of so many rows
# come on top of the six that are always measured; postgres.sh 30 333000 makes ten million rows.
# Runs under test/tools/with-postgres.sh; never fails.
set -u
cd "$(dirname "$0")/.." || exit 4
documents=${1:-0} rows=${2:-0}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
servanda=build/servanda
file=$folder/bench.db
# What docs/scale.md advises for many rows, and nothing that would lose a commit.
cat >>"$PGROOT/data/postgresql.conf" <<'EOF'
fsync = on
shared_buffers = 1GB
work_mem = 64MB
max_wal_size = 8GB
default_toast_compression = lz4
EOF
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
# derive NAME DOCUMENTS ROWS: so many tables of so many rows
derive() {
	on_file=$(build/test/bench_bulk "$file" "$2" "$3")
	on_server=$(build/test/bench_bulk "$SERVANDA_TEST_STORE" "$2" "$3")
	compare "rows in a second, $1" "${on_file% *}" "${on_server% *}"
	compare "the same, in a second of the processors" "${on_file#* }" "${on_server#* }"
}

for store in "$file" "$SERVANDA_TEST_STORE"; do
	$servanda --store "$store" init --pack packs/pesco >/dev/null || exit 4
done
printf '%-50s %12s %12s %8s\n' "" SQLite PostgreSQL ratio
both 20 "review, one year, ms (warm, a process each)" review --year 2019 --on 2020-04-17
both 20 "review, 2005-2024, ms" review --year 2005-2024 --on 2025-06-01
both 20 "members, ms" member list --on 2020-04-17
known=$($servanda --store "$file" record log | sed -n 's/^size //p')
derive "3 tables of 100000, all new" 3 100000
derive "3 tables, each row replaces one" 3 100000
[ "$documents" = 0 ] || derive "$documents tables of $rows more" "$documents" "$rows"
echo "goal for PostgreSQL: 100000 rows in a second, a review within 3 times that of SQLite"
echo
echo "with $((600000 + documents * rows)) rows more:"
both 3 "review --known before them, ms" review --year 2019 --on 2020-04-17 --known "$known"
both 3 "review --known amid them, ms" review --year 2019 --on 2020-04-17 \
	--known $((known + 3 + documents / 2))
both 3 "review, all known, ms" review --year 2019 --on 2020-04-17
both 1 "rebuild, ms" rebuild
du -m "$file" | awk '{ printf "%-50s %12d", "MB on disk", $1 }'
"$PGBIN/psql" -qAtX -h "$PGROOT" -U servanda postgres \
	-c "SELECT pg_database_size('postgres') >> 20" | awk '{ printf " %12d\n", $1 }'
