"""The line protocol of a system that is written in Python; protocol.hpp says it for C++.

    SYSTEM build PAPERS INDEX          SYSTEM update INDEX CHANGED
    SYSTEM votes INDEX VOTES           SYSTEM query INDEX QUERIES WARM_UP_SECONDS

`query` prints "ready PID" (whose memory counts); then for each line "CLASS K" that it reads, a line
"QID MICROSECONDS FOUND ID..." for each query of that class, and an empty line.
"""

import sys
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol


class Row(NamedTuple):
    id: str
    listed: str
    votes: int
    title: str
    authors: str
    summary: str


class Query(NamedTuple):
    qid: str
    kind: str
    text: str
    since: str
    until: str


class Opened(Protocol):
    """An index that answers."""

    pid: int

    def clock(self) -> int:
        """CPU nanoseconds so far."""

    def found(self, query: Query) -> int: ...

    def top(self, query: Query, k: int) -> list[str]: ...


def rows(path: str) -> Iterator[Row]:
    with open(path, encoding="utf-8", newline="\n") as source:
        for line in source:
            id_, listed, votes, title, authors, summary = line.rstrip("\n").split("\t")
            yield Row(id_, listed, int(votes), title, authors, summary)


def votes(path: str) -> Iterator[tuple[str, int]]:
    with open(path, encoding="utf-8") as source:
        for line in source:
            id_, count = line.split("\t")
            yield id_, int(count)


def serve(opened: Opened, path: str) -> None:
    with open(path, encoding="utf-8", newline="\n") as source:
        queries = [Query(*line.rstrip("\n").split("\t")) for line in source]
    # Counts are asked apart and not timed: a peer that lists the top only is not to pay for them.
    found: dict[str, int] = {}
    print("ready", opened.pid, flush=True)
    for request in sys.stdin:
        kind, k = request.split()
        for query in queries:
            if query.kind != kind:
                continue
            start = opened.clock()
            ids = opened.top(query, int(k))
            spent = (opened.clock() - start) / 1000
            if query.qid not in found:
                found[query.qid] = opened.found(query)
            print(query.qid, f"{spent:.1f}", found[query.qid], *ids)
        print(flush=True)


def thread_clock() -> int:
    return time.thread_time_ns()


def main(
    build: Callable[[str, str], None],
    update: Callable[[str, str], None],
    refresh: Callable[[str, str], None],
    opened: Callable[[str], Opened],
    arguments: list[str],
) -> int:
    command, first, second, *_ = arguments
    if command == "query":
        serve(opened(first), second)
    else:
        {"build": build, "update": update, "votes": refresh}[command](first, second)
    return 0
