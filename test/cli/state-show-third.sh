# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" state show GBR --on 2023-01-01
