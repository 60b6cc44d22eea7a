# SPDX-License-Identifier: EUPL-1.2
# A case with places by name: planned, expanded, and checked in the expanded form.
case=$SOURCE/packs/pesco/cases/romania-2022.case
servanda deploy plan "$case" --time-limit 600
servanda deploy plan "$case" --time-limit 600 --json >plan.json
servanda deploy check "$case" plan.json
servanda deploy expand "$case" >expanded.json
servanda deploy check expanded.json plan.json
jq -c '.figures[]' expanded.json
