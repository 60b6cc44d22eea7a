# SPDX-License-Identifier: EUPL-1.2
# An offer before there were any conditions: nothing to fail, and what was known all the same.
servanda --store "$PESCO" request assess RUS --project crrt --on 2020-04-17
