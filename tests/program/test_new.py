"""What is new: `new`, `alerts`, --trending, --group-by, and the histogram of months."""

import json
import re
import unittest
import xml.etree.ElementTree as xml

from pseudo_terminal import Terminal
from support import (BIN, NO_HITS, OK, USAGE, ProgramTest, SampleTest, columns, digest, entry,
                     environment, run)

ATOM = "{http://www.w3.org/2005/Atom}"


class Fresh(ProgramTest):
    """An index of papers that arrive day by day."""

    def setUp(self):
        super().setUp()
        self.env = environment(XDG_STATE_HOME=self.folder / "state",
                               XDG_CONFIG_HOME=self.folder / "config", NONMUN_INDEX=self.index)
        self.add("2024-05-01", ("확산 모델", "2405.00001", 3), ("양자화", "2405.00002", 9))
        self.add("2024-05-02", ("강화 학습", "2405.00003", 1), ("확산 모델과 강화 학습", "2405.00004", 7))

    def add(self, day, *papers, name=None):
        text = digest(day, *(entry(title, i, votes=votes) for title, i, votes in papers))
        self.succeeds(self.update(self.write(f"digests/{name or day}.md", text)))

    def command(self, *arguments):
        return run("nonmun-search", *arguments, env=self.env)

    def new(self, *arguments):
        done = self.command("new", "--jsonl", *arguments)
        self.assertEqual(done.stderr, "")
        ids = [json.loads(line)["id"][-1] for line in done.stdout.splitlines()]
        self.assertEqual(done.returncode, OK if ids else NO_HITS)
        return "".join(ids)


class New(Fresh):
    def test_the_newest_day_most_votes_first(self):
        self.assertEqual(self.new(), "43")
        self.assertEqual(self.new(), "43")
        text = self.command("new").stdout
        self.assertTrue(text.startswith("2 papers listed on 2024-05-02\n"), text)
        self.assertIn("\n1.  확산 모델과 강화 학습\n", text)

    def test_since_the_last_look(self):
        self.assertEqual(self.new("--since-last"), "43")
        self.assertEqual(self.new("--since-last"), "")
        self.assertIn("No paper new since the last look, listed since 2024-05-02.",
                      self.command("new", "--since-last").stdout)
        # Later on the same day, then two days at once.
        self.add("2024-05-02", ("증류", "2405.00005", 2), name="evening")
        self.assertEqual(self.new("--since-last"), "5")
        self.assertEqual(self.new("--since-last"), "")
        self.add("2024-05-03", ("음성", "2405.00006", 2))
        self.add("2024-05-04", ("로봇", "2405.00007", 5))
        self.assertEqual(self.new(), "7")
        self.assertEqual(self.new("--since-last"), "76")
        self.assertEqual(self.new("--since-last"), "")
        # Listed again: new again.
        self.add("2024-05-05", ("확산 모델", "2405.00001", 3))
        self.assertEqual(self.new("--since-last"), "1")

    def test_what_was_cut_off_was_seen(self):
        self.assertEqual(self.new("--since-last", "-n", "1"), "4")
        self.assertEqual(self.new("--since-last"), "")

    def test_each_index_has_looks_of_its_own(self):
        self.assertEqual(self.new("--since-last"), "43")
        other = self.folder / "other"
        self.update(self.write("o.md", digest("2024-05-02", entry("새", "2405.00009"))), index=other)
        self.assertEqual(self.new("--since-last", "--index", other), "9")
        self.assertEqual(self.new("--since-last"), "")

    def test_options_of_a_search(self):
        self.assertEqual(self.new("--min-votes", "5"), "4")
        self.assertEqual(self.new("--sort", "date", "-n", "1"), "3")
        self.assertEqual(self.new("--votes-weight", "0"), "34")
        # What counts more than the new papers is refused.
        for option in ("--facets", "--since", "--offset"):
            self.fails(self.command("new", option, "1"), USAGE, f"unknown option {option}")

    def test_is_a_command_only_in_its_own_form(self):
        self.add("2024-05-03", ("A new benchmark", "2405.00006", 2))
        for line in (["new", "benchmark"], ["--", "new"], ["-n", "3", "new"]):
            with self.subTest(line):
                done = self.command(*line)
                self.assertRegex(done.stdout, "(?m)^1 of 5 papers")
        self.fails(self.command("new", "--zyzzyva"), USAGE, "unknown option --zyzzyva")

    def test_show_counts_on_it(self):
        self.command("new")
        self.assertIn("2405.00003", self.command("show", "2").stdout)


class Alerts(Fresh):
    def setUp(self):
        super().setUp()
        self.searches("# mine\n[확산]\nquery = 확산 모델\n\n[RL]\nquery = 강화학습\nmin-votes = 5\n"
                      "[양자화]\nquery = 양자화\n")

    def searches(self, text):
        self.write("config/nonmun/searches.ini", text)

    def alerts(self, *arguments):
        done = self.command("alerts", "--jsonl", *arguments)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(done.returncode, OK if lines else NO_HITS, done.stderr)
        return [(line["search"], line["id"][-1]) for line in lines]

    def test_new_papers_of_each_search(self):
        self.assertEqual(self.alerts(), [("확산", "4"), ("RL", "4")])
        self.assertEqual(self.alerts("--since-last"), [("확산", "4"), ("RL", "4")])
        self.assertEqual(self.alerts("--since-last"), [])
        self.add("2024-05-03", ("양자화와 확산", "2405.00006", 0))
        # All words, so not 확산 모델.
        self.assertEqual(self.alerts("--since-last"), [("양자화", "6")])

    def test_a_search_added_later_has_not_looked_yet(self):
        self.alerts("--since-last")
        self.searches("[확산]\nquery = 확산 모델\n[새]\nquery = 학습\n")
        self.assertEqual(self.alerts("--since-last"), [("새", "3"), ("새", "4")])

    def test_text_and_markdown(self):
        text = self.command("alerts").stdout
        self.assertIn("확산: 1 new paper listed since 2024-05-02\n", text)
        self.assertNotIn("양자화", text)
        text = self.command("alerts", "--markdown").stdout
        self.assertRegex(text, r"^## 확산\n\n- \[확산 모델과 강화 학습\]\(https://arxiv")

    def test_nothing_new_prints_nothing(self):
        self.searches("[없음]\nquery = zyzzyva\n")
        for form in ([], ["--markdown"], ["--jsonl"]):
            done = self.command("alerts", *form)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (NO_HITS, "", ""))

    def test_atom(self):
        self.add("2024-05-03", ("확산 모델 1 < 2 & \"x\"", "2405.00006", 0))
        feed = xml.fromstring(self.command("alerts", "--atom").stdout)
        self.assertEqual(feed.tag, ATOM + "feed")
        for required in ("id", "title", "updated"):
            self.assertTrue(feed.findtext(ATOM + required))
        entries = feed.findall(ATOM + "entry")
        self.assertEqual([e.findtext(ATOM + "title") for e in entries], ['확산 모델 1 < 2 & "x"'])
        self.assertEqual(entries[0].find(ATOM + "category").get("term"), "확산")
        self.assertEqual(entries[0].find(ATOM + "link").get("href"),
                         "https://arxiv.org/abs/2405.00006")
        self.searches("[없음]\nquery = zyzzyva\n")
        done = self.command("alerts", "--atom")
        self.assertEqual(done.returncode, NO_HITS)
        self.assertEqual(xml.fromstring(done.stdout).findall(ATOM + "entry"), [])

    def test_a_bad_file_is_an_error_with_its_line(self):
        for text, line, mention in (("[a]\nquery = x\nlimit = many\n", 3, "a whole number"),
                                    ("[a]\nqurey = x\n", 2, "did you mean query?"),
                                    ("[a]\nsince = 2024\n", 2, "not for saved searches"),
                                    (b"[\xb0\xad]\nquery = x\n", 1, "not UTF-8"),
                                    ("query = x\n", 1, "before the first [NAME]"),
                                    ("[a]\nnonsense\n", 2, "is not NAME = VALUE"),
                                    ("[a]\n[a]\n", 2, "already")):
            with self.subTest(text):
                self.searches(text)
                self.fails(self.command("alerts"), USAGE, f"searches.ini:{line}:", mention)
        (self.folder / "config/nonmun/searches.ini").unlink()
        self.fails(self.command("alerts"), USAGE, "no saved searches:", "searches.ini")


class Config(SampleTest):
    def config(self, text, *arguments, **changes):
        self.write("config/nonmun/config", text)
        env = environment(XDG_CONFIG_HOME=self.folder / "config",
                          **{"NONMUN_INDEX": self.index, **changes})
        return run("nonmun-search", *arguments, env=env)

    def test_defaults_that_the_command_line_overrides(self):
        text = "limit = 3   # not ten\nsort = date\ncolor = always\n"
        done = self.config(text, "--json", "모델")
        found = json.loads(done.stdout)
        self.assertEqual((found["limit"], len(found["hits"])), (3, 3))
        dates = [hit["date"] for hit in found["hits"]]
        self.assertEqual(dates, sorted(dates, reverse=True))
        self.assertIn("\x1b[", self.config(text, "모델").stdout)
        self.assertNotIn("\x1b[", self.config(text, "--color", "never", "모델").stdout)
        done = self.config(text, "--json", "-n", "5", "--sort", "relevance", "모델")
        self.assertEqual([h["id"] for h in json.loads(done.stdout)["hits"]],
                         self.ids("-n", "5", "모델"))
        self.assertEqual(json.loads(self.config(text, "--json", "--trending", "").stdout)["hits"][0],
                         self.found("--sort", "trending", "")["hits"][0])

    def test_index(self):
        text = f"index = {self.index}\n"
        self.assertEqual(self.config(text, "모델", NONMUN_INDEX="").returncode, OK)
        self.assertEqual(self.config(text, "show", "2312.00752", NONMUN_INDEX="").returncode, OK)
        self.assertEqual(self.config("index = ~/x\n", "모델", NONMUN_INDEX="",
                                     HOME=self.folder).returncode, 66)
        (self.folder / "x").symlink_to(self.index)
        self.assertEqual(self.config("index = ~/x\n", "모델", NONMUN_INDEX="",
                                     HOME=self.folder).returncode, OK)
        # The environment is nearer than the file.
        self.assertEqual(self.config("index = /nowhere\n", "모델").returncode, OK)

    def test_a_bad_line_is_an_error_with_its_line(self):
        for line, mention in (("limt = 3", "did you mean limit?"), ("limit = x", "whole number"),
                              ("color = blue", "auto, always, never"), ("sort = x", "relevance"),
                              ("explain = maybe", "true or false"), ("json = true", "unknown name"),
                              ("weights = x", "NAME=NUMBER"), ("limit", "is not NAME = VALUE"),
                              ("any = true", "set twice"), ("[a]", "no sections")):
            with self.subTest(line):
                self.fails(self.config(f"any = true\n{line}\n", "모델"), USAGE, "config:2:", mention)
        # What only shows help does not need it.
        self.assertEqual(self.config("nonsense\n", "--help").returncode, OK)

    def test_is_shown_in_the_form_of_the_file(self):
        shown = self.config("limit = 3\nany = false\n", "--config").stdout
        self.assertIn("\nlimit = 3\n", shown)
        self.assertIn("\n# sort = ORDER\n", shown)
        self.assertEqual(self.config(shown, "--config").stdout, shown)
        env = environment(XDG_CONFIG_HOME=self.folder / "none")
        self.assertIn("(not there)", run("nonmun-search", "--config", env=env).stdout)


class Browse(SampleTest):
    def test_trending(self):
        self.assertEqual(self.ids("--trending"), self.ids("--sort", "trending", ""))
        self.assertEqual(self.ids("--trending", "모델"), self.ids("--sort", "trending", "모델"))
        self.fails(self.search("--trending", "--sort", "date"), USAGE, "exclude each other")

    def test_options_that_say_what_comes_first_need_no_words(self):
        for arguments in (["--since", "2024-06"], ["--min-votes", "50"], ["--sort", "date"],
                          ["--recency-weight", "1"], ["--facets", "month"]):
            with self.subTest(arguments):
                self.assertGreater(len(self.found(*arguments)["hits"]), 0)
        for arguments in ([], ["--votes-weight", "1"], ["--half-life", "3"], ["-n", "3"]):
            with self.subTest(arguments):
                self.fails(self.search(*arguments), USAGE, "no query given")

    def test_group_by_month(self):
        text = self.succeeds(self.search("--group-by", "month", "-n", "30", "모델")).stdout
        months = re.findall(r"(?m)^(\d{4}-\d{2}) · (\d+) papers?$", text)
        self.assertEqual([m for m, _ in months], sorted({m for m, _ in months}, reverse=True))
        hits = self.found("-n", "30", "모델")["hits"]
        self.assertEqual({m: int(n) for m, n in months},
                         {m: sum(h["date"].startswith(m) for h in hits) for m, _ in months})
        self.assertEqual(sum(int(n) for _, n in months), len(hits))
        self.fails(self.search("--group-by", "month", "--csv", "모델"), USAGE, "--group-by")
        self.fails(self.search("--group-by", "year", "모델"), USAGE, "month")

    def test_histogram_on_a_terminal(self):
        line = re.compile(r"(?m)^(?:\x1b\[2m)?\d{4}-\d{2} [▁▂▃▄▅▆▇█ ]+ \d{4}-\d{2}")
        for width in (40, 80):
            with Terminal(BIN / "nonmun-search", "--index", self.index, "--no-pager", "모델",
                          columns=width) as t:
                self.assertEqual(t.end(), OK)
            found = line.search(t.text)
            self.assertIsNotNone(found, t.text)
            self.assertLessEqual(columns(found[0].replace("\x1b[2m", "")), width)
            self.assertNotRegex(t.text, r"(?m)^month$")
        self.assertIsNone(line.search(self.search("모델").stdout))
        with Terminal(BIN / "nonmun-search", "--index", self.index, "--no-pager", "모델",
                      env=environment(TERM="dumb")) as t:
            self.assertEqual(t.end(), OK)
        self.assertIsNone(line.search(t.text))


if __name__ == "__main__":
    unittest.main()
