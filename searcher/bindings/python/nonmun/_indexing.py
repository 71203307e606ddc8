"""Keeping an index up to date: from files, and from papers that a program has itself."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Callable, Iterable, Mapping, Optional, Sequence, Tuple, Type, Union

from ._calls import (
    NOT_FOUND,
    Cancel,
    Handle,
    Path,
    ask,
    call,
    cancel_argument,
    json_argument,
    open_object,
    path_argument,
    text_argument,
)
from ._library import LISTENER, library

File = Union[str, "os.PathLike[str]"]


@dataclass(frozen=True)
class Progress:
    """How far a run is; total is 0 when it is not known."""

    phase: str
    done: int
    total: int


@dataclass(frozen=True)
class Reject:
    """An entry of a source that could not be used."""

    file: str
    line: int
    reason: str


@dataclass(frozen=True)
class Missing:
    """A source of which no known file is left: what it said was kept."""

    name: str
    files: int
    papers: int


@dataclass(frozen=True)
class Phase:
    """What a part of a run took; cpu_seconds of all threads."""

    name: str
    seconds: float
    cpu_seconds: float


@dataclass(frozen=True)
class UpdateReport:
    """What a run did. Papers, not files, are counted."""

    published: bool
    generation: Optional[str]
    previous_generation: Optional[str]
    documents: int
    added: int
    changed: int
    unchanged: int
    removed: int
    rejected: int
    rejected_before: int
    skipped_files: int
    rejects: Tuple[Reject, ...]
    missing: Tuple[Missing, ...]
    upgraded: bool
    seconds: float
    phases: Tuple[Phase, ...]

    @classmethod
    def from_json(cls, j: Mapping[str, Any]) -> UpdateReport:
        counts = j["counts"]
        return cls(
            j["published"], j["generation"], j["previous_generation"], j["documents"],
            counts["added"], counts["changed"], counts["unchanged"], counts["removed"],
            counts["rejected"], counts["rejected_before"], counts["skipped_files"],
            tuple(Reject(r["file"], r["line"], r["reason"]) for r in j["rejects"]),
            tuple(Missing(m["name"], m["files"], m["papers"]) for m in j["missing"]),
            j["upgraded"], j["seconds"],
            tuple(Phase(p["name"], p["seconds"], p["cpu_seconds"]) for p in j["phases"]))


ProgressFunction = Optional[Callable[[Progress], None]]
WarningFunction = Optional[Callable[[str], None]]


class _Listener:
    """Passes events on to functions. What one of them raises, KeyboardInterrupt included, ends the
    run and is raised by the call."""

    def __init__(self, progress: ProgressFunction, warning: WarningFunction) -> None:
        self._progress = progress
        self._warning = warning
        self._raised: Optional[BaseException] = None
        self.cancel: Optional[Cancel] = None
        self.function = LISTENER(self._hear)

    def _hear(self, _context: Any, event: bytes) -> None:
        if self._raised is not None:
            return
        try:
            said = json.loads(event.decode("utf-8"))
            if "warning" in said and self._warning is not None:
                self._warning(said["warning"])
            elif "progress" in said and self._progress is not None:
                self._progress(Progress(**said["progress"]))
        except BaseException as error:  # cannot go through the library
            self._raised = error
            if self.cancel is not None:
                self.cancel.request()

    def raise_what_was_raised(self) -> None:
        raised, self._raised = self._raised, None
        if raised is not None:
            raise raised


def _listened(listener: _Listener, cancel: Optional[Cancel], run: Callable[[Optional[int]], Any]
              ) -> Any:
    """Runs a call that a listener may end."""
    listener.cancel = cancel or Cancel()
    try:
        with cancel_argument(listener.cancel) as address:
            answer = run(address)
    except Exception:
        listener.raise_what_was_raised()
        raise
    finally:
        listener.cancel = None
    listener.raise_what_was_raised()
    return answer


def update(sources: Union[File, Iterable[File]], index: Optional[Path] = None, *,
           rebuild: bool = False, prune: bool = False, strict: bool = False, upgrade: bool = True,
           max_drop_percent: float = 2.0, not_sources: Sequence[File] = (), source_name: str = "",
           max_file_size: Optional[int] = None, memory_bytes: Optional[int] = None, jobs: int = 0,
           wait_seconds: float = 0, progress: ProgressFunction = None,
           warning: WarningFunction = None, cancel: Optional[Cancel] = None) -> UpdateReport:
    """Brings an index up to date with files and folders, and publishes it as one generation unless
    nothing changed. Searches go on meanwhile; after an error, what was published before stays.

    index: the folder, created when missing; None as of Index. rebuild: start from these sources
    alone. prune: drop files below the sources that have vanished. strict: publish nothing if an
    entry is rejected. upgrade: bring an index of an older version up to date. max_drop_percent:
    publish nothing if more of the papers would go. source_name: name of standard input among the
    sources, which is "-". max_file_size, memory_bytes: bytes. jobs: threads, 0 for one per core.
    progress and warning are called on the calling thread; what they raise ends the run.
    Raises BadInputError, LockedError, StorageError, VersionError, CancelledError, UsageError.
    """
    paths = [sources] if isinstance(sources, (str, os.PathLike)) else list(sources)
    options = json_argument({
        "sources": paths, "rebuild": rebuild, "prune": prune, "strict": strict, "upgrade": upgrade,
        "max_drop_percent": max_drop_percent, "not_sources": list(not_sources),
        "source_name": source_name, "max_file_size": max_file_size, "memory_bytes": memory_bytes,
        "jobs": jobs, "wait_seconds": wait_seconds})
    listener = _Listener(progress, warning)
    return UpdateReport.from_json(_listened(listener, cancel, lambda address: ask(
        "nonmun_update", path_argument(index), options, listener.function, None, address)))


class IndexWriter:
    """Indexes papers that a program has itself, without files. They are one source of the index,
    beside digests; updates leave it alone.

    Changes wait in memory until commit() publishes them all as one generation. As a context manager
    it commits at the end, and forgets the changes when an exception leaves the block. One thread at
    a time may use a writer.

        with nonmun.IndexWriter("papers.index", "my-papers") as writer:
            writer.add(id="x:boats-1", title="Tiny Boats", listed="2025-05-09", abstract="...")
    """

    report: Optional[UpdateReport] = None  # of the last commit

    def __init__(self, index: Optional[Path], source: str, *, upgrade: bool = True,
                 max_drop_percent: float = 2.0, memory_bytes: Optional[int] = None, jobs: int = 0,
                 wait_seconds: float = 0, progress: ProgressFunction = None,
                 warning: WarningFunction = None) -> None:
        options = json_argument({
            "upgrade": upgrade, "max_drop_percent": max_drop_percent, "memory_bytes": memory_bytes,
            "jobs": jobs, "wait_seconds": wait_seconds})
        self._listener = _Listener(progress, warning)
        address = open_object("nonmun_writer_open", path_argument(index),
                              text_argument("source", source), options, self._listener.function,
                              None)
        self._handle = Handle(address, library().nonmun_writer_close, "IndexWriter")

    def add(self, paper: Optional[Mapping[str, Any]] = None, **keys: Any) -> None:
        """Adds a paper, or replaces what this source says of the paper with its id. Its keys, as a
        mapping or by name, are those of nonmun-jsonl(5): id, title, listed, votes, authors,
        sections, abstract, keywords, ...; a day may be a datetime.date.
        Raises BadInputError with the reason; nothing has changed then.
        """
        content = json_argument({"schema": 1, **(paper or {}), **keys})
        with self._handle.use() as writer:
            call("nonmun_writer_add", writer, content)
        self._listener.raise_what_was_raised()

    def remove(self, id: str) -> bool:
        """Removes what this source says of a paper; other sources may list it still. Whether the
        source has it."""
        with self._handle.use() as writer:
            return call("nonmun_writer_remove", writer, text_argument("id", id)) != NOT_FOUND

    def commit(self, cancel: Optional[Cancel] = None) -> UpdateReport:
        """Publishes the changes; nothing when they make no difference. After an error nothing is
        published, and the changes stay to be committed again. Raises as update()."""
        with self._handle.use() as writer:
            self.report = UpdateReport.from_json(_listened(
                self._listener, cancel,
                lambda address: ask("nonmun_writer_commit", writer, address)))
        return self.report

    def rollback(self) -> None:
        """Forgets the changes that were not committed."""
        with self._handle.use() as writer:
            call("nonmun_writer_rollback", writer)

    def close(self) -> None:
        """Closes the writer, and forgets the changes that were not committed."""
        self._handle.close()

    def __enter__(self) -> IndexWriter:
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException],
                 traceback: Optional[TracebackType]) -> None:
        try:
            if kind is None and not self._handle.closed:
                self.commit()
        finally:
            self.close()
