#!/usr/bin/env python3
"""What each way to embed a search adds to it: C++, JSON, C, Python, a process for each query."""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import generate
from measure import ROOT, bin_folder, run, shared_folder, table

KINDS = {
    "library": "C++: Index::search",
    "json": "C++: the same, and to_json",
    "c": "C: nonmun_search",
    "python": "Python: Index.search",
    "process": "a process: nonmun-search --json",
}
SKIPPED = 77


def in_python(index: Path, texts: list[str], rounds: int) -> list[tuple[float, int]]:
    """CPU time of each query, best of some rounds, and its hits."""
    import nonmun  # the package of this repository; see main()

    best = [float("inf")] * len(texts)
    hits = [0] * len(texts)
    with nonmun.Index(index) as opened:
        for _ in range(rounds):
            for i, text in enumerate(texts):
                start = time.thread_time_ns()
                results = opened.search(text)
                best[i] = min(best[i], (time.thread_time_ns() - start) / 1000)
                hits[i] = len(results)
    return list(zip(best, hits, strict=True))


def in_processes(programs: Path, index: Path, texts: list[str], rounds: int) -> list[float]:
    search = [str(programs / "nonmun-search"), "--index", str(index), "--json", "--"]
    return [1e6 * min(run([*search, text], ok=(0, 1)).cpu for _ in range(rounds)) for text in texts]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, metavar="DIR", help="default: an index of --papers synthetic papers")
    parser.add_argument("--papers", type=int, default=2000, metavar="N")
    parser.add_argument("--queries", type=Path, metavar="FILE",
                        help="tab-separated, the text last; with --index the judged queries, else synthetic ones")  # fmt: skip
    parser.add_argument("--count", type=int, default=100, metavar="N", help="queries (100)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument("--bin", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    programs = bin_folder(options.bin)
    library = Path(os.environ.get("NONMUN_LIBRARY") or programs.parent / "lib" / "libnonmun.so")
    if not library.exists():
        print(f"there is no shared library at {library}: build it, or set NONMUN_LIBRARY", file=sys.stderr)
        return SKIPPED
    os.environ["NONMUN_LIBRARY"] = str(library)
    sys.path.insert(0, str(ROOT / "searcher/bindings/python"))

    with tempfile.TemporaryDirectory(prefix="nonmun-overhead-") as name:
        folder = Path(name)
        index, queries = options.index, options.queries
        if not index:
            generate.write_digests(folder / "digests", options.papers)
            index = folder / "index"
            run([str(programs / "nonmun-index"), "update", "--index", str(index), str(folder / "digests")])
            if not queries:
                queries = folder / "synthetic.tsv"
                generate.write_queries(queries, options.count, options.papers)
        queries = queries or shared_folder() / "relevance" / "queries.tsv"
        texts = [line.split("\t")[-1] for line in queries.read_text(encoding="utf-8").split("\n") if line]
        texts = texts[: options.count]
        chosen = folder / "queries.tsv"
        chosen.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")

        times: dict[str, list[float]] = {kind: [] for kind in KINDS}
        hits = []
        for line in run([str(programs / "call_overhead"), str(index), str(chosen), str(options.rounds)]).out.splitlines():
            kind, microseconds, found, _ = line.split(" ", 3)
            times[kind].append(float(microseconds))
            if kind == "c":
                hits.append(int(found))
        python = in_python(index, texts, options.rounds)
        times["python"] = [microseconds for microseconds, _ in python]
        times["process"] = in_processes(programs, index, texts, min(options.rounds, 2))
    if [found for _, found in python] != hits:
        raise RuntimeError("Python and C find different numbers of hits")
    if any(len(of_kind) != len(texts) for of_kind in times.values()):
        raise RuntimeError("a query was not measured")

    rows = []
    for kind, name in KINDS.items():
        added = statistics.median(a - b for a, b in zip(times[kind], times["library"], strict=True))
        ratio = statistics.median(a / b for a, b in zip(times[kind], times["library"], strict=True))
        rows.append([name, f"{statistics.median(times[kind]):.0f}", f"{added:.0f}", f"{ratio:.2f}"])
    print(table([f"us of CPU, {len(texts)} queries", "median", "added", "ratio"], rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
