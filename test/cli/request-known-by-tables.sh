# SPDX-License-Identifier: EUPL-1.2
# Who takes part by the tables of the pack is reviewed every year, and its participation can end.
cp "$PESCO" servanda.db
try() { servanda request "$@" 2>&1; echo "  exit $?"; }
try arrange NOR --project mm --agreed NLD
try review NOR --project crrt
try review NOR --project mm --text "meets all conditions" --as coordinator:NLD
try review NOR --project mm --on 2026-05-01
try end NOR --project mm --text "its own wish" --on 2027-01-01
try review NOR --project mm --on 2027-02-01
try end CAN --project mm --on 2027-01-01
servanda request show NOR --project mm --on 2027-01-01
servanda request show NOR --project mm --json | jq -c '[.project, .stands]'
servanda project show mm --json | jq -c '.participations[] | select(.role == "third_state") | [.state, .from, .to]'
servanda rebuild | grep -o "they are what they were"
