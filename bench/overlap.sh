#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# overlap.sh [TEXTS]: pairs that are alike among made-up texts, beside scikit-learn's product of TF-IDF
# over 3-grams (Debian's python3-sklearn) on the same file and one core.  Every run is a whole process
# that reads the table and writes the pairs.  Prints seconds, the ratio and the goal; never fails.
set -u
cd "$(dirname "$0")/.." || exit 4
texts=${1:-10000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
servanda=$(pwd)/build/servanda
python=/usr/bin/python3

"$python" - "$texts" "$folder/texts.csv" <<'EOF'
import bisect, csv, random, sys
random.seed(20200417)
words = [''.join(random.choice('abcdefghijklmnoprstuvwz') for _ in range(random.randint(3, 10)))
         for _ in range(30000)]
sums, total = [], 0
for i in range(len(words)):
    total += 1 / (i + 10) ** 0.9
    sums.append(total)
word = lambda: words[bisect.bisect(sums, random.random() * total)]
rows = []
for i in range(int(sys.argv[1])):
    if rows and random.random() < 0.1:
        text = random.choice(rows[-2000:]).split()
        for _ in range(random.randint(1, 8)):
            text[random.randrange(len(text))] = word()
    else:
        text = [word() for _ in range(random.randint(12, 30))]
    rows.append(' '.join(text))
out = csv.writer(open(sys.argv[2], 'w'), lineterminator='\n')
out.writerow(['id', 'text'])
out.writerows(enumerate(rows))
EOF

seconds() { # seconds COMMAND...: of the processor, for the whole process
	/usr/bin/env bash -c 'TIMEFORMAT="%U %S"; { time "$@" >/dev/null 2>/dev/null; } 2>&1' _ "$@" |
		awk '{ print $1 + $2 }'
}

export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
stems=$(seconds "$servanda" overlap pairs "$folder/texts.csv" --csv --language en)
grams=$(seconds "$servanda" overlap pairs "$folder/texts.csv" --csv --language none)
peer=$(seconds "$python" - "$folder/texts.csv" <<'EOF'
import csv, sys
from sklearn.feature_extraction.text import TfidfVectorizer
texts = [row['text'] for row in csv.DictReader(open(sys.argv[1]))]
matrix = TfidfVectorizer(analyzer='char_wb', ngram_range=(3, 3)).fit_transform(texts)
found = 0
for start in range(0, matrix.shape[0], 1000):
    part = matrix[start:start + 1000] @ matrix.T
    found += int((part.data >= 0.5).sum())
print(found)
EOF
)
awk -v n="$texts" -v stems="$stems" -v grams="$grams" -v peer="$peer" 'BEGIN {
	goal = n <= 10000 ? "0.3" : n <= 100000 ? "8" : "-"
	printf "%d texts, seconds of one core\n", n
	printf "  overlap pairs, stems     %8.2f   goal %s\n", stems, goal
	printf "  overlap pairs, 3-grams   %8.2f   goal %s\n", grams, goal
	if (peer > 0 && stems > 0 && grams > 0)
		printf "  scikit-learn, 3-grams    %8.2f   %.0f and %.0f times as long\n", peer, peer / stems, peer / grams
	else
		printf "  scikit-learn is not here: install python3-sklearn\n"
}'
