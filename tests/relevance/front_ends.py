"""Measures what front ends show beside a search, on the judged digests.

Usage: python3 tests/relevance/front_ends.py

Programs: $NONMUN_BIN, else .build/release/bin. Digests and judgements: ../shared beside the
repository, or $NONMUN_SHARED; ends with 77 when they are not there. Ends with 1 when less than 90 %
of the half-typed words are completed, or similarity makes similar papers worse.

suggest  share of 500 half-typed words, names and authors (125 of each kind: frequent Korean and
         English words, names and authors with many papers) whose whole is among the first five
         completions. Of Korean half of the keys are typed, of other text half of the letters.
similar  P@10 of papers like each highly relevant paper of a query: those of the ten that are
         relevant to the same query, averaged by query. BM25 alone beside BM25 with similarity.
"""

import collections
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import unicodedata

SEED = 7
EACH = 125
ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"


class Program:
    def __init__(self, path, index):
        self.command = [path, "--index", index, "--json"]

    def __call__(self, *arguments):
        run = subprocess.run([*self.command, *arguments], capture_output=True, text=True)
        if run.returncode not in (0, 1):
            sys.exit(run.stderr)
        return json.loads(run.stdout)


def half_of_keys(word):
    """Korean as it stands in an input field when half of its keys have been pressed."""
    letters = unicodedata.normalize("NFD", word)
    typed = unicodedata.normalize("NFC", letters[:max(len(letters) // 2 + 1, 4)])
    return "".join(ONSETS[ord(c) - 0x1100] if "\u1100" <= c <= "\u1112" else c for c in typed)


def half_of_letters(text):
    return text[:max(3, (len(text) + 1) // 2)]


def frequent_words(program, digests):
    lines = [line for path in sorted(pathlib.Path(digests).rglob("*.md"))
             for line in path.read_text().splitlines()
             if not line.startswith("Authors") and "http" not in line]
    text = " ".join(lines)
    latin = collections.Counter(
        w.lower() for w in re.findall(r"(?<![\w-])[A-Za-z]{4,}(?![A-Za-z0-9-])", text))
    hangul = collections.Counter(re.findall(r"(?<![가-힣])[가-힣]{2,8}(?![가-힣])", text))
    tokens = program("--analyze", " ".join(w for w, _ in hangul.most_common(700)))["tokens"]
    stems = [t["term"] for t in tokens
             if t["kind"] == "word" and re.fullmatch("[가-힣]{2,}", t["term"])]
    return [w for w, _ in latin.most_common(600)], list(dict.fromkeys(stems))


def key(text):
    return re.sub(r"[^0-9a-z가-힣]", "", text.lower())


def measure_suggest(program, digests):
    random.seed(SEED)
    facets = program("-n", "0", "--sort", "date", "--facets", "author,name", "--facet-limit", "400",
                     "")["facets"]
    latin, hangul = frequent_words(program, digests)
    kinds = {"Korean words": (hangul, half_of_keys), "English words": (latin, half_of_letters),
             "authors": ([v for v, _ in facets["author"]], half_of_letters),
             "names": ([v for v, _ in facets["name"]], half_of_letters)}
    hits = []
    for kind, (values, half) in kinds.items():
        found = []
        for value in random.sample(values, min(EACH, len(values))):
            shown = program("--suggest", "-n", "5", "--", half(value))["suggestions"]
            found.append(any(key(s["value"]) == key(value) for s in shown))
        hits += found
        print(f"suggest  {kind:14} {statistics.mean(found):.3f} of {len(found)}")
    print(f"suggest  {'all':14} {statistics.mean(hits):.3f} of {len(hits)}")
    return statistics.mean(hits)


def measure_similar(program, qrels):
    grades = collections.defaultdict(dict)
    for line in qrels.read_text().splitlines():
        fields = line.split()
        if len(fields) == 4:
            grades[fields[0]][fields[2]] = int(fields[3])
    means = []
    for name, options in {"BM25": ["--weights", "similarity=0"], "BM25 + similarity": []}.items():
        cache = {}
        precision = []
        for query, of_query in sorted(grades.items()):
            relevant = {d for d, g in of_query.items() if g > 0}
            if len(relevant) < 5:
                continue
            values = []
            for paper in sorted(d for d, g in of_query.items() if g == 2):
                if paper not in cache:
                    hits = program("-n", "10", "--passages", "0", *options, "--similar",
                                   paper)["hits"]
                    cache[paper] = [hit["id"] for hit in hits]
                values.append(len(relevant.intersection(cache[paper])) / 10)
            if values:
                precision.append(statistics.mean(values))
        print(f"similar  {name:18} P@10 {statistics.mean(precision):.3f} "
              f"({len(precision)} queries, {len(cache)} papers)")
        means.append(statistics.mean(precision))
    return means


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    shared = pathlib.Path(os.environ.get("NONMUN_SHARED", root.parent / "shared"))
    programs = pathlib.Path(os.environ.get("NONMUN_BIN", root / ".build/release/bin"))
    if not shared.is_dir():
        print(f"skipped: no {shared}")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as index:
        subprocess.run([programs / "nonmun-index", "update", "--index", index, "--progress", "never",
                        shared / "corpus"], check=True, capture_output=True)
        program = Program(programs / "nonmun-search", index)
        completed = measure_suggest(program, shared / "corpus")
        alone, with_similarity = measure_similar(program, shared / "relevance/qrels.tsv")
    sys.exit(0 if completed >= 0.9 and with_similarity >= alone else 1)


if __name__ == "__main__":
    main()
