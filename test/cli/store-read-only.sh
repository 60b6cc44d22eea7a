# SPDX-License-Identifier: EUPL-1.2
# engine: file
cp "$PESCO" servanda.db
printf 'group,state,from,to,source,confidence,note\nEDA,AUT,,,,recalled,\n' >groups.csv
chmod 444 servanda.db groups.csv
chmod 755 .
unprivileged servanda import groups.csv
