# SPDX-License-Identifier: EUPL-1.2
# A vote from its opening to its effect: changed, represented, counted, and the register says so by itself.
cp "$PESCO" servanda.db
servanda vote open malta --act admission --concerning MLT --title "Malta joins" --closes 2026-06-10
servanda vote cast malta against --as delegate:FRA
servanda vote cast malta for --as delegate:FRA:dupont --on 2026-06-03
servanda vote cast malta for --as delegate:FRA --proxy-of LUX --on 2026-06-04
for state in AUT BEL BGR CYP CZE DEU DNK ESP EST FIN GRC HRV HUN IRL ITA; do
	servanda vote cast malta for --state $state >/dev/null
done
servanda vote tally malta --on 2026-06-10 --effect 2026-07-01
servanda vote show malta | sed -n 1,10p
for on in 2026-06-30 2026-07-01; do
	servanda member list --on $on | head -n 1
done
servanda member list --on 2026-07-01 --known 35 | head -n 1
servanda vote list --json
servanda rebuild | grep -o 'they are what they were'
