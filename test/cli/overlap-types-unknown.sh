# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" overlap types --category main_battle_tnk
echo $?
servanda --store "$PESCO" overlap types --category frigate --year 2010
echo $?
servanda --store "$PESCO" overlap types --category frigate --rule brand
echo $?
servanda --store "$PESCO" overlap types --category frigate --adopt FREMM
echo $?
servanda --store "$PESCO" overlap types --category main_battle_tank --adopt 'Leopard 2' --by POL,USA
echo $?
servanda --store "$PESCO" overlap types
