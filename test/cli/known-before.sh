# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" member list --known 1 --on 2020-04-17
