# SPDX-License-Identifier: EUPL-1.2
cat >ours.csv <<EOF
id,title,maker,year
a,Leopard 2A4 main battle tank,Krauss-Maffei,1985
b,Eurofighter Typhoon,Airbus,2003
c,A-400M transport aircraft,Airbus,2013
EOF
cat >theirs.csv <<EOF
id,name,maker
1,Main battle tank Leopard 2A4,KMW
2,Typhoon (Eurofighter),Airbus
3,Airbus A400M Atlas,Airbus
4,Dassault Rafale,Dassault
EOF
servanda overlap match ours.csv ours.csv --csv
