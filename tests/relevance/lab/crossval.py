"""What would choosing the best of many configurations be worth on queries not used for the choice?"""

import itertools
import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, stdev

from lab.metrics import Scores

FOLDS = 10
SHUFFLES = 10
SEED = 20_240_101


@dataclass(frozen=True)
class Result:
    """In-sample and cross-validated figures."""

    best: str
    best_ndcg10: float
    best_r100: float
    cv_ndcg10: float
    cv_sd: float
    cv_r100: float
    chosen: list[tuple[str, int]]


def folds(qids: Sequence[str], count: int, seed: int) -> list[list[str]]:
    """A seeded partition whose parts differ by at most one query."""
    if not 2 <= count <= len(qids):
        raise ValueError(f"cannot make {count} folds of {len(qids)} queries")
    shuffled = sorted(qids)
    random.Random(seed).shuffle(shuffled)
    return [shuffled[i::count] for i in range(count)]


def cross_validate(
    configurations: Mapping[str, Mapping[str, Scores]],
    qids: Sequence[str],
    fold_count: int = FOLDS,
    shuffles: int = SHUFFLES,
    seed: int = SEED,
) -> Result:
    """Choose by nDCG@10 on all folds but one, measure on that one; each query is held out once a shuffle.

    Of equal configurations the first is chosen, so list the plainest first.
    """
    if not configurations:
        raise ValueError("no configuration to choose from")
    names = list(configurations)
    ndcg_means, r100_means, chosen = [], [], Counter[str]()
    totals = {name: sum(configurations[name][q].ndcg10 for q in qids) for name in names}
    for shuffle in range(shuffles):
        ndcg = r100 = 0.0
        for held in folds(qids, fold_count, seed + shuffle):
            # Rounded: subtracting in different orders must not decide between equals.
            training = {
                name: round(totals[name] - sum(configurations[name][q].ndcg10 for q in held), 9) for name in names
            }
            choice = max(names, key=training.__getitem__)
            chosen[choice] += 1
            ndcg += sum(configurations[choice][q].ndcg10 for q in held)
            r100 += sum(configurations[choice][q].r100 for q in held)
        ndcg_means.append(ndcg / len(qids))
        r100_means.append(r100 / len(qids))
    best = max(names, key=lambda name: round(totals[name], 9))
    return Result(
        best,
        totals[best] / len(qids),
        sum(configurations[best][q].r100 for q in qids) / len(qids),
        mean(ndcg_means),
        stdev(ndcg_means) if shuffles > 1 else 0.0,
        mean(r100_means),
        chosen.most_common(),
    )


def grid_lines(text: str) -> list[list[list[str]]]:
    """The lines of a grid file as pieces with their alternatives: `--a={1|2} {|--b}` has two pieces with two.

    `#` opens a comment line; `-` stands for no options.
    """
    lines = (line.strip() for line in text.splitlines())
    pieces = (re.split(r"\{([^{}]*)\}", "" if line == "-" else line) for line in lines if line and line[0] != "#")
    return [[piece.split("|") if i % 2 else [piece] for i, piece in enumerate(line)] for line in pieces]


def options_of(choice: Sequence[str]) -> str:
    return " ".join("".join(choice).split())


def read_grid(text: str) -> list[str]:
    """All option strings of a grid file, each once."""
    found = (options_of(choice) for line in grid_lines(text) for choice in itertools.product(*line))
    return list(dict.fromkeys(found))


def sample_grid(text: str, count: int, seed: int) -> list[str]:
    """`count` option strings drawn from every line of a grid file that has alternatives, each once."""
    draw = random.Random(seed)
    found = []
    for line in grid_lines(text):
        several = any(len(alternatives) > 1 for alternatives in line)
        for _ in range(count if several else 1):
            found.append(options_of([draw.choice(alternatives) for alternatives in line]))
    return list(dict.fromkeys(found))


def text(result: Result, configurations: int, queries: int, fold_count: int, shuffles: int, seed: int) -> str:
    """The figures for a terminal or a note."""
    lines = [
        f"{configurations} configurations, {queries} queries, {fold_count} folds, {shuffles} shuffles from seed {seed}",
        f"in-sample best   nDCG@10 {result.best_ndcg10:.4f}  R@100 {result.best_r100:.4f}  {result.best}",
        f"cross-validated  nDCG@10 {result.cv_ndcg10:.4f}  R@100 {result.cv_r100:.4f}"
        f"  sd of nDCG@10 over shuffles {result.cv_sd:.4f}",
        "chosen:",
    ]
    lines += [f"{count:5d} of {fold_count * shuffles}  {name}" for name, count in result.chosen[:10]]
    return "\n".join(lines) + "\n"
