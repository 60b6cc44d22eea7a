# SPDX-License-Identifier: EUPL-1.2
# A receipt to print says what it proves; its codes are read by test/tools/run-qr.sh.
export SERVANDA_KEY_PASSPHRASE=x
servanda init --pack "$SOURCE/test/fixtures/record" >/dev/null
servanda record prove 2 --page
servanda key new example.org/log -o log.key >log.pub
servanda record sign --log-key log.key >/dev/null
servanda record prove --from 2 --page
servanda record prove 2 --page -o receipt.html
sed -n '/<h1>/p; /<th scope/p; /codes hold/p; /code holds/p; /<figcaption>/p' receipt.html |
	sed 's/<code>[0-9a-f]*</<code>HASH</'
servanda record prove 2 >receipt
tail -1 receipt | cut -c1-20
grep -c -F "$(tail -1 receipt)" receipt.html
grep -c -e '<script' -e 'src=' -e 'href=' -e 'url(' receipt.html
