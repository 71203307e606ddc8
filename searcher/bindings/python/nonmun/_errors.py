"""Exceptions: one for each cause that the library distinguishes."""

from __future__ import annotations

import json
from typing import Any, Dict, Mapping, Optional, Sequence, Tuple, Type


class Error(Exception):
    """What ended a call.

    cause: its name for programs, such as "query_syntax"; code: the exit code that the programs of
    nonmun would end with; message and hint: for people, the hint may be empty; column: of
    QuerySyntaxError the place in the query in characters, from 1, otherwise None; details: what in
    particular, such as each damaged file.
    """

    def __init__(self, message: str, *, cause: str = "internal", code: int = 70, hint: str = "",
                 column: Optional[int] = None, details: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.cause = cause
        self.code = code
        self.hint = hint
        self.column = column
        self.details: Tuple[str, ...] = tuple(details)

    def __reduce__(self) -> Any:  # keyword arguments are lost otherwise, between processes
        return (_restore, (type(self), dict(
            message=self.message, cause=self.cause, code=self.code, hint=self.hint,
            column=self.column, details=self.details)))


class UsageError(Error, ValueError):
    """An argument of a call is not valid."""


class QuerySyntaxError(UsageError):
    """The query is malformed, and strict_query asks for an error; see column."""


class BadInputError(Error):
    """The input was refused; nothing was published."""


class NoPapersError(BadInputError):
    """No paper can be read from the sources."""


class RejectsError(BadInputError):
    """Entries were rejected, and the update is strict."""


class DropError(BadInputError):
    """More papers would go than max_drop_percent allows."""


class PipeError(BadInputError):
    """Papers would go because one unnamed pipe replaces another."""


class GateError(BadInputError):
    """A check before publishing had complaints."""


class NoIndexError(Error):
    """Nothing is published in the folder."""


class NoPreviousError(NoIndexError):
    """There is no previous generation to go back to."""


class InternalError(Error):
    """A bug in nonmun, or memory is exhausted."""


class StorageError(Error):
    """A file cannot be read or written."""


class DiskFullError(StorageError):
    """No space is left, or no quota."""


class TooLargeError(StorageError):
    """A file is larger than the limit."""


class DamagedError(StorageError):
    """The index is not as it was written."""


class DatabaseError(StorageError):
    """The database cannot be read or written; it may be damaged."""


class RemoteError(StorageError):
    """The server of a remote index does not answer, or has another generation."""


class LockedError(Error):
    """Another run holds the index."""


class VersionError(Error):
    """The index was made by another version of nonmun."""


class MixedShardsError(VersionError):
    """The shards are of different generations, or one of them is given twice."""


class DeadlineError(Error, TimeoutError):
    """The deadline of a search has passed."""


class CancelledError(Error):
    """Cancel.request() was called."""


CAUSES: Dict[str, Type[Error]] = {
    "usage": UsageError,
    "query_syntax": QuerySyntaxError,
    "bad_input": BadInputError,
    "no_papers": NoPapersError,
    "rejects": RejectsError,
    "drop": DropError,
    "pipe": PipeError,
    "gate": GateError,
    "no_index": NoIndexError,
    "no_previous": NoPreviousError,
    "internal": InternalError,
    "io": StorageError,
    "too_large": TooLargeError,
    "disk_full": DiskFullError,
    "damaged": DamagedError,
    "database": DatabaseError,
    "remote": RemoteError,
    "locked": LockedError,
    "other_version": VersionError,
    "mixed_shards": MixedShardsError,
    "deadline": DeadlineError,
    "interrupted": CancelledError,
}
# For causes that a newer library may have.
_GENERAL: Dict[int, Type[Error]] = {
    2: UsageError, 65: BadInputError, 66: NoIndexError, 70: InternalError, 74: StorageError,
    75: LockedError, 76: VersionError, 124: DeadlineError, 130: CancelledError}


def _restore(kind: Type[Error], members: Mapping[str, Any]) -> Error:
    return kind(**members)


def usage(message: str) -> UsageError:
    return UsageError(message, cause="usage", code=2)


def error_of(status: int, text: Optional[str]) -> Error:
    """The exception for a status and the JSON that came with it, which may be missing."""
    said: Mapping[str, Any] = json.loads(text) if text is not None else {}
    cause = said.get("cause", "internal")
    kind: Type[Error] = CAUSES.get(cause, _GENERAL.get(status, Error))
    return kind(said.get("message", "memory is exhausted"), cause=cause, code=status,
                hint=said.get("hint") or "", column=said.get("column"),
                details=said.get("details", ()))
