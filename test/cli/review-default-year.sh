# SPDX-License-Identifier: EUPL-1.2
# Without --year, the year before that of --on.
servanda --store "$PESCO" review --on 2020-04-17 --json | jq -c '[.year, .on, .set]'
