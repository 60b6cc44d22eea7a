#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""plan.py [RUNS]: what reading and checking plans costs, beside openpyxl in the same run.

Processor time, user and system, of a program and its children, so of the confined reader too; the least of
RUNS (5).  openpyxl comes from Debian's python3-openpyxl; without it that part is left out.  Prints and never fails.
"""
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SERVANDA = os.path.join(HERE, "build/servanda")
SHEET = os.path.join(HERE, "build/test/bench_sheet")
RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 5

PEER = """
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
cells = total = 0
for sheet in book:
    for row in sheet.iter_rows(values_only=True):
        for value in row:
            if value is not None:
                cells += 1
                if isinstance(value, (int, float)):
                    total += value
print(cells, int(total))
print(open("/proc/self/status").read().split("VmHWM:")[1].split()[0])
"""


def run(command, runs=None, folder=None):
    """(milliseconds, output), the least of the runs."""
    best = None
    for _ in range(runs or RUNS):
        with tempfile.TemporaryFile() as out:
            pid = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL,
                                   cwd=folder).pid
            _, _, usage = os.wait4(pid, 0)
            out.seek(0)
            text = out.read().decode()
        ms = (usage.ru_utime + usage.ru_stime) * 1000
        if best is None or ms < best[0]:
            best = ms, text
    return best


def line(name, result, note=""):
    print(f"{name:52} {result[0]:9.1f} ms  {note}", flush=True)


def pad(source, target, cells):
    """The workbook with a sheet of notes that the template does not know."""
    import openpyxl

    book = openpyxl.load_workbook(source)
    sheet = book.create_sheet("Notes")
    for row in range(cells // 10):
        sheet.append([row * 10 + column for column in range(10)])
    book.save(target)


def plans(folder, has_peer):
    store = os.path.join(folder, "bench.db")
    subprocess.run([SERVANDA, "--store", store, "init", "--pack", HERE + "/packs/pesco"],
                   check=True, stdout=subprocess.DEVNULL)
    subprocess.run([SERVANDA, "--store", store, "plan", "exercise", "2027", "--on", "2027-01-15",
                    "--xlsx", "-o", folder], check=True, stdout=subprocess.DEVNULL)
    check = [SERVANDA, "--store", store, "plan", "check"]
    plan = os.path.join(folder, "FRA-2027.exercise.xlsx")
    line("a plan, workbook", run(check + [plan]), "goal 50 ms")
    if has_peer:
        padded = os.path.join(folder, "padded.xlsx")
        pad(plan, padded, 19000)
        line("the same with 19,000 cells more", run(check + [padded]), "goal 50 ms")
    line("the same plan as JSON", run(check + [plan.replace(".xlsx", ".json")]))
    line("the same, with no store: the pack is read first",
         run([SERVANDA, "plan", "check", plan], folder=folder), "goal 50 ms")
    line("the plan, checked and written back marked",
         run(check + [plan, "-o", os.path.join(folder, "marked.xlsx")]))
    files = sorted(os.path.join(folder, f) for f in os.listdir(folder)
                   if f.endswith(".exercise.xlsx"))
    script = "\n".join(f'"{SERVANDA}" --store "{store}" plan check "{f}" >/dev/null' for f in files)
    script += f'\n"{SERVANDA}" --store "{store}" review --year 2026 --on 2027-06-01 >/dev/null'
    line(f"{len(files)} workbooks checked and assessed, then a review",
         run(["sh", "-c", script], 1), "goal 1000 ms")


def cells(folder, has_peer):
    results = {}
    for rows in (5000, 50000, 200000):
        book = os.path.join(folder, f"{rows}.xlsx")
        subprocess.run([SHEET, "write", book, str(rows)], check=True)
        results[rows] = run([SHEET, "read", book]) + (book,)
        line(f"{rows * 10:,} cells read, sandbox included", results[rows],
             results[rows][1].splitlines()[1])
    if not has_peer:
        print("openpyxl is not here: apt-get install python3-openpyxl")
        return
    own = results[50000]
    peer = run([sys.executable, "-c", PEER, own[2]], 1)
    line("openpyxl, read-only, 500,000 cells", peer,
         f"{peer[0] / own[0]:.1f} times ours, goal 5; "
         + ("same cells, same sum" if peer[1].splitlines()[0] == own[1].splitlines()[0]
            else f"NOT THE SAME: {peer[1]} {own[1]}")
         + f"; {int(peer[1].splitlines()[1]) / 1024:.1f} MiB")


def main():
    has_peer = subprocess.run([sys.executable, "-c", "import openpyxl"],
                              stderr=subprocess.DEVNULL).returncode == 0
    folder = tempfile.mkdtemp()
    try:
        plans(folder, has_peer)
        cells(folder, has_peer)
    finally:
        shutil.rmtree(folder)


main()
