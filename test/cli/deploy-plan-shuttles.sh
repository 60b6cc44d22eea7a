# SPDX-License-Identifier: EUPL-1.2
# The proven optima of four shuttles, replayed and verified by the independent checker.
servanda deploy plan "$SOURCE/packs/pesco/geo/bench_shuttle.csv" --json >plan.json
jq -c '.[] | [.case, .closure_step, .bound_step, .gap_steps, .status, .closure_day]' plan.json
servanda deploy check "$SOURCE/packs/pesco/geo/bench_shuttle.csv" plan.json
