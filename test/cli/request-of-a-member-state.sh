# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" request assess MLT --project mm
