"""What a search returns: plain, immutable data. nonmun-search(1) describes the values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Dict, Iterator, Mapping, Optional, Tuple

Marks = Tuple[Tuple[int, int], ...]
Json = Mapping[str, Any]


def mark(text: str, marks: Marks, before: str, after: str,
         escape: Optional[Callable[[str], str]] = None) -> str:
    """The text with `before` and `after` around its marks. `escape`, such as html.escape, is
    applied to the text but not to them."""
    written = escape or str
    parts, end = [], 0
    for begin, stop in marks:
        parts += [written(text[end:begin]), before, written(text[begin:stop]), after]
        end = stop
    return "".join([*parts, written(text[end:])])


def _marks(value: Any) -> Marks:
    return tuple((begin, end) for begin, end in value)


@dataclass(frozen=True)
class Snippet:
    """A piece of a paper's text; marks are the places of matching words in characters."""

    field: str
    text: str
    marks: Marks

    def marked(self, before: str = "<b>", after: str = "</b>",
               escape: Optional[Callable[[str], str]] = None) -> str:
        """See mark()."""
        return mark(self.text, self.marks, before, after, escape)

    @classmethod
    def from_json(cls, j: Json) -> Snippet:
        return cls(j["field"], j["text"], _marks(j["marks"]))


@dataclass(frozen=True)
class ScoreParts:
    """The components of a score, which is their sum."""

    bm25: float
    similarity: float
    votes: float
    recency: float

    @classmethod
    def from_json(cls, j: Json) -> ScoreParts:
        return cls(j["bm25"], j["similarity"], j["votes"], j["recency"])


@dataclass(frozen=True)
class ScoreComponent:
    """One component of bm25, before division by the highest of the query."""

    what: str
    bm25: float


@dataclass(frozen=True)
class SimilarityShare:
    """What a word of the query adds to the similarity; it may be negative."""

    word: str
    share: float


@dataclass(frozen=True)
class Hit:
    rank: int  # from 1, counted over all pages
    id: str
    title: str
    url: str
    date: str  # latest day listed, ISO
    withdrawn: Optional[str]
    votes: Optional[int]  # None: not known
    authors: Tuple[str, ...]
    score: float
    score_parts: ScoreParts
    pinned: Optional[str]  # why it is before all others: "id", "title", "name", "author"
    snippets: Tuple[Snippet, ...]
    explanation: Tuple[ScoreComponent, ...] = ()  # only with explain
    similarity: Tuple[SimilarityShare, ...] = ()  # only with explain

    @classmethod
    def from_json(cls, j: Json) -> Hit:
        return cls(
            j["rank"], j["id"], j["title"], j["url"], j["date"], j["withdrawn"], j["votes"],
            tuple(j["authors"]), j["score"], ScoreParts.from_json(j["score_parts"]), j["pinned"],
            tuple(map(Snippet.from_json, j["snippets"])),
            tuple(ScoreComponent(c["what"], c["bm25"]) for c in j.get("explanation", ())),
            tuple(SimilarityShare(s["word"], s["share"]) for s in j.get("similarity", ())))


@dataclass(frozen=True)
class Expansion:
    """What was searched beside a word of the query."""

    from_: str
    to: Tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Suggestion:
    """What to change when no paper holds all words."""

    query: str  # the changed query
    why: str  # what was changed, to follow a number of papers
    papers: int  # that the changed query finds


@dataclass(frozen=True)
class Facet:
    """How many papers have each value; distinct counts also the values that are left out."""

    values: Tuple[Tuple[str, int], ...]
    distinct: int


@dataclass(frozen=True)
class FailedShard:
    """An index of Index.open_all() that is left out, and why."""

    index: str  # its folder
    error: str

    @classmethod
    def all_of(cls, j: Json) -> Tuple[FailedShard, ...]:
        return tuple(cls(it["index"], it["error"]) for it in j.get("failed_shards", ()))


@dataclass(frozen=True)
class Results:
    """The hits of a search, as a sequence, and what is known of them all."""

    query: str
    found: int  # papers with any word of the query
    found_all: int  # papers with all words
    found_exact: bool
    scope: str  # which papers are listed: "any", "all" or "most"
    listed: int  # how many they are: what can be paged through
    out_of: int  # papers in the index
    offset: int
    limit: int
    took_ms: float
    generation: str
    built_at: str
    did_you_mean: Optional[str]
    notes: Tuple[str, ...]
    expanded: Tuple[Expansion, ...]
    hits: Tuple[Hit, ...]
    facets: Mapping[str, Facet]
    understood: str = ""  # only with explain
    suggestions: Tuple[Suggestion, ...] = ()
    failed_shards: Tuple[FailedShard, ...] = ()

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    def __getitem__(self, place: int) -> Hit:
        return self.hits[place]

    @classmethod
    def from_json(cls, j: Json) -> Results:
        facets: Dict[str, Facet] = {
            name: Facet(tuple((value, papers) for value, papers in values),
                        j["facets_distinct"][name])
            for name, values in j.get("facets", {}).items()}
        return cls(
            j["query"], j["found"], j["found_all"], j["found_exact"], j["scope"], j["listed"],
            j["out_of"], j["offset"], j["limit"], j["took_ms"], j["index"]["generation"],
            j["index"]["built_at"], j["did_you_mean"], tuple(j["notes"]),
            tuple(Expansion(e["from"], tuple(e["to"]), e["why"]) for e in j["expanded"]),
            tuple(map(Hit.from_json, j["hits"])), facets, j.get("understood", ""),
            tuple(Suggestion(s["query"], s["why"], s["papers"]) for s in j["suggestions"]),
            FailedShard.all_of(j))


@dataclass(frozen=True)
class Section:
    """One bullet of a summary."""

    kind: str  # "body", "whats_new", "technical", "performance", "other"
    label: Optional[str]
    text: str
    marks: Marks


@dataclass(frozen=True)
class Source:
    """Where a paper is listed; line is None when it is not known."""

    name: str
    line: Optional[int]


@dataclass(frozen=True)
class Paper:
    """Everything that the index knows of a paper."""

    id: str
    title: str
    title_marks: Marks
    url: str
    listed: Tuple[str, ...]  # days, ISO, ascending
    withdrawn: Optional[str]
    votes: Optional[int]
    votes_at: Optional[int]  # when the votes were read, Unix seconds
    authors: Tuple[str, ...]
    sections: Tuple[Section, ...]
    abstract: Optional[str]
    abstract_marks: Marks
    keywords: Tuple[str, ...]
    sources: Tuple[Source, ...]

    @classmethod
    def from_json(cls, j: Json) -> Paper:
        return cls(
            j["id"], j["title"], _marks(j["title_marks"]), j["url"], tuple(j["listed"]),
            j["withdrawn"], j["votes"], j["votes_at"], tuple(j["authors"]),
            tuple(Section(s["kind"], s["label"], s["text"], _marks(s["marks"]))
                  for s in j["sections"]),
            j["abstract"], _marks(j["abstract_marks"]), tuple(j["keywords"]),
            tuple(Source(s["name"], s["line"]) for s in j["sources"]))


@dataclass(frozen=True)
class Completion:
    """A way to go on from what was typed."""

    text: str  # the whole query
    value: str  # the word, name or author that completes it
    kind: str  # "word", "name", "author", "field"
    papers: int

    @classmethod
    def from_json(cls, j: Json) -> Completion:
        return cls(j["text"], j["value"], j["kind"], j["papers"])


@dataclass(frozen=True)
class IndexInfo:
    generation: str
    built_at: str
    papers: int
    first_day: Optional[str]
    last_day: Optional[str]
    failed_shards: Tuple[FailedShard, ...] = ()

    @classmethod
    def from_json(cls, j: Json) -> IndexInfo:
        return cls(j["generation"], j["built_at"], j["papers"], j["first_day"], j["last_day"],
                   FailedShard.all_of(j))


@dataclass(frozen=True)
class Alias:
    """Another name of a phrase, as the papers give it in parentheses."""

    phrase: str
    papers: int
    confidence: float
    paper_ids: Tuple[str, ...]

    @classmethod
    def from_json(cls, j: Json) -> Alias:
        return cls(j["phrase"], j["papers"], j["confidence"], tuple(j["paper_ids"]))


@dataclass(frozen=True)
class Token:
    """A token as the index has it; begin and end are bytes of the text in UTF-8."""

    term: str
    kind: str
    begin: int
    end: int
    position: int

    @classmethod
    def from_json(cls, j: Json) -> Token:
        return cls(j["term"], j["kind"], j["begin"], j["end"], j["position"])
