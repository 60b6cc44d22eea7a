# SPDX-License-Identifier: EUPL-1.2
# A first word that begins commands is answered with these, though another command is spelt alike.
servanda record
servanda record shew
