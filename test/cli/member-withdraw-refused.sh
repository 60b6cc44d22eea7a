# SPDX-License-Identifier: EUPL-1.2
# Each is refused in one line, exit 3, and leaves nothing.
cp "$PESCO" servanda.db
refused() {
	"$@"
	echo "exit $?"
}
exec 2>&1
refused servanda member withdraw MLT
refused servanda member withdraw DNK --on 2023-05-22
refused servanda member note HUN
refused servanda member withdraw HUN --as delegate:AUT
refused servanda member withdraw HUN --as auditor
refused servanda member note HUN --as delegate:HUN
refused servanda member withdraw Hungary
servanda member withdraw HUN --on 2026-05-04 >kept
refused servanda member withdraw HUN --on 2026-05-05
refused servanda member note HUN --on 2026-05-03
servanda member withdrawals
