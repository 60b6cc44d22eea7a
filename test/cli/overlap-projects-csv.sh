# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" overlap projects --on 2025-06-01 --csv
