"""The papers that every system is given, in the two forms that they read.

Papers go through one at a time; only a bounded sample of texts is kept, for the choice of queries.
"""

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import generate
from lab.digests import read_corpus

PART = 1000  # papers a file: nonmun-index refuses files of more than 64 MiB
SAMPLE = 50_000  # papers looked at for queries, evenly spread
MANY = 400_000  # synthetic papers from which on a day has 1000, as there are not days enough


@dataclass
class Paper:
    id: str
    listed: str  # YYYY-MM-DD
    votes: int
    title: str
    authors: list[str]
    summary: list[str]

    def text(self) -> str:
        return "\n".join([self.title, ", ".join(self.authors), *self.summary])

    def json_line(self) -> str:
        sections = [{"kind": "body", "text": text} for text in self.summary]
        entry = {"schema": 1, "id": self.id, "title": self.title, "listed": self.listed, "authors": self.authors,
                 "votes": self.votes, "sections": sections}  # fmt: skip
        return json.dumps(entry, ensure_ascii=False) + "\n"

    def row(self) -> str:
        """What peers read: id, day, votes, title, authors, summary."""
        cells = (self.id, self.listed, str(self.votes), self.title, ", ".join(self.authors), " ".join(self.summary))
        return "\t".join(" ".join(cell.split()) for cell in cells) + "\n"


@dataclass
class Documents:
    """A set of papers on disk."""

    folder: Path
    papers: int = 0
    raw_bytes: int = 0  # of the rows
    sample: list[Paper] = field(default_factory=list)

    @property
    def parts(self) -> Path:
        """A folder of JSON lines, for nonmun."""
        return self.folder / "parts"

    @property
    def rows(self) -> Path:
        """Tab-separated values, for the peers."""
        return self.folder / "papers.tsv"

    def changed_rows(self, edition: int) -> Path:
        return self.folder / f"changed-{edition}.tsv"


def from_lines(path: Path) -> Iterator[Paper]:
    """The papers of a file of JSON lines (nonmun-jsonl(5))."""
    with path.open(encoding="utf-8") as source:
        for line in source:
            entry = json.loads(line)
            summary = [s["text"] for s in entry.get("sections", [])] or [entry.get("abstract", "")]
            yield Paper(entry["id"], entry["listed"], entry.get("votes") or 0, entry["title"],
                        entry.get("authors", []), summary)  # fmt: skip


def from_digests(corpus: Path) -> Iterator[Paper]:
    """The papers of Markdown digests, read by the relevance laboratory and not by nonmun."""
    for paper in read_corpus(corpus).values():
        yield Paper(paper.id, paper.listed, paper.votes or 0, paper.title, paper.authors, paper.summary)


def generated(path: Path, papers: int, seed: int) -> Iterator[Paper]:
    """Synthetic papers, by way of a file of JSON lines that several processes write."""
    if papers > generate.LAST_DAY * 1000:
        raise ValueError(f"at most {generate.LAST_DAY * 1000} papers can be generated")
    generate.write_lines(path, papers, seed=seed, per_day=20 if papers <= MANY else 1000)
    return from_lines(path)


def write(folder: Path, papers: Iterable[Paper], count: int | None = None) -> Documents:
    """Writes both forms. With `count` known, the sample is every so many papers; else the first ones."""
    documents = Documents(folder)
    documents.parts.mkdir(parents=True)
    stride = max(1, (count or 0) // SAMPLE)
    part = None
    with documents.rows.open("w", encoding="utf-8", newline="\n") as rows:
        for number, paper in enumerate(papers):
            if number % PART == 0:
                if part:
                    part.close()
                part = (documents.parts / f"{number // PART:06}.jsonl").open("w", encoding="utf-8")
            part.write(paper.json_line())  # type: ignore[union-attr]
            row = paper.row()
            rows.write(row)
            documents.raw_bytes += len(row.encode())
            documents.papers += 1
            if number % stride == 0 and len(documents.sample) < SAMPLE:
                documents.sample.append(paper)
    if part:
        part.close()
    return documents


def chosen(papers: int, percent: float, edition: int) -> set[int]:
    """The numbers of the papers that an edition changes: spread over all, the unfavourable case."""
    wanted = max(1, round(papers * percent / 100))
    return set(random.Random(f"edition {edition}").sample(range(papers), wanted))


def mark(edition: int) -> str:
    """A word that exactly the papers of an edition have, whatever cuts the text into words."""
    return "editionmark" + "bdfgkmprtv"[edition]


def change(documents: Documents, percent: float, edition: int) -> int:
    """Adds to the summaries of `percent` of the papers a sentence of another paper.

    The files of nonmun are rewritten in place; the peers are told the changed papers alone.
    Returns how many changed.
    """
    numbers = chosen(documents.papers, percent, edition)
    before = ""
    changed = 0
    with documents.changed_rows(edition).open("w", encoding="utf-8", newline="\n") as rows:
        for index, path in enumerate(sorted(documents.parts.iterdir())):
            papers = list(from_lines(path))
            touched = False
            for place, paper in enumerate(papers):
                following = paper.summary[0] if paper.summary else ""  # has no mark of an edition
                if index * PART + place in numbers:
                    paper.summary = [*paper.summary, f"{before} {mark(edition)}".strip()]
                    rows.write(paper.row())
                    touched = True
                    changed += 1
                before = following
            if touched:
                path.write_text("".join(paper.json_line() for paper in papers), encoding="utf-8")
    return changed


def write_votes(documents: Documents, turn: int, lines: Path, rows: Path) -> None:
    """New votes for all papers, in both forms."""
    with (
        documents.rows.open(encoding="utf-8") as source,
        lines.open("w", encoding="utf-8") as out,
        rows.open("w", encoding="utf-8", newline="\n") as table,
    ):
        for number, row in enumerate(source):
            id_ = row.split("\t", 1)[0]
            votes = 1000 * (turn + 1) + number % 97
            out.write(f'{{"schema":1,"id":"{id_}","votes":{votes},"votes_at":"2029-01-0{turn + 1}T03:04:05Z"}}\n')
            table.write(f"{id_}\t{votes}\n")
