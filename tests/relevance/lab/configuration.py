"""A configuration on the command line: a run file, or options with which to search now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lab.formats import Query, Run, read_run, read_titles, titles_path
from lab.metrics import Scores
from lab.runner import Outcome, run_queries

OPTIONS = "opts:"


class Failed(Exception):
    """The search failed for some queries; figures from the others would mislead."""


@dataclass(frozen=True)
class Engine:
    """Where and how deep to search."""

    search: Path
    index: Path | None
    depth: int


@dataclass
class Configuration:
    """A named run, with the titles of its papers and its measures once they are known."""

    label: str
    run: Run
    titles: Mapping[str, str] = field(default_factory=dict)
    scores: dict[str, Scores] = field(default_factory=dict)


def describe_errors(outcome: Outcome) -> str:
    """Failed queries grouped by message: a missing index is one fact, not a hundred and thirty."""
    by_message: dict[str, list[str]] = {}
    for qid, message in outcome.errors.items():
        by_message.setdefault(message, []).append(qid)
    lines = []
    for message, qids in by_message.items():
        more = f" and {len(qids) - 5} more" if len(qids) > 5 else ""
        lines.append(f"{', '.join(qids[:5])}{more}: {message}")
    return "\n".join(lines)


def search(engine: Engine, queries: Sequence[Query], options: str) -> Outcome:
    """Run all queries; the caller decides what an error means."""
    if engine.index is None:
        raise ValueError("--index (or NONMUN_INDEX) is needed to search")
    return run_queries(engine.search, engine.index, queries, engine.depth, options)


def load(text: str, engine: Engine, queries: Sequence[Query]) -> Configuration:
    """`opts:OPTIONS` searches with these options; anything else is a run file."""
    if not text.startswith(OPTIONS):
        path = Path(text)
        if not path.is_file():
            raise ValueError(f"{text} is no run file; options are written {OPTIONS}--some-option")
        return Configuration(path.stem, read_run(path), read_titles(titles_path(path)))
    options = text.removeprefix(OPTIONS).strip()
    outcome = search(engine, queries, options)
    if outcome.errors:
        raise Failed(f"{len(outcome.errors)} queries failed with {options or 'no options'}\n{describe_errors(outcome)}")
    return Configuration(options or "(no options)", outcome.run, outcome.titles)
