# SPDX-License-Identifier: EUPL-1.2
# A light battalion by air, sea and road: hours and closures of places, lead times of a border by
# scenario, outsize cargo and containers, and a fleet that ferries between its origins.
cat >battalion.case <<'END'
case     "light battalion to Lithuania"
decided  2026-10-01
step     2 h
decision 2 days
horizon  60 days
border   5 days
place Pisa     airport LIRP stands 6 opens 6 h closes 22 h
place Livorno  port Livorno
place Kaunas   airport EYKA stands 4 handling 400 t shut 12 days until 13 days
place Klaipeda port Klaipeda
place Rukla
fleet C130J asset C-130J-30 count 6 notice 48 h carries people,equipment
fleet An124 asset An-124-100 notice 3 days carries outsize
fleet ship  asset Commercial-roro-medium notice 5 days carries equipment,containers,supply
fleet lorry asset Truck-1TEU count 60 carries equipment,containers,supply
fleet bus   asset Bus count 10 carries people
fleet HET   asset HET count 4 carries outsize
lane C130J Pisa Kaunas
lane An124 Pisa Kaunas
lane ship  Livorno Klaipeda
lane lorry Klaipeda Rukla km 240 slots 20
lane lorry Kaunas Rukla km 45 permission border
lane bus   Kaunas Rukla km 45
lane HET   Kaunas Rukla km 45
ferry lorry Kaunas Klaipeda km 215
unit Men      from Pisa to Rukla people 600 equipment 200 t outsize 120 t ready 3 days
unit Material from Livorno to Rukla equipment 900 t lane_m 700 m containers 250 t teu 25 supply 100 t
END
servanda deploy expand battalion.case >expanded.json
jq -c '.hours, .shut, .ferry, .classes["containers Material"], (.units[] | del(.id))' expanded.json
jq -c '.fleets[] | [.name, .from_step, .carries]' expanded.json
servanda deploy plan battalion.case --rounds 300 --time-limit 600 --json >plan.json
servanda deploy check expanded.json plan.json
# Without people and material by sea: when can the vehicles be there, by the border's scenarios?
grep -v Material battalion.case >air.case
for border in '45 days' '"Council target"' '3 days' '6 h'; do
	sed "s/^border.*/border $border/" air.case >scenario.case
	servanda deploy plan scenario.case --rounds 300 --time-limit 600 --json |
		jq -r --arg border "$border" '"\($border): day \(.closure_day), \(.status)"'
done
# Nothing is taken for something else.
say() {
	{ grep -v "^$1" battalion.case; echo "$2"; } >wrong.case
	servanda deploy plan wrong.case
	echo "exit $?" >&2
}
say decision 'decision 2.5 days'
say step 'step 1.5 h'
say 'lane ship' 'lane ship Livorno Klaipeda km 9 h'
say 'unit Men' 'unit Men from Pisa to Rukla people 6.5'
say 'unit Men' 'unit Material from Pisa to Rukla people 6'
say 'place Rukla' 'place Pisa'
say 'fleet ship' 'fleet ship asset Commercial-roro-medium carries equipmint'
say 'fleet ship' 'fleet bus asset Bus'
say 'ferry' ''
say 'border' 'border "no such rule"'
say 'place Livorno' 'place Livorno port Livorno opens 22 h'
say 'place Livorno' 'place Livorno port Livorno opens 6 h closes 20 h'
say 'place Livorno' 'place Livorno port'
