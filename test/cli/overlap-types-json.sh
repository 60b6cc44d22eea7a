# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" overlap types --category submarine --year 2014 --rule family,per-state --states DEU,ITA,PRT --json
