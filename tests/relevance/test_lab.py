#!/usr/bin/env python3
"""Tests of the relevance laboratory. They need neither the programs of the project nor its data."""

import contextlib
import io
import itertools
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import unittest
from html.parser import HTMLParser
from pathlib import Path
from unittest import mock

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from lab import (  # noqa: E402
    compare, crossval, digests, evaluate, formats, generated, groups, metrics, paths, peers, report, runner, sets, table,
    typos,
)  # fmt: skip
from lab.cli import main  # noqa: E402
from lab.formats import FormatError, Query  # noqa: E402
from lab.metrics import Scores  # noqa: E402

# nDCG@10 on the dev set as given in the analysis notes, section 8.
PEER_FIGURES = {"standard": 0.4589, "cjk": 0.5483, "nori": 0.6463, "nori-english": 0.6515}
PEER_TOLERANCE = 0.003

FAKE_SEARCH = f"""#!{sys.executable}
import json, os, sys
words = sys.argv[1:]
text = words[words.index("--") + 1]
with open(os.path.join(os.path.dirname(sys.argv[0]), "calls"), "a") as log:
    log.write(json.dumps(words) + "\\n")
if text == "broken":
    sys.stderr.write("index damaged: run nonmun-index check\\n"); sys.exit(74)
if text == "garbage":
    print("not json"); sys.exit(0)
if text == "twice":
    print(json.dumps({{"hits": [{{"id": "p1"}}, {{"id": "p1"}}]}})); sys.exit(0)
if text == "silent":
    sys.exit(1)
if text == "nothing":
    print(json.dumps({{"schema": 1, "hits": []}})); sys.exit(1)
order = ["p3", "p2", "p1"] if "--reverse" in words else ["p1", "p2", "p3"]
hits = [{{"rank": r, "id": p, "title": "제목 " + p}} for r, p in enumerate(order, 1)]
print(json.dumps({{"schema": 1, "took_ms": 2.5, "hits": hits}}))
"""


def flat(value: float) -> Scores:
    """The same figure in every measure."""
    return Scores(value, value, value, value)


class Folder(unittest.TestCase):
    """A test with a temporary folder."""

    def setUp(self) -> None:
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)

    def write(self, name: str, text: str, executable: bool = False) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if executable:
            path.chmod(0o755)
        return path


class Captured:
    """Exit code and output of a call of the command line."""

    def __init__(self, *words: object) -> None:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            self.code = main([str(word) for word in words])
        self.out, self.err = out.getvalue(), err.getvalue()


class MetricsByHand(unittest.TestCase):
    def test_ndcg_of_a_worked_example(self) -> None:
        # Ranks 1 to 4: grades 1, 0, 2, 0; the judged paper d (grade 1) is missing.
        grades = {"a": 1, "c": 2, "d": 1, "x": 0}
        got = 1 / 1 + 3 / 2
        ideal = 3 / 1 + 1 / math.log2(3) + 1 / 2
        self.assertAlmostEqual(metrics.ndcg(["a", "b", "c", "x"], grades), got / ideal, places=12)

    def test_ndcg_counts_ten_ranks_and_ideal_of_ten(self) -> None:
        grades = {f"p{i}": 1 for i in range(20)}
        self.assertEqual(metrics.ndcg([f"p{i}" for i in range(10)], grades), 1.0)
        self.assertEqual(metrics.ndcg([f"n{i}" for i in range(10)] + ["p1"], grades), 0.0)

    def test_reciprocal_rank_wants_grade_two(self) -> None:
        grades = {"a": 1, "b": 2}
        self.assertEqual(metrics.reciprocal_rank(["a", "x", "b"], grades), 1 / 3)
        self.assertEqual(metrics.reciprocal_rank(["a"], grades), 0.0)
        self.assertEqual(metrics.reciprocal_rank(["x"] * 10 + ["b"], grades), 0.0)

    def test_recall_caps_only_at_ten(self) -> None:
        grades = {f"p{i}": 1 for i in range(20)}
        ranking = [f"p{i}" for i in range(5)] + [f"n{i}" for i in range(5)] + ["p9"]
        self.assertEqual(metrics.recall(ranking, grades, 10, capped=True), 0.5)
        self.assertEqual(metrics.recall(ranking, grades, 100, capped=False), 6 / 20)

    def test_nothing_relevant_and_nothing_found(self) -> None:
        self.assertEqual(metrics.score(["a"], {"a": 0}), flat(0.0))
        self.assertEqual(metrics.score([], {"a": 2}), flat(0.0))
        self.assertEqual(metrics.mean([]), flat(0.0))

    def test_unanswered_query_counts_as_zero(self) -> None:
        queries = [Query("k1", "ko", (), "x"), Query("k2", "ko", (), "y")]
        scores = metrics.score_run({"k1": ["a"]}, queries, {"k1": {"a": 2}, "k2": {"b": 2}})
        self.assertEqual(metrics.mean(scores.values()).ndcg10, 0.5)


class MetricsByBruteForce(unittest.TestCase):
    def test_against_definitions_on_random_data(self) -> None:
        generator = random.Random(7)
        for _ in range(300):
            papers = [f"p{i}" for i in range(generator.randint(3, 130))]
            judged = generator.sample(papers, generator.randint(1, min(6, len(papers))))
            grades = {p: generator.randint(0, 2) for p in judged}
            ranking = generator.sample(papers, generator.randint(0, len(papers)))
            found = metrics.score(ranking, grades)

            def gain(order: list[str]) -> float:
                gains = [2 ** grades.get(p, 0) - 1 for p in order[:10]]
                return math.fsum(g * math.log(2) / math.log(i + 2) for i, g in enumerate(gains))

            best = max(gain(list(order)) for order in itertools.permutations(judged))
            self.assertAlmostEqual(found.ndcg10, gain(ranking) / best if best else 0.0, places=9)

            firsts = [i for i in range(1, 11) if ranking[i - 1 : i] and grades.get(ranking[i - 1]) == 2]
            self.assertAlmostEqual(found.mrr10, 1 / min(firsts) if firsts else 0.0)
            relevant = [p for p in judged if grades[p] > 0]
            if relevant:
                self.assertAlmostEqual(found.r10, sum(p in ranking[:10] for p in relevant) / min(10, len(relevant)))
                self.assertAlmostEqual(found.r100, sum(p in ranking[:100] for p in relevant) / len(relevant))


class Formats(Folder):
    def test_queries(self) -> None:
        path = self.write("q", "k1\tko\tspacing,typo\t강화 학습\r\n\nt1\ten\t-\tdiffusion\n")
        expected = [Query("k1", "ko", ("spacing", "typo"), "강화 학습"), Query("t1", "en", (), "diffusion")]
        self.assertEqual(formats.read_queries(path), expected)

    def test_errors_name_file_and_line(self) -> None:
        for reader, text in (
            (formats.read_queries, "k1\tko\t-\tx\nk2\tko\t-\n"),
            (formats.read_queries, "k1\tko\t-\tx\nk1\tko\t-\ty\n"),
            (formats.read_qrels, "k1 0 a 2\nk1 0 b two\n"),
            (formats.read_qrels, "k1 0 a 2\nk1\t0\ta\t1\n"),
            (formats.read_run, "k1 Q0 a 1 3.0 t\nk1 Q0 b 2\n"),
        ):
            with self.subTest(text=text), self.assertRaisesRegex(FormatError, r"f:2: "):
                reader(self.write("f", text))

    def test_qrels_with_tabs_or_spaces_and_negative_grades(self) -> None:
        path = self.write("r", "k1 0 a 2\nk1\t0\tb\t-1\n")
        self.assertEqual(formats.read_qrels(path), {"k1": {"a": 2, "b": 0}})

    def test_run_survives_writing_and_reading(self) -> None:
        run = {"k1": ["b", "a", "c"], "k2": ["a"]}
        path = self.folder / "r.tsv"
        formats.write_run(path, run, "two words")
        self.assertEqual(formats.read_run(path), run)
        self.assertEqual(path.read_text().splitlines()[0], "k1 Q0 b 1 3 two_words")

    def test_run_is_ordered_as_trec_eval_orders_it(self) -> None:
        path = self.write("r", "k1 Q0 a 1 0.1 t\nk1 Q0 b 2 0.9 t\nk1 Q0 c 3 0.1 t\n")
        self.assertEqual(formats.read_run(path), {"k1": ["b", "a", "c"]})

    def test_run_with_a_paper_twice_is_refused(self) -> None:
        with self.assertRaisesRegex(FormatError, "twice"):
            formats.read_run(self.write("r", "k1 Q0 a 1 2 t\nk1 Q0 a 2 1 t\n"))

    def test_titles(self) -> None:
        path = self.folder / "t"
        formats.write_titles(path, {"b": "x\ty\nz", "a": "제목"})
        self.assertEqual(formats.read_titles(path), {"a": "제목", "b": "x y z"})
        self.assertEqual(formats.read_titles(self.folder / "absent"), {})

    def test_queries_without_relevant_papers_are_told_apart(self) -> None:
        queries = [Query(q, "ko", (), q) for q in ("k1", "k2", "k3")]
        usable, unusable = formats.judged(queries, {"k1": {"a": 1}, "k2": {"a": 0}})
        self.assertEqual(([q.qid for q in usable], unusable), (["k1"], ["k2", "k3"]))


class Groups(unittest.TestCase):
    def test_rows_and_members(self) -> None:
        queries = [
            Query("t1", "en", (), "x"),
            Query("k1", "ko", ("typo", "spacing", "novel"), "y"),
            Query("z1", "mixed", ("typo",), "z"),
        ]
        self.assertEqual(
            list(groups.group(queries).items()),
            [
                ("all", ["t1", "k1", "z1"]), ("ko", ["k1"]), ("en", ["t1"]), ("mixed", ["z1"]), ("spacing", ["k1"]),
                ("typo", ["k1", "z1"]), ("-", ["t1"]), ("known-item", ["k1"]), ("topical", ["t1"]), ("novel", ["k1"]),
            ],
        )  # fmt: skip

    def test_table(self) -> None:
        queries = [Query("k1", "ko", (), "x"), Query("k2", "ko", ("typo",), "y")]
        text = table.score_table({"k1": flat(1.0), "k2": flat(0.5)}, queries)
        self.assertRegex(text, r"(?m)^all +2 +0\.7500 +0\.7500 +0\.7500 +0\.7500$")
        self.assertRegex(text, r"(?m)^typo +1 +0\.5000")
        self.assertIn("| all | 2 | 0.7500 |", table.score_table({"k1": flat(1.0), "k2": flat(0.5)}, queries, True))


class Bootstrap(unittest.TestCase):
    def test_same_seed_same_interval(self) -> None:
        generator = random.Random(3)
        rows = [(generator.gauss(0.1, 1), generator.random()) for _ in range(40)]
        first = compare.bootstrap(rows, 500, 1)
        self.assertEqual(first, compare.bootstrap(rows, 500, 1))
        self.assertNotEqual(first, compare.bootstrap(rows, 500, 2))

    def test_known_values_stay_the_same_on_every_machine(self) -> None:
        (interval,) = compare.bootstrap([(float(i),) for i in range(10)], 1000, 5)
        self.assertEqual(interval.mean, 4.5)
        # Recorded; the normal interval is 2.72 to 6.28.
        self.assertEqual((interval.low, interval.high), (2.8, 6.4))

    def test_constant_difference_has_no_width(self) -> None:
        (interval,) = compare.bootstrap([(0.25,)] * 8, 200)
        self.assertEqual((interval.mean, interval.low, interval.high), (0.25, 0.25, 0.25))

    def test_agrees_with_the_normal_interval_on_many_queries(self) -> None:
        generator = random.Random(11)
        rows = [(generator.gauss(0.02, 0.2),) for _ in range(400)]
        values = [row[0] for row in rows]
        average = sum(values) / len(values)
        error = math.sqrt(sum((v - average) ** 2 for v in values) / len(values) / len(values))
        (interval,) = compare.bootstrap(rows, 4000)
        self.assertAlmostEqual(interval.mean, average)
        self.assertAlmostEqual(interval.low, average - 1.96 * error, delta=error * 0.15)
        self.assertAlmostEqual(interval.high, average + 1.96 * error, delta=error * 0.15)

    def test_nothing_to_resample(self) -> None:
        with self.assertRaises(ValueError):
            compare.bootstrap([])

    def test_wins_and_text(self) -> None:
        queries = [Query(f"k{i}", "ko", (), f"질의 {i}") for i in range(4)]
        a = {"k0": flat(0.5), "k1": flat(0.5), "k2": flat(0.5), "k3": flat(0.5)}
        b = {"k0": flat(0.9), "k1": flat(0.4), "k2": flat(0.504), "k3": flat(0.5)}
        self.assertEqual(compare.wins(a, b, list(a)), (1, 1))
        text = compare.text(("old", "new"), a, b, queries, 100)
        self.assertIn("B wins 1, loses 1, ties 2", text)
        self.assertLess(text.index("-0.1000  0.5000 -> 0.4000  k1  질의 1"), text.index("+0.4000"))
        self.assertNotIn("질의 2", text)


class CrossValidation(unittest.TestCase):
    def test_folds_are_a_partition(self) -> None:
        qids = [f"q{i}" for i in range(23)]
        parts = crossval.folds(qids, 10, 4)
        self.assertEqual(sorted(itertools.chain(*parts)), sorted(qids))
        self.assertEqual({len(p) for p in parts}, {2, 3})
        self.assertEqual(parts, crossval.folds(list(reversed(qids)), 10, 4))
        self.assertNotEqual(parts, crossval.folds(qids, 10, 5))
        for count in (1, 24):
            with self.assertRaises(ValueError):
                crossval.folds(qids, count, 0)

    def test_a_dominating_configuration_loses_nothing(self) -> None:
        qids = [f"q{i}" for i in range(20)]
        configurations = {"bad": {q: flat(0.2) for q in qids}, "good": {q: flat(0.7) for q in qids}}
        found = crossval.cross_validate(configurations, qids)
        self.assertEqual((found.best, found.chosen), ("good", [("good", 100)]))
        self.assertAlmostEqual(found.cv_ndcg10, 0.7)
        self.assertAlmostEqual(found.cv_sd, 0.0)

    def test_choice_that_fits_single_queries_is_unmasked(self) -> None:
        # Each configuration is right on its own query only, so the held-out one is never right.
        qids = [f"q{i}" for i in range(6)]
        configurations = {f"c{i}": {q: flat(float(i == j)) for j, q in enumerate(qids)} for i in range(6)}
        found = crossval.cross_validate(configurations, qids, fold_count=6, shuffles=3)
        self.assertAlmostEqual(found.best_ndcg10, 1 / 6)
        self.assertEqual(found.cv_ndcg10, 0.0)

    def test_first_of_equals_is_chosen(self) -> None:
        qids = [f"q{i}" for i in range(10)]
        generator = random.Random(2)
        same = {q: flat(generator.random()) for q in qids}
        shifted = dict(zip(qids, [same[q] for q in reversed(qids)]))
        self.assertEqual(crossval.cross_validate({"b": same, "a": dict(same)}, qids).chosen, [("b", 100)])
        self.assertEqual(crossval.cross_validate({"b": same, "a": shifted}, qids, 5, 1).best, "b")

    def test_against_a_plain_second_implementation(self) -> None:
        generator = random.Random(9)
        qids = [f"q{i}" for i in range(17)]
        table_ = {
            f"c{c}": {q: Scores(generator.random(), 0, 0, generator.random()) for q in qids} for c in range(8)
        }
        found = crossval.cross_validate(table_, qids, 5, 4, seed=100)
        ndcg, r100 = [], []
        for seed in range(100, 104):
            held_out: dict[str, Scores] = {}
            for part in crossval.folds(qids, 5, seed):
                rest = [q for q in qids if q not in part]
                winner = max(table_, key=lambda c: sum(table_[c][q].ndcg10 for q in rest))
                held_out.update({q: table_[winner][q] for q in part})
            ndcg.append(metrics.mean(held_out.values()).ndcg10)
            r100.append(metrics.mean(held_out.values()).r100)
        average = sum(ndcg) / 4
        self.assertAlmostEqual(found.cv_ndcg10, average)
        self.assertAlmostEqual(found.cv_r100, sum(r100) / 4)
        self.assertAlmostEqual(found.cv_sd, math.sqrt(sum((x - average) ** 2 for x in ndcg) / 3))

    def test_grid(self) -> None:
        text = "# weights\n-\n--a={1|2}  {|--b}\n--a=1\n"
        self.assertEqual(crossval.read_grid(text), ["", "--a=1", "--a=1 --b", "--a=2", "--a=2 --b"])

    def test_sample_of_a_grid(self) -> None:
        text = "-\n" + "--w " + ",".join(f"{n}={{0|1|2|3|4}}" for n in "abcdefgh") + "\n"
        found = crossval.sample_grid(text, 50, 7)
        self.assertEqual(found, crossval.sample_grid(text, 50, 7))
        self.assertNotEqual(found, crossval.sample_grid(text, 50, 8))
        self.assertEqual(found[0], "")
        self.assertEqual(len(set(found)), 51)
        self.assertTrue(all(re.fullmatch(r"--w (?:[a-h]=[0-4],?){8}", options) for options in found[1:]))


class Page(HTMLParser):
    """Collects what a browser would see, and checks that the tags are balanced."""

    VOID = {"meta", "input", "br"}

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text: list[str] = []
        self.balanced = True
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.balanced = False

    def handle_data(self, data: str) -> None:
        self.text.append(data)


class Report(unittest.TestCase):
    EVIL = "</script><script>alert(1)</script> \"'&amp;<b>"

    def setUp(self) -> None:
        self.queries = [
            Query("k1", "ko", ("typo",), f"강화학습 {self.EVIL}"),
            Query("t2", "en", (), "plain"),
        ]
        self.qrels = {"k1": {"2402.10893": 2, "x<y": 1, "never": 1}, "t2": {"a": 1}}
        self.a = self.side(f"A {self.EVIL}", {"k1": ["x<y", "2402.10893"], "t2": ["a"]})
        self.b = self.side("B", {"k1": [f"n{i}" for i in range(12)] + ["2402.10893"], "t2": ["a"]})
        self.titles = {"2402.10893": f"Title {self.EVIL}", "n0": "레이블"}
        self.html = report.render(self.a, self.b, self.queries, self.qrels, self.titles)
        self.page = Page(self.html)

    def side(self, label: str, run: formats.Run) -> report.Side:
        return report.Side(label, run, metrics.score_run(run, self.queries, self.qrels))

    def test_is_escaped_and_balanced(self) -> None:
        self.assertTrue(self.page.balanced)
        self.assertEqual(self.page.open, [])
        self.assertEqual(self.html.count("<script"), 1)
        self.assertNotIn("<b>\"", self.html)
        text = "".join(self.page.text)
        self.assertIn(f"강화학습 {self.EVIL}", text)
        self.assertIn(f"Title {self.EVIL}", text)
        self.assertIn("x<y", text)

    def test_loads_nothing_and_names_its_script_in_the_policy(self) -> None:
        loads = [a for a in self.page.attributes if a[1] in ("src", "srcset", "style") or a[1].startswith("on")]
        self.assertEqual(loads, [])
        self.assertFalse([a for a in self.page.attributes if a[0] == "link"])
        self.assertNotRegex(self.html, r"@import|url\(")
        policy = next(v for t, n, v in self.page.attributes if t == "meta" and n == "content" and "default-src" in v)
        for tag, source in (("script", "script-src"), ("style", "style-src")):
            inline = re.search(f"<{tag}>(.*?)</{tag}>", self.html, re.S)
            self.assertIn(f"{source} {report._hash(inline[1])}", policy)
        self.assertNotIn("unsafe", policy)

    def test_marks_grades_and_lists_what_was_missed(self) -> None:
        marked = [v for t, n, v in self.page.attributes if t == "li" and n == "class"]
        # A: x<y, 2402.10893, and never; B: the same three, all below the first ten.
        self.assertEqual(marked.count("g2"), 2)
        self.assertEqual(marked.count("g1"), 6)
        self.assertIn('<span class="rank">13</span>', self.html)
        self.assertIn('<span class="move" title="B: rank 13">B 13</span>', self.html)
        self.assertIn('<span class="move" title="A: not found">A –</span>', self.html)
        self.assertIn('href="https://arxiv.org/abs/2402.10893"', self.html)
        self.assertNotIn("abs/x", self.html)

    def test_grades_and_missed_papers_are_told_in_words(self) -> None:
        text = "".join(self.page.text)
        self.assertEqual(text.count("grade 2 Title"), 2)
        self.assertEqual(text.count("grade 1 x<y"), 2)
        # Once in A, which lacks "never"; once in B; not in the query that found all it could.
        self.assertEqual(text.count("Relevant, below rank 10 or not found"), 2)
        # "never" is found by neither side, so that there is no rank to be equal.
        self.assertIn("B –", text)

    def test_summary_comes_first_and_names_both_sides(self) -> None:
        text = "".join(self.page.text)
        outcome = re.search(r"(\d+) B better\s+(\d+) B worse\s+(\d+) equal", text)
        assert outcome
        self.assertEqual(outcome.groups(), ("0", "1", "1"))
        self.assertLess(outcome.end(), text.index("Measures"))
        # In the head of the page and above each ranking.
        self.assertEqual(text.count(f"AA {self.EVIL}"), 1 + len(self.queries))

    def test_only_tables_scroll_sideways(self) -> None:
        regions = [v for t, n, v in self.page.attributes if t == "div" and n == "class" and v == "scroll"]
        self.assertEqual(len(regions), self.html.count("<table>"))
        reachable = [v for t, n, v in self.page.attributes if t == "div" and n == "tabindex"]
        self.assertEqual(reachable, ["0"] * len(regions))

    def test_filters_have_what_they_need(self) -> None:
        groups_ = [v for t, n, v in self.page.attributes if n == "data-groups"]
        self.assertEqual(groups_, ["all,ko,typo,known-item", "all,en,-,topical"])
        deltas = [float(v) for _, n, v in self.page.attributes if n == "data-delta"]
        self.assertLess(deltas[0], 0)
        self.assertEqual(deltas[1], 0)
        self.assertIn("prefers-color-scheme: dark", self.html)

    def test_same_input_same_bytes(self) -> None:
        self.assertEqual(self.html, report.render(self.a, self.b, self.queries, self.qrels, self.titles))


class Engine(Folder):
    """The runner and the command line against a stand-in for nonmun-search."""

    def setUp(self) -> None:
        super().setUp()
        self.search = self.write("bin/nonmun-search", FAKE_SEARCH, executable=True)
        self.queries = self.write("queries.tsv", "k1\tko\t-\t강화 학습\nk2\ten\ttypo\t-dash \"x\n")
        self.qrels = self.write("qrels.tsv", "k1 0 p1 2\nk2 0 p3 2\n")

    def common(self) -> list[object]:
        files = ["--queries", self.queries, "--qrels", self.qrels]
        return ["--search", self.search, "--index", self.folder / "index", *files]

    def outcome(self, *texts: str) -> runner.Outcome:
        queries = [Query(f"k{i}", "ko", (), text) for i, text in enumerate(texts)]
        return runner.run_queries(self.search, self.folder / "index", queries)

    def test_ranking_titles_and_times(self) -> None:
        found = self.outcome("a", "b")
        self.assertEqual(found.run, {"k0": ["p1", "p2", "p3"], "k1": ["p1", "p2", "p3"]})
        self.assertEqual(found.titles["p1"], "제목 p1")
        self.assertEqual((found.took_ms, found.errors), ([2.5, 2.5], {}))

    def test_query_is_one_word_behind_the_options(self) -> None:
        words = runner.command(self.search, Path("i"), 50, "--votes-weight '0 1'", "-a \"b\" 'c")
        expected = ["--index", "i", "--json", "-n", "50", "--votes-weight", "0 1", "--", "-a \"b\" 'c"]
        self.assertEqual(words[1:], expected)

    def test_exit_one_is_no_hits(self) -> None:
        found = self.outcome("nothing", "silent")
        self.assertEqual((found.run, found.errors), ({"k0": [], "k1": []}, {}))

    def test_failures_are_errors(self) -> None:
        found = self.outcome("broken", "garbage", "twice", "fine")
        self.assertEqual(found.errors["k0"], "exit 74: index damaged: run nonmun-index check")
        self.assertIn("not the JSON of a search", found.errors["k1"])
        self.assertIn("twice", found.errors["k2"])
        self.assertEqual(set(found.errors), {"k0", "k1", "k2"})
        self.assertEqual(found.run["k3"], ["p1", "p2", "p3"])

    def test_absent_program_and_endless_program(self) -> None:
        self.assertIn("No such file", runner.ask([str(self.folder / "absent")]).error)
        with mock.patch.object(runner, "TIMEOUT_SECONDS", 0.2):
            self.assertIn("no answer", runner.ask([sys.executable, "-c", "import time; time.sleep(30)"]).error)

    def test_run_prints_and_writes(self) -> None:
        out = self.folder / "run.tsv"
        done = Captured("run", *self.common(), "--options", "--x y", "--label", "mine", "--out", out)
        self.assertEqual(done.code, 0, done.err)
        # p1 first for k1 (1.0), p3 third for k2 (1/log2(4)).
        self.assertRegex(done.out, r"(?m)^all +2 +0\.7500 +0\.6667 +1\.0000 +1\.0000$")
        self.assertEqual(formats.read_run(out)["k2"], ["p1", "p2", "p3"])
        self.assertIn("p2\t제목 p2\n", formats.titles_path(out).read_text(encoding="utf-8"))
        calls = [json.loads(c) for c in (self.folder / "bin/calls").read_text().splitlines()]
        self.assertEqual(calls[0][3:7], ["-n", "100", "--x", "y"])

    def test_run_fails_below_the_floor_and_on_errors(self) -> None:
        self.assertEqual(Captured("run", *self.common(), "--min-ndcg", "0.75").code, 0)
        low = Captured("run", *self.common(), "--min-ndcg", "0.76")
        self.assertEqual(low.code, 1)
        self.assertIn("below the floor 0.76", low.err)
        self.queries.write_text("k1\tko\t-\tbroken\nk2\ten\t-\tbroken\n", encoding="utf-8")
        broken = Captured("run", *self.common())
        self.assertEqual(broken.code, 1)
        self.assertIn("k1, k2: exit 74: index damaged", broken.err)

    def test_json(self) -> None:
        result = json.loads(Captured("run", *self.common(), "--format", "json").out)
        self.assertEqual(result["groups"]["all"]["ndcg10"], 0.75)
        self.assertEqual(result["queries"]["k2"]["mrr10"], 1 / 3)

    def test_unjudged_queries_are_named(self) -> None:
        self.qrels.write_text("k1 0 p1 2\nk9 0 p1 1\n", encoding="utf-8")
        done = Captured("run", *self.common())
        self.assertIn("no relevant paper judged: k2", done.err)
        self.assertIn("not among the queries: k9", done.err)
        self.assertRegex(done.out, r"(?m)^all +1 ")

    def test_compare_two_option_strings(self) -> None:
        done = Captured("compare", *self.common(), "opts:", "opts:--reverse", "--resamples", "100")
        self.assertEqual(done.code, 0, done.err)
        self.assertIn("A: (no options)\nB: --reverse\n", done.out)
        self.assertIn("B wins 1, loses 1, ties 0", done.out)

    def test_compare_run_files_and_report(self) -> None:
        runs = [self.folder / "a.tsv", self.folder / "b.tsv"]
        Captured("run", *self.common(), "--out", runs[0])
        Captured("run", *self.common(), "--options", "--reverse", "--out", runs[1])
        self.assertIn("A: a\nB: b\n", Captured("compare", *self.common(), *runs).out)
        page = self.folder / "r.html"
        self.assertEqual(Captured("report", *self.common(), *runs, "--out", page).code, 0)
        self.assertIn("제목 p3", page.read_text(encoding="utf-8"))

    def test_compare_stops_when_a_search_fails(self) -> None:
        self.queries.write_text("k1\tko\t-\tbroken\nk2\ten\t-\tx\n", encoding="utf-8")
        done = Captured("compare", *self.common(), "opts:", "opts:--reverse")
        self.assertEqual((done.code, done.out), (1, ""))
        self.assertIn("index damaged", done.err)

    def test_compare_names_what_is_no_configuration(self) -> None:
        done = Captured("compare", *self.common(), "opts:", "absent.tsv")
        self.assertEqual(done.code, 2)
        self.assertIn("absent.tsv is no run file", done.err)

    def test_crossval_over_a_grid(self) -> None:
        grid = self.write("grid", "-\n{--reverse|--other}\n")
        means = self.folder / "means.tsv"
        words = ("--grid", grid, "--folds", "2", "--shuffles", "2", "--out", means)
        done = Captured("crossval", *self.common(), *words)
        self.assertEqual(done.code, 0, done.err)
        self.assertIn("3 configurations, 2 queries, 2 folds", done.out)
        self.assertIn("in-sample best   nDCG@10 0.7500", done.out)
        self.assertEqual(len(means.read_text().splitlines()), 4)

    def test_evaluate_script(self) -> None:
        index = "#!/bin/sh\n[ \"$1\" = update ] && [ \"$2\" = --index ] && mkdir -p \"$3\" && echo indexed \"$4\"\n"
        self.write("bin/nonmun-index", index, executable=True)
        corpus, temporary = self.folder / "corpus with space", self.folder / "tmp"
        corpus.mkdir()
        temporary.mkdir()
        environment = {**os.environ, "NONMUN_BIN": str(self.folder / "bin"), "TMPDIR": str(temporary)}

        def evaluate(*more: str) -> subprocess.CompletedProcess[str]:
            words = [str(HERE / "evaluate.sh"), str(corpus), str(self.queries), str(self.qrels), *more]
            return subprocess.run(["sh", *words], env=environment, capture_output=True, encoding="utf-8", check=False)

        done = evaluate("--min-ndcg", "0.7", "--options", "--reverse")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("--reverse: 2 queries", done.stdout)
        self.assertIn("corpus with space", done.stderr)
        self.assertEqual(evaluate("--min-ndcg", "0.9").returncode, 1)
        self.assertEqual(list(temporary.iterdir()), [])
        self.search.unlink()
        absent = evaluate()
        self.assertEqual(absent.returncode, 2)
        self.assertIn("build it first", absent.stderr)


class Generated(unittest.TestCase):
    """Sets made from a corpus."""

    PAPERS = (
        digests.Paper("1", "Owlet: A Bird", ["Ada Müller", "Bo"], ["첫 줄"]),
        digests.Paper("2", "Beyond Owlet", ["Ada Muller"], ["둘째 줄", "첫 줄"]),
        digests.Paper("3", "OWLET 2: More of Owlet", [], []),
        digests.Paper("4", "Able: To Do", ["Cy Dee"], []),
        digests.Paper("5", "Heron: A Fisher", [], []),
        digests.Paper("6", "heron : again", [], []),
    )

    def targets(self, name: str) -> dict[str, set[str]]:
        queries, qrels = generated.generate(name, self.PAPERS)
        return {query.text: set(qrels[query.qid]) for query in queries}

    def test_folding(self) -> None:
        self.assertEqual(generated.fold("  Müller-Strauß: GPT_4 (확산)!"), "muller strauss gpt 4 확산")

    def test_originals_are_named_in_other_titles(self) -> None:
        self.assertEqual(self.targets("originals"), {"Owlet": {"1"}})

    def test_names_share_papers_and_leave_out_ordinary_words(self) -> None:
        self.assertEqual(self.targets("names"), {"OWLET 2": {"3"}, "Heron": {"5", "6"}})

    def test_titles(self) -> None:
        self.assertEqual(self.targets("titles")["Beyond Owlet"], {"2"})
        self.assertEqual(self.targets("capitals")["BEYOND OWLET"], {"2"})

    def test_authors_need_two_words_and_share_papers(self) -> None:
        self.assertEqual(self.targets("authors"), {"Ada Müller": {"1", "2"}, "Cy Dee": {"4"}})

    def test_bullets(self) -> None:
        self.assertEqual(self.targets("bullets"), {"첫 줄": {"1", "2"}, "둘째 줄": {"2"}})

    def test_bounded_and_the_same_for_any_order(self) -> None:
        papers = [digests.Paper(str(i), f"Title {i}", [], []) for i in range(500)]
        queries, qrels = generated.generate("titles", papers)
        self.assertEqual(len(queries), generated.MAX_QUERIES)
        self.assertEqual((queries, qrels), generated.generate("titles", papers[::-1]))


FAKE_ANALYZER = f"""#!{sys.executable}
import json, re, sys
text = sys.argv[sys.argv.index("--") + 1]
if "--analyze" in sys.argv:
    tokens = []
    for match in re.finditer(r"\\w+", text):
        begin, end = (len(text[:at].encode()) for at in match.span())
        word = match[0].lower()
        tokens.append({{"kind": "word", "term": word.rstrip("s"), "begin": begin, "end": end}})
        tokens.append({{"kind": "surface", "term": word, "begin": begin, "end": end}})
    print(json.dumps({{"tokens": tokens}}))
else:
    shown = {{"diffusoin": ["diffusions"], "weigths": ["height"]}}.get(text)
    rows = [{{"from": text, "to": shown, "why": "typo"}}] if shown else []
    print(json.dumps({{"expanded": rows + [{{"from": text, "to": ["x"], "why": "aliases"}}]}}))
    sys.exit(0 if shown else 1)
"""


class Typos(Folder):
    """Random typos and what became of them."""

    def program(self) -> Path:
        return self.write("search", FAKE_ANALYZER, executable=True)

    def test_edits_are_one_slip(self):
        chance = random.Random(1)
        for word in ("강화학습", "트랜스포머", "diffusion", "value"):
            for _ in range(200):
                other = typos.substitute(chance, word)
                self.assertEqual(len(other), len(word))
                self.assertEqual(sum(a != b for a, b in zip(other, word)), 1)
                self.assertTrue(other.isalpha())
                self.assertEqual(bool(re.search("[a-z]", other)), word.isascii())
                swapped = typos.transpose(chance, word)
                self.assertEqual(sorted(swapped), sorted(word))
                self.assertLessEqual(sum(a != b for a, b in zip(swapped, word)), 2)
                shorter, longer = typos.drop(chance, word), typos.double(chance, word)
                self.assertIn(word, [shorter[:i] + c + shorter[i:] for i in range(len(word)) for c in word])
                self.assertIn(word, [longer[:i] + longer[i + 1:] for i in range(len(longer))])

    def test_syllables_change_in_one_jamo(self):
        chance = random.Random(2)
        for _ in range(500):
            before, after = (ord(w) - 0xAC00 for w in ("학", typos.substitute(chance, "학")))
            jamo = [(c // 588, c // 28 % 21, c % 28) for c in (before, after)]
            self.assertEqual(sum(a != b for a, b in zip(*jamo)), 1)

    def test_words_are_drawn_from_those_of_three_papers_and_typos_are_no_words(self):
        counts = {"diffusion": 3, "attention": 9, "rarely": 2, "short": 9, "강화학습": 5, "확산": 9}
        drawn = typos.draw(counts, set(), 100, 7)
        self.assertEqual({typo.word for typo in drawn}, {"diffusion", "attention", "강화학습"})
        self.assertEqual(drawn, typos.draw(counts, set(), 100, 7))
        known = {typo.typed for typo in drawn}
        self.assertFalse(known & {typo.typed for typo in typos.draw(counts, known, 100, 7)})

    def test_words_of_lines_and_papers(self):
        lines = ["Weights 강화학습", "", "𝒳 models", "a" * 70_000, "models"]
        words = typos.analyze(self.program(), lines)
        self.assertEqual([[surface for _, surface in line] for line in words],
                         [["weights", "강화학습"], [], ["𝒳", "models"], ["a" * 70_000], ["models"]])
        papers = [digests.Paper(str(i), "models Models", [], ["weights"]) for i in range(3)]
        counts, known = typos.vocabulary(self.program(), papers)
        self.assertEqual(counts, {"models": 3, "weights": 3})
        self.assertEqual(known, {"model", "models", "weight", "weights"})

    def test_fates(self):
        cases = [("diffusion", "diffusoin", True, True), ("weights", "weigths", True, False), ("value", "vlaue", False, False)]
        drawn = [typos.Typo(word, typed, "transpose") for word, typed, _, _ in cases]
        fates = typos.judge(self.program(), Path("index"), drawn)
        self.assertEqual([(bool(f.shown), f.corrected) for f in fates], [(shown, right) for _, _, shown, right in cases])
        table_rows = {row[0]: row[1:] for row in typos.rows(fates)}
        self.assertEqual(table_rows["all"], ["3", "0.333", "1", "1", "1"])
        self.assertEqual(table_rows["en transpose"], ["3", "0.333", "1", "1", "1"])
        self.assertEqual(table_rows["ko"], ["0", "-", "0", "0", "0"])

    def test_without_a_corpus_it_is_skipped(self):
        captured = Captured("typos", "--corpus", self.folder / "nowhere")
        self.assertEqual(captured.code, 77)
        self.assertIn("SKIPPED", captured.err)


class Evaluate(Folder):
    """All sets of a shared folder, with stand-ins for the programs."""

    def setUp(self) -> None:
        super().setUp()
        self.write("bin/nonmun-search", FAKE_SEARCH, executable=True)
        self.write("bin/nonmun-index", "#!/bin/sh\necho \"$4\" >> \"$(dirname \"$0\")/indexed\"\n", executable=True)
        heading = "### [{}](https://arxiv.org/abs/{})\n- x\n"
        self.write("shared/corpus/1.md", "## Daily Papers (2024-01-01)\n" + heading.format("Owl: A Bird", "2401.00001"))
        self.write("shared/relevance/queries.tsv", "k1\tko\t-\ta\nk2\ten\ttypo\tb\n")
        self.write("shared/relevance/qrels.tsv", "k1 0 p1 2\nk2 0 p3 2\n")
        paper = {"schema": 1, "id": "p1", "title": "T", "abstract": "words"}
        self.write("shared/relevance/general/other/papers.jsonl", json.dumps(paper) + "\n")
        self.write("shared/relevance/general/other/queries.tsv", "a\tko\t-\tx\nb\tko\t-\tbroken\n")
        self.write("shared/relevance/general/other/qrels.tsv", "a 0 p2 2\nb 0 p1 2\n")
        holder = mock.patch.dict(os.environ, NONMUN_SHARED=str(self.folder / "shared"))
        holder.start()
        self.addCleanup(holder.stop)

    def evaluate(self, *more: object) -> Captured:
        return Captured("evaluate", "--programs", self.folder / "bin", "--set", "dev", "--set", "other", *more)

    def test_table_with_one_index_per_corpus(self) -> None:
        done = self.evaluate("--set", "titles")
        self.assertEqual(done.code, 0, done.err)
        self.assertRegex(done.out, r"(?m)^dev +2 +0\.7500 +0\.6667 +1\.0000 +1\.0000 +0\.5000 +1\.0000$")
        self.assertRegex(done.out, r"(?m)^titles +1 +0\.0000 ")
        indexed = (self.folder / "bin/indexed").read_text().split()
        self.assertEqual([Path(path).name for path in indexed], ["corpus", "papers.jsonl"])

    def test_failed_queries_count_as_zero_and_are_said(self) -> None:
        done = self.evaluate()
        self.assertRegex(done.out, r"(?m)^other +2 +0\.3155 ")
        self.assertIn("other: 1 queries failed and count as zero", done.err)

    def test_against_an_earlier_run(self) -> None:
        runs = self.folder / "runs"
        self.assertEqual(self.evaluate("--out", runs).code, 0)
        same = self.evaluate("--against", runs)
        self.assertEqual(same.code, 0)
        self.assertIn("no set loses", same.out)
        (runs / "other.tsv").write_text("a Q0 p2 1 1 x\nb Q0 p1 1 1 x\n", encoding="utf-8")
        worse = self.evaluate("--against", runs)
        self.assertEqual(worse.code, 1)
        self.assertIn("not acceptable, loses on other", worse.out)
        self.assertEqual(self.evaluate("--against", self.folder / "absent").code, 2)

    def test_floors(self) -> None:
        floors = self.write("floors", "# comment\ndev\tnDCG@10\t0.75\ndev\tfirst\t0.5\nabsent\tfirst\t1\n")
        self.assertEqual(self.evaluate("--floors", floors).code, 0)
        floors = self.write("floors", "dev\tin ten\t1\nother\tfirst\t0.4\n")
        low = self.evaluate("--floors", floors)
        self.assertEqual(low.code, 1)
        self.assertIn("other: first 0.0000 is below the floor 0.4", low.err)
        bad = self.evaluate("--floors", self.write("floors", "dev\tbest\t1\n"))
        self.assertEqual(bad.code, 2)
        self.assertIn("floors:1", bad.err)

    def test_traits_sample_and_markdown(self) -> None:
        done = self.evaluate("--traits", "--sample", "1", "--format", "markdown")
        self.assertEqual(done.code, 0, done.err)
        self.assertRegex(done.out, r"(?m)^\| dev \| 1 \|")
        self.assertRegex(done.out, r"(?m)^\| (ko|en) \| 1 \|")

    def test_without_lucene_it_says_so_and_goes_on(self) -> None:
        with tempfile.TemporaryDirectory() as empty, mock.patch.dict(os.environ, LUCENE_JARS=empty):
            done = self.evaluate("--lucene")
        self.assertEqual(done.code, 0)
        self.assertIn("not compared with Lucene: no lucene-core", done.err)

    def test_unknown_set_and_absent_shared_folder(self) -> None:
        unknown = self.evaluate("--set", "nothing")
        self.assertEqual(unknown.code, 2)
        self.assertIn("unknown set nothing (known: ", unknown.err)
        with mock.patch.dict(os.environ, NONMUN_SHARED=str(self.folder / "absent")):
            absent = self.evaluate()
        self.assertEqual(absent.code, 77)
        self.assertIn("SKIPPED", absent.err)

    def test_the_floors_of_the_project_can_be_read(self) -> None:
        names = {"dev", "autorag", "welfare", *generated.NAMES}
        self.assertLessEqual(set(evaluate.read_floors(HERE / "floors.tsv")), names)

    def test_sets_of_the_folder(self) -> None:
        found = [each.name for each in sets.shared_sets()]
        self.assertEqual(found, ["dev", "other", *generated.NAMES])


class Digests(Folder):
    TEXT = """## Daily Papers (2024-07-01)

### [A [nested] (title): $x$](https://arxiv.org/abs/2407.00001)

[Watch Video](https://example.org/v.mp4)
<div><video controls src="x"></video></div>

Vote: 5

Authors: Kim A, +, Lee B, Kim A

- **What's New**: 첫 줄 **강조**: 남는다
- ***Technical Details***: 둘째 줄
- **Projector**: 셋째 줄
1. 번호 줄

### no link here

- 버려지는 줄

## Daily Papers (2024-07-02)

### [Second](https://arxiv.org/abs/2407.00002v2)

Vote: -

- 본문
"""

    def test_reads_what_digests_contain(self) -> None:
        first, second = digests.read_text(self.TEXT)
        self.assertEqual((first.id, first.title), ("2407.00001", "A [nested] (title): $x$"))
        self.assertEqual(first.authors, ["Kim A", "Lee B"])
        expected = ["첫 줄 **강조**: 남는다", "둘째 줄", "**Projector**: 셋째 줄", "1. 번호 줄"]
        self.assertEqual(first.summary, expected)
        self.assertEqual((second.id, second.authors, second.summary), ("2407.00002", [], ["본문"]))
        self.assertEqual((first.listed, second.listed), ("2024-07-01", "2024-07-02"))
        self.assertEqual((first.votes, second.votes), (5, None))

    def test_reads_json_lines(self) -> None:
        path = self.write("p.jsonl", '{"id": "x:1", "title": "T", "abstract": "A"}\n\n{"id": "x:2", "title": "U", "authors": ["B"]}\n')
        one, two = digests.read_corpus(path).values()
        self.assertEqual((one.title, one.authors, one.summary), ("T", [], ["A"]))
        self.assertEqual((two.id, two.authors, two.summary), ("x:2", ["B"], [""]))

    def test_folder_with_repeated_paper_and_licence(self) -> None:
        self.write("2024/1.md", self.TEXT)
        again = "### [Second](https://arxiv.org/abs/2407.00002)\nAuthors: C\n"
        self.write("2024/2.md", "## Daily Papers (2024-07-03)\n" + again)
        self.write("LICENSE.md", "### [not](https://arxiv.org/abs/2407.00003)\n- a paper\n")
        papers = digests.read_corpus(self.folder)
        self.assertEqual(sorted(papers), ["2407.00001", "2407.00002"])
        self.assertEqual((papers["2407.00002"].authors, papers["2407.00002"].summary), (["C"], ["본문"]))
        self.assertEqual(papers["2407.00002"].listed, "2024-07-03")


class Peers(unittest.TestCase):
    def test_absent_jars_are_named_with_their_package(self) -> None:
        with tempfile.TemporaryDirectory() as empty, mock.patch.dict(os.environ, LUCENE_JARS=empty):
            with self.assertRaisesRegex(peers.Unavailable, "liblucene8-java"):
                peers.classpath()
            with tempfile.NamedTemporaryFile("w", suffix=".md") as corpus, tempfile.TemporaryDirectory() as folder:
                corpus.write("## Daily Papers (2024-01-01)\n### [T](https://arxiv.org/abs/2401.00001)\n- x\n")
                corpus.flush()
                queries, qrels = Path(folder, "q"), Path(folder, "r")
                queries.write_text("k1\tko\t-\tx\n", encoding="utf-8")
                qrels.write_text("k1 0 2401.00001 2\n", encoding="utf-8")
                done = Captured("peers", "--corpus", corpus.name, "--queries", queries, "--qrels", qrels)
        self.assertEqual(done.code, 77)
        self.assertIn("SKIPPED", done.err)

    def test_figures_of_the_notes_are_reproduced(self) -> None:
        try:
            peers.classpath()
        except peers.Unavailable as missing:
            self.skipTest(str(missing))
        if not paths.queries().is_file():
            self.skipTest(f"no judged queries in {paths.shared()} (NONMUN_SHARED may name another folder)")
        queries, qrels = formats.read_queries(paths.queries()), formats.read_qrels(paths.qrels())
        runs = peers.run_peers(digests.read_corpus(paths.corpus()).values(), queries)
        for peer, expected in PEER_FIGURES.items():
            with self.subTest(peer=peer):
                found = metrics.mean(metrics.score_run(runs[peer], queries, qrels).values()).ndcg10
                self.assertAlmostEqual(found, expected, delta=PEER_TOLERANCE)


if __name__ == "__main__":
    unittest.main()
