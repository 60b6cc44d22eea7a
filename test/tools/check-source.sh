#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# check-source.sh SOURCE: what every file of the tree has to keep.  Prints TAP.
cd "$1" || exit 4
number=0

# say TEXT WRONG: one case; WRONG lists what is wrong, and is empty when all is well.
say() {
	number=$((number + 1))
	if [ -n "$2" ]; then
		echo "not ok $number - $1"
		echo "$2" | sed 's/^/# /'
	else
		echo "ok $number - $1"
	fi
}

sqlite_calls() {
	grep -rnE 'sqlite3_[a-z]|sqlite3\.h|libpq-fe\.h|\bPQ[a-z]+\(' src --include='*.[ch]' |
		grep -vE '^src/(store|check)/'
}

sql_texts() {
	grep -rnE '"(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE) ' src --include='*.c' |
		grep -vE '^src/(store/|record/|check/|[a-z]+/[a-z_]*_store\.c:)'
}

without_licence() {
	find src test tools -name '*.[ch]' -o -name '*.sh' | sort | while read -r file; do
		head -2 "$file" | grep -q 'SPDX-License-Identifier: EUPL-1.2' || echo "$file"
	done
}

left_to_do() {
	grep -rnE '\b(TO''DO|FIX''ME|XX''X)\b' src test tools docs --include='*.[ch]' \
		--include='*.md' --include='*.sh'
}

too_long() {
	find src -name '*.[ch]' | while read -r file; do
		lines=$(wc -l <"$file")
		[ "$lines" -le 700 ] || echo "$file has $lines lines"
	done
}

# Paths as text cites them: a folder of the tree, a slash, a file with an ending.
cited_but_missing() {
	{
		grep -rnoE '(docs|src|packs|tools|bench|test|web)/[A-Za-z0-9_./-]+\.(md|h|c|sh|csv|pledge|svg|txt|css)\b' \
			README.md NEWS.md docs packs --include='*.md'
		grep -rnoE '(docs|packs|tools|test)/[A-Za-z0-9_./-]+\.(md|sh|csv|pledge|txt)\b' \
			src Makefile --include='*.[ch]' --include=Makefile
	} | while IFS=: read -r file line path; do
		[ -e "$path" ] || [ -e "$(dirname "$file")/$path" ] ||
			echo "$file:$line: $path does not exist"
	done
	# Links of documents, relative to the document.
	grep -rnoE '\]\([A-Za-z0-9_./-]+\)' README.md NEWS.md docs packs --include='*.md' |
		sed 's/](\(.*\))$/\1/' | while IFS=: read -r file line path; do
		[ -e "$(dirname "$file")/$path" ] || echo "$file:$line: $path does not exist"
	done
}

echo "1..6"
say "no call of SQLite or libpq stands outside src/store" "$(sqlite_calls)"
say "no SQL stands outside the stores" "$(sql_texts)"
say "every source file names its licence" "$(without_licence)"
say "nothing is left to do later" "$(left_to_do)"
say "no source file is longer than a reader can hold" "$(too_long)"
say "every file that is cited exists" "$(cited_but_missing)"
