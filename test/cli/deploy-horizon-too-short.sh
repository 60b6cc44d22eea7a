# SPDX-License-Identifier: EUPL-1.2
# It can be understood, and cannot be done in time: proven, and exit 1.
cat >case.json <<'END'
{"horizon_steps": 20,
 "fleets": [{"name": "F", "count": 1, "capacity": 10, "carries": ["vehicles_t"],
             "lanes": [["A", "B", 1, 1, 1, 1]]}],
 "units": [{"id": "U", "origin": "A", "vehicles_t": 90}]}
END
servanda deploy plan case.json --rounds 300 --time-limit 600
