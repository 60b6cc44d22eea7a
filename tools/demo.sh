#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# What servanda does, on real figures: a record, its annual review, the report.
set -eu
cd "$(dirname "$0")/.."

on=2020-04-17 year=2019
rm -f build/demo.db build/demo.db-wal build/demo.db-shm
build/servanda --store build/demo.db init --pack packs/pesco
echo
build/servanda --store build/demo.db review --year $year --on $on
build/servanda --store build/demo.db review --year $year --on $on --format html -o build/report.html
echo
echo "record  build/demo.db      ask it: build/servanda --store build/demo.db help"
echo "report  build/report.html  open it in a browser"
echo "portal  make serve         then open http://127.0.0.1:8080/"
