# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" vote power --act admission --on 2025-06-01
