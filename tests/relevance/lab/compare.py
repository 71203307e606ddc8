"""Is B better than A? Paired by query, as both answer the same ones."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from math import ceil, floor

from lab.formats import Query
from lab.groups import group
from lab.metrics import NAMES, Scores, mean
from lab.table import render

RESAMPLES = 10_000
SEED = 20_240_101
# Below this a change of nDCG@10 is one relevant paper moving far down the list.
TIE = 0.005


@dataclass(frozen=True)
class Interval:
    """A mean difference (B - A) and its 95 % interval."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:+.4f} [{self.low:+.4f}, {self.high:+.4f}]"


def bootstrap(rows: Sequence[Sequence[float]], resamples: int = RESAMPLES, seed: int = SEED) -> list[Interval]:
    """Percentile intervals of the column means over resampled rows; one row per query.

    All columns share the resamples, so the intervals of the measures belong together.
    """
    if not rows:
        raise ValueError("nothing to resample")
    generator = random.Random(seed)
    count = len(rows)
    sampled: list[list[float]] = [[] for _ in rows[0]]
    for _ in range(resamples):
        chosen = generator.choices(rows, k=count)
        for means, column in zip(sampled, zip(*chosen)):
            means.append(sum(column) / count)
    intervals = []
    for means, column in zip(sampled, zip(*rows)):
        means.sort()
        low = means[floor(0.025 * (resamples - 1))]
        high = means[ceil(0.975 * (resamples - 1))]
        intervals.append(Interval(sum(column) / count, low, high))
    return intervals


def differences(a: Mapping[str, Scores], b: Mapping[str, Scores], qids: Sequence[str]) -> list[tuple[float, ...]]:
    """B - A per query and measure."""
    return [tuple(y - x for x, y in zip(astuple(a[qid]), astuple(b[qid]))) for qid in qids]


def wins(a: Mapping[str, Scores], b: Mapping[str, Scores], qids: Sequence[str]) -> tuple[int, int]:
    """Queries on which B has clearly more nDCG@10, and clearly less."""
    deltas = [b[qid].ndcg10 - a[qid].ndcg10 for qid in qids]
    return sum(d > TIE for d in deltas), sum(d < -TIE for d in deltas)


def group_rows(a: Mapping[str, Scores], b: Mapping[str, Scores], queries: Sequence[Query]) -> list[list[str]]:
    """A row per group: nDCG@10 of both, the four differences, wins and losses of B."""
    rows = []
    for name, qids in group(queries).items():
        before, after = mean(a[q] for q in qids), mean(b[q] for q in qids)
        deltas = (y - x for x, y in zip(astuple(before), astuple(after)))
        won, lost = wins(a, b, qids)
        rows.append([
            name, str(len(qids)), f"{before.ndcg10:.4f}", f"{after.ndcg10:.4f}",
            *(f"{delta:+.4f}" for delta in deltas), f"{won}/{lost}",
        ])  # fmt: skip
    return rows


GROUP_HEADER = ("group", "n", "A nDCG", "B nDCG", *(f"d {name}" for name in NAMES), "W/L")


def changed(a: Mapping[str, Scores], b: Mapping[str, Scores], queries: Sequence[Query]) -> list[Query]:
    """Queries with a clear change of nDCG@10, the greatest loss first."""
    moved = [q for q in queries if abs(b[q.qid].ndcg10 - a[q.qid].ndcg10) > TIE]
    return sorted(moved, key=lambda q: (b[q.qid].ndcg10 - a[q.qid].ndcg10, q.qid))


def text(
    labels: tuple[str, str],
    a: Mapping[str, Scores],
    b: Mapping[str, Scores],
    queries: Sequence[Query],
    resamples: int = RESAMPLES,
    seed: int = SEED,
    markdown: bool = False,
) -> str:
    """The whole comparison for a terminal or a note."""
    qids = [query.qid for query in queries]
    intervals = bootstrap(differences(a, b, qids), resamples, seed)
    won, lost = wins(a, b, qids)
    means = [
        [name, f"{x:.4f}", f"{y:.4f}", f"{i.mean:+.4f}", f"[{i.low:+.4f}, {i.high:+.4f}]"]
        for name, x, y, i in zip(
            NAMES, astuple(mean(a[q] for q in qids)), astuple(mean(b[q] for q in qids)), intervals
        )
    ]
    lines = [
        f"A: {labels[0]}",
        f"B: {labels[1]}",
        "",
        render(("measure", "A", "B", "B - A", "95 % interval"), means, markdown),
        f"(paired bootstrap over {len(qids)} queries, {resamples} resamples, seed {seed})",
        "",
        render(GROUP_HEADER, group_rows(a, b, queries), markdown),
        "",
        f"B wins {won}, loses {lost}, ties {len(qids) - won - lost} (a tie is a difference of nDCG@10 up to {TIE})",
        "",
    ]
    for query in changed(a, b, queries):
        before, after = a[query.qid].ndcg10, b[query.qid].ndcg10
        lines.append(f"{after - before:+.4f}  {before:.4f} -> {after:.4f}  {query.qid}  {query.text}")
    return "\n".join(lines).rstrip() + "\n"
