#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# rules.sh [MODULES]: twenty conditions over a million rows by the rules engine, by C loops, numpy, SQLite and DuckDB, the same
# results checked.  DuckDB comes from npm into MODULES (a folder, default a new one), numpy from Debian; without them they are
# left out.
set -u
cd "$(dirname "$0")/.." || exit 4
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
modules=${1:-$folder}
build/test/bench_rules "$folder" || exit 1
/usr/bin/python3 bench/rules_peers.py "$folder"
[ -d "$modules/node_modules/@duckdb" ] ||
	npm install --prefix "$modules" --no-audit --no-fund @duckdb/node-api@1 >"$folder/npm.log" 2>&1 ||
	{ echo "DuckDB is not here: npm cannot bring it"; exit 0; }
node bench/rules_duckdb.mjs "$folder" "$modules"
