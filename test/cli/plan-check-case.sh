# SPDX-License-Identifier: EUPL-1.2
# Days to deploy, declared and computed: too few, kept, and not compared.
servanda plan exercise 2027 --on 2027-01-15 -o a >/dev/null
jq -c .formations a/IRL-2027.exercise.json
compare() { # TONNES_OF_1 TONNES_OF_2
	cat >ours.case.json <<-JSON
	{"id": "two formations", "step_hours": 12, "stands": {"B": 1},
	 "fleets": [{"name": "F", "count": 1, "capacity": 10, "stand_units": 1,
	             "carries": ["vehicles_t"], "lanes": [["A", "B", 1, 1, 1, 1]]}],
	 "units": [{"id": "Exercise formation 1", "origin": "A", "due_step": 3, "vehicles_t": $1},
	           {"id": "Exercise formation 2", "origin": "A", "vehicles_t": $2}]}
	JSON
	servanda plan check a/IRL-2027.exercise.json --case ours.case.json --json |
		jq -c '.findings[] | select(.rule == "deploy-days") | [.severity, .place, .message, .basis]'
}
compare 100 100
compare 30 300
# The reason is confirmed and stands with the warning.
compare 100 100 >/dev/null
jq '.confirmations = [{"rule": "deploy-days", "cell": "/formations/0/days_to_deploy", "reason": "by sea"}]' \
	a/IRL-2027.exercise.json >confirmed.json
servanda plan check confirmed.json --case ours.case.json | grep 'by sea'
cp "$SOURCE/packs/pesco/cases/romania-2022.case" "$SOURCE/packs/pesco/geo/bench_shuttle.csv" .
servanda plan check a/IRL-2027.exercise.json --case romania-2022.case --json |
	jq -c '.findings[] | select(.rule == "deploy-days") | [.severity, .message, .repair]'
servanda plan check a/IRL-2027.exercise.json --case bench_shuttle.csv
echo "exit $?"
echo '{"fleets": [], "units": []}' >empty.json
servanda plan check a/IRL-2027.exercise.json --case empty.json
echo "exit $?"
servanda plan check a/IRL-2027.exercise.json --case missing.case
echo "exit $?"
