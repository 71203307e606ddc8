"""One engine on all judged sets, beside Lucene or an earlier run of itself."""

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path

from lab.compare import GROUP_HEADER, Interval, bootstrap, differences, group_rows
from lab.configuration import Failed, describe_errors
from lab.formats import Query, Run, read_run, write_run
from lab.metrics import NAMES, Scores, mean, score_run
from lab.peers import run_peers
from lab.runner import run_queries
from lab.sets import JudgedSet, papers_of
from lab.table import render, score_table

PEER = "nori-english"
FIRST, IN_TEN = "first", "in ten"
RESAMPLES = 2_000


@dataclass
class Result:
    """A set and what the engine did on it."""

    judged_set: JudgedSet
    run: Run
    scores: dict[str, Scores] = field(init=False)

    def __post_init__(self) -> None:
        self.scores = score_run(self.run, self.judged_set.queries, self.judged_set.qrels)

    def figures(self) -> dict[str, float]:
        """Every measure by its name."""
        means = dict(zip(NAMES, astuple(mean(self.scores.values()))))
        return means | {FIRST: self._share_within(1), IN_TEN: self._share_within(10)}

    def _share_within(self, depth: int) -> float:
        """Queries with a relevant paper among the first `depth`."""
        queries, qrels = self.judged_set.queries, self.judged_set.qrels
        found = 0
        for query in queries:
            grades = qrels[query.qid]
            found += any(grades.get(docid, 0) > 0 for docid in self.run.get(query.qid, [])[:depth])
        return found / len(queries) if queries else 0.0


def search_sets(programs: Path, sets: Iterable[JudgedSet], options: str) -> list[Result]:
    """Index each corpus once, in a folder that is gone afterwards, and run the queries of its sets.

    A query that fails counts as zero and is said on stderr: people paste text that is an error.
    @throws Failed when a corpus cannot be indexed, or all queries of a set fail.
    """
    results = []
    with tempfile.TemporaryDirectory(prefix="nonmun-evaluate-") as work:
        indexes: dict[Path, Path] = {}
        for each in sets:
            if each.corpus not in indexes:
                index = Path(work) / str(len(indexes))
                build_index(programs / "nonmun-index", index, each.corpus)
                indexes[each.corpus] = index
            outcome = run_queries(programs / "nonmun-search", indexes[each.corpus], each.queries, options=options)
            if outcome.errors:
                said = f"{each.name}: {len(outcome.errors)} queries failed and count as zero"
                if len(outcome.errors) == len(each.queries):
                    raise Failed(f"{said}\n{describe_errors(outcome)}")
                print(said, file=sys.stderr)
            results.append(Result(each, outcome.run))
    return results


def build_index(program: Path, index: Path, corpus: Path) -> None:
    """A fresh index of a corpus. @throws Failed when it cannot be made."""
    words = [str(program), "update", "--index", str(index), str(corpus)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"{corpus} cannot be indexed: exit {done.returncode}: {done.stderr.strip()}")


def peer_results(sets: Sequence[JudgedSet]) -> list[Result]:
    """Lucene on the same sets. @throws Unavailable without Lucene."""
    runs: dict[str, Run] = {}
    for corpus in dict.fromkeys(each.corpus for each in sets):
        here = [each for each in sets if each.corpus == corpus]
        queries = [Query(f"{s.name}/{q.qid}", q.language, q.traits, q.text) for s in here for q in s.queries]
        found = run_peers(papers_of(corpus), queries, peers=(PEER,))[PEER]
        for each in here:
            runs[each.name] = {q.qid: found.get(f"{each.name}/{q.qid}", []) for q in each.queries}
    return [Result(each, runs[each.name]) for each in sets]


def save(folder: Path, results: Iterable[Result]) -> None:
    """A run file per set."""
    folder.mkdir(parents=True, exist_ok=True)
    for result in results:
        write_run(folder / f"{result.judged_set.name}.tsv", result.run, result.judged_set.name)


def saved_results(folder: Path, sets: Iterable[JudgedSet]) -> list[Result]:
    """The runs that save() wrote, as far as there are any for these sets."""
    files = ((each, folder / f"{each.name}.tsv") for each in sets)
    found = [Result(each, read_run(path)) for each, path in files if path.is_file()]
    if not found:
        raise ValueError(f"no run of these sets in {folder}")
    return found


def interval(before: Result, after: Result) -> Interval:
    """The paired difference of nDCG@10."""
    qids = [query.qid for query in after.judged_set.queries]
    rows = differences(before.scores, after.scores, qids)
    return bootstrap([row[:1] for row in rows], RESAMPLES)[0]


def table(results: Iterable[Result], markdown: bool = False) -> str:
    """A row per set."""
    header = ("set", "n", *NAMES, FIRST, IN_TEN)
    rows = []
    for result in results:
        figures = (f"{value:.4f}" for value in result.figures().values())
        rows.append([result.judged_set.name, str(len(result.judged_set.queries)), *figures])
    return render(header, rows, markdown)


def comparison(before: Sequence[Result], after: Iterable[Result], markdown: bool = False) -> tuple[str, list[str]]:
    """A row per set that both have, and the sets on which `after` loses: interval wholly below zero."""
    earlier = {result.judged_set.name: result for result in before}
    rows, losses = [], []
    for result in after:
        name = result.judged_set.name
        if name not in earlier:
            continue
        a, b = earlier[name].figures(), result.figures()
        change = interval(earlier[name], result)
        if change.high < 0:
            losses.append(name)
        rows.append([
            name, f"{a['nDCG@10']:.4f}", f"{b['nDCG@10']:.4f}", f"{change.mean:+.4f}",
            f"[{change.low:+.4f}, {change.high:+.4f}]", f"{a['R@100']:.4f}", f"{b['R@100']:.4f}",
        ])  # fmt: skip
    header = ("set", "A nDCG@10", "B nDCG@10", "B - A", "95 % interval", "A R@100", "B R@100")
    return render(header, rows, markdown), losses


def traits(results: Iterable[Result], before: Iterable[Result] = (), markdown: bool = False) -> str:
    """The groups of every set; against `before` where that has the set."""
    earlier = {result.judged_set.name: result for result in before}
    parts = []
    for result in results:
        judged_set = result.judged_set
        if judged_set.name in earlier:
            rows = group_rows(earlier[judged_set.name].scores, result.scores, judged_set.queries)
            body = render(GROUP_HEADER, rows, markdown)
        else:
            body = score_table(result.scores, judged_set.queries, markdown)
        parts.append(f"{judged_set.name}\n{body}")
    return "\n\n".join(parts)


def below_floors(results: Iterable[Result], floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """What is below its floor, a line each."""
    found = []
    for result in results:
        figures = result.figures()
        for measure, floor in floors.get(result.judged_set.name, {}).items():
            if figures[measure] < floor:
                found.append(f"{result.judged_set.name}: {measure} {figures[measure]:.4f} is below the floor {floor}")
    return found


def read_floors(path: Path) -> dict[str, dict[str, float]]:
    """Set, measure, floor; tabs between, `#` for comments. @throws ValueError naming the line."""
    floors: dict[str, dict[str, float]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            try:
                name, measure, floor = line.split("\t")
                if measure not in (*NAMES, FIRST, IN_TEN):
                    raise ValueError(f"unknown measure {measure}")
                floors.setdefault(name, {})[measure] = float(floor)
            except ValueError as problem:
                raise ValueError(f"{path}:{number}: expected set, measure and floor ({problem})") from problem
    return floors
