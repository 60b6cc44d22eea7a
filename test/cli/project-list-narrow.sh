# SPDX-License-Identifier: EUPL-1.2
COLUMNS=60 servanda --store "$PESCO" project list --on 2018-03-06
