# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" explain GBR 17 --on 2020-04-17
