"""Precision guards: ordinary Korean words must not be led to English noise.

Needs the built programs ($NONMUN_BIN) and the judged corpus; skips, saying so, without it.
"""

import collections
import csv
import json
import os
import pathlib
import random
import re
import subprocess
import tempfile
import unittest

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
SHARED = pathlib.Path(os.environ.get("NONMUN_SHARED", ROOT.parent / "shared"))
CORPUS = SHARED / "corpus"
BIN = pathlib.Path(os.environ.get("NONMUN_BIN", ROOT / ".build/release/bin"))

# Words that stay what they are, with the only transliterations that are no noise: their origins.
GUARDED = {
    "나이": set(), "카메라": {"camera", "cameras"}, "바나나": {"banana"},
    "미디어": {"media"}, "데이터": {"data", "데이타"}, "회의": set(), "결과": set(),
    "이미지": {"image", "images"}, "대회": set(), "고양이": set(),
    "디스플레이": {"display", "displays"}, "보고": set(), "처리": set(), "하나": set(),
    "미래": set(), "위치": set(), "비슷": set(), "언어": set(), "연구": set(), "방법": set(),
}


def judged_rows(name):
    with open(HERE / name, encoding="utf-8") as file:
        return list(csv.reader((line for line in file if not line.startswith("#")), delimiter="\t"))


@unittest.skipUnless(CORPUS.is_dir(), f"no corpus in {CORPUS}")
class Precision(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.index = os.path.join(cls.folder.name, "index")
        subprocess.run([BIN / "nonmun-index", "update", "--index", cls.index, CORPUS],
                       check=True, capture_output=True)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def expanded(self, word):
        done = subprocess.run([BIN / "nonmun-search", "--index", self.index, "--json", "-n", "0",
                               "--", word], capture_output=True, text=True, check=False)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return json.loads(done.stdout)["expanded"]

    def answer(self, *arguments):
        done = subprocess.run([BIN / "nonmun-search", "--index", self.index, "--json", *arguments],
                              capture_output=True, text=True, check=False)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return json.loads(done.stdout)

    def test_judged_aliases(self):
        """Of 100 random aliases 95 must be right; those that are must be found."""
        rows = judged_rows("alias_judgements.tsv")
        self.assertEqual(len(rows), 100)
        right = [row for row in rows if row[2] == "right"]
        self.assertGreaterEqual(len(right), 95)
        missing = []
        for phrase, name, _ in right:
            done = subprocess.run([BIN / "nonmun-search", "--index", self.index, "--json", "--aliases", "--", phrase],
                                  capture_output=True, text=True, check=False)
            names = [row["phrase"] for row in json.loads(done.stdout)["aliases"]]
            if name not in names:
                missing.append((phrase, name, names))
        self.assertEqual(missing, [])

    def test_guarded_words_stay_what_they_are(self):
        for word, allowed in GUARDED.items():
            with self.subTest(word):
                for expansion in self.expanded(word):
                    self.assertNotIn(expansion["why"], ("typo", "keyboard", "spacing"), expansion)
                    if expansion["why"] == "transliteration":
                        self.assertLessEqual(set(expansion["to"]), allowed, expansion)

    def test_judged_vocabulary(self):
        """400 random words of the corpus: whatever they are led to has been judged by a person."""
        rows = judged_rows("vocabulary_judgements.tsv")
        words = sorted({row[0] for row in rows})
        self.assertEqual(len(words), 400)
        judged = {(row[0], row[1], row[2]): row[3] for row in rows if len(row) == 4}
        wrong = []
        for word in words:
            for expansion in self.expanded(word):
                for target in expansion["to"]:
                    if judged.get((word, expansion["why"], target)) != "right":
                        wrong.append((word, expansion["why"], target))
        known = {("그램", "parts"), ("미드", "transliteration"), ("미드", "parts"),
                 ("버리", "parts"), ("스팬", "transliteration"), ("일반화", "derivations"),
                 ("저주", "parts"), ("최대한", "spacing")}
        self.assertEqual({(word, why) for word, why, _ in wrong}, known, wrong)
        self.assertLessEqual(len({word for word, _ in known}), 0.02 * len(words))

    def test_sorted_by_votes_or_date_the_first_ten_hold_all_words(self):
        """200 random queries of two or three frequent words; AND says which papers hold all. Words
        of questions, which need not be there, count as any word here."""
        counts = collections.Counter()
        for file in sorted(CORPUS.rglob("*.md")):
            counts.update(set(re.findall(r"[가-힣]{2,}|[A-Za-z]{4,}", file.read_text(encoding="utf-8"))))
        frequent = [word for word, _ in counts.most_common(150)]
        chance = random.Random(20240219)
        judged = 0
        for number in range(200):
            words = chance.sample(frequent, chance.choice((2, 3)))
            order = ("votes", "date")[number % 2]
            found = self.answer("-n", "10", "--sort", order, "--without", "questions", "--",
                                " ".join(words))
            if found["found_all"] < 10:
                continue
            judged += 1
            every = self.answer("-n", "10000", "--without", "questions", "--", " AND ".join(words))
            holding = {hit["id"] for hit in every["hits"]}
            for hit in found["hits"]:
                self.assertIn(hit["id"], holding, (words, order))
        self.assertGreater(judged, 100)


if __name__ == "__main__":
    unittest.main()
