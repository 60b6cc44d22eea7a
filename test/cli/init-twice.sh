# SPDX-License-Identifier: EUPL-1.2
servanda init >/dev/null
servanda init
