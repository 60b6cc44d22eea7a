# SPDX-License-Identifier: EUPL-1.2
# On cyber defence and on logistics, up to the last day.
for project in crrt netloghubs; do
	servanda --store "$PESCO" request assess RUS --project $project --on 2020-11-04 --json |
		jq -c 'del(.facts, .why), [.facts[].text]'
done
