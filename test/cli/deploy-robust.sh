# SPDX-License-Identifier: EUPL-1.2
# The day that most draws keep: the same seed gives the same answer, nothing drawn changes nothing.
servanda deploy robust "$SOURCE/packs/pesco/cases/romania-2022.case" --draws 20 --time-limit 600
echo "exit $?"
servanda deploy robust "$SOURCE/packs/pesco/geo/bench_bg.json" --units 1 --draws 10 --time-limit 600 --json >one.json
servanda deploy robust "$SOURCE/packs/pesco/geo/bench_bg.json" --units 1 --draws 10 --time-limit 600 --json | cmp - one.json && cat one.json
servanda deploy robust "$SOURCE/packs/pesco/geo/bench_bg.json" --units 1 --draws 5 --delay-days 0 --no-show 0 --closure 0 --time-limit 600
servanda deploy robust "$SOURCE/packs/pesco/geo/bench_bg.json" --units 1 --draws 3 --no-show 100 --time-limit 600
echo "exit $?"
servanda deploy robust "$SOURCE/packs/pesco/geo/bench_bg.json" --draws 0
echo "exit $?"
servanda deploy robust "$SOURCE/packs/pesco/geo/bench_bg.json" --no-show 101
echo "exit $?"
servanda deploy robust "$SOURCE/packs/pesco/geo/bench_rail_small.txt"
echo "exit $?"
