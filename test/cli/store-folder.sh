# SPDX-License-Identifier: EUPL-1.2
# engine: file
mkdir folder
servanda --store folder member list
