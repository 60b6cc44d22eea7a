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
servanda deploy plan "$SOURCE/packs/pesco/geo/bench_bg.json" --units 7
