# SPDX-License-Identifier: EUPL-1.2
# What is altered is refused: a price, a step, a load, a vehicle.
case=$SOURCE/packs/pesco/geo/bench_shuttle.csv
servanda deploy plan "$case" --json >plan.json
alter() {
	jq "$1" plan.json >altered.json
	servanda deploy check "$case" altered.json >out
	echo "$? $(grep -c proven out) $(grep -v proven out | head -1)"
}
alter '.[3].certificate.prices = .[3].certificate.prices[1:]'
alter '.[0].certificate.not_by_step += 1'
alter '.[0].bound_step += 1'
alter '.[1].trips[0].start_step += 1'
alter '.[1].trips[0].load[0].amount += 1'
alter '.[1].trips[0].vehicle = 1'
alter '.[2].trips = .[2].trips[1:]'
alter '.[2].closure_step -= 1'
