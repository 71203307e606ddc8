"""Searching."""

from __future__ import annotations

import ctypes
import datetime
import os
from typing import TYPE_CHECKING, Any, Dict, Iterator, Mapping, Optional, Sequence, Set, Tuple, TypedDict, Union

from ._calls import (
    Cancel,
    Handle,
    Path,
    ask,
    cancel_argument,
    json_argument,
    open_object,
    path_argument,
    text_argument,
)
from ._errors import usage
from ._library import library
from ._results import Alias, Completion, Hit, IndexInfo, Paper, Results

if TYPE_CHECKING:
    from typing_extensions import Unpack

Day = Union[str, datetime.date]


class SearchOptions(TypedDict, total=False):
    """The options of a search. parameters() has ranges, defaults and help of all but the last
    four."""

    limit: int
    offset: int
    sort: str
    since: Day
    until: Day
    min_votes: Optional[int]
    any: bool
    votes_weight: float
    recency_weight: float
    half_life: float
    as_of: Day
    strict_query: bool
    synonyms: Union[str, os.PathLike[str]]
    passages: int
    facets: Union[str, Sequence[str]]
    facet_limit: int
    explain: bool
    deadline: Optional[float]  # seconds from the beginning of the call; then DeadlineError
    cancel: Optional[Cancel]
    without: Sequence[str]  # mechanisms to switch off
    weights: Mapping[str, float]


def _options_argument(given: Mapping[str, Any]) -> bytes:
    options: Dict[str, Any] = {key: value for key, value in given.items() if key != "cancel"}
    if "deadline" in options:
        seconds = options.pop("deadline")
        try:
            options["deadline_ms"] = None if seconds is None else max(0.0, 1000 * seconds)
        except TypeError:
            raise usage(f"deadline: invalid value {seconds!r} (expected seconds)") from None
    for key in ("facets", "without"):
        if isinstance(options.get(key), (tuple, set, frozenset)):
            options[key] = list(options[key])
    if isinstance(options.get("facets"), list):
        options["facets"] = ",".join(map(str, options["facets"]))
    return json_argument(options)


class Index:
    """A published index, open for searching: any number of threads may use it at once. It follows
    what is published by itself; each answer belongs to exactly one generation.

    path: None is $NONMUN_INDEX, else $XDG_DATA_HOME/nonmun/index, else ~/.local/share/nonmun/index.
    Raises NoIndexError, VersionError, StorageError.
    """

    def __init__(self, path: Optional[Path] = None) -> None:
        address = open_object("nonmun_open", path_argument(path))
        self._handle = Handle(address, library().nonmun_close, "Index")

    @classmethod
    def open_all(cls, paths: Sequence[Path], timeout: Optional[float] = None) -> Index:
        """Several indexes, or the shards of one, searched as one: scores are those of one index
        with all papers. Of indexes made apart, the first gives what is learnt from papers; a paper
        that several have is the one of the index named first.

        An index that cannot be read, or whose server does not answer within `timeout` seconds (5),
        is left out, and results say so in failed_shards. It is tried again every few seconds.
        Raises UsageError, MixedShardsError, and what the first says when none can be opened.
        """
        folders = [path_argument(path) for path in paths]
        if timeout is not None and not timeout > 0:
            raise usage(f"timeout: invalid value {timeout!r} (expected seconds)")
        index = cls.__new__(cls)
        address = open_object("nonmun_open_all", (ctypes.c_char_p * len(folders))(*folders),
                              len(folders), timeout or 0.0)
        index._handle = Handle(address, library().nonmun_close, "Index")
        return index

    def search(self, query: str = "", **options: Unpack[SearchOptions]) -> Results:
        """Searches. An empty query lists all papers that the options let through, if a sort, a
        date, votes or recency in them says which come first.

        Raises UsageError, QuerySyntaxError with strict_query, DeadlineError, CancelledError,
        StorageError.
        """
        return self._results("nonmun_search", text_argument("query", query), options)

    def similar(self, id: str, **options: Unpack[SearchOptions]) -> Results:
        """Papers like one, most similar first. Raises UsageError when no paper has this id."""
        return self._results("nonmun_similar", text_argument("id", id), options)

    def iter_search(self, query: str = "", *, page: int = 100,
                    **options: Unpack[SearchOptions]) -> Iterator[Hit]:
        """All hits of a search, asked for page by page as they are needed; `limit` is how many at
        most, all without it. A generation that is published meanwhile may change what is to come;
        no paper comes twice. A deadline holds for each page.
        """
        if page < 1:
            raise usage(f"page: invalid value {page} (expected 1 or more)")
        rest: Dict[str, Any] = dict(options)
        offset: int = rest.pop("offset", 0)
        limit: Optional[int] = rest.pop("limit", None)
        return self._pages(query, page, offset, limit, rest)

    def _pages(self, query: str, page: int, offset: int, limit: Optional[int],
               options: Dict[str, Any]) -> Iterator[Hit]:
        seen: Set[str] = set()
        while limit is None or len(seen) < limit:
            results = self.search(query, offset=offset, limit=page, **options)
            for hit in results.hits:
                if hit.id in seen:
                    continue
                if limit is not None and len(seen) == limit:
                    return
                seen.add(hit.id)
                yield hit
            offset += page
            if offset >= results.listed:
                return

    def paper(self, id: str, query: str = "") -> Optional[Paper]:
        """Everything that the index knows of a paper; None when it has none with this id, which may
        be an arXiv id with or without version, or the address of its page. The words of `query` are
        marked in its texts.
        """
        with self._handle.use() as index:
            answer = ask("nonmun_paper", index, text_argument("id", id),
                         text_argument("query", query))
        return None if answer is None else Paper.from_json(answer)

    def suggest(self, text: str, limit: int = 10) -> Tuple[Completion, ...]:
        """How the last word of a query may go on, best first; at most 100."""
        if not isinstance(limit, int) or limit < 0:
            raise usage(f"limit: invalid value {limit!r} (expected a whole number from 0 to 100)")
        with self._handle.use() as index:
            answer = ask("nonmun_suggest", index, text_argument("text", text), min(limit, 2**63))
        return tuple(map(Completion.from_json, answer["suggestions"]))

    def aliases(self, phrase: str) -> Tuple[Alias, ...]:
        """The other names of a phrase, most papers first."""
        with self._handle.use() as index:
            answer = ask("nonmun_aliases", index, text_argument("phrase", phrase))
        return tuple(map(Alias.from_json, answer["aliases"]))

    def info(self) -> IndexInfo:
        """The index as it is: generation, papers, days."""
        with self._handle.use() as index:
            return IndexInfo.from_json(ask("nonmun_info", index))

    def close(self) -> None:
        """Closes the index; calls that are running end as usual."""
        self._handle.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _results(self, function: str, argument: bytes, options: Mapping[str, Any]) -> Results:
        asked = _options_argument(options)
        with self._handle.use() as index, cancel_argument(options.get("cancel")) as cancel:
            return Results.from_json(ask(function, index, argument, asked, cancel))
