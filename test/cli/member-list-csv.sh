# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" member list --on 2023-05-23 --csv
