#!/usr/bin/env python3
"""Runs one benchmark in small and looks whether its figures are there. Never looks at times."""

import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import generate

HERE = Path(__file__).resolve().parent
SKIPPED = 77
NUMBER = r"\s*[\d.]+ "

# Each benchmark checks its own counts and fails when they are wrong; here are the lines to find.
EXPECTED = {
    "lifecycle": (
        ["--papers", "400", "--repeat", "2"],
        [rf"\| {step} +\|{NUMBER}\|{NUMBER}\|{NUMBER}\|{NUMBER}\|"
         for step in ("full build", "nothing changed", "0.5 % changed", "vote refresh",
                      "the same votes again", "check")]
        + [r"update / full build, CPU of the process: [\d.]+ %", r"\| db/postlist.glass +\|", r"\| generation +\|"],
    ),
    # Sizes do not depend on the machine: more than a plain index, and below 2.9 times as much. The
    # derived tables of so few papers are large beside them.
    "growth": (
        ["--papers", "500"],
        [rf"\| {kind} +\| +[1-9]\d* \|{NUMBER}\|" for kind in ("alias", "concatenated", "subword", "surface", "value", "word")]
        + [rf"\| db/docdata.glass +\|{NUMBER}\|{NUMBER}\| +1\.00 \|", r"\| derived/latin +\| +0\.00 \|",
           rf"\| index +\|{NUMBER}\|{NUMBER}\| +(1\.[1-9]|2\.[0-8])\d \|"],
    ),
    "scaling": (
        ["--papers", "200,400", "--queries", "3", "--rounds", "1"],
        [rf"\| {row} +\|{NUMBER}\|{NUMBER}\|" for row in ("build, CPU s", "index, MB", "one, p50 us", "update, CPU s")],
    ),
    "analysis": (
        ["--papers", "200", "--warm-up", "1", "--passes", "3"],
        [rf"\| nonmun +\|{NUMBER}\|{NUMBER}\|", r"ratio, median of pairs: [\d.]+"],
    ),
    "queries": (
        ["--papers", "300", "--rounds", "1", "--cold", "3"],
        [rf"\| mechanisms on +\|{NUMBER}\|{NUMBER}\|", r"300 queries, best of 1; p50 on / off: [\d.]+",
         rf"\| nonmun-search +\|{NUMBER}\|"],
    ),
    "serve": (
        ["--papers", "200", "--seconds", "2", "--connections", "4", "--publish"],
        [rf"\| {kind} \| [1-9]\d* \|{NUMBER}\|{NUMBER}\|{NUMBER}\|{NUMBER}\| 0 \|"
         for kind in ("library", "http")] + [r"[1-9]\d* generations published"],
    ),
    "overhead": (
        ["--papers", "200", "--count", "10", "--rounds", "2"],
        [rf"\| {way}[^|]* +\|{NUMBER}\| +-?\d+ \|{NUMBER}\|" for way in ("C\\+\\+", "C", "Python", "a process")],
    ),
}  # fmt: skip


def digest(folder: Path) -> dict[str, str]:
    return {str(f.relative_to(folder)): hashlib.sha256(f.read_bytes()).hexdigest() for f in folder.rglob("*.md")}


def check_generator() -> None:
    """The same seed gives the same bytes, whatever the number of processes; an edit changes what it says."""
    with tempfile.TemporaryDirectory(prefix="nonmun-generate-") as name:
        one, two = Path(name, "one"), Path(name, "two")
        generate.write_digests(one, 1210, jobs=1)
        generate.write_digests(two, 1210, jobs=2)
        before = digest(one)
        assert before == digest(two) and len(before) == 61, "not deterministic"
        papers = sum(f.read_text("utf-8").count("\n### [") for f in one.rglob("*.md"))
        assert papers == 1210, papers
        generate.write_digests(one, 1210, edit=0.5)
        chosen = generate.edited(1, 1210, 0.5)
        assert len(chosen) == 6
        changed = {f for f, hash_ in digest(one).items() if hash_ != before[f]}
        wanted = {f"{generate.day_of(i, 20):%Y/%m/%d}.md" for i in chosen}
        assert changed == wanted, (changed, wanted)
        generate.write_digests(two, 1210, edit=0.5)
        assert digest(one) == digest(two), "an edit is not deterministic"
        ids = {generate.id_of(i, 20) for i in range(1210)}
        assert len(ids) == 1210
        lines = Path(name, "papers.jsonl")
        generate.write_lines(lines, 700, tiny=True)
        assert lines.read_text("utf-8").count("\n") == 700


def main() -> int:
    benchmark = sys.argv[1]
    if benchmark == "generate":
        check_generator()
        return 0
    arguments, patterns = EXPECTED[benchmark]
    done = subprocess.run([sys.executable, str(HERE / f"{benchmark}.py"), *arguments], capture_output=True, text=True)
    print(done.stdout, done.stderr, sep="\n")
    if done.returncode:
        return SKIPPED if done.returncode == SKIPPED else 1
    missing = [p for p in patterns if not re.search(p, done.stdout)]
    for pattern in missing:
        print(f"not printed: {pattern}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
