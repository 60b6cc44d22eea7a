# SPDX-License-Identifier: EUPL-1.2
# Alive on the days on which the Council changed its list.
for on in 2018-03-05 2018-03-06 2018-11-19 2019-11-12 2020-12-01 2021-11-16 2023-05-23; do
	echo "$on $(servanda --store "$PESCO" project list --on $on --json | jq '.projects | length')"
done
