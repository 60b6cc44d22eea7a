# SPDX-License-Identifier: EUPL-1.2
# What a late plan lacks: one vehicle more, nothing alone, or nothing that could help.
plan() { servanda deploy plan case.json --rounds 300 --time-limit 600 "$@"; }
cat >case.json <<'JSON'
{"id": "one more", "fleets": [{"name": "F", "count": 1, "capacity": 10, "carries": ["vehicles_t"],
  "lanes": [["A", "B", 1, 1, 1, 1]]}],
 "units": [{"id": "U", "origin": "A", "due_step": 20, "vehicles_t": 90}]}
JSON
plan | sed -n '/would keep/,/^$/p'
plan --json >plan.json
jq -c '.shortfall, .workload[1].steps[0]' plan.json
servanda deploy check case.json plan.json
cat >case.json <<'JSON'
{"id": "never", "fleets": [{"name": "F", "count": 1, "capacity": 10, "carries": ["vehicles_t"],
  "lanes": [["A", "B", 1, 1, 1, 1]]}],
 "units": [{"id": "U", "origin": "A", "due_step": 2, "vehicles_t": 90}]}
JSON
plan | sed -n '/would keep/,/^$/p'
cat >case.json <<'JSON'
{"id": "in time", "fleets": [{"name": "F", "count": 2, "capacity": 10, "carries": ["vehicles_t"],
  "lanes": [["A", "B", 1, 1, 1, 1]]}],
 "units": [{"id": "U", "origin": "A", "due_step": 20, "vehicles_t": 90}]}
JSON
plan --json | jq -c .shortfall
