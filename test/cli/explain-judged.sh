# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" explain ESP 14 --on 2020-04-17
