#!/usr/bin/env python3
"""What our mechanisms add to an index: its size against that of a plain index of stems of the same papers."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import generate
from lifecycle import Life, expect
from measure import bin_folder, run, shared_folder, table

STORED = "db/docdata.glass"  # the papers themselves
# Not made of terms, the same beside a plain index; and what the database has too, once more to be
# searched quickly: a plain index would have it as well.
LEFT_OUT = ("votes", "manifest.json", "db/iamglass", "derived/postings", "derived/forward",
            "derived/neighbours")


def file_sizes(folder: Path) -> dict[str, int]:
    return {str(f.relative_to(folder)): f.stat().st_size for f in sorted(folder.rglob("*")) if f.is_file()}


def plain_index(programs: Path, database: Path, to: Path) -> dict[str, int]:
    """Copies a database without what our mechanisms need; returns documents, and postings by kind of term."""
    lines = run([str(programs / "plain_index"), str(database), str(to)]).out.splitlines()
    return {kind: int(count) for kind, count in map(str.split, lines)}


def compare(plain: dict[str, int], ours: dict[str, int]) -> list[list[str]]:
    def row(name: str, before: int, after: int) -> list[str]:
        ratio = f"{after / before:.2f}" if before else "-"
        return [name, f"{before / 1e6:.2f}", f"{after / 1e6:.2f}", ratio]

    names = [n for n in ours if n not in LEFT_OUT and n != STORED and ours[n]]
    rows = [row(n, plain.get(n, 0), ours[n]) for n in names]
    index = sum(plain.get(n, 0) for n in names), sum(ours[n] for n in names)
    stored = plain[STORED], ours[STORED]
    rows += [row("index", *index), row(STORED, *stored)]
    return [*rows, row("index and papers", index[0] + stored[0], index[1] + stored[1])]


def measure(options: argparse.Namespace, folder: Path) -> None:
    programs = bin_folder(options.bin)
    sources = folder / "digests"
    if options.real:
        shutil.copytree(options.real, sources)
    else:
        generate.write_digests(sources, options.papers, seed=options.seed, jobs=2)
    life = Life(programs, folder, sources, jobs=2)
    papers = life.update("full build")["added"]
    if not options.real:
        expect(papers == options.papers, f"{papers} papers instead of {options.papers}")
    ours, plain = life.generation(), folder / "plain"
    plain.mkdir()
    postings = plain_index(programs, ours / "db", plain / "db")
    # A copy of the copy says what is in it.
    kept = plain_index(programs, plain / "db", folder / "again")
    wanted = {"documents": papers, "value": postings["value"], "word": postings["word"]}
    expect(kept == wanted, f"the plain index has {kept}, not {wanted}")
    del postings["documents"]

    print(f"\n{papers} papers, {'real' if options.real else f'synthetic, seed {options.seed}'}\n")
    print(table(["terms", "postings", "of words"],
                [[kind, str(n), f"{n / postings['word']:.3f}"] for kind, n in postings.items()]) + "\n")  # fmt: skip
    print(table(["file", "plain MB", "nonmun MB", "ratio"], compare(file_sizes(plain), file_sizes(ours))))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=2000, metavar="N", help="synthetic papers (2000)")
    parser.add_argument("--real", type=Path, nargs="?", const=shared_folder() / "corpus", metavar="FOLDER",
                        help="digests to use instead (default: the shared corpus)")  # fmt: skip
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bin", type=Path, metavar="FOLDER", help="default: $NONMUN_BIN or .build/release/bin")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nonmun-growth-") as name:
        measure(options, Path(name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
