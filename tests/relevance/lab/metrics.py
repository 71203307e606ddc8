"""The four measures. Definitions and sources are in the README of this folder."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from math import log2

from lab.formats import Qrels, Query, Run


@dataclass(frozen=True)
class Scores:
    """The measures of one query, or their means over many."""

    ndcg10: float
    mrr10: float
    r10: float
    r100: float


NAMES = ("nDCG@10", "MRR@10", "R@10", "R@100")
HIGHEST_GRADE = 2


def dcg(grades: Iterable[int]) -> float:
    """Discounted cumulated gain of grades in rank order."""
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, 1))


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """DCG over that of the best possible ranking of the judged papers."""
    ideal = dcg(sorted(grades.values(), reverse=True)[:depth])
    return dcg(grades.get(docid, 0) for docid in ranking[:depth]) / ideal if ideal else 0.0


def reciprocal_rank(ranking: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """1 / rank of the first paper of the highest grade, 0 when none is near the top."""
    for rank, docid in enumerate(ranking[:depth], 1):
        if grades.get(docid, 0) >= HIGHEST_GRADE:
            return 1 / rank
    return 0.0


def recall(ranking: Sequence[str], grades: Mapping[str, int], depth: int, *, capped: bool) -> float:
    """Share of the relevant papers among the first `depth`; capped: of those that have room there."""
    relevant = {docid for docid, grade in grades.items() if grade > 0}
    possible = min(depth, len(relevant)) if capped else len(relevant)
    return len(relevant.intersection(ranking[:depth])) / possible if possible else 0.0


def score(ranking: Sequence[str], grades: Mapping[str, int]) -> Scores:
    """All measures of one ranking."""
    return Scores(
        ndcg(ranking, grades),
        reciprocal_rank(ranking, grades),
        recall(ranking, grades, 10, capped=True),
        recall(ranking, grades, 100, capped=False),
    )


def score_run(run: Run, queries: Iterable[Query], qrels: Qrels) -> dict[str, Scores]:
    """Measures per query. A query that the run does not answer scores zero, or a run could win by silence."""
    return {query.qid: score(run.get(query.qid, []), qrels[query.qid]) for query in queries}


def mean(scores: Iterable[Scores]) -> Scores:
    """Arithmetic means; zeros for nothing."""
    rows = [astuple(s) for s in scores]
    if not rows:
        return Scores(0.0, 0.0, 0.0, 0.0)
    return Scores(*(sum(column) / len(rows) for column in zip(*rows)))
