# SPDX-License-Identifier: EUPL-1.2
# One stay is sustained, one proven not to be: too little lift for what is eaten.
servanda deploy sustain "$SOURCE/packs/pesco/geo/bench_bg.json" --units 1 --days 30 --time-limit 600
echo "exit $?"
cat >case.json <<'END'
{"id": "thin", "stands": {"B": 1},
 "fleets": [{"name": "F", "count": 1, "capacity": 10, "stand_units": 1,
             "carries": ["people", "supply_t"], "lanes": [["A", "B", 1, 1, 1, 1]]}],
 "units": [{"id": "U", "origin": "A", "people": 500, "supply_t": 20}]}
END
servanda deploy sustain case.json --days 30 --kg-head-day 54 --stock-days 10 --time-limit 600
echo "exit $?"
servanda deploy sustain case.json --days 30 --kg-head-day 10 --stock-days 30 --time-limit 600 --json
