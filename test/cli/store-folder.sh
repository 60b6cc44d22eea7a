# SPDX-License-Identifier: EUPL-1.2
mkdir folder
servanda --store folder member list
