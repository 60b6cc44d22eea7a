# SPDX-License-Identifier: EUPL-1.2
# France leads most; effort, not counts, says what a state carries.
servanda --store "$PESCO" project portfolio --on 2020-04-17
