"""Calls of the library: strings, statuses, and objects that are freed when nobody uses them."""

from __future__ import annotations

import ctypes
import datetime
import json
import os
import threading
from contextlib import contextmanager
from typing import Any, Callable, Iterator, List, Mapping, Optional, Tuple, Union

from ._errors import error_of, usage
from ._library import library
from ._results import Token

OK, NOT_FOUND = 0, 1

Path = Union[str, bytes, "os.PathLike[str]", "os.PathLike[bytes]"]


def text_argument(name: str, value: str) -> bytes:
    """A text as the library takes it."""
    if not isinstance(value, str):
        raise usage(f"{name}: invalid value {value!r} (expected a str)")
    try:
        text = value.encode("utf-8")
    except UnicodeEncodeError:
        raise usage(f"{name} is not valid UTF-8") from None
    if b"\0" in text:
        raise usage(f"{name} contains U+0000")
    return text


def path_argument(value: Optional[Path]) -> Optional[bytes]:
    """The path of an index; None is the default."""
    if value is None:
        return None
    path = os.fsencode(value)
    if b"\0" in path:
        raise usage("the path of the index contains U+0000")
    return path


def _plain(value: Any) -> Any:
    """What JSON does not know, as the library reads it."""
    if isinstance(value, datetime.date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} {value!r}")


def json_argument(value: Mapping[str, Any]) -> bytes:
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, default=_plain)
        return text.encode("utf-8")
    except (TypeError, ValueError) as error:  # also text that is not Unicode
        raise usage(f"a value cannot be given as JSON: {error}") from None


def _take(pointer: ctypes.c_void_p) -> Optional[str]:
    """A string that the library gave out, which is freed."""
    if not pointer.value:
        return None
    try:
        return ctypes.string_at(pointer.value).decode("utf-8")
    finally:
        library().nonmun_free(pointer)


def call(name: str, *arguments: Any) -> int:
    """Calls a function whose last argument is the error. Raises Error but for OK and NOT_FOUND."""
    error = ctypes.c_void_p()
    status: int = getattr(library(), name)(*arguments, ctypes.byref(error))
    said = _take(error)
    if status not in (OK, NOT_FOUND):
        raise error_of(status, said)
    return status


def ask(name: str, *arguments: Any) -> Any:
    """Calls a function that answers in JSON: the value, or None when nothing was found."""
    answer = ctypes.c_void_p()
    status = call(name, *arguments, ctypes.byref(answer))
    text = _take(answer)
    return None if status == NOT_FOUND or text is None else json.loads(text)


def open_object(name: str, *arguments: Any) -> int:
    """Calls a function that gives out an object: its address."""
    opened = ctypes.c_void_p()
    call(name, *arguments, ctypes.byref(opened))
    assert opened.value is not None
    return opened.value


class Handle:
    """An object of the library. It is freed when it was closed and the last call that uses it has
    ended, so that one thread may close what another is still using."""

    def __init__(self, address: int, free: Callable[[int], None], what: str) -> None:
        self._address: Optional[int] = address
        self._free = free
        self._what = what
        self._users = 0
        self._closed = False
        self._lock = threading.Lock()

    @property
    def closed(self) -> bool:
        return self._closed

    @contextmanager
    def use(self) -> Iterator[int]:
        with self._lock:
            if self._closed:
                raise usage(f"this {self._what} is closed")
            self._users += 1
            address = self._address
        assert address is not None
        try:
            yield address
        finally:
            self._leave(-1)

    def close(self) -> None:
        self._closed = True
        self._leave(0)

    def _leave(self, change: int) -> None:
        with self._lock:
            self._users += change
            if not self._closed or self._users > 0:
                return
            address, self._address = self._address, None
        if address is not None:
            self._free(address)

    def __del__(self) -> None:
        self.close()


class Cancel:
    """A request to end calls early, which any thread may make.

    One request serves any number of calls, also at once: after request(), each call that was given
    it ends with CancelledError as soon as it notices.
    """

    def __init__(self) -> None:
        address = library().nonmun_cancel_new()
        if not address:
            raise MemoryError
        self._handle = Handle(address, library().nonmun_cancel_free, "Cancel")

    def request(self) -> None:
        with self._handle.use() as address:
            library().nonmun_cancel_request(address)


@contextmanager
def cancel_argument(cancel: Optional[Cancel]) -> Iterator[Optional[int]]:
    if cancel is None:
        yield None
        return
    with cancel._handle.use() as address:
        yield address


def library_version() -> str:
    """The version of the shared library."""
    version: bytes = library().nonmun_version()
    return version.decode("ascii")


def analyze(text: str) -> Tuple[Token, ...]:
    """The tokens of a text as an index has them; needs no index."""
    answer = ask("nonmun_analyze", text_argument("text", text))
    return tuple(Token.from_json(token) for token in answer["tokens"])


def parameters() -> Mapping[str, List[Mapping[str, Any]]]:
    """What a search can be asked for: "parameters" with type, range, default and help; "facets",
    "fields" of the query language, "mechanisms" and "weights" by name and help."""
    answer: Mapping[str, List[Mapping[str, Any]]] = ask("nonmun_parameters")
    return answer
