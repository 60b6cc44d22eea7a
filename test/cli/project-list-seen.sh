# SPDX-License-Identifier: EUPL-1.2
# Recalled rows can be left out: fewer coordinators are known for certain.
for which in all seen; do
	servanda --store "$PESCO" project list --on 2018-03-06 --confidence $which --json |
		jq -c '[.projects | length, (map(.coordinators | length) | add)]'
done
