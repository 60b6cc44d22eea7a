# SPDX-License-Identifier: EUPL-1.2
# engine: file
# Who may not write may still ask.
cp "$PESCO" servanda.db
chmod 444 servanda.db
chmod 755 .
unprivileged servanda member list --on 2020-04-17 | head -1
