# SPDX-License-Identifier: EUPL-1.2
# The council's list: nobody the day before, 25 from the first day, Denmark the 26th.
for on in 2017-12-10 2017-12-11 2020-04-17 2023-05-22 2023-05-23; do
	echo "$on $(servanda --store "$PESCO" member list --on $on --json | jq '.members | length')"
done
