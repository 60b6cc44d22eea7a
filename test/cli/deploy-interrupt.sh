# SPDX-License-Identifier: EUPL-1.2
# Interrupted, the search ends with the best so far, and that schedule holds.
case=$SOURCE/packs/pesco/geo/bench_bg.json
timeout --preserve-status -s INT 3 servanda deploy plan "$case" --time-limit 3000 --json >plan.json
echo "exit $?"
jq -r .status plan.json
servanda deploy check "$case" plan.json | sed 's/[0-9][0-9]*/N/g'
