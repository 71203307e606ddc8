"""The rows of every table: all queries, then languages, traits and kinds."""

from collections.abc import Iterable

from lab.formats import Query

ALL = "all"
LANGUAGES = ("ko", "en", "mixed")
TRAITS = (
    "particle",
    "spacing",
    "transliteration",
    "abbreviation",
    "author",
    "method-name",
    "question",
    "typo",
)
NONE = "-"
KINDS = {"k": "known-item", "t": "topical"}


def groups_of(query: Query) -> list[str]:
    """The rows that a query counts in."""
    kind = KINDS.get(query.qid[:1])
    return [ALL, query.language, *(query.traits or (NONE,)), *([kind] if kind else [])]


def group(queries: Iterable[Query]) -> dict[str, list[str]]:
    """Query ids per row, in a fixed order; rows that this project does not know come last."""
    members: dict[str, list[str]] = {}
    for query in queries:
        for name in groups_of(query):
            members.setdefault(name, []).append(query.qid)
    known = [ALL, *LANGUAGES, *TRAITS, NONE, *KINDS.values()]
    order = [n for n in known if n in members] + sorted(n for n in members if n not in known)
    return {name: members[name] for name in order}
