# SPDX-License-Identifier: EUPL-1.2
echo "an unmanned vehicle that hunts sea mines" >new.txt
servanda --store "$PESCO" overlap find new.txt --on 2025-06-01
