# SPDX-License-Identifier: EUPL-1.2
cat >programmes.csv <<EOF
id,state,title
1,BEL,Buy a family of unmanned mine hunting vehicles
2,NLD,A family of unmanned vehicles for hunting mines
3,FRA,A new frigate for the navy
4,ITA,Unmanned vehicles for mine hunting
5,FRA,A new frigate for the navy
EOF
servanda overlap pairs programmes.csv --on title
servanda overlap pairs programmes.csv --on title --csv
