# SPDX-License-Identifier: EUPL-1.2
# The copy is the record: same root, same rows.
servanda --store "$PESCO" copy --to copy.db | sed 's/[0-9]* rows/(so many) rows/; s/root .*/root (a hash)/'
servanda --store "$PESCO" record log >log
servanda --store copy.db record log | cmp - log && echo 'the same log and root'
servanda --store "$PESCO" review --year 2019 --on 2020-04-17 >review
servanda --store copy.db review --year 2019 --on 2020-04-17 | cmp - review && echo 'the same review'
servanda --store copy.db copy --to copy.db
