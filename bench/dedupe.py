"""What merging loses, leaves and costs: `python bench/dedupe.py [RECORDS ...] [--works N] [--sizes N,N] [--dask]`.

Prints a table of the labelled sets (works lost must be 0), one of made records for time and memory, and what becomes of
the same references in six citation styles. RECORDS are NAME.records.jsonl with NAME.clusters.csv beside them
(../shared/data/dedupe by default), the made ones come from ../shared/tools/make_records.py. Times are wall seconds of
the whole process, the start included, with the CPU seconds and the load of the machine beside them.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"


def clusters(path):
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["cluster"] for row in csv.DictReader(file)}


def timed(records, folder, *options):
    """Merge in a process of its own: its clusters, wall and CPU seconds, megabytes."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "litreview", "dedupe", records, "-o", folder, *options]
    child = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{records}: litreview dedupe ended with {child.returncode}")
    cost = time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    return clusters(folder / "clusters.csv"), cost


def quality(gold, found):
    """Recall of pairs, and how many works were merged into others."""

    def pairs(labels):
        return sum(n * (n - 1) // 2 for n in Counter(labels).values())

    both = [(gold[one], found[one]) for one in found]
    return pairs(both) / (pairs(gold.values()) or 1), len(set(both)) - len(set(found.values()))


def row(name, gold, found, cost):
    recall, lost = quality(gold, found)
    wall, cpu, mb = cost
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    print(f"{name:22} {len(found):>9,} {recall:8.4f} {lost:6} {wall:8.1f} {cpu:8.1f} {mb:8.0f} {load:6.1f}", flush=True)


def heading(title):
    print(f"{title:22} {'records':>9} {'recall':>8} {'lost':>6} {'wall s':>8} {'cpu s':>8} {'MB':>8} {'load':>6}")


def labelled(paths, folder):
    heading("labelled set")
    for path in paths:
        found, cost = timed(path, folder / path.stem)
        row(
            path.name.split(".")[0],
            clusters(path.with_name(path.name.replace(".records.jsonl", ".clusters.csv"))),
            found,
            cost,
        )


def made(sizes, folder, *, dask):
    heading("made records")
    for size in sizes:
        path = folder / f"made{size}.records.jsonl"
        subprocess.run([sys.executable, SHARED / "tools" / "make_records.py", str(size), str(path)], check=True)
        gold = clusters(path.with_name(f"made{size}.clusters.csv"))
        found, cost = timed(path, folder / str(size))
        row(f"{size:,}", gold, found, cost)
        if dask:
            spread, cost = timed(path, folder / f"{size}-dask", "--scheduler", "local")
            row(f"{size:,}, two workers", gold, spread, cost)
            print(f"{'':22} {'the same works' if spread == found else 'OTHER WORKS'}")


# -- the same reference in six styles ------------------------------------------------------------------


def initials(given):
    return " ".join(f"{word[0]}." for word in re.split(r"[\s.-]+", given) if word)


def joined(names, last):
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}{last}{names[-1]}"


def styles(r):
    """Six printed forms of one record."""
    people = [
        (family.strip(), given.strip()) for family, given in (x.split(",", 1) for x in r["authors"].split(" and "))
    ]
    short = [f"{family}, {initials(given)}" for family, given in people]
    front = [f"{initials(given)} {family}" for family, given in people]
    bare = [f"{family} {initials(given).replace('.', '').replace(' ', '')}" for family, given in people]
    (family, given), *others = people
    rest = [f"{g} {f}" for f, g in others]
    title, venue, volume, year = r["title"].rstrip("."), r["container_title"], r["volume"], r["year"]
    pages = re.sub(r"\s*-+\s*", "–", r["pages"])
    issue, number = (f"({r['issue']})", f"no. {r['issue']}, ") if r["issue"] else ("", "")
    doi = r["doi"]
    modern = f"{family}, {given}" + (", et al" if len(rest) > 1 else f", and {rest[0]}" if rest else "")
    return (
        f"{joined(short, ', & ')} ({year}). {title}. {venue}, {volume}{issue}, {pages}." + (f" https://doi.org/{doi}" if doi else ""),
        f"{modern.rstrip('.')}. “{title}.” {venue}, vol. {volume}, {number}{year}, pp. {pages}.",
        f"{joined([f'{family}, {given}', *rest], ', and ').rstrip('.')}. {year}. “{title}.” {venue} {volume} {issue}: {pages}.",
        f"{joined(short, ' and ')} ({year}) ‘{title}’, {venue}, {volume}{issue}, pp. {pages}.",
        f"{', '.join(bare[:6])}{', et al' if len(bare) > 6 else ''}. {title}. {venue}. {year};{volume}{issue}:{pages}." + (f" doi:{doi}" if doi else ""),
        f"{joined(front, ' and ')}, “{title},” {venue}, vol. {volume}, {number}pp. {pages}, {year}." + (f" doi: {doi}." if doi else ""),
    )  # fmt: skip


def printed(paths, works):
    from litreview import api, dedupe  # noqa: PLC0415 (the tables above measure a process of its own)

    wanted = ("authors", "title", "container_title", "volume", "pages", "year")
    rows = []
    for path in paths:
        gold = clusters(path.with_name(path.name.replace(".records.jsonl", ".clusters.csv")))
        first = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            r = json.loads(line)
            named = all("," in name for name in str(r["authors"]).split(" and "))
            if (
                named
                and all(r[name] for name in wanted)
                and "article" in r["type"].lower()
                and not r["title"].isupper()
            ):
                first.setdefault(gold[r["id"]], r)
        rows += first.values()
    random.Random(3).shuffle(rows)
    rows = rows[:works]
    entries = api.parse_references([text for r in rows for text in styles(r)])
    entries = [replace(entry, id=f"{n // 6}-{n % 6}") for n, entry in enumerate(entries)]
    found = dedupe.merge(entries).works
    home = {member: work.id for work in found for member in work.members}
    whole = sum(len({home[f"{n}-{style}"] for style in range(6)}) == 1 for n in range(len(rows)))
    lost = sum(len({member.split("-")[0] for member in work.members}) - 1 for work in found)
    print(f"{len(rows):,} references in six styles: {whole / len(rows):.3f} of the works merge to one, {lost} lost")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument(
        "records", nargs="*", type=Path, default=sorted((SHARED / "data" / "dedupe").glob("*.records.jsonl"))
    )
    options.add_argument("--sizes", default="1000,10000")
    options.add_argument("--works", type=int, default=300)
    options.add_argument("--dask", action="store_true")
    given = options.parse_args()
    if not given.records:
        print("needs the labelled records in ../shared/data/dedupe")
        return
    with tempfile.TemporaryDirectory() as name:
        labelled(given.records, Path(name))
        made([int(size) for size in given.sizes.split(",") if size], Path(name), dask=given.dask)
    printed(given.records, given.works)


if __name__ == "__main__":
    main()
