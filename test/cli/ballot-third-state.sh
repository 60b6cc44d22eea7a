# SPDX-License-Identifier: EUPL-1.2
# An abstention does not prevent unanimity; the third state is on the register from the day of effect.
cp "$PESCO" servanda.db
servanda vote open norway --act third_state --concerning NOR --project netloghubs >/dev/null
for state in $(servanda vote rule third_state --json | jq -r '.voters[]'); do
	servanda vote cast norway for --state $state >/dev/null
done
servanda vote cast norway abstain --state IRL >/dev/null
servanda vote tally norway --json | jq -c 'del(.document)'
servanda project show netloghubs --json | jq -c '.participations[] | select(.state == "NOR") | [.role, .from, .from_precision]'
servanda request assess NOR --project netloghubs --on 2026-06-02 --json | jq -c .clock
