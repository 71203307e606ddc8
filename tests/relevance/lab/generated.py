"""Judged sets made from the corpus itself: what a person types who knows which paper is meant."""

import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from lab.digests import Paper
from lab.formats import Qrels, Query, one_line
from lab.paths import ROOT

SEED = 20_240_101
# Queries per set; each costs a process.
MAX_QUERIES = 300
# A name in this many titles of other papers has derivatives.
MIN_OTHER_TITLES = 2
RELEVANT = 2
HANGUL = re.compile("[가-힣]")
LATIN = re.compile("[A-Za-z]")
ENGLISH_WORDS = ROOT / "tests" / "unit" / "analyzers" / "variants" / "english_words.txt"

# A query, and the papers that are right.
Target = tuple[str, set[str]]


def fold(text: str) -> str:
    """Lower case without accents, punctuation and repeated spaces."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join(unicodedata.normalize("NFC", letters).split())


def _name(title: str) -> str:
    """What stands before the colon of a title, or nothing."""
    before, colon, after = title.partition(":")
    return before.strip() if colon and after.strip() else ""


def _dictionary() -> set[str]:
    return set(ENGLISH_WORDS.read_text(encoding="utf-8").split())


def _names(papers: Sequence[Paper]) -> list[tuple[Target, int]]:
    """Each name before a colon, its papers, and how many other papers have it in the title."""
    owners: dict[str, set[str]] = defaultdict(set)
    spelling: dict[str, str] = {}
    for paper in papers:
        name = _name(paper.title)
        folded = fold(name)
        if folded:
            owners[folded].add(paper.id)
            spelling.setdefault(folded, name)
    titles = {paper.id: f" {fold(paper.title)} " for paper in papers}
    ordinary = _dictionary()
    found = []
    for folded, own in owners.items():
        if folded not in ordinary:
            others = sum(f" {folded} " in title for id, title in titles.items() if id not in own)
            found.append(((spelling[folded], own), others))
    return found


def originals(papers: Sequence[Paper]) -> list[Target]:
    """Names before a colon that titles of other papers mention too: the original is meant."""
    return [target for target, others in _names(papers) if others >= MIN_OTHER_TITLES]


def names(papers: Sequence[Paper]) -> list[Target]:
    """The other names before a colon."""
    return [target for target, others in _names(papers) if others < MIN_OTHER_TITLES]


def titles(papers: Sequence[Paper]) -> list[Target]:
    """Whole titles as they are."""
    owners: dict[str, set[str]] = defaultdict(set)
    for paper in papers:
        owners[fold(paper.title)].add(paper.id)
    return [(paper.title, owners[fold(paper.title)]) for paper in papers if fold(paper.title)]


def capitals(papers: Sequence[Paper]) -> list[Target]:
    """Whole titles in capitals."""
    return [(title.upper(), own) for title, own in titles(papers)]


def authors(papers: Sequence[Paper]) -> list[Target]:
    """Names of authors with a given name and a surname at least."""
    owners: dict[str, set[str]] = defaultdict(set)
    spelling: dict[str, str] = {}
    for paper in papers:
        for author in paper.authors:
            if len(fold(author).split()) > 1:
                owners[fold(author)].add(paper.id)
                spelling.setdefault(fold(author), author)
    return [(spelling[folded], own) for folded, own in owners.items()]


def bullets(papers: Sequence[Paper]) -> list[Target]:
    """A line of a summary, pasted with its markup."""
    owners: dict[str, set[str]] = defaultdict(set)
    for paper in papers:
        for line in paper.summary:
            owners[line].add(paper.id)
    return list(owners.items())


_SETS: dict[str, Callable[[Sequence[Paper]], list[Target]]] = {
    "originals": originals,
    "names": names,
    "titles": titles,
    "capitals": capitals,
    "authors": authors,
    "bullets": bullets,
}
NAMES = tuple(_SETS)


def _language(text: str) -> str:
    if not HANGUL.search(text):
        return "en"
    return "mixed" if LATIN.search(text) else "ko"


def generate(name: str, papers: Iterable[Paper]) -> tuple[list[Query], Qrels]:
    """The set with this name: at most MAX_QUERIES, drawn with a fixed seed. Order of papers does not matter."""
    targets = sorted(_SETS[name](sorted(papers, key=lambda paper: paper.id)))
    if len(targets) > MAX_QUERIES:
        targets = random.Random(SEED).sample(targets, MAX_QUERIES)
    queries, qrels = [], {}
    for number, (text, own) in enumerate(targets):
        qid = f"{name}{number}"
        queries.append(Query(qid, _language(text), (), one_line(text)))
        qrels[qid] = {id: RELEVANT for id in sorted(own)}
    return queries, qrels
