"""The command line of the laboratory."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median

from lab import compare, crossval, evaluate, paths, report, sets, typos
from lab.configuration import OPTIONS, Configuration, Engine, Failed, describe_errors, load, search
from lab.digests import read_corpus
from lab.formats import (
    FormatError,
    Qrels,
    Query,
    judged,
    read_qrels,
    read_queries,
    titles_path,
    write_run,
    write_titles,
)
from lab.groups import group
from lab.metrics import NAMES, mean, score_run
from lab.peers import PEERS, PeerFailed, Unavailable, run_peers
from lab.table import render, score_table

DONE, FAILED, USAGE = 0, 1, 2
# What Automake and CTest understand as "skipped".
SKIPPED = 77
VALUES_WITH_DASHES = ("--options", "--label", "--label-a", "--label-b")


def _judgements(arguments: argparse.Namespace) -> tuple[list[Query], Qrels]:
    """Queries and qrels; whatever cannot be measured is said aloud."""
    queries, qrels = read_queries(arguments.queries), read_qrels(arguments.qrels)
    usable, unusable = judged(queries, qrels)
    if unusable:
        print(f"not measured, no relevant paper judged: {', '.join(unusable)}", file=sys.stderr)
    unknown = sorted(set(qrels) - {query.qid for query in queries})
    if unknown:
        print(f"judged, but not among the queries: {', '.join(unknown)}", file=sys.stderr)
    if not usable:
        raise FormatError(f"{arguments.queries}: no query is judged in {arguments.qrels}")
    return usable, qrels


def _save(path: Path | None, configuration: Configuration) -> None:
    if path:
        write_run(path, configuration.run, configuration.label)
        write_titles(titles_path(path), configuration.titles)


def _engine(arguments: argparse.Namespace) -> Engine:
    return Engine(arguments.search, arguments.index, arguments.depth)


def _run(arguments: argparse.Namespace) -> int:
    queries, qrels = _judgements(arguments)
    if arguments.depth < 100:
        print(f"R@100 sees only the first {arguments.depth} hits", file=sys.stderr)
    outcome = search(_engine(arguments), queries, arguments.options)
    label = arguments.label or arguments.options or "nonmun"
    _save(arguments.out, Configuration(label, outcome.run, outcome.titles))
    scores = score_run(outcome.run, queries, qrels)
    ndcg = mean(scores.values()).ndcg10
    if arguments.format == "json":
        means = {name: asdict(mean(scores[q] for q in qids)) for name, qids in group(queries).items()}
        per_query = {qid: asdict(s) for qid, s in scores.items()}
        print(json.dumps({"label": label, "groups": means, "queries": per_query, "errors": outcome.errors}))
    elif len(outcome.errors) < len(queries):
        print(f"{label}: {len(queries)} queries\n")
        print(score_table(scores, queries, arguments.format == "markdown"))
        if outcome.took_ms:
            slowest = max(outcome.took_ms)
            print(f"\nsearch time as reported: median {median(outcome.took_ms):.2f} ms, slowest {slowest:.2f} ms")
    if outcome.errors:
        print(f"\n{len(outcome.errors)} queries FAILED and count as zero:\n{describe_errors(outcome)}", file=sys.stderr)
        return FAILED
    if arguments.min_ndcg is not None and ndcg < arguments.min_ndcg:
        print(f"\nnDCG@10 {ndcg:.4f} is below the floor {arguments.min_ndcg}", file=sys.stderr)
        return FAILED
    return DONE


def _pair(arguments: argparse.Namespace) -> tuple[list[Query], Qrels, Configuration, Configuration]:
    queries, qrels = _judgements(arguments)
    sides = [load(text, _engine(arguments), queries) for text in (arguments.a, arguments.b)]
    labels = (arguments.label_a, arguments.label_b)
    for side, label in zip(sides, labels):
        side.label = label or side.label
        side.scores = score_run(side.run, queries, qrels)
        if not any(side.run.get(query.qid) for query in queries):
            raise FormatError(f"{side.label} answers none of the queries: wrong query file?")
    return queries, qrels, sides[0], sides[1]


def _compare(arguments: argparse.Namespace) -> int:
    queries, _, a, b = _pair(arguments)
    markdown = arguments.format == "markdown"
    labels = (a.label, b.label)
    print(compare.text(labels, a.scores, b.scores, queries, arguments.resamples, arguments.seed, markdown), end="")
    return DONE


def _report(arguments: argparse.Namespace) -> int:
    queries, qrels, a, b = _pair(arguments)
    titles: dict[str, str] = {}
    if arguments.corpus:
        titles = {paper.id: paper.title for paper in read_corpus(arguments.corpus).values()}
    titles |= {**a.titles, **b.titles}
    sides = [report.Side(side.label, side.run, side.scores) for side in (a, b)]
    arguments.out.write_text(report.render(*sides, queries, qrels, titles), encoding="utf-8")
    print(f"written: {arguments.out}")
    return DONE


def _crossval(arguments: argparse.Namespace) -> int:
    queries, qrels = _judgements(arguments)
    texts = list(arguments.configurations)
    if arguments.grid:
        grid = arguments.grid.read_text(encoding="utf-8")
        drawn = crossval.sample_grid(grid, arguments.sample, arguments.seed) if arguments.sample else None
        texts += [OPTIONS + options for options in drawn or crossval.read_grid(grid)]
    if not texts:
        raise ValueError("no configuration: name run files, opts:… or --grid FILE")
    scores = {}
    for number, text in enumerate(texts, 1):
        if text.startswith(OPTIONS):
            print(f"searching {number}/{len(texts)}: {text}", file=sys.stderr)
        configuration = load(text, _engine(arguments), queries)
        name = text if configuration.label in scores else configuration.label
        if name in scores:
            raise ValueError(f"configuration given twice: {text}")
        scores[name] = score_run(configuration.run, queries, qrels)
    if arguments.out:
        rows = ["configuration\t" + "\t".join(NAMES)]
        for name, found in scores.items():
            means = asdict(mean(found.values())).values()
            rows.append("\t".join([name, *(f"{value:.4f}" for value in means)]))
        arguments.out.write_text("\n".join(rows) + "\n", encoding="utf-8")
    qids = [query.qid for query in queries]
    folds, shuffles, seed = arguments.folds, arguments.shuffles, arguments.seed
    result = crossval.cross_validate(scores, qids, folds, shuffles, seed)
    print(crossval.text(result, len(scores), len(qids), folds, shuffles, seed), end="")
    return DONE


def _peers(arguments: argparse.Namespace) -> int:
    queries, qrels = _judgements(arguments)
    papers = read_corpus(arguments.corpus)
    if not papers:
        raise FormatError(f"{arguments.corpus}: no digest with papers")
    runs = run_peers(papers.values(), queries, arguments.depth, arguments.peer or tuple(PEERS))
    if arguments.out:
        arguments.out.mkdir(parents=True, exist_ok=True)
    titles = {paper.id: paper.title for paper in papers.values()}
    rows = []
    for peer, run in runs.items():
        if arguments.out:
            _save(arguments.out / f"{peer}.tsv", Configuration(peer, run, titles))
        scores = score_run(run, queries, qrels)
        rows.append([PEERS[peer], *(f"{value:.4f}" for value in asdict(mean(scores.values())).values())])
        if arguments.traits:
            print(f"{PEERS[peer]}\n{score_table(scores, queries, arguments.format == 'markdown')}\n")
    print(f"{len(papers)} papers, {len(queries)} queries\n")
    print(render(("peer", *NAMES), rows, arguments.format == "markdown"))
    return DONE


def _typos(arguments: argparse.Namespace) -> int:
    if not arguments.corpus.exists():
        raise Unavailable(f"there is no {arguments.corpus}")
    with tempfile.TemporaryDirectory(prefix="nonmun-typos.") as folder:
        index = arguments.index
        if index is None:
            index = Path(folder) / "index"
            evaluate.build_index(arguments.search.parent / "nonmun-index", index, arguments.corpus)
        counts, known = typos.vocabulary(arguments.search, read_corpus(arguments.corpus).values())
        drawn = typos.draw(counts, known, arguments.count, arguments.seed)
        if not drawn:
            raise FormatError(f"{arguments.corpus}: no words that {typos.MIN_PAPERS} papers have")
        fates = typos.judge(arguments.search, index, drawn)
    header = ("typos", "n", "share", "corrected", "other words", "left alone")
    print(render(header, typos.rows(fates), arguments.format == "markdown"))
    if arguments.list:
        for fate in fates:
            verdict = "corrected" if fate.corrected else "other words" if fate.shown else "left alone"
            print(f"{verdict}\t{fate.typo.edit}\t{fate.typo.word}\t{fate.typo.typed}\t{', '.join(fate.shown)}")
    corrected = sum(fate.corrected for fate in fates) / len(fates)
    if arguments.min_share is not None and corrected < arguments.min_share:
        print(f"\nthe share {corrected:.3f} is below the floor {arguments.min_share}", file=sys.stderr)
        return FAILED
    return DONE


def _evaluate(arguments: argparse.Namespace) -> int:
    if not paths.corpus().is_dir():
        raise Unavailable(f"there is no {paths.corpus()}")
    chosen = sets.shared_sets(arguments.set)
    if arguments.sample:
        chosen = [sets.sample(each, arguments.sample) for each in chosen]
    results = evaluate.search_sets(arguments.programs, chosen, arguments.options)
    if arguments.out:
        evaluate.save(arguments.out, results)
    markdown = arguments.format == "markdown"
    print(evaluate.table(results, markdown))
    against, losses = [], []
    if arguments.lucene:
        try:
            against = evaluate.peer_results(chosen)
            print(f"\nA: {PEERS[evaluate.PEER]}, B: nonmun\n{evaluate.comparison(against, results, markdown)[0]}")
        except Unavailable as missing:
            print(f"not compared with Lucene: {missing}", file=sys.stderr)
    if arguments.against:
        against = evaluate.saved_results(arguments.against, chosen)
        rows, losses = evaluate.comparison(against, results, markdown)
        print(f"\nA: {arguments.against}, B: nonmun\n{rows}")
        print(f"\nnot acceptable, loses on {', '.join(losses)}" if losses else "\nno set loses")
    if arguments.traits:
        print(f"\n{evaluate.traits(results, against, markdown)}")
    low = evaluate.below_floors(results, evaluate.read_floors(arguments.floors)) if arguments.floors else []
    if low:
        print("\n".join(low), file=sys.stderr)
    return FAILED if low or losses else DONE


def _add_format(parser: argparse.ArgumentParser, *more: str) -> None:
    parser.add_argument("--format", choices=("text", "markdown", *more), default="text", help="of the tables")


def _parser() -> argparse.ArgumentParser:
    judgements = argparse.ArgumentParser(add_help=False)
    judgements.add_argument("--queries", type=Path, default=paths.queries(), help="queries TSV (default: %(default)s)")
    judgements.add_argument("--qrels", type=Path, default=paths.qrels(), help="TREC qrels (default: %(default)s)")

    depth = argparse.ArgumentParser(add_help=False)
    depth.add_argument("--depth", type=int, default=100, help="hits per query (default: %(default)s)")

    engine = argparse.ArgumentParser(add_help=False, parents=[depth])
    index = os.environ.get("NONMUN_INDEX")
    search_default = paths.program("nonmun-search")
    engine.add_argument("--search", type=Path, default=search_default, help="the program (default: %(default)s)")
    engine.add_argument("--index", type=Path, default=Path(index) if index else None, help="index folder")

    pair = argparse.ArgumentParser(add_help=False, parents=[judgements, engine])
    pair.add_argument("a", metavar="A", help=f"run file, or {OPTIONS}OPTIONS to search now")
    pair.add_argument("b", metavar="B", help="likewise; differences are B - A")
    pair.add_argument("--label-a", help="name of A")
    pair.add_argument("--label-b", help="name of B")

    parser = argparse.ArgumentParser(prog="lab.py", description="The relevance laboratory.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    run = commands.add_parser("run", parents=[judgements, engine], help="run the queries, print the measures")
    run.add_argument("--options", default="", help="further options of nonmun-search, one string")
    run.add_argument("--label", help="name of the run")
    run.add_argument("--out", type=Path, help="write the TREC run here, titles beside it")
    run.add_argument("--min-ndcg", type=float, help="fail when nDCG@10 is below")
    _add_format(run, "json")
    run.set_defaults(action=_run)

    everything = commands.add_parser("evaluate", help="all judged sets of the shared folder, with a fresh index each")
    programs = paths.program("nonmun-search").parent
    everything.add_argument("--programs", type=Path, default=programs, help="their folder (default: %(default)s)")
    everything.add_argument("--set", action="append", default=[], help="only this set; may be repeated")
    everything.add_argument("--sample", type=int, metavar="N", help="at most N queries per set")
    everything.add_argument("--options", default="", help="further options of nonmun-search, one string")
    everything.add_argument("--out", type=Path, help="folder for the run files")
    everything.add_argument("--against", type=Path, help="folder of an earlier --out; fails when a set loses")
    everything.add_argument("--lucene", action="store_true", help=f"beside {PEERS[evaluate.PEER]}")
    everything.add_argument("--floors", type=Path, help="file of floors; fails when a figure is below")
    everything.add_argument("--traits", action="store_true", help="the groups of each set")
    _add_format(everything)
    everything.set_defaults(action=_evaluate)

    slips = commands.add_parser("typos", parents=[engine], help="share of random typos that are corrected")
    slips.add_argument("--corpus", type=Path, default=paths.corpus(), help="what the index holds (default: %(default)s)")
    slips.add_argument("--count", type=int, default=typos.COUNT, help="typos to draw (default: %(default)s)")
    slips.add_argument("--seed", type=int, default=typos.SEED)
    slips.add_argument("--list", action="store_true", help="each typo and what was shown for it")
    slips.add_argument("--min-share", type=float, help="fail when the corrected share is below")
    _add_format(slips)
    slips.set_defaults(action=_typos)

    comparison = commands.add_parser("compare", parents=[pair], help="wins, losses and intervals of two configurations")
    comparison.add_argument("--resamples", type=int, default=compare.RESAMPLES)
    comparison.add_argument("--seed", type=int, default=compare.SEED)
    _add_format(comparison)
    comparison.set_defaults(action=_compare)

    page = commands.add_parser("report", parents=[pair], help="HTML page with both rankings")
    page.add_argument("--out", type=Path, required=True, help="the page")
    page.add_argument("--corpus", type=Path, help="digests, for titles of papers that neither side found")
    page.set_defaults(action=_report)

    choice = commands.add_parser("crossval", parents=[judgements, engine], help="cross-validated choice of one of many")
    choice.add_argument("configurations", nargs="*", help=f"run files or {OPTIONS}OPTIONS")
    choice.add_argument("--grid", type=Path, help="file with one option string a line; {a|b} gives alternatives")
    choice.add_argument("--sample", type=int, metavar="N", help="draw N combinations of each line instead of all")
    choice.add_argument("--folds", type=int, default=crossval.FOLDS)
    choice.add_argument("--shuffles", type=int, default=crossval.SHUFFLES)
    choice.add_argument("--seed", type=int, default=crossval.SEED)
    choice.add_argument("--out", type=Path, help="write the means of every configuration here (TSV)")
    choice.set_defaults(action=_crossval)

    peers = commands.add_parser("peers", parents=[judgements, depth], help="the Lucene peers on the same data")
    peers.add_argument("--corpus", type=Path, default=paths.corpus(), help="digests (default: %(default)s)")
    peers.add_argument("--peer", action="append", choices=tuple(PEERS), help="only this one; may be repeated")
    peers.add_argument("--out", type=Path, help="folder for the run files")
    peers.add_argument("--traits", action="store_true", help="a table per peer with all groups")
    _add_format(peers)
    peers.set_defaults(action=_peers)
    return parser


def _join_values(words: Sequence[str]) -> list[str]:
    """`--options X` as `--options=X`: argparse would take a value that begins with a dash for an option."""
    joined: list[str] = []
    rest = iter(words)
    for word in rest:
        value = next(rest, None) if word in VALUES_WITH_DASHES else None
        joined.append(word if value is None else f"{word}={value}")
    return joined


def main(words: Sequence[str] | None = None) -> int:
    """Entry point; returns the exit code."""
    arguments = _parser().parse_args(_join_values(sys.argv[1:] if words is None else words))
    try:
        return arguments.action(arguments)
    except Unavailable as missing:
        print(f"SKIPPED: {missing}", file=sys.stderr)
        return SKIPPED
    except (Failed, PeerFailed) as failure:
        print(failure, file=sys.stderr)
        return FAILED
    except (FormatError, OSError, ValueError) as problem:
        print(f"lab.py: {problem}", file=sys.stderr)
        return USAGE
