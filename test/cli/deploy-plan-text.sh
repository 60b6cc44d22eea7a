# SPDX-License-Identifier: EUPL-1.2
cat >case.json <<'END'
{"id": "two fields", "step_hours": 6, "decision_days": 4, "stands": {"ABE": 1},
 "fleets": [{"name": "C-130", "count": 2, "from_step": 4, "capacity": 14, "stand_units": 1,
             "carries": ["vehicles_t"], "lanes": [["NDJ", "ABE", 1, 1, 1, 1]]}],
 "units": [{"id": "LOG", "origin": "NDJ", "ready_step": 2, "due_step": 12, "vehicles_t": 100}]}
END
servanda deploy plan case.json --rounds 300 --time-limit 600
