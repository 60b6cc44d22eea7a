# SPDX-License-Identifier: EUPL-1.2
# The full table as its publisher has it: a row of the excerpt is replaced, others are added.
cp "$PESCO" own.db
cat >types.csv <<EOF
state,year,category,type_name,family,count,source_id
FRA,2010,main_battle_tank,Leclerc,Leclerc,254,rdmc_v1
FRA,2014,main_battle_tank,Leclerc,Leclerc,200,rdmc_v1
EOF
servanda --store own.db import types.csv
servanda --store own.db overlap types --category main_battle_tank --states FRA
