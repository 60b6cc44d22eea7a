# SPDX-License-Identifier: EUPL-1.2
# engine: file
head -c 20000 "$PESCO" >cut.db
servanda --store cut.db member list
