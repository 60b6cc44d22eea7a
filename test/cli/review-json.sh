# SPDX-License-Identifier: EUPL-1.2
# The keys that others rely on.
servanda --store "$PESCO" review --year 2019 --on 2020-04-17 --json >review.json
jq -c 'keys, (.ratings[0] | keys), (.collective[0] | keys), (.members | length), (.ratings | length)' review.json
jq -c '.ratings[] | select(.state == "FRA" and .commitment == "17") | [.rating, .value, .unit, (.sources | length)]' review.json
jq -c '.collective[] | select(.commitment == "2") | [.measure, .value, .unit, .target, .rating, .members_counted, .missing]' review.json
