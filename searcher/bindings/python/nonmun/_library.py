"""Finds libnonmun and declares its functions; see nonmun/nonmun.h."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import pathlib
import threading
from typing import Iterator, Optional

from ._version import VERSION

ABI_VERSION = 1
_SONAME = "libnonmun.so." + ".".join(VERSION.split(".")[:2])

LISTENER = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_char_p)

_POINTER = ctypes.c_void_p
_TEXT = ctypes.c_char_p
_OUT = ctypes.POINTER(ctypes.c_void_p)  # not c_char_p, of which ctypes loses the address to free

_STATUS_CALLS = {
    "nonmun_parameters": [_OUT, _OUT],
    "nonmun_analyze": [_TEXT, _OUT, _OUT],
    "nonmun_open": [_TEXT, _OUT, _OUT],
    "nonmun_open_all": [ctypes.POINTER(_TEXT), ctypes.c_size_t, ctypes.c_double, _OUT, _OUT],
    "nonmun_search": [_POINTER, _TEXT, _TEXT, _POINTER, _OUT, _OUT],
    "nonmun_paper": [_POINTER, _TEXT, _TEXT, _OUT, _OUT],
    "nonmun_similar": [_POINTER, _TEXT, _TEXT, _POINTER, _OUT, _OUT],
    "nonmun_suggest": [_POINTER, _TEXT, ctypes.c_size_t, _OUT, _OUT],
    "nonmun_info": [_POINTER, _OUT, _OUT],
    "nonmun_aliases": [_POINTER, _TEXT, _OUT, _OUT],
    "nonmun_update": [_TEXT, _TEXT, LISTENER, _POINTER, _POINTER, _OUT, _OUT],
    "nonmun_writer_open": [_TEXT, _TEXT, _TEXT, LISTENER, _POINTER, _OUT, _OUT],
    "nonmun_writer_add": [_POINTER, _TEXT, _OUT],
    "nonmun_writer_remove": [_POINTER, _TEXT, _OUT],
    "nonmun_writer_commit": [_POINTER, _POINTER, _OUT, _OUT],
    "nonmun_writer_rollback": [_POINTER, _OUT],
}
_FREEING_CALLS = ["nonmun_free", "nonmun_close", "nonmun_cancel_request", "nonmun_cancel_free",
                  "nonmun_writer_close"]


class LibraryError(ImportError):
    """The shared library cannot be found, or is of another version."""


def _candidates() -> Iterator[str]:
    """Where the library may be, in the order of preference."""
    chosen = os.environ.get("NONMUN_LIBRARY")
    if chosen:
        yield chosen
        return
    package = pathlib.Path(__file__).resolve().parent
    # LIBDIR/python3/dist-packages/nonmun is below the folder of the library.
    for folder in (package, *package.parents[2:3]):
        path = folder / _SONAME
        if path.exists():
            yield str(path)
    yield _SONAME
    found = ctypes.util.find_library("nonmun")
    if found:
        yield found


def _declare(library: ctypes.CDLL) -> ctypes.CDLL:
    library.nonmun_abi_version.restype = ctypes.c_int
    library.nonmun_abi_version.argtypes = []
    abi = library.nonmun_abi_version()
    if abi != ABI_VERSION:
        raise LibraryError(f"libnonmun has ABI version {abi}; this package needs {ABI_VERSION}")
    library.nonmun_version.restype = _TEXT
    library.nonmun_version.argtypes = []
    library.nonmun_cancel_new.restype = _POINTER
    library.nonmun_cancel_new.argtypes = []
    for name, arguments in _STATUS_CALLS.items():
        function = getattr(library, name)
        function.restype = ctypes.c_int
        function.argtypes = arguments
    for name in _FREEING_CALLS:
        function = getattr(library, name)
        function.restype = None
        function.argtypes = [_POINTER]
    return library


_lock = threading.Lock()
_loaded: Optional[ctypes.CDLL] = None


def library() -> ctypes.CDLL:
    """The library, loaded by the first call. Raises LibraryError."""
    global _loaded
    with _lock:
        if _loaded is None:
            problems = []
            for name in _candidates():
                try:
                    _loaded = _declare(ctypes.CDLL(name))
                    break
                except (OSError, AttributeError) as error:
                    problems.append(str(error))
            else:
                raise LibraryError(f"cannot load {_SONAME}: {'; '.join(problems)}; install the "
                                   "shared library, or set NONMUN_LIBRARY to its path")
        return _loaded
