#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# run-examples.sh SERVANDA SOURCE: runs the examples of the help and of the documents, so that they
# may be typed with trust.  Prints TAP.
#
# In a document a fenced block is run line by line where it has lines that begin with "$ ": what
# follows such a line is what it prints.  A line "..." stands for any lines.  All blocks of one
# document share a folder.  An example of the help must end with 0, unless it names a file that only
# its reader has, or serves until it is told to stop.
#
# UPDATE=1 writes the documents anew, with as many lines before and after a "..." as there were.
set -u
servanda=$(realpath "$1")
SOURCE=$(realpath "$2")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin" "$scratch/help"
ln -s "$servanda" "$scratch/bin/servanda"
ln -s "$(dirname "$servanda")/servanda-verify" "$scratch/bin/servanda-verify"
PATH=$scratch/bin:$PATH
LSAN_OPTIONS=suppressions=$SOURCE/test/tools/lsan.supp:print_suppressions=0
export LSAN_OPTIONS
SERVANDA_CLOCK=2026-06-01T12:00:00Z
SERVANDA_PACKS=$SOURCE/packs
LC_ALL=C.UTF-8
COLUMNS=100
export PATH SERVANDA_CLOCK SERVANDA_PACKS LC_ALL COLUMNS
unset SERVANDA_STORE NO_COLOR TERM 2>/dev/null

number=0
failed=0
say() { # say TEXT WRONG
	number=$((number + 1))
	if [ -n "$2" ]; then
		failed=1
		printf 'not ok %d - %s\n' $number "$1"
		printf '%s\n' "$2" | head -40 | sed 's/^/# /'
	else
		printf 'ok %d - %s\n' $number "$1"
	fi
}

# Splits a document into NUMBER.cmd and NUMBER.want, one pair a command.
split_document() {
	awk -v folder="$2" '
		/^```/ { inside = !inside; current = ""; next }
		!inside { next }
		/^\$ / {
			n++
			current = sprintf("%s/%03d", folder, n)
			print substr($0, 3) >(current ".cmd")
			printf "" >(current ".want")
			next
		}
		current { print >(current ".want") }
	' "$1"
}

# What was printed against what is written, where "..." stands for any lines.
compare() {
	awk '
		NR == FNR { want[++n] = $0; next }
		{ got[++m] = $0 }
		function match_from(i, j) {
			while (i <= n) {
				if (want[i] == "...") {
					for (k[i] = j; k[i] <= m + 1; k[i]++)
						if (match_from(i + 1, k[i]))
							return 1
					return 0
				}
				if (j > m || want[i] != got[j])
					return 0
				i++
				j++
			}
			return j > m
		}
		END { exit !match_from(1, 1) }' "$1" "$2"
}

# WANT GOT: what was printed, cut as WANT is cut.
cut_alike() {
	awk '
		NR == FNR { total = FNR; if ($0 == "...") { if (!first) first = FNR; last = FNR } next }
		{ got[++m] = $0 }
		END {
			for (i = 1; i <= m; i++) {
				if (first && i == first)
					print "..."
				if (!first || i < first || i > m - (total - last))
					print got[i]
			}
		}' "$1" "$2"
}

# DOCUMENT FOLDER: the document with FOLDER/NUMBER.new after each command.
join_document() {
	awk -v folder="$2" '
		/^```/ { inside = !inside; skip = 0 }
		inside && /^\$ / {
			print
			file = sprintf("%s/%03d.new", folder, ++n)
			while ((getline line <file) > 0)
				print line
			skip = 1
			next
		}
		!skip { print }
	' "$1"
}

for document in README.md docs/tutorial.md; do
	[ -e "$SOURCE/$document" ] || continue
	parts=$scratch/parts
	rm -rf "$parts" "$scratch/clone"
	mkdir "$parts" "$scratch/clone"
	# The documents speak of a clone in which `make demo` has run.
	ln -s "$SOURCE/packs" "$scratch/clone/packs"
	mkdir "$scratch/clone/build"
	ln -s "$servanda" "$scratch/clone/build/servanda"
	servanda --store "$scratch/clone/build/demo.db" init >/dev/null
	split_document "$SOURCE/$document" "$parts"
	for part in "$parts"/*.cmd; do
		[ -e "$part" ] || continue
		(cd "$scratch/clone" && sh "$part") >"$scratch/got" 2>&1 </dev/null
		wrong=
		compare "${part%.cmd}.want" "$scratch/got" || wrong=$(diff "${part%.cmd}.want" "$scratch/got")
		cut_alike "${part%.cmd}.want" "$scratch/got" >"${part%.cmd}.new"
		[ "${UPDATE:-}" != 1 ] || wrong=
		say "$document: $(cat "$part")" "$wrong"
	done
	if [ "${UPDATE:-}" = 1 ]; then
		join_document "$SOURCE/$document" "$parts" >"$scratch/document"
		cp "$scratch/document" "$SOURCE/$document"
	fi
done

cd "$scratch/help" || exit 4
servanda init >/dev/null
ln -s "$SOURCE/packs" packs
# Keys that their readers would have.
SERVANDA_KEY_PASSPHRASE='correct horse'
export SERVANDA_KEY_PASSPHRASE
servanda key new example.org/log -o log.key >log.pub
servanda key new dupont-2027.fr -o dupont-2027.key >/dev/null
servanda key new witness-2027.example --witness -o witness-2027.key >/dev/null
servanda record sign --log-key log.key >/dev/null
servanda help | sed -n '/^Commands/,/^$/s/^  \([a-z]\+\( [a-z]\+\)\?\) .*/\1/p' >commands
while read -r command; do
	# shellcheck disable=SC2086 # a command may be two words
	servanda $command --help | sed -n 's/^  \$ //p' >examples
	while read -r line; do
		case $line in
		"servanda init" | source* | *figures-2025.csv* | *ours.csv* | *"<password.txt" | "servanda serve"* | *" plan.xlsx"* | *"plan return"*)
			continue
			;;
		esac
		wrong=$(sh -c "$line" 2>&1 >/dev/null </dev/null) || wrong="ends with $?: $wrong"
		say "help of $command: $line" "$wrong"
	done <examples
done <commands
echo "1..$number"
exit $failed
