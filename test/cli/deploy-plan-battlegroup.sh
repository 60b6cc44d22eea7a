# SPDX-License-Identifier: EUPL-1.2
# Two units to Abeche: nothing before step 78, whatever the search finds in few rounds.
case=$SOURCE/packs/pesco/geo/bench_bg.json
servanda deploy plan "$case" --units 1-2 --rounds 50 --time-limit 600 --json >plan.json
jq -c '[.bound_step, .status, (.closure_step >= 78), (.bottlenecks | map(.resource))]' plan.json
servanda deploy check "$case" plan.json --units 1-2 >checked && sed 's/.*; //' checked
