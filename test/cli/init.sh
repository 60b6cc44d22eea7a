# SPDX-License-Identifier: EUPL-1.2
servanda init | sed 's/ [ 0-9]*$/ (rows)/'
