"""Results for other programs: lines, templates, Markdown, BibTeX, CSV, a browser."""

import csv
import io
import json
import re
import unittest

from support import BIN, IO, NO_HITS, OK, USAGE, ProgramTest, SampleTest, digest, entry, environment, run
from pseudo_terminal import Terminal


class Formats(SampleTest):
    def output(self, *arguments, code=OK):
        done = self.search(*arguments)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stdout

    def test_oneline(self):
        lines = self.output("--oneline", "-n", "20", "모델").splitlines()
        hits = self.found("-n", "20", "모델")["hits"]
        self.assertEqual(len(lines), len(hits))
        for line, hit in zip(lines, hits):
            identifier, date, votes, title = line.split(None, 3)
            self.assertEqual((identifier, date, title), (hit["id"], hit["date"], hit["title"]))
            self.assertEqual(votes, "-" if hit["votes"] is None else str(hit["votes"]))

    def test_oneline_fits_a_terminal(self):
        with Terminal(BIN / "nonmun-search", "--index", self.index, "--oneline", "모델",
                      columns=40) as t:
            self.assertEqual(t.end(), OK)
            lines = t.text.splitlines()
        self.assertEqual(len(lines), 10)
        self.assertTrue(any(line.endswith("…") for line in lines))

    def test_template(self):
        hit = self.found("강화학습")["hits"][0]
        text = self.output("-n", "1", "--format", "{rank}|{id}|{{x}}|{title}|{votes}\\t{url}",
                           "강화학습")
        self.assertEqual(text, f"1|{hit['id']}|{{x}}|{hit['title']}|{hit['votes']}\t{hit['url']}\n")

    def test_a_bad_template_names_the_column_before_it_searches(self):
        for template, column in (("확산 {titel}", 4), ("{id", 1), ("a}", 2), ("{id{url}", 1),
                                 ("{}", 1)):
            with self.subTest(template):
                self.fails(run("nonmun-search", "--index", "/nowhere", "--format", template, "x"),
                           USAGE, f"at column {column}")

    def test_csv_is_what_a_reader_of_csv_reads(self):
        text = self.output("--csv", "-n", "50", "모델")
        self.assertEqual(text.count("\n"), text.count("\r\n"))
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
        hits = self.found("-n", "50", "모델")["hits"]
        self.assertEqual([r["title"] for r in rows], [h["title"] for h in hits])
        self.assertEqual([r["authors"] for r in rows], ["; ".join(h["authors"]) for h in hits])

    def test_markdown(self):
        text = self.output("--markdown", "-n", "3", "강화학습")
        self.assertEqual(len(re.findall(r"(?m)^- \[.*\]\(https://arxiv.org/abs/[\d.]+\)\\$", text)),
                         3)

    def test_bibtex(self):
        text = self.output("--bibtex", "-n", "50", "모델")
        keys = re.findall(r"(?m)^@misc\{([a-z0-9]+),$", text)
        self.assertEqual(len(keys), len(self.found("-n", "50", "모델")["hits"]))
        self.assertEqual(len(set(keys)), len(keys))
        self.assertEqual(text.count("{"), text.count("}"))

    def test_show_has_the_same(self):
        env = environment(NONMUN_INDEX=self.index)
        hit = self.found("2312.00752")["hits"][0]
        for arguments, expected in (
                (["--oneline"], f"{hit['id']}  {hit['date']}  {hit['votes']}  {hit['title']}\n"),
                (["--format", "{id}{rank}"], f"{hit['id']}\n")):
            done = run("nonmun-search", "show", hit["id"], *arguments, env=env)
            self.assertEqual(done.stdout, expected)
        done = run("nonmun-search", "show", hit["id"], "--bibtex", env=env)
        self.assertTrue(done.stdout.startswith("@misc{gu2023mamba,\n"), done.stdout)
        done = run("nonmun-search", "show", hit["id"], "--markdown", env=env)
        self.assertTrue(done.stdout.startswith("## [Mamba"), done.stdout)
        self.assertIn("\n### ", done.stdout)

    def test_nothing_found(self):
        self.assertEqual(self.output("--oneline", "zyzzyva", code=NO_HITS), "")
        self.assertEqual(self.output("--csv", "zyzzyva", code=NO_HITS).count("\n"), 1)

    def test_one_format_at_a_time(self):
        self.fails(self.search("--json", "--csv", "x"), USAGE,
                   "--json and --csv exclude each other")


class Browser(ProgramTest):
    def setUp(self):
        super().setUp()
        self.opened = self.folder / "opened"
        opener = self.write("bin/xdg-open", f'#!/bin/sh\nprintf "%s\\n" "$#" "$1" >"{self.opened}"\n')
        opener.chmod(0o755)
        self.env = environment(PATH=f"{opener.parent}:/usr/bin:/bin")

    def paper(self, number, url):
        return json.dumps({"schema": 1, "id": f"x:{number}", "title": f"zyzzyva {number}",
                           "listed": f"2025-05-0{number}", "abstract": "Text.", "urls": {"abs": url}}) + "\n"

    def test_opens_a_hit_of_any_page(self):
        self.update(self.write("a.md", digest("2024-05-06", *(
            entry(f"zyzzyva {n}", f"2405.000{n:02}") for n in range(10, 30)))))
        hits = self.found("-n", "20", "zyzzyva")["hits"]
        done = self.succeeds(self.search("--open", "12", "zyzzyva", env=self.env))
        self.assertEqual(done.stdout, "")
        self.assertEqual(self.opened.read_text(), f"1\n{hits[11]['url']}\n")
        self.fails(self.search("--open", "21", "zyzzyva", env=self.env), USAGE, "no hit 21")
        self.fails(self.search("--open", "0", "zyzzyva", env=self.env), USAGE, "--open")

    def test_opens_web_pages_only(self):
        self.update(self.write("a.jsonl", self.paper(1, "http://example.org/1")))
        done = self.search("--open", "1", "zyzzyva", env=self.env)
        self.assertEqual(done.returncode, USAGE, done.stderr)
        self.assertIn("only https", done.stderr)
        self.assertFalse(self.opened.exists())

    def test_without_a_browser(self):
        self.update(self.write("a.jsonl", self.paper(1, "https://example.org/1")))
        empty = self.folder / "empty"
        empty.mkdir()
        done = self.search("--open", "1", "zyzzyva", env=environment(PATH=empty))
        self.assertEqual(done.returncode, IO)
        self.assertIn("https://example.org/1", done.stderr)


if __name__ == "__main__":
    unittest.main()
