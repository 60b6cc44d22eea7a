# SPDX-License-Identifier: EUPL-1.2
servanda member list --on 2017-02-30
