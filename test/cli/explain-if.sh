# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" explain BEL 2 --year 2019 --on 2020-04-17 --if investment=+389.63
servanda --store "$PESCO" explain all 2 --year 2019 --on 2020-04-17 --if investment=-9000
servanda --store "$PESCO" explain FRA 17 --year 2019 --on 2020-04-17 --if projects=-29
servanda --store "$PESCO" explain all 4 --year 2019 --on 2020-04-17 --if research_technology=400 --json
for change in projects=1 investment investment=1e99 investment=-0 =; do
	servanda --store "$PESCO" explain FRA 2 --year 2019 --on 2020-04-17 --if $change >out 2>&1
	echo "$change: $? $(head -n 1 out)"
done
servanda --store "$PESCO" explain FRA 6 --year 2019 --on 2020-04-17 --if investment=1
