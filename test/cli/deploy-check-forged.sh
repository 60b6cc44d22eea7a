# SPDX-License-Identifier: EUPL-1.2
# Answers and cases that were made to deceive the checker, and one that once broke it.
fleet='"fleets":[{"name":"F","count":1,"capacity":10,"stand_units":1,"carries":["x"],"lanes":[["A","B",1,1,1,1]]}]'
cat >case.json <<END
{"id":"forged","horizon_steps":100,"stands":{"B":1},$fleet,"units":[{"id":"U","origin":"A","due_step":9,"x":30}]}
END
servanda deploy plan case.json --rounds 100 --json >plan.json
try() { # FILTER [FILTER OF THE CASE]
	jq "$1" plan.json >altered.json
	jq "${2:-.}" case.json >altered-case.json
	servanda deploy check altered-case.json altered.json 2>err
	echo "exit $? $(tail -1 err)"
}
try .
echo "# prices that sum to less than nothing, in 64 bits"
nothing='.closure_step=null|.trips=[]|.late=[]|.status="gap"'
price='{resource:"stands B",step:0,price:1000000000000000}'
try "$nothing"'|.bound_step=60|.certificate.not_by_step=59|.certificate.prices=[range(9300)|'"$price"']'
try "$nothing"'|.bound_step=60|.certificate.not_by_step=59|.certificate.prices=['"$price"',{resource:"stands B",step:0,price:-1}]'
echo "# what the answer says beside the schedule"
try "$nothing"'|.status="infeasible"'
try '.status="fine"'
try '.case="another"|.step_hours=1'
try '.closure_day=2|.bars.preparation_days=1|.bars.decision_days=3'
try '.late=[]'
try '.late[0].arrival_step=10'
try '.closure_step=2147483647'
try . .horizon_steps=10
echo "# cases that could be read as others"
try . '.units[0].x=30.5'
try . '.units[0].x=-30'
try . '.units[0].x=1e300'
try . '.stands.B=4294967297'
try . '.fleets[0].lanes[0][3]=-1'
try . '.fleets[0].lanes[0]=["A","B",0,0,0,0]'
try . '.fleets+=.fleets'
try . '.units+=.units'
try . '.step_hours=6.5'
echo "# a lane that takes all it can: vehicle, stands and handling at both ends, a slot"
cat >case.json <<END
{"id":"six","horizon_steps":100,"stands":{"A":1,"B":1},"handling":{"A":100,"B":100},"slots":{"s":1},"units":[{"id":"U","origin":"A","x":30}],
"fleets":[{"name":"F","count":1,"capacity":10,"stand_units":1,"carries":["x"],
"lanes":[{"from":"A","to":"B","load":1,"out":1,"unload":1,"back":1,"slot":"s"}]}]}
END
servanda deploy plan case.json --rounds 100 --json >plan.json
try .
