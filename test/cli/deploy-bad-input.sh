# SPDX-License-Identifier: EUPL-1.2
# Each names what is missing.
fleet='{"name":"F","count":2,"capacity":10,"carries":["vehicles_t"],"lanes":[["A","B",1,1,1,1]]}'
unit='{"id":"U","origin":"A","vehicles_t":50}'
try() {
	echo "$1" >case.json
	servanda deploy plan case.json
	echo "exit $?" >&2
}
try '{"fleets":['"$fleet"'],"units":[{"id":"U","origin":"C","vehicles_t":50}]}'
try '{"fleets":['"$fleet"',{"name":"G","count":1,"capacity":1,"carries":["vehicles_t"],"lanes":[]}],"units":['"$unit"']}'
try '{"fleets":[{"name":"F","count":2,"capacity":0,"carries":["vehicles_t"],"lanes":[["A","B",1,1,1,1]]}],"units":['"$unit"']}'
try '{"fleets":[{"name":"F","count":2,"capacity":10,"carries":["vehicles_t"],"lanes":[["A","B",1,-1,1,1]]}],"units":['"$unit"']}'
try '{"fleets":[{"name":"F","count":2,"capacity":10,"carries":["people"],"lanes":[["A","B",1,1,1,1]]}],"units":['"$unit"']}'
try '{"fleets":['"$fleet"'],"units":[{"id":"U","origin":"A","ready_step":9,"due_step":5,"vehicles_t":50}]}'
try '{"stands":{"B":1},"fleets":[{"name":"F","count":2,"capacity":10,"stand_units":2,"carries":["vehicles_t"],"lanes":[["A","B",1,1,1,1]]}],"units":['"$unit"']}'
try '{"horizon_steps":2,"fleets":['"$fleet"'],"units":['"$unit"']}'
try '{"horizon_steps":1000000,"fleets":['"$fleet"'],"units":['"$unit"']}'
try '{"fleets":['"$fleet"'],"units":['
try '{"step_hours":6}'
try '2 1 1 1 100
0 1 2
0 5'
printf 'id,vehicles,capacity,demand,load,out,unload,back,dest_stands\nS,1,0,5,1,1,1,1,1\n' >shuttle.csv
servanda deploy plan shuttle.csv
echo "exit $?" >&2
# Without a way, too large for any vehicle, nothing where something is needed.
c() { # BEFORE [FLEETS [UNITS]]
	try '{'"$1"'"fleets":['"${2:-$fleet}"'],"units":['"${3:-$unit}"']}'
}
stands='{"name":"F","count":2,"capacity":10,"stand_units":1,"carries":["vehicles_t"],"lanes":[["A","B",1,1,2,1]]}'
lane() { printf '{"name":"F","count":2,"capacity":10,"carries":["vehicles_t"],"lanes":[%s]}' "$1"; }
c '"destination":"D",' "$fleet"',{"name":"G","count":1,"capacity":1,"carries":["vehicles_t"],"lanes":[["C","D",1,1,1,1]]}'
c '"classes":{"vehicles_t":{"tonnes":80}},'
c '"stands":{"B":0},' "$stands"
c '"handling":{"B":0},'
c '"slots":{"s":0},' "$(lane '{"from":"A","to":"B","load":1,"out":1,"unload":1,"back":1,"slot":"s"}')"
c '' '{"name":"F","count":0,"capacity":10,"carries":["vehicles_t"],"lanes":[["A","B",1,1,1,1]]}'
c '' "$fleet" '{"id":"U","origin":"A"}'
# Negative, no number, beyond all measure.
c '"stands":{"B":-1},'
c '' "$fleet" '{"id":"U","origin":"A","vehicles_t":-5}'
c '' "$fleet" '{"id":"U","origin":"A","vehicles_t":"many"}'
c '' "$fleet" '{"id":"U","origin":"A","vehicles_t":900000000000000000}'
c '' "$(lane '["A","B",1,5000000000,1,1]')"
# Limits that contradict one another.
c '"stands":{"B":1},"hours":{"B":[3,1]},' "$stands"
c '"stands":{"B":1},"hours":{"B":[0,1]},' "$stands"
c '"stands":{"B":1},"shut":{"B":[9,2]},' "$stands"
c '"horizon_steps":50,"stands":{"B":1},"shut":{"B":[0,50]},' "$stands"
c '' "$(lane '{"from":"A","to":"B","load":1,"out":1,"unload":1,"back":1,"first_step":9,"last_step":3}')"
c '' "$(lane '["A","A",1,1,1,1]')"
c '' "$(lane '["A","B",1,1,1,1],["A","C",1,1,1,1]')"
c '"horizon_steps":0,'
c '"stnads":{"B":1},'
# A thousand units.
c '' "$fleet" "$(seq -f '{"id":"U%g","origin":"A","vehicles_t":5}' -s , 1000)"
# The same of a case that a person writes.
alter() { # FROM TO
	sed "s/$1/$2/" >case.case <<-'CASE'
	step     1 h
	horizon  30 days
	place Istres    airport LFMI stands 8
	place Constanta airport LRCK stands 4
	fleet A400M     asset A400M count 4 carries equipment
	lane  A400M     Istres Constanta
	unit  NRF from Istres to Constanta equipment 27 ready 2 days
	CASE
	servanda deploy plan case.case
	echo "exit $?" >&2
}
alter 'horizon  30' 'horizon 1000000'
alter 'horizon  30' 'horizon 1'
alter 'horizon  30' 'horizon 0'
alter 'step     1' 'step 5'
alter 'stands 4' 'handling 0'
alter 'equipment 27' 'equipment -27'
alter 'ready 2 days' 'ready 9 days due 5 days'
alter 'Istres Constanta$' 'Constanta Istres'
alter 'lane.*' ''
servanda deploy plan "$SOURCE/packs/pesco/geo/bench_bg.json" --units 7
# Two of one name, times of nothing, columns elsewhere.
c '' "$fleet,$fleet"
c '' "$fleet" "$unit,$unit"
c '' "$fleet" '{"origin":"A","vehicles_t":5}'
c '"stands":{"B":1},"hours":{"B":[0,1.5]},' "$stands"
c '"hours":{"B":[0,2]},'
c '"shut":{"C":[0,2]},'
c '"ferry":[["A","B",1,"G"]],'
c '"ferry":[["A","B",1.5]],'
try '2 2 1 1 100
0 1 2 1
1 0 2 1
0 5
1 5'
try '2 1 2 1 100
0 1 2 1
0 5
0 5
1 10'
printf 'id,vehicles,capacity,load,demand,out,unload,back,dest_stands\nS,1,5,5,1,1,1,1,1\n' >shuttle.csv
servanda deploy plan shuttle.csv
echo "exit $?" >&2
printf 'id,vehicles,capacity,demand,load,out,unload,back,dest_stands\nS,1,5,5,0,0,0,1,1\n' >shuttle.csv
servanda deploy plan shuttle.csv
# A long line is not repeated whole, and a code of either kind names an airport.
try "[$(printf %0500d 7)"
servanda deploy new BG-1500-LOW NDJ 2027-03-01 | grep -c FTTJ >&2
servanda deploy new BG-1500-LOW XXXX 2027-03-01
