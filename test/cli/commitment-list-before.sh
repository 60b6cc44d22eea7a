# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" commitment list --on 2017-12-10
