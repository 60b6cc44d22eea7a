# SPDX-License-Identifier: EUPL-1.2
# What c2sp.org/tlog-proof forbids in a proof is refused, each with its line: the cases that
# transparency-dev/formats tries its own reader with, and encodings that are not canonical.
export SERVANDA_KEY_PASSPHRASE=x
servanda init --pack "$SOURCE/test/fixtures/record" >/dev/null
servanda key new example.org/log -o log.key >log.pub
servanda record sign --log-key log.key >/dev/null
servanda record prove 2 -o good
try() {
	servanda-verify receipt bad --log log.pub >out 2>&1
	echo "$? $1: $(head -1 out)"
}
servanda-verify receipt good --log log.pub >/dev/null && echo 'the good one is verified'
: >bad && try 'empty'
sed '1s/.*/wrong-header/' good >bad && try 'another header'
sed '1q' good >bad && try 'the header alone'
sed '2s/.*/extra !!notbase64!!/' good >bad && try 'extra is no base64'
sed '2s/.*/extra YR==/' good >bad && try 'bits behind the end of extra'
sed '2s/ //' good >bad && try 'no space behind extra'
sed '3d' good >bad && try 'no index'
sed '3s/.*/index notanumber/' good >bad && try 'an index in letters'
sed '3s/.*/index -5/' good >bad && try 'a negative index'
sed '3s/.*/index +2/' good >bad && try 'an index with its sign'
sed '3s/.*/index 007/' good >bad && try 'leading zeros'
sed '3s/.*/index  2/' good >bad && try 'two spaces'
sed '3s/.*/index 18446744073709551616/' good >bad && try 'an index beyond 64 bits'
sed '4s/.*/!!notbase64!!/' good >bad && try 'a hash is no base64'
sed '4s/.*/AAAAAAAAAAAAAAAAAAAAAA==/' good >bad && try 'a short hash'
sed '4s/=$/==/' good >bad && try 'a hash with more padding'
sed '4s/^/ /' good >bad && try 'a hash behind a space'
sed 's/$/\r/' good >bad && try 'lines that end in CR LF'
sed '/^$/,$d' good >bad && try 'no checkpoint'
