# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" commitment show 99 --on 2020-04-17
