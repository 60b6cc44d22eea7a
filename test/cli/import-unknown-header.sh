# SPDX-License-Identifier: EUPL-1.2
cp "$PESCO" servanda.db
printf 'state,year,indicator,valeu,unit,source_id,status\n' >figures.csv
servanda import figures.csv
