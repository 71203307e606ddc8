"""Runs queries through nonmun-search, one process per query, as a user would."""

import json
import shlex
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from lab.formats import Query, Ranking, Run

NO_HITS = 1
PARALLEL = 2
TIMEOUT_SECONDS = 60


@dataclass(frozen=True)
class Answer:
    """What one process gave for one query."""

    ranking: Ranking = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    took_ms: float | None = None
    error: str | None = None


@dataclass
class Outcome:
    """A whole run: rankings, titles of all papers seen, times, and the queries that failed."""

    run: Run = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    took_ms: list[float] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)


def command(search: Path, index: Path, depth: int, options: str, text: str) -> list[str]:
    """The words of one call; the query is one word behind `--`, whatever it begins with."""
    own = [str(search), "--index", str(index), "--json", "-n", str(depth)]
    return [*own, *shlex.split(options), "--", text]


def ask(words: Sequence[str]) -> Answer:
    """One query. Never raises: an error is an answer that the caller shows with the others."""
    try:
        done = subprocess.run(
            words, capture_output=True, stdin=subprocess.DEVNULL, timeout=TIMEOUT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return Answer(error=f"no answer within {TIMEOUT_SECONDS} s")
    except OSError as problem:
        return Answer(error=str(problem))
    if done.returncode not in (0, NO_HITS):
        message = done.stderr.decode("utf-8", "replace").strip() or "nothing on stderr"
        return Answer(error=f"exit {done.returncode}: {message}")
    if done.returncode == NO_HITS and not done.stdout.strip():
        return Answer()
    return parse(done.stdout)


def parse(stdout: bytes) -> Answer:
    """Read the JSON of a search."""
    try:
        result = json.loads(stdout)
        ranking = [hit["id"] for hit in result["hits"]]
        titles = {hit["id"]: hit.get("title", "") for hit in result["hits"]}
        took = result.get("took_ms")
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        return Answer(error=f"not the JSON of a search: {type(problem).__name__}: {problem}")
    if len(titles) != len(ranking):
        # A paper counted twice would raise every measure.
        return Answer(error="a paper appears twice in the hits")
    return Answer(ranking, titles, took)


def run_queries(search: Path, index: Path, queries: Sequence[Query], depth: int = 100, options: str = "") -> Outcome:
    """All queries, in the order given."""
    words = [command(search, index, depth, options, query.text) for query in queries]
    with ThreadPoolExecutor(PARALLEL) as pool:
        answers = list(pool.map(ask, words))
    outcome = Outcome()
    for query, answer in zip(queries, answers):
        outcome.run[query.qid] = answer.ranking
        outcome.titles.update(answer.titles)
        if answer.took_ms is not None:
            outcome.took_ms.append(answer.took_ms)
        if answer.error is not None:
            outcome.errors[query.qid] = answer.error
    return outcome
