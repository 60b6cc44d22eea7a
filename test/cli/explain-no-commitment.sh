# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" explain FRA 21 --on 2020-04-17
