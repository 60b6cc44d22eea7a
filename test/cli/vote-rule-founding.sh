# SPDX-License-Identifier: EUPL-1.2
# All states of the Union vote, the United Kingdom among them, by the reinforced majority.
servanda --store "$PESCO" vote rule founding --on 2017-12-11 --json | jq -c '.electorate, (.voters | length), .rule, .alternative_rule, .blocking_minority_needs'
