# SPDX-License-Identifier: EUPL-1.2
# A full disk under standard output is a failure, not a short answer.
servanda --store "$PESCO" member list >/dev/full
