# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" member list --on 2020-04-17
