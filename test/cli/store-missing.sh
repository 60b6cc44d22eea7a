# SPDX-License-Identifier: EUPL-1.2
servanda --store nowhere.db member list
