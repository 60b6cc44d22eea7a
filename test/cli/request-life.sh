# SPDX-License-Identifier: EUPL-1.2
# From the request to the end of the participation, each step with its day and what it rests on.
cp "$PESCO" servanda.db
agreed=$(servanda vote rule project --project crrt --json | jq -r '.voters | join(",")')
servanda request file NOR --project crrt --text "joint exercises" --as coordinator:LTU
servanda request agree NOR --project crrt --agreed $agreed --on 2026-06-20
servanda vote open norway --act third_state --concerning NOR --project crrt --on 2026-07-10 >/dev/null
for state in $(servanda vote rule third_state --json | jq -r '.voters[]'); do
	servanda vote cast norway for --state $state --on 2026-07-10 >/dev/null
done
servanda vote tally norway --on 2026-07-10 >/dev/null
servanda request decide NOR --project crrt --vote norway --on 2026-07-10
servanda request arrange NOR --project crrt --agreed $agreed --on 2026-09-01
servanda request review NOR --project crrt --text "meets all conditions" --on 2027-06-01
servanda request show NOR --project crrt --on 2027-06-02
servanda request list --on 2027-06-02 --json | jq -c '.requests[] | select(.project == "crrt") | del(.document, .row)'
servanda request end NOR --project crrt --text "its own wish" --on 2028-01-01
servanda request show NOR --project crrt --on 2028-01-01 --json | jq -c '[.stands, [.steps[] | [.step, .days]]]'
servanda project show crrt --json | jq -c '.participations[] | select(.state == "NOR") | [.role, .from, .to]'
servanda rebuild | grep -o "they are what they were"
