#!/usr/bin/env python3
"""Analysis throughput, ours against Lucene Nori (KoreanAnalyzer, its defaults), in turns on one text.

Ends with 77 when Lucene or Java is not installed, which CTest understands as skipped.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import generate
from measure import bin_folder, shared_folder, table

JARS = ("lucene-core", "lucene-analyzers-common", "lucene-analyzers-nori")
SKIPPED = 77


def classpath() -> str | None:
    folder = Path(os.environ.get("LUCENE_JARS") or "/usr/share/java")
    found = [sorted(folder.glob(f"{name}-8*.jar")) for name in JARS]
    if not all(found) or not shutil.which("javac") or not shutil.which("java"):
        return None
    return os.pathsep.join(str(jars[-1]) for jars in found)


def text_lines(digests: Path) -> list[str]:
    """Titles, authors and bullets, a line each: what both would be given as fields."""
    lines = []
    for f in sorted(digests.rglob("*.md")):
        for line in f.read_text(encoding="utf-8", errors="replace").splitlines():
            if found := re.match(r"### \[(.*)\]\(|Authors: (.*)|\s*- (?:\*+[^*]+\*+: )?(.*)", line):
                lines.append(next(g for g in found.groups() if g is not None))
    return [line for line in lines if line]


class Side:
    """One analyzer's process."""

    def __init__(self, command: list[str]) -> None:
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def turn(self) -> list[float]:
        self.process.stdin.write("\n")  # type: ignore[union-attr]
        self.process.stdin.flush()  # type: ignore[union-attr]
        answer = self.process.stdout.readline().split()  # type: ignore[union-attr]
        if not answer:
            raise RuntimeError(f"{self.process.args} ended with {self.process.wait()}")
        return [float(value) for value in answer]

    def end(self) -> None:
        self.process.stdin.close()  # type: ignore[union-attr]
        self.process.wait(timeout=60)


def compare(ours: Side, nori: Side, warm_up: int, passes: int) -> None:
    for _ in range(warm_up):
        ours.turn(), nori.turn()
    rows, ratios, process_ratios = [], [], []
    for _ in range(passes):
        a, b = ours.turn(), nori.turn()
        rows.append((a, b))
        ratios.append((a[0] / a[2]) / (b[0] / b[2]))
        process_ratios.append((a[0] / a[2]) / (b[0] / b[3]))
    if any(a[:2] != rows[0][0][:2] or b[:2] != rows[0][1][:2] for a, b in rows):
        raise RuntimeError("the same text gave other tokens in another pass")
    if rows[0][0][0] != rows[0][1][0]:
        raise RuntimeError("the two sides read other texts")

    def row(name: str, side: int, clock: int) -> list[str]:
        rates = [r[side][0] / r[side][clock] / 1e6 for r in rows]
        return [name, f"{rows[0][side][1]:.0f}", f"{statistics.median(rates):.2f}", f"{min(rates):.2f}", f"{max(rates):.2f}"]

    print(f"{rows[0][0][0] / 1e6:.2f} MB, {warm_up} warm-up passes, {passes} passes in turns\n")
    print(table(["analyzer", "tokens", "MB/CPU s", "least", "most"],
                [row("nonmun", 0, 2), row("Nori, its thread", 1, 2), row("Nori, process", 1, 3)]))  # fmt: skip
    print(f"\nratio, median of pairs: {statistics.median(ratios):.2f} (target: at least 4); "
          f"against the process with compiler and garbage collector {statistics.median(process_ratios):.2f}")  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--digests", type=Path, default=shared_folder() / "corpus", metavar="FOLDER",
                        help="default: the shared corpus; without it, synthetic digests")  # fmt: skip
    parser.add_argument("--papers", type=int, default=0, metavar="N", help="use N synthetic papers")
    parser.add_argument("--warm-up", type=int, default=8, metavar="N")
    parser.add_argument("--passes", type=int, default=11, metavar="N")
    parser.add_argument("--bin", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    jars = classpath()
    if not jars:
        print("Lucene is missing: apt-get install liblucene8-java default-jdk-headless", file=sys.stderr)
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="nonmun-analysis-") as name:
        folder = Path(name)
        digests = options.digests
        if options.papers or not digests.is_dir():
            digests = folder / "digests"
            generate.write_digests(digests, options.papers or 2000)
        text = folder / "text"
        text.write_text("\n".join(text_lines(digests)) + "\n", encoding="utf-8")
        source = Path(__file__).with_name("NoriThroughput.java")
        subprocess.run(["javac", "-encoding", "UTF-8", "-cp", jars, "-d", name, str(source)], check=True)
        ours = Side([str(bin_folder(options.bin) / "analyze_throughput"), str(text)])
        nori = Side(["java", "-XX:+UseSerialGC", "-cp", f"{name}{os.pathsep}{jars}", "NoriThroughput", str(text)])
        compare(ours, nori, options.warm_up, options.passes)
        ours.end(), nori.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
