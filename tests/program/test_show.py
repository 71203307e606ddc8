"""`nonmun-search show`: a whole paper, by id or as a hit of the last search."""

import json
import os
import re
import stat
import unittest

from support import (NO_HITS, OK, USAGE, ProgramTest, SampleTest, columns, digest, entry,
                     environment, run)


class Show(SampleTest):
    def setUp(self):
        super().setUp()
        self.state = self.folder / "state"
        self.env = environment(XDG_STATE_HOME=self.state)

    def run_search(self, *arguments, **changes):
        # A command is the first argument, so the index comes from the environment.
        env = environment(XDG_STATE_HOME=self.state, NONMUN_INDEX=self.index, **changes)
        return run("nonmun-search", *arguments, env=env)

    def hits(self, *arguments):
        return json.loads(self.run_search("--json", *arguments).stdout)["hits"]

    def test_the_whole_digest(self):
        text = self.succeeds(self.run_search("show", "2212.08073")).stdout
        for part in ("Constitutional AI: Harmlessness from AI Feedback", "listed 2024-07-15",
                     "15 votes", "Jared Kaplan", "https://arxiv.org/abs/2212.08073",
                     "\nWhat's new\n", "\nTechnical details\n", "\nPerformance\n",
                     "2024/07/15.md:115"):
            self.assertIn(part, text)

    def test_a_hit_of_the_last_search(self):
        hits = self.hits("강화학습")
        for hit in hits[:3]:
            text = self.succeeds(self.run_search("show", str(hit["rank"]))).stdout
            self.assertIn(hit["id"], text)
        later = self.hits("--offset", "3", "-n", "2", "강화학습")
        self.assertIn(later[0]["id"], self.run_search("show", "4").stdout)
        self.fails(self.run_search("show", "3"), USAGE, "no hit 3: the last search showed 4 to 5")

    def test_the_index_is_that_of_the_last_search(self):
        other = self.folder / "other"
        self.update(self.write("a.md", digest("2024-05-06", entry("제목 zyzzyva", "2405.00001"))),
                    index=other)
        self.run_search("--index", other, "zyzzyva")
        self.assertIn("2405.00001", self.succeeds(self.run_search("show", "1")).stdout)

    def test_without_a_search_before(self):
        self.fails(self.run_search("show", "1"), USAGE, "there was no search before")
        (self.state / "nonmun").mkdir(parents=True)
        for content in ("", "{", "[]", '{"schema":1}', '{"schema":99,"query":"","hits":[]}',
                        '{"schema":1,"query":"","index":"/x","hits":[[1]]}'):
            (self.state / "nonmun/last.json").write_text(content)
            self.fails(self.run_search("show", "1"), USAGE, "there was no search before")

    def test_words_of_the_last_search_are_marked(self):
        self.run_search("강화학습")
        marked = re.findall("\x1b\\[1;33m(.*?)\x1b\\[0m",
                            self.run_search("show", "--color", "always", "2212.08073").stdout)
        self.assertTrue(any(word.startswith("강화학습") for word in marked), marked)

    def test_json(self):
        self.run_search("강화학습")
        paper = json.loads(self.run_search("show", "--json", "2212.08073").stdout)
        self.assertEqual(paper["id"], "2212.08073")
        self.assertEqual([s["kind"] for s in paper["sections"]],
                         ["whats_new", "technical", "performance"])
        self.assertTrue(any(s["marks"] for s in paper["sections"]))

    def test_an_id_in_any_spelling(self):
        for spelling in ("2212.08073v1", "arXiv:2212.08073", "https://arxiv.org/abs/2212.08073"):
            self.assertIn("Constitutional", self.run_search("show", spelling).stdout)

    def test_an_id_that_the_index_does_not_have(self):
        done = self.run_search("show", "2401.99999")
        self.assertEqual(done.returncode, NO_HITS)
        self.assertIn("No paper has the id 2401.99999.", done.stdout)

    def test_anything_else_is_a_query(self):
        for line in (["show"], ["show", "모델"], ["show", "1", "모델"], ["show", "-n", "1"],
                     ["--", "show", "1"], ["모델", "show", "1"], ["show", "GPT-4"]):
            with self.subTest(line):
                done = self.run_search(*line)
                self.assertIn(done.returncode, (OK, NO_HITS), done.stderr)
                self.assertRegex(done.stdout, r"of 67 papers|with any|No paper found for")

    def test_fits_the_width(self):
        for width in (20, 40, 80):
            text = self.run_search("show", "2212.08073", COLUMNS=width).stdout
            for line in text.splitlines():
                if "https://" not in line:
                    self.assertLessEqual(columns(line), width, line)


class State(SampleTest):
    def test_only_the_user_can_read_it(self):
        old = os.umask(0)
        self.addCleanup(os.umask, old)
        self.search("모델", env=environment(XDG_STATE_HOME=self.folder / "a/b"))
        path = self.folder / "a/b/nonmun/last.json"
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(path.parent.stat().st_mode), 0o700)
        self.assertEqual(os.listdir(path.parent), ["last.json"])

    def test_a_search_does_not_need_it(self):
        usual = self.search("모델")
        blocked = self.write("file", "")
        for changes in ({"XDG_STATE_HOME": blocked}, {"XDG_STATE_HOME": "/proc/none"},
                        {"XDG_STATE_HOME": "", "HOME": ""}):
            done = self.search("모델", env=environment(**changes))
            self.assertEqual((done.returncode, done.stdout, done.stderr),
                             (OK, usual.stdout, usual.stderr))


class OwnPapers(ProgramTest):
    def test_an_id_that_is_not_of_arxiv(self):
        line = {"schema": 1, "id": "x:boats-1", "title": "Tiny Boats", "listed": "2025-05-09",
                "abstract": "작은 배.", "keywords": ["boats", "배"]}
        self.update(self.write("a.jsonl", json.dumps(line) + "\n"))
        env = environment(NONMUN_INDEX=self.index)
        text = run("nonmun-search", "show", "x:boats-1", env=env).stdout
        self.assertIn("\nAbstract\n    작은 배.\n", text)
        self.assertIn("\nKeywords\n    boats, 배\n", text)
        self.assertIn("votes unknown", text)


if __name__ == "__main__":
    unittest.main()
