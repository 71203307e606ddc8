"""The table of issue 2: five queries for each paper of 2024-02-19, over the whole corpus."""

import collections
import pathlib
import unittest

from support import SHARED, ProgramTest, run

CORPUS = SHARED / "corpus" / "daily_papers_ko"
TABLE = pathlib.Path(__file__).parent / "feb19.tsv"
KINDS = ("id", "name", "particle", "korean", "english")


@unittest.skipUnless(CORPUS.is_dir(), f"no corpus in {CORPUS}")
class TwelvePapers(ProgramTest):
    def test_each_query_finds_its_paper_first(self):
        rows = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()
                if not line.startswith("#")]
        kinds = collections.defaultdict(list)
        for identifier, kind, _ in rows:
            kinds[identifier].append(kind)
        self.assertEqual(len(kinds), 12)
        for identifier, found in kinds.items():
            self.assertEqual(tuple(found), KINDS, identifier)

        done = self.succeeds(run("nonmun-index", "update", "--index", self.index, CORPUS))
        self.assertIn("2229 papers", done.stdout)
        self.assertIn("0 rejected", done.stdout)
        for identifier, kind, query in rows:
            with self.subTest(kind=kind, query=query):
                if kind in ("korean", "english"):
                    self.assertIn(len(query.split()), (2, 3, 4))
                self.assertEqual(self.ids("-n", "1", "--", query), [identifier])


if __name__ == "__main__":
    unittest.main()
