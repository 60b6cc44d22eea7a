# SPDX-License-Identifier: EUPL-1.2
# engine: file
cp "$PESCO" servanda.db
chmod 000 servanda.db
chmod 755 .
unprivileged servanda member list
