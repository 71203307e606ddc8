#!/usr/bin/env python3
"""Query latency: CPU microseconds in process, percentiles across queries; and cold processes."""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

import generate
from measure import bin_folder, run, shared_folder, table

KINDS = {"all": "mechanisms on", "plain": "mechanisms off", "hits0": "on, no hits shown",
         "facets": "all facets, no hits shown", "suggest": "completions of half a query"}


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def in_process(programs: Path, index: Path, queries: Path, rounds: int) -> int:
    out = run([str(programs / "query_latency"), str(index), str(queries), str(rounds)]).out
    rows = [line.split(" ", 3) for line in out.splitlines()]
    print(f"opening the index: {float(rows[0][1]):.0f} us of CPU\n")
    table_rows, p50 = [], {}
    for kind, name in KINDS.items():
        times = [float(r[1]) for r in rows if r[0] == kind]
        p50[kind] = percentile(times, 0.5)
        table_rows.append([name, *(f"{percentile(times, p):.0f}" for p in (0.5, 0.95, 0.99)), f"{max(times):.0f}"])
    count = sum(r[0] == "all" for r in rows)
    print(table(["us of CPU", "p50", "p95", "p99", "most"], table_rows))
    print(f"\n{count} queries, best of {rounds}; p50 on / off: {p50['all'] / p50['plain']:.2f} (target: at most 3)")
    slowest = sorted((r for r in rows if r[0] == "all"), key=lambda r: -float(r[1]))[:5]
    print("slowest: " + "; ".join(f"{r[3]} ({float(r[1]):.0f} us, {r[2]} found)" for r in slowest))
    return count


def cold(programs: Path, index: Path, queries: list[str], count: int) -> None:
    """A process for each query: what a person at the command line waits for."""
    chosen = [queries[i * len(queries) // count] for i in range(count)]
    search = [str(programs / "nonmun-search"), "--index", str(index), "--json", "--"]
    # The start of any program is in it: `true` says how much.
    costs = [run([*search, q], ok=(0, 1)) for q in chosen]
    nothing = [run(["true"]) for _ in chosen]
    rows = []
    for name, group in (("nonmun-search", costs), ("true", nothing)):
        walls = [1000 * c.wall for c in group]
        rows.append([name, f"{statistics.median(walls):.1f}", f"{percentile(walls, 0.95):.1f}",
                     f"{1000 * statistics.median(c.cpu for c in group):.1f}",
                     f"{max(c.rss for c in group) / 2**20:.0f}"])  # fmt: skip
    print("\n" + table([f"{count} cold processes, ms", "wall p50", "wall p95", "CPU p50", "peak MiB"], rows))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, metavar="DIR", help="default: an index of --papers synthetic papers")
    parser.add_argument("--papers", type=int, default=2000, metavar="N")
    parser.add_argument("--queries", type=Path, metavar="FILE",
                        help="tab-separated, the text last; with --index the judged queries, else synthetic ones")  # fmt: skip
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument("--cold", type=int, default=40, metavar="N", help="cold processes (40)")
    parser.add_argument("--bin", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    programs = bin_folder(options.bin)
    with tempfile.TemporaryDirectory(prefix="nonmun-queries-") as name:
        folder = Path(name)
        index, queries = options.index, options.queries
        if not index:
            generate.write_digests(folder / "digests", options.papers)
            index = folder / "index"
            run([str(programs / "nonmun-index"), "update", "--index", str(index), str(folder / "digests")])
            if not queries:
                queries = folder / "queries.tsv"
                generate.write_queries(queries, 300, options.papers)
        queries = queries or shared_folder() / "relevance" / "queries.tsv"
        texts = [line.split("\t")[-1] for line in queries.read_text(encoding="utf-8").split("\n") if line]
        counted = in_process(programs, index, queries, options.rounds)
        if counted != len(texts):
            raise RuntimeError(f"{counted} queries measured of {len(texts)}")
        if options.cold:
            cold(programs, index, texts, options.cold)
    return 0


if __name__ == "__main__":
    sys.exit(main())
