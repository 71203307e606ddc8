"""Queries by class, drawn with a fixed seed from the words of the papers themselves."""

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from beside.documents import Paper

CLASSES = {
    "one": "one word",
    "or2": "OR of two words",
    "or5": "OR of five words",
    "and": "AND of two words",
    "phrase": "phrase of two words",
    "date": "OR of two, date filter",
    "author": "author",
    "judged": "judged questions",
}
# Share of the papers that have the word, from and below.
BANDS = {"common": (0.05, 0.5), "middle": (0.005, 0.05), "rare": (0.0, 0.005)}
# Words in a paper for a Korean or English word of three letters at least; nothing that one engine
# would cut and another not.
WORD = re.compile(r"(?<![^\s])(?:[가-힣]{2,}|[A-Za-z]{3,})(?![^\s])")
# The bands of the words of a query, in turns.
MIXES = {
    "one": (("common",), ("middle",), ("rare",)),
    "or2": (("common", "common"), ("common", "middle"), ("middle", "rare")),
    "or5": (("common", "common", "middle", "middle", "rare"), ("common", "middle", "middle", "rare", "rare")),
    "and": (("common", "common"), ("common", "middle"), ("middle", "middle")),
    "date": (("common", "middle"), ("middle", "middle"), ("common", "common")),
}


@dataclass(frozen=True)
class Query:
    qid: str
    kind: str  # of CLASSES
    text: str  # words with a space between them; an author's name; a question
    since: str = ""
    until: str = ""

    def row(self) -> str:
        return "\t".join((self.qid, self.kind, self.text, self.since, self.until)) + "\n"


def words_of(paper: Paper) -> Iterator[str]:
    for text in (paper.title, *paper.summary):
        for match in WORD.finditer(text):
            yield match.group().lower()


def bands(sample: Sequence[Paper]) -> dict[str, list[str]]:
    """The words of each band of document frequency, sorted. A word of fewer than two papers is in none."""
    counts: Counter[str] = Counter()
    for paper in sample:
        counts.update(set(words_of(paper)))
    found: dict[str, list[str]] = {name: [] for name in BANDS}
    for word in sorted(counts):
        share = counts[word] / len(sample)
        for name, (least, below) in BANDS.items():
            if least <= share < below and counts[word] >= 2:
                found[name].append(word)
    # Of a handful of papers some bands are empty: their neighbour serves.
    order = ("middle", "common", "rare")
    for name in found:
        if not found[name]:
            found[name] = next((found[other] for other in order if found[other]), [])
    if not found["middle"]:
        raise ValueError("the papers have no words for queries")
    return found


def phrases(sample: Sequence[Paper], rng: random.Random, wanted: int) -> list[str]:
    """Neighbouring words of some papers."""
    found: dict[str, None] = {}
    for _ in range(wanted * 50):
        paper = rng.choice(sample)
        text = rng.choice([paper.title, *paper.summary])
        parts = text.split()
        pairs = [f"{a} {b}".lower() for a, b in zip(parts, parts[1:], strict=False)
                 if WORD.fullmatch(a) and WORD.fullmatch(b) and a != b]  # fmt: skip
        if pairs:
            found[rng.choice(pairs)] = None
        if len(found) == wanted:
            break
    return list(found)


def draw(sample: Sequence[Paper], count: int, seed: int) -> list[Query]:
    """`count` queries of each class but the judged ones."""
    rng = random.Random(f"{seed}/workload")
    words = bands(sample)
    queries = []
    for kind, mixes in MIXES.items():
        for i in range(count):
            chosen: list[str] = []
            for band in mixes[i % len(mixes)]:
                left = [w for w in words[band] if w not in chosen] or words[band]
                chosen.append(rng.choice(left))
            since = until = ""
            if kind == "date":
                since, until = sorted((rng.choice(sample).listed, rng.choice(sample).listed))
            queries.append(Query(f"{kind}-{i:03}", kind, " ".join(chosen), since, until))
    for i, text in enumerate(phrases(sample, rng, count)):
        queries.append(Query(f"phrase-{i:03}", "phrase", text))
    names = sorted({name for paper in rng.sample(sample, min(len(sample), 20 * count)) for name in paper.authors})
    for i, name in enumerate(rng.sample(names, min(len(names), count))):
        queries.append(Query(f"author-{i:03}", "author", name))
    return queries


def judged(path: Path) -> list[Query]:
    """The judged questions: tab-separated, the id first and the text last."""
    lines = path.read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line]
    return [Query(row[0], "judged", " ".join(row[-1].split())) for row in rows]


def write(path: Path, queries: Sequence[Query]) -> None:
    path.write_text("".join(query.row() for query in queries), encoding="utf-8")
