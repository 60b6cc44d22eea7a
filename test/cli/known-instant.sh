# SPDX-License-Identifier: EUPL-1.2
# The record was made at noon: nothing was known the day before, all the day after.
servanda --store "$PESCO" member list --on 2020-04-17 --known 2026-05-31 | head -1
servanda --store "$PESCO" member list --on 2020-04-17 --known 2026-06-01 | head -1
