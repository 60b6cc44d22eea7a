# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" request assess NOR --project crf --on 2021-01-01
