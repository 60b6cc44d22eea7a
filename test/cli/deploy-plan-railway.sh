# SPDX-License-Identifier: EUPL-1.2
# 400 trains through a rail network: 143 steps, proven by a cut.
case=$SOURCE/packs/pesco/geo/bench_rail_small.txt
servanda deploy plan "$case" --time-limit 600 --json >plan.json
jq -c '[.case, .closure_step, .bound_step, .status, .bottlenecks[0]]' plan.json
servanda deploy check "$case" plan.json
