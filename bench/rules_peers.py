# SPDX-License-Identifier: EUPL-1.2
"""rules_peers.py FOLDER: the conditions of bench_rules by numpy and by SQLite, on the columns it left.

Prints ns a condition and row (processor time), and whether each finds as many true, false and missing.
"""
import json, os, sqlite3, sys, time

folder = sys.argv[1]
names = ["inv", "inv_1", "inv_3", "def", "def_1", "def_3", "rt", "dep", "pers"]
here = os.path.dirname(os.path.abspath(__file__))
conditions = json.load(open(os.path.join(here, "rules_conditions.json")))
counts = [tuple(map(int, line.split())) for line in open(os.path.join(folder, "counts"))]


def report(name, ns, agree):
    print(f"{name:<34} {ns:7.3f}   results {'agree' if agree else 'DIFFER'}")


def run_numpy():
    """Exact: integers, with Kleene's logic of a column of truths (0, 1, 3 missing)."""
    import re
    import numpy as np

    value = {n: np.fromfile(f"{folder}/{n}.i64", dtype=np.int64) for n in names}
    gone = {n: np.fromfile(f"{folder}/{n}.u8", dtype=np.uint8) != 0 for n in names}
    words = re.compile(r"\b(inv_1|inv_3|inv|def_1|def_3|def|rt|dep|pers)\b")

    def truth(text):
        for word, ufunc in ((" AND ", "and"), (" OR ", "or")):
            if word in text:
                a, b = (truth(part) for part in text.split(word))
                both = np.maximum(a, b)
                if ufunc == "and":
                    return np.where((a == 0) | (b == 0), np.uint8(0), both)
                return np.where((a == 1) | (b == 1), np.uint8(1), both)
        python = words.sub(r"value['\1']", text.replace("NOT (", "~("))
        python = python.replace("MAX(", "np.maximum(").replace("ABS(", "np.abs(")
        missing = np.logical_or.reduce([gone[n] for n in set(words.findall(text))])
        out = eval(python, {"np": np, "value": value}).astype(np.uint8)
        out[missing] = 3
        return out

    best, agree = 1e9, True
    for _ in range(3):
        start = time.process_time()
        results = [truth(text) for text in conditions]
        best = min(best, time.process_time() - start)
    for out, expected in zip(results, counts):
        agree &= tuple(int((out == t).sum()) for t in (1, 0, 3)) == expected
    report(f"numpy {np.__version__}", best / len(conditions) / len(results[0]) * 1e9, agree)


def run_sqlite():
    import array

    db = sqlite3.connect(":memory:")
    columns = []
    for n in names:
        value = array.array("q", open(f"{folder}/{n}.i64", "rb").read())
        gone = open(f"{folder}/{n}.u8", "rb").read()
        columns.append([None if g else v for v, g in zip(value, gone)])
    db.execute("create table t (" + ", ".join(f'"{n}" integer' for n in names) + ")")
    db.executemany("insert into t values (" + ",".join("?" * len(names)) + ")", zip(*columns))
    asked = ", ".join(f"sum(({c}) is true), sum(({c}) is false), sum(({c}) is null)" for c in conditions)
    start = time.process_time()
    # Materialises every condition once, as the others do; the counting is left out of the time.
    plain = ", ".join(f"total({c})" for c in conditions)
    db.execute(f"select {plain} from t").fetchone()
    ns = (time.process_time() - start) / len(conditions) / len(columns[0]) * 1e9
    row = db.execute(f"select {asked} from t").fetchone()
    agree = all(tuple(row[3 * k:3 * k + 3]) == counts[k] for k in range(len(conditions)))
    report(f"SQLite {sqlite3.sqlite_version}", ns, agree)


try:
    run_numpy()
except ImportError:
    print("numpy is not here (Debian package python3-numpy)")
run_sqlite()
