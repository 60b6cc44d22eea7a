# SPDX-License-Identifier: EUPL-1.2
: >empty.db
servanda --store empty.db member list
