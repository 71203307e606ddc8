"""The architecture: which room may include what, checked for every #include.

Usage: python3 tests/architecture_test.py            checks the table against the tree
       python3 tests/architecture_test.py --picture  prints the table as README.md shows it

A room is a folder with C++ files, or with a Python package. ROOMS lists them from the bottom to the top, and a room may
include only rooms above it in the list, so there is no circle. A file may also include its own
room and the C++ library; FILES and the libraries of LIBRARIES are named room by room.
"""

import collections
import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[1]
WINGS = {
    "analyzers": "text -> terms; word -> other spellings",
    "indexer": "digests -> a published index",
    "searcher": "a query -> ranked hits",
}

# Room: (what it does, rooms or single headers it may include, libraries it may use)
ROOMS = {
    "analyzers/text": (
        "Unicode: UTF-8, case folding, jamo, word breaks", "", "icu"),
    "analyzers/korean": (
        "Korean stems, and the tails they are cut from", "analyzers/text", ""),
    "analyzers/latin": (
        "English stems; names such as GPT-4o", "analyzers/text", "icu stemmer"),
    "analyzers/variants": (
        "other spellings: loanwords, typos, keyboard layouts",
        "analyzers/text analyzers/korean/letters.hpp", "icu"),
    "analyzers/aliases": (
        "other names that one text gives in parentheses", "analyzers/text", "icu"),
    "analyzers": (
        "the contract and the conductor", "analyzers/text analyzers/korean analyzers/latin", "icu"),

    "indexer/include": (
        "public headers: update, writer, doctor, errors", "", ""),
    "indexer/system": (
        "files, hashes, time, signals, with errors of nonmun",
        "indexer/include", "files fmt xxhash"),
    "indexer/paper": (
        "what a paper is, and its stored form",
        "analyzers/text indexer/include indexer/system/hash.hpp", "fmt json zstd"),
    "indexer/reader": (
        "digest files -> papers, rejects, warnings",
        "analyzers/text indexer/include indexer/system indexer/paper", "files fmt json cmark"),
    "indexer/doctor": (
        "what looks wrong in digests",
        "analyzers analyzers/text indexer/include indexer/system indexer/paper indexer/reader",
        "fmt json"),
    "indexer/index": (
        "what an index is, on disk and in terms",
        "analyzers analyzers/text analyzers/variants analyzers/aliases indexer/include "
        "indexer/system indexer/paper", "files fmt json vectors xapian"),
    "indexer/derive": (
        "all papers -> lexicons, aliases, similarity, facets",
        "analyzers analyzers/text analyzers/latin analyzers/variants analyzers/aliases "
        "indexer/include indexer/system indexer/paper indexer/index", "eigen fmt vectors xapian"),
    "indexer/publish": (
        "one writer, the order of generations",
        "analyzers indexer/include indexer/system indexer/paper indexer/index",
        "files fmt json xapian"),
    "indexer/update": (
        "the steps of an update",
        "analyzers analyzers/text analyzers/aliases indexer/include indexer/system indexer/paper "
        "indexer/reader indexer/index indexer/derive indexer/publish", "files fmt json xapian"),
    "indexer/cli": (
        "what the programs share: options, hints, terminal",
        "analyzers analyzers/text indexer/include indexer/system indexer/index",
        "boost files fmt icu json xapian"),
    "indexer/nonmun-index": (
        "the program, one file per subcommand",
        "indexer/include indexer/system indexer/reader/keys.hpp indexer/index indexer/cli",
        "boost files fmt json"),

    "searcher/include": (
        "public headers: search and its results", "indexer/include", ""),
    "searcher/query": (
        "the query language; needs no index",
        "analyzers/text indexer/include indexer/paper indexer/index/fields.hpp", "fmt"),
    "searcher/plan": (
        "a parsed query -> the tree that is scored",
        "analyzers analyzers/text analyzers/variants indexer/include indexer/paper indexer/index "
        "searcher/query", "fmt"),
    "searcher/match": (
        "a scoring tree -> papers with their BM25",
        "analyzers analyzers/text indexer/include indexer/system indexer/paper indexer/index "
        "searcher/query searcher/plan", "fmt xapian"),
    "searcher/rank": (
        "matches -> an order: similarity, votes, recency",
        "analyzers/text indexer/include indexer/paper indexer/index "
        "searcher/include/nonmun/results.hpp searcher/plan searcher/match", "fmt xapian"),
    "searcher/result": (
        "what is shown: snippets, explanations, facets, JSON",
        "analyzers analyzers/text analyzers/aliases indexer/include indexer/paper indexer/index "
        "searcher/include searcher/plan searcher/match searcher/rank", "fmt json xapian"),
    "searcher": (
        "the way of a query through the rooms",
        "analyzers analyzers/text analyzers/variants indexer/include indexer/system indexer/paper indexer/index "
        "searcher/include searcher/query searcher/plan searcher/match searcher/rank "
        "searcher/result", "fmt json xapian"),
    "searcher/bindings/c": (
        "the library in C: JSON in and out, no exceptions",
        "analyzers/text indexer/include searcher/include", "fmt json"),
    "searcher/bindings/python": (
        "the library in Python, over the one in C", "searcher/include", ""),
    "searcher/nonmun-search/interactive": (
        "its whole-screen mode: keys, state, ncurses",
        "analyzers/text indexer/include indexer/system indexer/cli searcher/include",
        "curses files fmt icu"),
    "searcher/nonmun-search": (
        "the program: options and text output",
        "analyzers/text indexer/include indexer/system indexer/cli searcher/include "
        "searcher/nonmun-search/interactive",
        "files fmt json"),
    "searcher/nonmun-serve": (
        "the program: HTTP, and tools for assistants",
        "analyzers/text indexer/include indexer/system indexer/cli searcher/include",
        "files fmt json microhttpd sockets systemd zlib"),
}

# The one arrow up: an index is tried with canary queries before it is published.
ARROWS_UP = {("indexer/nonmun-index/canaries.cpp", "searcher/include")}

# Violations that are known; the test fails when one no longer occurs, so the list only shrinks.
KNOWN = {
    ("indexer/derive/derived.cpp", "filesystem"),
    ("searcher/index.cpp", "filesystem"),
}

# Headers, as regular expressions, that are not of the C++ library alone.
LIBRARIES = {
    "boost": r"boost/.+",
    "cmark": r"cmark\.h",
    "curses": r"curses\.h",
    "eigen": r"Eigen/.+",
    "files": r"filesystem|fstream|"
             r"(?!cmark|curses|immintrin|xapian|xxhash|libstemmer|microhttpd|zlib|sys/socket|zstd|zdict|sys/un\b)(sys/)?\w+\.h",
    "fmt": r"fmt/.+",
    "icu": r"unicode/.+",
    "json": r"nlohmann/.+",
    "microhttpd": r"microhttpd\.h",
    "sockets": r"(sys/(socket|un)|netinet/\w+|arpa/inet)\.h",
    "stemmer": r"libstemmer\.h",
    "systemd": r"systemd/.+",
    "vectors": r"immintrin\.h",
    "xapian": r"xapian\.h",
    "xxhash": r"xxhash\.h",
    "zlib": r"zlib\.h",
    "zstd": r"(zstd|zdict)\.h",
}
MAX_README_LINES = 40


def room_of(path):
    """The room that a path below the root belongs to: the longest one that contains it."""
    fitting = [room for room in ROOMS if path.startswith(room + "/")]
    return max(fitting, key=len, default=None)


def sources():
    for wing in WINGS:
        for path in sorted((ROOT / wing).rglob("*.[ch]pp")):
            yield path.relative_to(ROOT).as_posix()


def includes(text):
    """Every #include of a text: (line, name, is quoted)."""
    for number, line in enumerate(text.splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*(?:"([^"]*)"|<([^>]*)>)', line)
        if match:
            yield number, match[1] or match[2], match[1] is not None


def public_headers():
    """Name in an #include: path below the root."""
    return {path.relative_to(folder).as_posix(): path.relative_to(ROOT).as_posix()
            for folder in ROOT.glob("*/include") for path in sorted(folder.rglob("*.h*"))}


def violations(path, text):
    """What is wrong with the #includes of a file: (key for KNOWN, message)."""
    room = room_of(path)
    _, rooms, libraries = ROOMS[room]
    rooms, libraries = rooms.split(), libraries.split()
    public = public_headers()
    for number, name, quoted in includes(text):
        def wrong(reason):
            return (path, name), f"{path}:{number}: {name}: {reason}"
        if quoted or name in public:
            target = name if quoted else public[name]
            other = room_of(target)
            if quoted and (other is None or not (ROOT / target).is_file()):
                yield wrong("not a path from the root of the project")
            elif quoted and "/include/" in target:
                yield wrong("a public header is included as <nonmun/…>")
            elif not (other == room or other in rooms or target in rooms
                      or (path, other) in ARROWS_UP):
                yield wrong(f"{room} may not include {other}")
            continue
        used = [library for library, pattern in LIBRARIES.items() if re.fullmatch(pattern, name)]
        if not used and not re.fullmatch(r"[a-z_0-9]+", name):
            yield wrong("an unknown library")
        for library in used:
            if library not in libraries:
                yield wrong(f"{room} may not use {library}")


def namespace_of(room):
    """A room's names are in a namespace of its name, so a use tells where they come from."""
    _, _, name = room.partition("/")
    if name in ("", "include"):
        return "nonmun"
    if name.startswith("nonmun-"):
        name = "/".join(["program", *name.split("/")[1:]])
    return "nonmun::" + name.replace("/", "::")


def picture():
    """The folders in the order of the data, each with what it does."""
    lines = []
    for wing, purpose in WINGS.items():
        lines.append(f"{wing + '/':<17}{purpose}")
        for room, (purpose, _, _) in ROOMS.items():
            if room.startswith(wing + "/") and not room.endswith("/include"):
                lines.append(f"  {room[len(wing) + 1:] + '/':<14} {purpose}")
    return "\n".join(lines) + "\n"


class ArchitectureTest(unittest.TestCase):
    def test_every_include_is_allowed(self):
        found = collections.Counter()
        messages = []
        for path in sources():
            for key, message in violations(path, (ROOT / path).read_text(encoding="utf-8")):
                found[key] += 1
                if key not in KNOWN:
                    messages.append(message)
        self.assertEqual(messages, [])
        self.assertEqual(sorted(KNOWN - found.keys()), [], "remove these from KNOWN")

    def test_violations_are_seen(self):
        for path, line in {
                "analyzers/text/utf8.cpp": '#include "indexer/system/hash.hpp"',
                "analyzers/analyzer.cpp": "#include <xapian.h>",
                "indexer/paper/paper.cpp": "#include <fstream>",
                "indexer/paper/record.cpp": '#include "indexer/system/files.hpp"',
                "indexer/reader/reader.cpp": '#include "indexer/index/generation.hpp"',
                "indexer/update/update.cpp": "#include <nonmun/search.hpp>",
                "searcher/query/parser.cpp": '#include "searcher/rank/ranking.hpp"',
                "searcher/plan/planner.cpp": "#  include <xapian.h>",
                "searcher/search.cpp": '#include "searcher/include/nonmun/search.hpp"',
                "searcher/snapshot.cpp": '#include "snapshot.hpp"',
        }.items():
            self.assertEqual(len(list(violations(path, line))), 1, f"{path}: {line}")

    def test_every_room_is_a_namespace(self):
        for path in sources():
            with self.subTest(path=path):
                text = (ROOT / path).read_text(encoding="utf-8")
                allowed = {namespace_of(room_of(path))}
                if path.endswith(".cpp"):
                    allowed.add("nonmun")  # where a function of a public header is defined
                self.assertLessEqual(
                    set(re.findall(r"^namespace ([\w:]+) {", text, re.MULTILINE)), allowed)

    def test_there_is_no_circle(self):
        seen = []
        for room, (_, allowed, libraries) in ROOMS.items():
            for other in allowed.split():
                self.assertIn(room_of(other + "/"), seen, f"{room} -> {other}")
            self.assertLessEqual(set(libraries.split()), LIBRARIES.keys(), room)
            seen.append(room)

    def test_every_folder_is_a_room(self):
        folders = {str(pathlib.PurePosixPath(path).parent) for path in sources()}
        folders |= {str(path.parent.relative_to(ROOT)) for wing in WINGS
                    for path in (ROOT / wing).rglob("__init__.py")}
        folders = {re.sub(r"/(include|python)/nonmun$", r"/\1", folder) for folder in folders}
        self.assertEqual(sorted(folders), sorted(ROOMS))

    def test_every_room_has_a_readme(self):
        for room in [*ROOMS, *WINGS, "searcher/bindings", "searcher/package"]:
            path = ROOT / room / "README.md"
            with self.subTest(room=room):
                self.assertTrue(path.is_file(), "no README.md")
                text = path.read_text(encoding="utf-8")
                self.assertLessEqual(len(text.splitlines()), MAX_README_LINES)
                self.assertIn("## Does not belong here", text)

    def test_readmes_name_files_that_exist(self):
        for room in ROOMS:
            folder = ROOT / room
            text = (folder / "README.md").read_text(encoding="utf-8")
            contents = text.partition("## Contents")[2].partition("\n## ")[0]
            names = re.findall(r"`([^`]+)`", "\n".join(
                line.split("|")[1] for line in contents.splitlines() if line.startswith("| `")))
            self.assertTrue(names, room)
            for name in names:
                self.assertTrue(any(folder.glob(name)) or any(folder.glob(name + ".*")),
                                f"{room}/README.md names {name}")

    def test_readme_shows_the_picture(self):
        text = (ROOT / "README.md").read_text(encoding="utf-8")
        section = text.partition("\n## Architecture\n")[2].partition("\n## ")[0]
        self.assertIn(f"```\n{picture()}```\n", section,
                      "insert what python3 tests/architecture_test.py --picture prints")


if __name__ == "__main__":
    if sys.argv[1:] == ["--picture"]:
        print(picture(), end="")
    else:
        unittest.main()
