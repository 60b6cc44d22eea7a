# SPDX-License-Identifier: EUPL-1.2
# engine: file
servanda --store nowhere.db member list
