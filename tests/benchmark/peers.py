#!/usr/bin/env python3
"""nonmun beside other engines: the same papers and queries, the same machine, in turns."""

import argparse
import json
import os
import sys
from pathlib import Path

from beside import chart, documents, report, workload
from beside.run import LIMITS, Suite, machine
from beside.systems import SYSTEMS, Place
from measure import bin_folder, shared_folder, working_folder


def papers(options: argparse.Namespace, folder: Path) -> documents.Documents:
    where = folder / "documents"
    if options.shared:
        return documents.write(where, documents.from_digests(shared_folder() / "corpus"))
    if options.documents:
        return documents.write(where, documents.from_lines(options.documents))
    lines = folder / "generated.jsonl"
    made = documents.write(where, documents.generated(lines, options.papers, options.seed), options.papers)
    lines.unlink()
    return made


def source_of(options: argparse.Namespace) -> str:
    if options.documents:
        return options.documents.name
    return "shared corpus" if options.shared else f"synthetic, seed {options.seed}"


def measure(options: argparse.Namespace, folder: Path) -> None:
    work = folder / "work"
    work.mkdir(parents=True)
    os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"] = str(work)  # nobody's own synonyms
    docs = papers(options, folder)
    about = {
        **machine(),
        "papers": f"{docs.papers} ({source_of(options)}), {docs.raw_bytes / 1e6:.1f} MB of text",
    }
    chosen = [s for s in SYSTEMS if not options.systems or s.name in options.systems]
    suite = Suite(Place(work, bin_folder(options.bin)), folder, docs, chosen)
    if not suite.owners:
        raise SystemExit("no system can run here")
    queries = workload.draw(docs.sample, options.queries, options.seed)
    if options.shared:
        queries += workload.judged(shared_folder() / "relevance" / "queries.tsv")
    docs.sample.clear()
    about["rounds"] = (f"{options.rounds} of queries ({len(queries)}), {options.cold} cold, "
                       f"{options.updates} of upkeep ({options.edit:g} %)")  # fmt: skip
    stages = [suite.build, lambda: suite.queries(queries, options.rounds, options.warm_up)]
    if options.cold:
        stages.append(lambda: suite.cold(queries, options.cold))
    if options.updates:
        stages.append(lambda: suite.upkeep(options.updates, options.edit))
    for stage in stages:
        stage()
        about["load at the end"] = machine()["load"]
        if options.json:  # a large run may end early
            figures = json.dumps(report.as_json(suite.measured, about), ensure_ascii=False)
            options.json.write_text(figures, encoding="utf-8")
    print(report.as_text(suite.measured, about, options.markdown), end="")
    if options.svg:
        first, *others = suite.measured.names
        groups = {workload.CLASSES[kind]: {report.TITLES[name]: row[name] for name in others}
                  for kind, row in report.ratios(suite.measured, LIMITS[0]).items()}  # fmt: skip
        note = f"CPU time, p50 of a query, top {LIMITS[0]}; {docs.papers} papers, {about['date']}, {about['machine']}"
        options.svg.write_text(chart.svg("Query time beside other engines", note, groups, first), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, epilog="systems: " + ", ".join(s.name for s in SYSTEMS))
    parser.add_argument("--papers", type=int, default=2000, metavar="N", help="synthetic papers (2000)")
    parser.add_argument("--shared", action="store_true", help="the shared corpus, and its judged questions")
    parser.add_argument("--documents", type=Path, metavar="FILE", help="papers of your own, as JSON lines")
    parser.add_argument("--systems", type=lambda text: text.split(","), metavar="LIST",
                        help="only these, separated by commas; ratios are to the first that there is")  # fmt: skip
    parser.add_argument("--queries", type=int, default=60, metavar="N", help="queries a class (60)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="of all queries (5); medians count")
    parser.add_argument("--warm-up", type=float, default=20, metavar="S", help="seconds a JVM may warm up at most (20)")
    parser.add_argument("--cold", type=int, default=15, metavar="N", help="cold processes a system (15)")
    parser.add_argument("--updates", type=int, default=3, metavar="N", help="rounds of upkeep (3, at most 9)")
    parser.add_argument("--edit", type=float, default=0.5, metavar="PCT", help="papers that an update changes (0.5)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--markdown", action="store_true", help="headings as in a README")
    parser.add_argument("--svg", type=Path, metavar="FILE", help="write a chart of the ratios")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure, by query")
    parser.add_argument("--bin", type=Path, metavar="FOLDER", help="default: $NONMUN_BIN or .build/release/bin")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="work here and leave papers and indexes behind")
    options = parser.parse_args()
    unknown = set(options.systems or ()) - {s.name for s in SYSTEMS}
    if unknown:
        parser.error(f"unknown systems: {', '.join(sorted(unknown))}")
    owners = {s.name: s.index_of or s.name for s in SYSTEMS}
    if options.systems and any(owners[name] not in options.systems for name in options.systems):
        parser.error("a way of asking an index needs the system that builds it")
    if min(options.papers, options.queries, options.rounds) < 1 or not 0 <= options.updates <= 9:
        parser.error("--papers, --queries and --rounds are 1 or more, --updates 0 to 9")
    if options.shared and not (shared_folder() / "corpus").is_dir():
        print(f"no {shared_folder() / 'corpus'}", file=sys.stderr)
        return 77
    with working_folder(options.keep, "nonmun-peers-") as folder:
        measure(options, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
