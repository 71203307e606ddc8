"""Search Korean and English paper digests, and keep an index of them up to date.

    import nonmun

    with nonmun.Index("papers.index") as index:
        for hit in index.search("강화학습", limit=3):
            print(hit.id, hit.title)

The package is pure Python over the shared library libnonmun, which does the work without holding
the interpreter's lock: threads search at the same time. It looks for the library at
$NONMUN_LIBRARY, then in its own folder and the lib folder of the installation it is part of, then
where the system looks for libraries. Every error is a nonmun.Error.
"""

from ._calls import Cancel, analyze, library_version, parameters
from ._errors import (
    BadInputError,
    CancelledError,
    DamagedError,
    DatabaseError,
    DeadlineError,
    DiskFullError,
    DropError,
    Error,
    GateError,
    InternalError,
    LockedError,
    MixedShardsError,
    NoIndexError,
    NoPapersError,
    NoPreviousError,
    PipeError,
    QuerySyntaxError,
    RejectsError,
    RemoteError,
    StorageError,
    TooLargeError,
    UsageError,
    VersionError,
)
from ._index import Index, SearchOptions
from ._indexing import IndexWriter, Missing, Phase, Progress, Reject, UpdateReport, update
from ._library import LibraryError
from ._results import (
    Alias,
    Completion,
    Expansion,
    Facet,
    FailedShard,
    Hit,
    IndexInfo,
    Paper,
    Results,
    ScoreComponent,
    ScoreParts,
    Section,
    SimilarityShare,
    Snippet,
    Source,
    Suggestion,
    Token,
    mark,
)
from ._version import VERSION as __version__

__all__ = [
    "Alias", "BadInputError", "Cancel", "CancelledError", "Completion", "DamagedError",
    "DatabaseError", "DeadlineError", "DiskFullError", "DropError", "Error", "Expansion", "Facet",
    "FailedShard", "GateError", "Hit", "Index", "IndexInfo", "IndexWriter", "InternalError", "LibraryError",
    "LockedError", "Missing", "MixedShardsError", "NoIndexError", "NoPapersError",
    "NoPreviousError", "Paper", "Phase", "PipeError", "Progress", "QuerySyntaxError", "Reject",
    "RejectsError", "RemoteError", "Results", "ScoreComponent", "ScoreParts", "SearchOptions", "Section", "SimilarityShare", "Snippet",
    "Source", "StorageError", "Suggestion", "Token", "TooLargeError", "UpdateReport", "UsageError", "VersionError",
    "__version__", "analyze", "library_version", "mark", "parameters", "update",
]  # fmt: skip
