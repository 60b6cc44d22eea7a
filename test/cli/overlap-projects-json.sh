# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" overlap projects --on 2018-12-01 --json
