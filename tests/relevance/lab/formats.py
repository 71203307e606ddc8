"""Readers and writers of the files: queries, TREC qrels, TREC runs, titles.

Every reader names file and line of what it cannot read: a judgement that is
silently dropped would change the figures and nobody would know.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

Qrels = dict[str, dict[str, int]]
Ranking = list[str]
Run = dict[str, Ranking]


class FormatError(ValueError):
    """A file that does not say what it should."""


@dataclass(frozen=True)
class Query:
    """One judged query."""

    qid: str
    language: str
    traits: tuple[str, ...]
    text: str


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """(place, line) of each line that is not empty. Only a line feed ends a line: titles may hold U+2028."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        line = line.removesuffix("\r")
        if line.strip():
            yield f"{path}:{number}", line


def read_queries(path: Path) -> list[Query]:
    """qid, language, traits (comma-separated, '-' for none), query; tabs between."""
    queries: dict[str, Query] = {}
    for place, line in _lines(path):
        fields = line.split("\t")
        if len(fields) != 4 or not all(fields):
            raise FormatError(f"{place}: expected qid, language, traits and query with tabs between")
        qid, language, traits, text = fields
        if qid in queries:
            raise FormatError(f"{place}: query {qid} appears twice")
        names = tuple(t for t in traits.split(",") if t and t != "-")
        queries[qid] = Query(qid, language, names, text)
    return list(queries.values())


def read_qrels(path: Path) -> Qrels:
    """TREC qrels: qid, iteration, docid, grade; tabs or spaces between."""
    qrels: Qrels = {}
    for place, line in _lines(path):
        fields = line.split()
        try:
            qid, _, docid, grade = fields
            value = int(grade)
        except ValueError:
            raise FormatError(f"{place}: expected qid, 0, docid and an integer grade") from None
        judged = qrels.setdefault(qid, {})
        if docid in judged:
            raise FormatError(f"{place}: {docid} is judged twice for {qid}")
        # trec_eval uses negative grades for "not judged"; here both mean no gain.
        judged[docid] = max(value, 0)
    return qrels


def read_run(path: Path) -> Run:
    """TREC run: qid, Q0, docid, rank, score, tag. Ordered by score as trec_eval does, the rank breaking ties."""
    rows: dict[str, list[tuple[float, int, str]]] = {}
    for place, line in _lines(path):
        fields = line.split()
        try:
            qid, _, docid, rank, score, _ = fields
            row = (-float(score), int(rank), docid)
        except ValueError:
            raise FormatError(f"{place}: expected qid, Q0, docid, rank, score and tag") from None
        rows.setdefault(qid, []).append(row)
    run: Run = {}
    for qid, found in rows.items():
        run[qid] = [docid for _, _, docid in sorted(found)]
        if len(set(run[qid])) != len(run[qid]):
            raise FormatError(f"{path}: a document appears twice in the ranking of {qid}")
    return run


def write_run(path: Path, run: Mapping[str, Ranking], tag: str) -> None:
    """Write a TREC run.

    The score column counts down from the length of the ranking: trec_eval sorts by
    it alone and compares 32-bit floats, so engine scores with ties would be reordered there.
    """
    tag = "_".join(tag.split()) or "run"
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for qid, ranking in run.items():
            for rank, docid in enumerate(ranking, 1):
                out.write(f"{qid} Q0 {docid} {rank} {len(ranking) + 1 - rank} {tag}\n")


def titles_path(run: Path) -> Path:
    """Where the titles that belong to a run file are kept; TREC has no column for them."""
    return run.with_name(run.name + ".titles")


def write_titles(path: Path, titles: Mapping[str, str]) -> None:
    """docid and title, a tab between."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for docid, title in sorted(titles.items()):
            out.write(f"{docid}\t{one_line(title)}\n")


def read_titles(path: Path) -> dict[str, str]:
    """Titles beside a run file; an absent file is an empty table."""
    if not path.exists():
        return {}
    return dict(line.split("\t", 1) for _, line in _lines(path) if "\t" in line)


def one_line(text: str) -> str:
    """Text for one field of a tab-separated line."""
    return " ".join(text.split())


def judged(queries: Iterable[Query], qrels: Qrels) -> tuple[list[Query], list[str]]:
    """The queries that can be measured, and the ids of those without any relevant paper."""
    usable: list[Query] = []
    unusable: list[str] = []
    for query in queries:
        if any(grade > 0 for grade in qrels.get(query.qid, {}).values()):
            usable.append(query)
        else:
            unusable.append(query.qid)
    return usable, unusable
