# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" member list --on 2020-04-17 | head -3 | od -c | grep -c 033
servanda --store "$PESCO" member list --on 2020-04-17 --color always | head -3 | od -c | grep -c 033
NO_COLOR=1 servanda --store "$PESCO" member list --on 2020-04-17 | head -3 | od -c | grep -c 033
exit 0
