#!/usr/bin/env python3
"""Compares what two nonmun-search programs answer on one index, word for word and score for score.

Usage: same_answers.py [--random N] [--cpu ROUNDS] OLD_BINARY NEW_BINARY INDEX [QUERIES]

Asks both for N random queries (500), drawn with a fixed seed from the titles, summaries, authors and
days of the index: words, phrases, filters, exclusions, operators, typos, with random options. Then for
those of QUERIES (tab-separated, the text last). Compares the whole JSON with explanations, but for the
time: texts must be equal, numbers within 1e-9. With --cpu, measures the processor time that both
programs need for QUERIES, in turns.

Exit codes: 0 the same, 1 differences (the first are shown), 2 usage.
"""

import argparse
import json
import math
import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SEED = 20240601
TOLERANCE = 1e-9
SHOWN = 10
Query = tuple[str, list[str]]  # text, options


def search(binary: str, index: str, query: Query) -> dict | str:
    """The JSON of an answer, or the message of an error."""
    text, options = query
    command = [binary, "--index", index, "--json", "--as-of", "2024-12-01", *options, "--", text]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if done.returncode not in (0, 1):
        return done.stderr
    answer = json.loads(done.stdout)
    del answer["took_ms"]
    return answer


def differences(old: object, new: object, where: str = "") -> list[str]:
    if isinstance(old, float) and isinstance(new, (int, float)) or isinstance(new, float) and isinstance(old, int):
        same = math.isclose(old, new, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
        return [] if same else [f"{where}: {old!r} -> {new!r}"]
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        return [d for key in old for d in differences(old[key], new[key], f"{where}.{key}")]
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return [d for i, pair in enumerate(zip(old, new)) for d in differences(*pair, f"{where}[{i}]")]
    return [] if old == new else [f"{where}: {old!r} -> {new!r}"]


class Generator:
    """Random queries from the papers of an index."""

    def __init__(self, papers: list[dict]) -> None:
        self.random = random.Random(SEED)
        self.papers = papers

    def text(self) -> list[str]:
        paper = self.random.choice(self.papers)
        texts = [paper["title"]] + [s["text"] for s in paper["snippets"] if s["field"] == "summary"]
        return [w for w in self.random.choice(texts).replace('"', " ").replace("…", " ").split() if w != "-"]

    def word(self) -> str:
        return self.random.choice(self.text() or ["model"]).lstrip("-")

    def words(self, least: int, most: int) -> str:
        words = self.text()
        count = self.random.randint(least, most)
        first = self.random.randrange(max(1, len(words) - count + 1))
        return " ".join(w.lstrip("-") for w in words[first:first + count])

    def typo(self) -> str:
        word = list(self.word())
        at = self.random.randrange(len(word)) if word else 0
        match self.random.randrange(3):
            case 0 if len(word) > 3:
                del word[at]
            case 1 if at + 1 < len(word):
                word[at], word[at + 1] = word[at + 1], word[at]
            case _ if word:
                word.insert(at, word[at])
        return "".join(word) or "modle"

    def condition(self) -> str:
        paper = self.random.choice(self.papers)
        day = paper["date"]
        author = self.random.choice(paper["authors"] or ["Kim"]).replace('"', "")
        return self.random.choice([
            f"date:{day[:4]}", f"date:{day[:7]}", f"date:{day[:7]}..", f"date:..{day}",
            f"votes:{self.random.randint(0, 60)}..", f'author:"{author}"', f"author:{author.split()[-1]}",
            f'title:"{self.words(1, 2)}"', f"id:{paper['id']}"])

    def sequence(self, depth: int = 0) -> str:
        items = [self.words(1, 5)]
        for _ in range(self.random.randrange(3)):
            items.append(self.random.choice([
                self.word, self.typo, self.condition, lambda: f'"{self.words(1, 3)}"',
                lambda: "-" + self.word(), lambda: f'-"{self.words(2, 2)}"',
                lambda: self.words(2, 2).replace(" ", ""),
                lambda: f"({self.query(depth + 1)})" if depth < 2 else self.word()])())
        self.random.shuffle(items)
        return " ".join(items)

    def query(self, depth: int = 0) -> str:
        operator = self.random.choice(["", "", "", " AND ", " OR "])
        operands = [self.sequence(depth) for _ in range(2 if operator else 1)]
        return operator.join(operands)

    def any_query(self) -> Query:
        text = self.random.choice([
            self.word, self.typo, self.condition, lambda: self.words(2, 6), lambda: f'"{self.words(2, 3)}"',
            lambda: self.words(2, 2).replace(" ", ""), self.query, self.query])()
        options = ["--explain", "-n", self.random.choice(["3", "10", "100"])]
        options += self.random.choice([[], [], ["--sort", "votes"], ["--sort", "date"], ["--recency-weight", "0.3"],
                                       ["--votes-weight", "0"], ["--offset", "4"]])
        return text, options


def papers_of(binary: str, index: str) -> list[dict]:
    everything = search(binary, index, ("date:0001..", ["-n", "10000"]))
    if isinstance(everything, str):
        sys.exit(everything)
    return everything["hits"]


def compare(old: str, new: str, index: str, queries: list[Query]) -> list[str]:
    def one(query: Query) -> list[str]:
        return differences(search(old, index, query), search(new, index, query))

    with ThreadPoolExecutor(2) as pool:
        found = zip(queries, pool.map(one, queries))
    return [f"{text!r} {' '.join(options)}\n    " + "\n    ".join(d[:5]) for (text, options), d in found if d]


def processor_seconds(binary: str, index: str, queries: list[Query]) -> float:
    before = os.times()
    for query in queries:
        search(binary, index, query)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> int:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--random", type=int, default=500)
    parser.add_argument("--cpu", type=int, default=0)
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("index")
    parser.add_argument("queries", nargs="?")
    arguments = parser.parse_args()
    programs = arguments.old, arguments.new, arguments.index
    judged: list[Query] = []
    if arguments.queries:
        lines = Path(arguments.queries).read_text(encoding="utf-8").splitlines()
        judged = [(line.split("\t")[-1], ["--explain", "-n", "100"]) for line in lines if line]
    generator = Generator(papers_of(arguments.old, arguments.index))
    queries = judged + [generator.any_query() for _ in range(arguments.random)]
    different = compare(*programs, queries)
    print(f"{len(queries)} queries, {len(different)} answered differently")
    for text in different[:SHOWN]:
        print(text)
    if arguments.cpu and judged:
        plain = [(text, []) for text, _ in judged]
        seconds = [0.0, 0.0]
        for _ in range(arguments.cpu):
            for i in range(2):
                seconds[i] += processor_seconds(programs[i], arguments.index, plain)
        print(f"processor time of {len(plain)} queries, {arguments.cpu} rounds: "
              f"old {seconds[0]:.2f} s, new {seconds[1]:.2f} s, ratio {seconds[1] / seconds[0]:.3f}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
