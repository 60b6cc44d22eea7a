# SPDX-License-Identifier: EUPL-1.2
# From the proposal over the list to the end: roles and slips stay readable, with who agreed and why.
cp "$PESCO" servanda.db
servanda project propose nightowl "$SOURCE/packs/pesco/examples/proposal.json" --as delegate:FRA
servanda vote open nightowl-list --act project_list --project nightowl --title "Night Owl" >/dev/null
for state in $(servanda vote rule project_list --json | jq -r '.voters[]'); do
	servanda vote cast nightowl-list for --state $state >/dev/null
done
servanda vote tally nightowl-list --effect 2026-07-01
servanda project show nightowl --on 2026-07-01
servanda project join nightowl --state ESP --agreed FRA,DEU,ITA --on 2026-09-01
servanda project observe nightowl --as delegate:IRL --agreed FRA,DEU,ITA,ESP --on 2026-09-02
servanda project leave nightowl --state DEU --on 2027-01-01
servanda project phase nightowl incubation --as coordinator:FRA --on 2027-02-01
servanda project slip nightowl design --to 2027-12-31 --reason financing --text "budget vote moved" --on 2027-03-01
servanda project slip nightowl design --to 2028-06-30 --reason technology --on 2027-11-01
servanda project milestone nightowl trial --reached 2028-03-31 --on 2028-04-01
servanda project milestone nightowl flight --due 2029-06-30 --title "First flight" --on 2028-04-01
servanda project report nightowl --text "trial done" --on 2028-04-02
for on in 2026-08-31 2027-11-02 2028-04-03 2029-06-01; do
	servanda project portfolio --on $on --json |
		jq -c '.on, (.projects[] | select(.project == "nightowl") | del(.name, .listed, .project, .details))'
done
servanda project show nightowl --on 2028-04-03
servanda project portfolio --on 2028-04-03
servanda project portfolio --on 2028-04-03 --json | jq -c '.projects[] | select(.project == "nightowl") | .details.milestones[0]'
servanda project close nightowl --reason reached --agreed FRA,ITA,ESP --on 2029-07-01
servanda vote open nightowl-end --act project_list --project nightowl --on 2029-07-01 >/dev/null
for state in $(servanda vote rule project_list --on 2029-07-01 --json | jq -r '.voters[]'); do
	servanda vote cast nightowl-end for --state $state --on 2029-07-01 >/dev/null
done
servanda vote tally nightowl-end --on 2029-07-01
servanda project show nightowl --on 2029-07-02
servanda rebuild | grep -o "they are what they were"
