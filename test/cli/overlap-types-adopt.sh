# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" overlap types --category main_battle_tank --adopt aifv --by POL,CZE,SVK
