# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" request assess NOR --project emc --on 2025-01-01
