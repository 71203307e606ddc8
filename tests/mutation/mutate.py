"""Applies deliberate faults to a tree, one at a time; run.sh says what for.

Usage: python3 mutate.py check                          every row of mutations.tsv fits this tree
       python3 mutate.py apply FILE SEARCH REPLACEMENT  changes FILE
"""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = ROOT / "tests/mutation/mutations.tsv"
COLUMNS = 6


def plain(word):
    """A word of the table as it is in a file: \\n is a line end."""
    return word.replace("\\n", "\n")


def mutated(path, search, replacement):
    """The file with the fault in it. SEARCH must occur in it once; a replacement "-" is nothing."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    if text.count(search) != 1:
        raise ValueError(f"{path}: {search!r} occurs {text.count(search)} times, not once")
    return text.replace(search, "" if replacement == "-" else replacement)


def problems():
    """What is wrong with the table, one item per row."""
    cmake = "\n".join(path.read_text(encoding="utf-8")
                      for path in ROOT.glob("tests/**/CMakeLists.txt"))
    rows = 0
    for number, line in enumerate(TABLE.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        rows += 1
        columns = line.split("\t")
        if len(columns) != COLUMNS:
            yield f"line {number}: {len(columns)} columns, not {COLUMNS}"
            continue
        name, search, replacement, test, case, what = columns
        try:
            mutated(ROOT / name, plain(search), plain(replacement))
        except ValueError as error:
            yield f"line {number}: {what}: {error}"
        if test.endswith(".py"):
            source = (ROOT / test).read_text(encoding="utf-8") if (ROOT / test).is_file() else ""
            for word in [] if case == "-" else case.split("."):
                if word not in source:
                    yield f"line {number}: {test} has no {word}"
            if not source:
                yield f"line {number}: there is no {test}"
        elif f"nonmun_test({test}\n" not in cmake:
            yield f"line {number}: there is no test {test}"
    if rows == 0:
        yield "no row"


def main():
    if sys.argv[1:] == ["check"]:
        found = list(problems())
        print("\n".join(found), file=sys.stderr, end="\n" if found else "")
        return 1 if found else 0
    _, command, name, search, replacement = sys.argv
    assert command == "apply"
    text = mutated(pathlib.Path(name), plain(search), plain(replacement))
    pathlib.Path(name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
