#!/usr/bin/env python3
"""How an index and its costs grow with the papers: runs peers.py for several sizes and fits exponents."""

import argparse
import json
import math
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from beside.report import percentile
from measure import table

HERE = Path(__file__).resolve().parent
SYSTEM = "nonmun"
MB = 1e6
K = "10"


def figures(measured: dict, system: str) -> dict[str, float]:
    """The figures of one size; keys are the rows of the table."""
    built = measured["build"][system]
    rows = {
        "build, CPU s": built["cpu"],
        "build, wall s": built["wall"],
        "build, peak MB": built["rss"] / MB,
        "index, MB": measured["index_bytes"][system] / MB,
    }
    for kind, times in measured["times"][K].items():
        micros = list(times[system].values())
        rows[f"{kind}, p50 us"] = percentile(micros, 0.5)
        rows[f"{kind}, p99 us"] = percentile(micros, 0.99)
    rows["cold process, CPU ms"] = 1e3 * statistics.median(cost["cpu"] for cost in measured["cold"][system])
    rows["memory after queries, MB"] = measured["memory"][system] / MB
    for step, costs in measured["steps"].items():
        rows[f"{step}, CPU s"] = statistics.median(cost["cpu"] for cost in costs[system])
    return rows


def exponent(sizes: list[int], values: list[float]) -> str:
    """The slope of a line through the logarithms, by least squares: 1 grows as the papers do."""
    points = [(math.log(size), math.log(value)) for size, value in zip(sizes, values, strict=True) if value > 0]
    if len(points) < 2:
        return "-"
    mean_x, mean_y = (statistics.fmean(axis) for axis in zip(*points, strict=True))
    over = sum((x - mean_x) * (y - mean_y) for x, y in points)
    return f"{over / sum((x - mean_x) ** 2 for x, _ in points):.2f}"


def measure(size: int, options: argparse.Namespace, folder: Path) -> dict:
    found = folder / f"{size}.json"
    command = [sys.executable, str(HERE / "peers.py"), "--papers", str(size), "--systems", SYSTEM,
               "--rounds", str(options.rounds), "--updates", "1", "--cold", "5",
               "--queries", str(options.queries), "--json", str(found)]  # fmt: skip
    if options.bin:
        command += ["--bin", options.bin]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return json.loads(found.read_text())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", default="1000,10000,100000", metavar="LIST",
                        help="sizes; a million takes half an hour and 10 GB")  # fmt: skip
    parser.add_argument("--queries", type=int, default=60, metavar="N", help="queries a class")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--bin", metavar="FOLDER")
    parser.add_argument("--measured", type=Path, action="append", default=[], metavar="FILE",
                        help="what peers.py wrote with --json: one more size")  # fmt: skip
    options = parser.parse_args()
    sizes = [int(size) for size in options.papers.split(",") if size]
    with tempfile.TemporaryDirectory() as folder:
        measured = [measure(size, options, Path(folder)) for size in sizes]
    measured += [json.loads(file.read_text()) for file in options.measured]
    measured.sort(key=lambda one: one["papers"])
    sizes = [one["papers"] for one in measured]
    about = measured[-1]["about"]
    print(f"{about['date']}, {about['machine']}, load {about['load']}; synthetic papers, k = {K}\n")
    columns = [figures(one, SYSTEM) for one in measured]
    names = [name for name in columns[0] if all(name in column for column in columns)]
    rows = []
    for name in names:
        values = [column[name] for column in columns]
        rows.append([name, *(f"{value:.3g}" if value < 1000 else f"{value:.0f}" for value in values),
                     exponent(sizes, values)])  # fmt: skip
    print(table([SYSTEM, *(f"{size:,}" for size in sizes), "exponent"], rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
