"""Default places of programs and data, all relative to the repository or taken from the environment."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LABORATORY = ROOT / "tests" / "relevance"


def shared() -> Path:
    """The folder with corpus and judgements that lies beside the repository."""
    return Path(os.environ.get("NONMUN_SHARED") or ROOT.parent / "shared")


def corpus() -> Path:
    """The digest files that the dev judgements are about."""
    return shared() / "corpus"


def queries() -> Path:
    """The dev queries."""
    return shared() / "relevance" / "queries.tsv"


def qrels() -> Path:
    """The dev judgements."""
    return shared() / "relevance" / "qrels.tsv"


def program(name: str) -> Path:
    """A program of the project: in $NONMUN_BIN, else where the release preset builds it."""
    folder = os.environ.get("NONMUN_BIN")
    return (Path(folder) if folder else ROOT / ".build" / "release" / "bin") / name
