# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" request list --on 2025-06-01
