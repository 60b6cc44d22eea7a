# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" vote rule suspension --on 2025-06-01 --concerning FRA --json
