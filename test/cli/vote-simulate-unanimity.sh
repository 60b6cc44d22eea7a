# SPDX-License-Identifier: EUPL-1.2
# An abstention does not prevent unanimity; a vote against and an absence do.
for list in "--abstain IRL" "--against IRL" ""; do
	servanda --store "$PESCO" vote simulate --act project_list --on 2018-03-06 $list --for all --json |
		jq -c '[.adopted, .opposing, (.pivotal | length), .why]'
done
servanda --store "$PESCO" vote simulate --act project_list --on 2018-03-06 --for FRA,DEU --json | jq -c '[.adopted, .absent, .why]'
