# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" project list --on 2018-03-06
