# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" member list --known 99
