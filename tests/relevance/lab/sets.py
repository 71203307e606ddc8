"""The judged sets: a corpus with queries and judgements, on disk or generated from the corpus."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from lab import generated, paths
from lab.digests import Paper, read_corpus
from lab.formats import Qrels, Query, judged, read_qrels, read_queries

SEED = 20_240_101


@dataclass(frozen=True)
class JudgedSet:
    """Queries over one corpus; sets of the same corpus share an index."""

    name: str
    corpus: Path
    queries: list[Query]
    qrels: Qrels


def _read(name: str, corpus: Path, queries: Path, qrels: Path) -> JudgedSet:
    judgements = read_qrels(qrels)
    return JudgedSet(name, corpus, judged(read_queries(queries), judgements)[0], judgements)


def general_folders(shared: Path) -> list[Path]:
    """The folders of the sets that are not about papers."""
    return sorted(folder for folder in (shared / "relevance" / "general").glob("*") if folder.is_dir())


def all_sets(shared: Path, names: Iterable[str] = ()) -> list[JudgedSet]:
    """The dev set, the general sets and the generated ones; only those named, if any are.

    @throws ValueError for a name that no set has.
    """
    wanted = set(names)
    relevance, corpus = shared / "relevance", shared / "corpus"
    general = general_folders(shared)
    known = {"dev", *(folder.name for folder in general), *generated.NAMES}
    if wanted - known:
        raise ValueError(f"unknown set {', '.join(sorted(wanted - known))} (known: {', '.join(sorted(known))})")
    chosen = wanted or known
    sets = []
    if "dev" in chosen:
        sets.append(_read("dev", corpus, relevance / "queries.tsv", relevance / "qrels.tsv"))
    for folder in general:
        if folder.name in chosen:
            files = (folder / name for name in ("papers.jsonl", "queries.tsv", "qrels.tsv"))
            sets.append(_read(folder.name, *files))
    if chosen.intersection(generated.NAMES):
        papers = list(read_corpus(corpus).values())
        for name in generated.NAMES:
            if name in chosen:
                sets.append(JudgedSet(name, corpus, *generated.generate(name, papers)))
    return sets


def shared_sets(names: Iterable[str] = ()) -> list[JudgedSet]:
    """The sets of the shared folder beside the repository."""
    return all_sets(paths.shared(), names)


def sample(judged_set: JudgedSet, count: int) -> JudgedSet:
    """At most `count` queries, the same ones every time, in their order."""
    if len(judged_set.queries) <= count:
        return judged_set
    kept = sorted(random.Random(SEED).sample(range(len(judged_set.queries)), count))
    return replace(judged_set, queries=[judged_set.queries[i] for i in kept])


def papers_of(corpus: Path) -> list[Paper]:
    """What a peer indexes of a corpus."""
    return list(read_corpus(corpus).values())
