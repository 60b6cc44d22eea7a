# SPDX-License-Identifier: EUPL-1.2
mkdir empty
servanda init --pack empty
status=$?
ls
exit $status
