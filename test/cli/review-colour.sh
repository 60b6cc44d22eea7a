# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" review --year 2019 --on 2020-04-17 --color always | sed -n "6,7p" | od -c | head -12
