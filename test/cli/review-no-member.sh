# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" review --year 2019 --on 2020-04-17 --state GBR
