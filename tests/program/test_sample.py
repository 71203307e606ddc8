"""The sample digests and the stored queries of the quick start."""

import unittest

from support import SOURCE, OK, SampleTest, run


class Sample(SampleTest):
    def test_reads_without_rejects(self):
        self.assertEqual(self.sample_report["added"], 67)
        self.assertEqual(self.sample_report["rejected"], 0)
        self.assertEqual(self.sample_stderr, "")

    def test_stored_queries(self):
        rows = [line.split("\t") for line in
                (SOURCE / "data" / "queries.tsv").read_text("utf-8").splitlines()
                if line and not line.startswith("#")]
        self.assertGreaterEqual(len(rows), 10)
        for query, identifier in rows:
            with self.subTest(query):
                self.assertEqual(self.ids("-n", "1", "--", query), [identifier])

    def test_stored_queries_as_canaries(self):
        done = run("nonmun-index", "update", "--index", self.folder / "index", "--canary",
                   SOURCE / "data" / "queries.tsv", SOURCE / "data" / "digests")
        self.assertEqual(done.returncode, OK, done.stderr)

    def test_the_folder_data_as_the_quick_start_gives_it(self):
        done = run("nonmun-index", "update", "--index", self.folder / "index", SOURCE / "data")
        self.assertEqual(done.returncode, OK, done.stderr)
        self.assertEqual(self.found("date:2000..", index=self.folder / "index")["out_of"], 67)

    def test_stored_votes(self):
        index = self.folder / "index"
        run("nonmun-index", "update", "--index", index, SOURCE / "data" / "digests")
        done = run("nonmun-index", "votes", "--index", index, SOURCE / "data" / "votes.jsonl")
        self.assertEqual(done.returncode, OK, done.stderr)
        self.assertNotIn("not in the index", done.stderr)


if __name__ == "__main__":
    unittest.main()
