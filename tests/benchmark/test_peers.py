#!/usr/bin/env python3
"""The benchmark beside other engines in small: that it measures everything, and that all engines do
the same work. Papers of made-up ASCII words, which no analyzer changes, have known answers."""

import io
import json
import os
import random
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ET
from contextlib import redirect_stderr
from pathlib import Path

from beside import chart, documents, workload
from beside.run import LIMITS, Suite
from beside.systems import SYSTEMS, Place
from measure import bin_folder

HERE = Path(__file__).resolve().parent
PAPERS = 300
CHECKED = ("one", "or2", "or5", "and", "date")  # a phrase may cross fields in some engines


def made_up(rng: random.Random, count: int) -> list[str]:
    """Words of seven letters that no stemmer cuts, each far from all others in spelling."""
    words: list[str] = []
    while len(words) < count:
        word = "".join(rng.choice("bdfgkmprtvz") + rng.choice("aou") for _ in range(3)) + rng.choice("kfg")
        if all(sum(a != b for a, b in zip(word, other, strict=True)) >= 3 for other in words):
            words.append(word)
    return words


def ascii_papers() -> list[documents.Paper]:
    rng = random.Random(14)
    words = made_up(rng, 60)
    names, words = words[:10], words[10:]
    weights = [(rank + 1) ** -1.7 for rank in range(len(words))]
    papers = []
    for number in range(PAPERS):
        text = rng.choices(words, weights, k=24)
        authors = [f"{a.capitalize()} {b.capitalize()}" for a, b in [rng.sample(names, 2)]]
        day = f"2024-{1 + number // 28 % 12:02}-{1 + number % 28:02}"
        papers.append(documents.Paper(f"x:{number}", day, number % 50, " ".join(text[:4]).capitalize(), authors,
                                      [" ".join(text[4:14]), " ".join(text[14:])]))  # fmt: skip
    return papers


def expected(papers: list[documents.Paper], query: workload.Query) -> set[str]:
    """The papers that a query of a checked class has to find."""
    wanted = set(query.text.split())
    found = set()
    for paper in papers:
        words = set(paper.text().lower().replace(",", " ").split())
        match = wanted <= words if query.kind == "and" else wanted & words
        if match and (query.kind != "date" or query.since <= paper.listed <= query.until):
            found.add(paper.id)
    return found


class Parts(unittest.TestCase):
    def test_queries_come_from_their_bands(self) -> None:
        papers = ascii_papers()
        queries = workload.draw(papers, 6, seed=1)
        self.assertEqual(queries, workload.draw(papers, 6, seed=1))
        self.assertNotEqual(queries, workload.draw(papers, 6, seed=2))
        kinds = [q.kind for q in queries]
        self.assertEqual({kind: kinds.count(kind) for kind in workload.CLASSES if kind != "judged"},
                         dict.fromkeys(set(workload.CLASSES) - {"judged"}, 6))  # fmt: skip
        bands = workload.bands(papers)
        self.assertTrue(set(bands["common"]).isdisjoint(bands["middle"]))
        for query in queries:
            if query.kind == "one":
                self.assertTrue(expected(papers, query))
            if query.kind == "phrase":
                self.assertTrue(any(query.text in p.text().lower() for p in papers))
            self.assertEqual(len(query.row().split("\t")), 5)

    def test_a_change_is_the_same_for_both_forms_and_stays(self) -> None:
        with tempfile.TemporaryDirectory(prefix="nonmun-peers-test-") as name:
            docs = documents.write(Path(name), ascii_papers())
            self.assertEqual((docs.papers, len(docs.sample)), (PAPERS, PAPERS))
            self.assertEqual(documents.change(docs, 2, 0), 6)
            self.assertEqual(documents.change(docs, 2, 1), 6)
            after = [p for part in sorted(docs.parts.iterdir()) for p in documents.from_lines(part)]
            for edition in (0, 1):
                having = [p.row() for p in after if documents.mark(edition) in p.text()]
                self.assertEqual(len(having), 6)
            self.assertEqual("".join(having), docs.changed_rows(1).read_text(encoding="utf-8"))

    def test_the_sample_is_spread_and_bounded(self) -> None:
        paper = ascii_papers()[0]
        count = 3 * documents.SAMPLE
        with tempfile.TemporaryDirectory(prefix="nonmun-peers-test-") as name:
            many = (documents.Paper(f"x:{i}", paper.listed, 0, "t", [], []) for i in range(count))
            docs = documents.write(Path(name), many, count)
        self.assertEqual(len(docs.sample), documents.SAMPLE)
        self.assertEqual(docs.sample[-1].id, f"x:{count - 3}")

    def test_chart_is_svg_with_a_bar_for_each_ratio(self) -> None:
        text = chart.svg("A & B", "note", {"one": {"x": 0.01, "y": 1.0}, "two": {"x": 40.0}}, "n<m")
        root = ET.fromstring(text)
        bars = [r for r in root.iter("{http://www.w3.org/2000/svg}rect") if "x" in r.attrib]
        self.assertEqual(len(bars), 3)
        slower, same, faster = bars
        # Bars begin or end at the line of 1.
        line = float(slower.attrib["x"]) + float(slower.attrib["width"])
        self.assertAlmostEqual(line, float(faster.attrib["x"]), delta=0.2)
        self.assertEqual(float(same.attrib["width"]), 1.0)
        self.assertEqual(chart.ticks(0.01, 40), [0.01, 0.1, 1.0, 10.0])
        self.assertEqual(chart.ticks(0.5, 4), [0.5, 1.0, 2.0])

    def test_a_peer_that_is_missing_is_named(self) -> None:
        with tempfile.TemporaryDirectory(prefix="nonmun-peers-test-") as name:
            docs = documents.Documents(Path(name))
            before = os.environ.get("LUCENE_JARS")
            os.environ["LUCENE_JARS"] = name
            try:
                with redirect_stderr(io.StringIO()) as errors:
                    suite = Suite(Place(Path(name), Path(name)), Path(name), docs, SYSTEMS)
            finally:
                del os.environ["LUCENE_JARS"]
                if before is not None:
                    os.environ["LUCENE_JARS"] = before
        skipped = suite.measured.skipped
        self.assertIn("apt-get install liblucene8-java", skipped["lucene-nori"])
        self.assertIn("build it", skipped["nonmun"])
        self.assertEqual({s.name for s in suite.systems} | set(skipped), {s.name for s in SYSTEMS})
        for name in skipped:
            self.assertIn(f"SKIPPED {name}: ", errors.getvalue())


class Whole(unittest.TestCase):
    """One run over papers with known answers."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.papers = ascii_papers()
        cls.folder = tempfile.TemporaryDirectory(prefix="nonmun-peers-test-")
        folder = Path(cls.folder.name)
        source, figures, picture = folder / "papers.jsonl", folder / "figures.json", folder / "chart.svg"
        source.write_text("".join(p.json_line() for p in cls.papers), encoding="utf-8")
        command = [sys.executable, "-B", str(HERE / "peers.py"), "--documents", str(source), "--queries", "6",
                   "--rounds", "1", "--warm-up", "0.1", "--cold", "1", "--updates", "1", "--markdown",
                   "--json", str(figures), "--svg", str(picture), "--keep", str(folder / "work")]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr)
        print(done.stdout)
        cls.out = done.stdout
        cls.figures = json.loads(figures.read_text(encoding="utf-8"))
        cls.picture = picture.read_text(encoding="utf-8")
        lines = (folder / "work" / "queries.tsv").read_text(encoding="utf-8").splitlines()
        cls.queries = [workload.Query(*line.split("\t")) for line in lines]

    @classmethod
    def tearDownClass(cls) -> None:
        cls.folder.cleanup()

    def test_every_system_ran_or_is_named(self) -> None:
        names, skipped = self.figures["names"], self.figures["skipped"]
        self.assertEqual(sorted([*names, *skipped]), sorted(s.name for s in SYSTEMS))
        self.assertLessEqual({"nonmun", "nonmun-plain", "xapian"}, set(names))
        for name, reason in skipped.items():
            self.assertIn(f"SKIPPED {name}: {reason}", self.out)

    def test_all_find_the_same_papers(self) -> None:
        checked = [q for q in self.queries if q.kind in CHECKED]
        self.assertEqual(len(checked), 6 * len(CHECKED))
        for query in checked:
            right = expected(self.papers, query)
            for name in self.figures["names"]:
                with self.subTest(query=query.row(), system=name):
                    self.assertEqual(self.figures["found"][query.kind][name][query.qid], len(right))
                    top = self.figures["top"][query.kind][name][query.qid]
                    self.assertEqual(len(top), min(len(right), LIMITS[0]))
                    self.assertLessEqual(set(top), right)

    def test_everything_is_measured(self) -> None:
        owners = [s.name for s in SYSTEMS if not s.index_of and s.name in self.figures["names"]]
        self.assertEqual(list(self.figures["build"]), owners)
        for name in owners:
            self.assertGreater(self.figures["index_bytes"][name], 10_000)
            self.assertGreater(self.figures["build"][name]["rss"], 0)
            for step in ("unchanged", "update", "votes"):
                self.assertEqual(len(self.figures["steps"][step][name]), 1)
        self.assertEqual(list(self.figures["cold"]), [*owners, "true"])
        for k in map(str, LIMITS):
            for kind in set(workload.CLASSES) - {"judged"}:
                for name in self.figures["names"]:
                    self.assertEqual(len(self.figures["times"][k][kind][name]), 6)
        for title in ("Summary: queries p50, top 10", "Building", "Queries, top 10", "Queries, top 100", "What was found", "Cold start", "Upkeep"):
            self.assertIn(f"\n### {title}", self.out)
        bars = self.picture.count("<rect x=")
        self.assertEqual(bars, (len(self.figures["names"]) - 1) * (len(workload.CLASSES) - 1))
        ET.fromstring(self.picture)

    def test_unknown_system_is_refused(self) -> None:
        done = subprocess.run([sys.executable, "-B", str(HERE / "peers.py"), "--systems", "nonmun,sphinx"],
                              capture_output=True, text=True)  # fmt: skip
        self.assertEqual(done.returncode, 2)
        self.assertIn("unknown systems: sphinx", done.stderr)


if __name__ == "__main__":
    if not (bin_folder() / "nonmun_system").is_file():
        print(f"no nonmun_system in {bin_folder()}: build it", file=sys.stderr)
        sys.exit(77)
    unittest.main()
