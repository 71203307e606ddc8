"""The systems: how each is built, asked and kept up to date, and what it needs to be here."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from beside import documents, fts5, groonga
from beside.workload import Query
from lab.peers import JARS, Unavailable, classpath

HERE = Path(__file__).resolve().parent
JAVA = ("java", "-XX:+UseSerialGC", "-Xmx1g")


class Missing(Exception):
    """A system cannot run here; the message says what to install."""


@dataclass
class Place:
    """Where things are during one run."""

    work: Path  # compiled classes and configuration
    programs: Path  # nonmun's


@dataclass(frozen=True)
class System:
    """One engine, or another way of asking the index of one."""

    name: str
    title: str
    index_of: str = ""  # the system whose index it asks; empty: it has its own
    votes: str = "multiplied"  # how they enter the score

    def prepare(self, place: Place) -> None:
        """Compiles what must be. @throws Missing"""

    def build(self, place: Place, docs: documents.Documents, index: Path) -> list[str]:
        return [*self._child(place), "build", str(docs.rows), str(index)]

    def update(self, place: Place, docs: documents.Documents, index: Path, edition: int) -> list[str]:
        return [*self._child(place), "update", str(index), str(docs.changed_rows(edition))]

    def unchanged(self, place: Place, docs: documents.Documents, index: Path) -> list[str]:
        """With nothing to do. A peer does not look at sources: it is told that no paper changed."""
        return [*self._child(place), "update", str(index), os.devnull]

    def refresh(self, place: Place, index: Path, lines: Path, rows: Path) -> list[str]:
        return [*self._child(place), "votes", str(index), str(rows)]

    def query(self, place: Place, index: Path, queries: Path, warm_up: float) -> list[str]:
        return [*self._child(place), "query", str(index), str(queries), str(warm_up)]

    def cold(self, place: Place, index: Path, query: Query, file: Path, k: int) -> list[str]:
        """`file` holds the query."""
        return [*self._child(place), "cold", str(index), str(file), str(k)]

    def _child(self, place: Place) -> list[str]:
        raise NotImplementedError


@dataclass(frozen=True)
class Nonmun(System):
    extra: Sequence[str] = field(default=())

    def prepare(self, place: Place) -> None:
        for program in ("nonmun-index", "nonmun-search", "nonmun_system"):
            if not (place.programs / program).is_file():
                raise Missing(f"no {program} in {place.programs}: build it")

    def build(self, place: Place, docs: documents.Documents, index: Path) -> list[str]:
        return [str(place.programs / "nonmun-index"), "update", "--index", str(index), "--json",
                "--progress", "never", str(docs.parts)]  # fmt: skip

    def update(self, place: Place, docs: documents.Documents, index: Path, edition: int) -> list[str]:
        return self.build(place, docs, index)

    def unchanged(self, place: Place, docs: documents.Documents, index: Path) -> list[str]:
        return self.build(place, docs, index)

    def refresh(self, place: Place, index: Path, lines: Path, rows: Path) -> list[str]:
        # The votes of a million papers are 70 MB.
        return [str(place.programs / "nonmun-index"), "votes", "--index", str(index), "--json",
                "--max-file-size", "1024", str(lines)]  # fmt: skip

    def query(self, place: Place, index: Path, queries: Path, warm_up: float) -> list[str]:
        program = str(place.programs / "nonmun_system")
        return [program, "query", str(index), str(queries), str(warm_up), *self.extra]

    def cold(self, place: Place, index: Path, query: Query, file: Path, k: int) -> list[str]:
        return [str(place.programs / "nonmun-search"), "--index", str(index), "--json", "--passages", "0",
                "--limit", str(k), "--", query.text]  # fmt: skip


def jars() -> str:
    try:
        return classpath([*JARS, "lucene-queries"])
    except Unavailable as missing:
        raise Missing(str(missing)) from missing


@dataclass(frozen=True)
class Lucene(System):
    analyzer: str = "nori"
    reads: str = "papers"  # of each hit: what a page shows, or "ids"

    def prepare(self, place: Place) -> None:
        path = jars()
        if not (place.work / "LuceneSystem.class").exists():
            source = str(HERE / "LuceneSystem.java")
            subprocess.run(["javac", "-encoding", "UTF-8", "-cp", path, "-d", str(place.work), source], check=True)

    def _child(self, place: Place) -> list[str]:
        return [*JAVA, "-cp", os.pathsep.join([str(place.work), jars()]), "LuceneSystem",
                self.analyzer, self.votes, self.reads]  # fmt: skip


@dataclass(frozen=True)
class Fts5(System):
    tokenizer: str = "unicode61"

    def prepare(self, place: Place) -> None:
        try:
            sqlite3.connect(":memory:").execute(f"CREATE VIRTUAL TABLE t USING fts5(a, tokenize='{self.tokenizer}')")
        except sqlite3.OperationalError as error:
            raise Missing(f"SQLite {sqlite3.sqlite_version}: {error}") from error
        if not shutil.which("sqlite3"):
            raise Missing("no sqlite3: apt-get install sqlite3")

    def cold(self, place: Place, index: Path, query: Query, file: Path, k: int) -> list[str]:
        return ["sqlite3", "-readonly", str(index), fts5.cold_sql(query, k)]  # type: ignore[arg-type]

    def _child(self, place: Place) -> list[str]:
        return [sys.executable, "-B", str(HERE / "fts5.py"), self.tokenizer]


@dataclass(frozen=True)
class Groonga(System):
    def prepare(self, place: Place) -> None:
        if not shutil.which("groonga"):
            raise Missing("no groonga: apt-get install groonga-bin")

    def cold(self, place: Place, index: Path, query: Query, file: Path, k: int) -> list[str]:
        return ["groonga", f"{index}/db", groonga.select(query, k)]  # type: ignore[arg-type]

    def _child(self, place: Place) -> list[str]:
        return [sys.executable, "-B", str(HERE / "groonga.py")]


@dataclass(frozen=True)
class Xapian(System):
    def prepare(self, place: Place) -> None:
        if not (place.programs / "xapian_system").is_file():
            raise Missing(f"no xapian_system in {place.programs}: build it")

    def _child(self, place: Place) -> list[str]:
        return [str(place.programs / "xapian_system")]


# Every ratio is to the first.
SYSTEMS: tuple[System, ...] = (
    Nonmun("nonmun", "nonmun"),
    Nonmun("nonmun-plain", "nonmun, mechanisms off", "nonmun", extra=("plain",)),
    Lucene("lucene-nori", "Lucene Nori + English"),
    Lucene("lucene-nori-ids", "Lucene Nori, ids alone", "lucene-nori", reads="ids"),
    Lucene("lucene-nori-added", "Lucene Nori, votes added", "lucene-nori", "added"),
    Lucene("lucene-nori-added-ids", "Lucene Nori, votes added, ids alone", "lucene-nori", "added", reads="ids"),
    Lucene("lucene-standard", "Lucene Standard", analyzer="standard"),
    Fts5("fts5", "SQLite FTS5 unicode61"),
    Fts5("fts5-trigram", "SQLite FTS5 trigram", tokenizer="trigram"),
    Groonga("groonga", "groonga bigram"),
    Xapian("xapian", "stock Xapian", votes="added"),
)
