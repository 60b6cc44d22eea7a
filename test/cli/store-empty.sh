# SPDX-License-Identifier: EUPL-1.2
# engine: file
: >empty.db
servanda --store empty.db member list
