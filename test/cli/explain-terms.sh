# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" explain FRA 1 --year 2019 --on 2020-04-17
