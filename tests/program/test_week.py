"""A week of the tool: what its readers do, typed into a shell in a terminal.

`python3 tests/program/test_week.py --record FILE` writes what the terminal showed.
"""

import os
import pathlib
import re
import shutil
import stat
import sys
import tempfile
import unittest

from pseudo_terminal import Terminal
from support import BIN, DIGESTS, columns, environment, run

ESCAPE = re.compile(r"\x1b(\[[0-9;?]*[A-Za-z]|\]8;[^\x1b]*\x1b\\|\][^\x07]*\x07|[=>()][0-9A-B]?)")
ARXIV = r"\d{4}\.\d{4,5}"

RECORDING = []


class Week(unittest.TestCase):
    """Tasks share what a user leaves behind from one day to the next, so each has its own home."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="nonmun-week-")
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name)
        programs = self.home / "bin"
        programs.mkdir()
        # What a desktop and a mail system have.
        self.stand_in(programs / "xdg-open", 'echo "$1" >"$HOME/opened"')
        self.stand_in(programs / "mail", 'cat >"$HOME/mail"')
        self.env = environment(
            HOME=self.home, TERM="xterm-256color", NONMUN_INDEX=self.home / "index",
            XDG_CONFIG_HOME=self.home / "config", XDG_STATE_HOME=self.home / "state",
            PATH=f"{BIN}:{programs}:{os.environ['PATH']}", PS1="", PAGER="cat",
            BROWSER=programs / "xdg-open")
        self.env.pop("WAYLAND_DISPLAY", None)
        self.digests = self.home / "digests"
        done = run("nonmun-index", "update", DIGESTS, env=self.env)
        self.assertEqual(done.returncode, 0, done.stderr)

    @staticmethod
    def stand_in(path, script):
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def shell(self, command, code=0, width=80, **env):
        """What a terminal shows of a command, without colours."""
        with Terminal("bash", "-o", "pipefail", "-c", command, columns=width,
                      env={**self.env, **{name: str(value) for name, value in env.items()}}) as t:
            self.assertEqual(t.end(), code, t.text)
            text = ESCAPE.sub("", t.text)
        RECORDING.append((self._testMethodName, " ".join(f"{k}={v}" for k, v in env.items()),
                          command, text))
        return text

    def test_01_find_a_half_remembered_paper(self):
        shown = self.shell("nonmun-search -n 3 상태 공간 모델 선택 시퀀스")
        self.assertIn("2312.00752", shown)

    def test_02_new_since_last_week(self):
        shown = self.shell("nonmun-search --since last-week --as-of 2025-03-17 --sort date --oneline")
        self.assertEqual(len(shown.splitlines()), 10)
        self.assertTrue(all("2025-03-10" in line for line in shown.splitlines()), shown)

    def test_03_new_since_the_last_look(self):
        self.assertIn("17 papers", self.shell("nonmun-search new --since-last -n 1"))
        self.assertIn("since the last look",
                      self.shell("nonmun-search new --since-last", code=1))

    def test_04_all_papers_of_an_author(self):
        shown = self.shell("nonmun-search --oneline 'author:\"Tri Dao\"'")
        self.assertEqual(set(re.findall(ARXIV, shown)), {"2312.00752", "2205.14135", "2307.08691"})

    def test_05_a_topic_with_many_votes_newest_first(self):
        shown = self.shell("nonmun-search --sort date --oneline 강화학습 votes:20..")
        dates = re.findall(r"\d{4}-\d\d-\d\d", shown)
        self.assertGreater(len(dates), 1)
        self.assertEqual(dates, sorted(dates, reverse=True))

    def test_06_similar_papers(self):
        shown = self.shell("nonmun-search --similar --oneline -n 3 2205.14135")
        self.assertIn("2307.08691", shown)

    def test_07_trending_this_month(self):
        shown = self.shell("nonmun-search --trending --since 2025-03 --as-of 2025-03-20 -n 2")
        self.assertIn("2501.12948", shown)

    def test_08_open_a_hit(self):
        self.shell("nonmun-search -n 1 --oneline Mamba")
        self.shell("nonmun-search --open 1 Mamba; sleep 0.2; cat ~/opened")
        self.assertEqual((self.home / "opened").read_text().strip(),
                         "https://arxiv.org/abs/2312.00752")

    def test_09_cite_it(self):
        shown = self.shell("nonmun-search show 2312.00752 --bibtex")
        self.assertRegex(shown, r"(?s)^@\w+\{.*title = .*Mamba.*\}\s*$")

    def test_10_markdown_for_a_wiki(self):
        shown = self.shell("nonmun-search --markdown -n 2 양자화 >~/wiki.md; cat ~/wiki.md")
        self.assertRegex(shown, r"\[.*\]\(https://arxiv\.org/abs/")

    @unittest.skipUnless(shutil.which("jq"), "jq is not installed")
    def test_11_json_for_jq(self):
        shown = self.shell("nonmun-search --json -n 3 양자화 | jq -r '.hits[].id'")
        self.assertEqual(len(re.findall(rf"(?m)^{ARXIV}$", shown)), 3)

    def test_12_lines_for_a_filter(self):
        shown = self.shell("nonmun-search --oneline -n 50 모델 | grep -i attention | cut -d' ' -f1")
        self.assertGreater(len(re.findall(rf"(?m)^{ARXIV}$", shown)), 1)

    def test_13_refine(self):
        many = self.shell("nonmun-search -n 1 모델 | head -n 1")
        few = self.shell("nonmun-search -n 1 +모델 title:attention date:2024.. | head -n 1")
        count = [int(re.match(r"\d+", line)[0]) for line in (many, few)]
        self.assertGreater(count[0], count[1])
        self.assertGreater(count[1], 0)

    def test_14_exclude(self):
        self.assertIn("2112.10752", self.shell("nonmun-search --oneline 확산 모델"))
        self.assertNotIn("2112.10752", self.shell("nonmun-search --oneline 확산 모델 -잠재"))

    def test_15_a_typo(self):
        shown = self.shell("nonmun-search -n 1 difusion")
        self.assertIn("diffusion", shown)
        self.assertIn("1.", shown)

    def test_16_nothing_found(self):
        self.assertIn("zxqv", self.shell("nonmun-search zxqv", code=1))
        shown = self.shell("nonmun-search -n 1 확산 모델 바둑")
        self.assertIn('without "바둑": nonmun-search 확산 모델', shown)

    def test_17_read_the_whole_digest(self):
        self.shell("nonmun-search -n 3 --oneline 잠재 확산")
        shown = self.shell("nonmun-search show 1")
        self.assertIn("Latent Diffusion", shown)
        self.assertIn("Source", shown)

    def test_18_papers_by_month(self):
        shown = self.shell("nonmun-search --facets month -n 0 강화학습")
        self.assertRegex(shown, r"2025-03 +\d+ █")
        self.assertIn("2025-03", self.shell("nonmun-search --group-by month -n 4 강화학습"))

    def test_19_a_saved_search_by_mail(self):
        (self.home / "config/nonmun").mkdir(parents=True)
        (self.home / "config/nonmun/searches.ini").write_text(
            "[quantization]\nquery = 양자화\n", encoding="utf-8")
        self.shell("nonmun-search alerts --since-last --markdown | mail -s papers me; head -5 ~/mail")
        mailed = (self.home / "mail").read_text(encoding="utf-8")
        self.assertIn("quantization", mailed)
        self.assertIn("arxiv.org/abs/2305.14314", mailed)
        self.shell("nonmun-search alerts --since-last", code=1)

    def test_20_korean_messages_in_forty_columns(self):
        shown = self.shell("nonmun-search -n 2 강화학습", width=40, LANGUAGE="ko", LANG="C.UTF-8")
        self.assertIn("추천", shown)
        for line in shown.splitlines():
            if "https://" not in line:
                self.assertLessEqual(columns(line), 40, line)


def record(path):
    """The commands and what was shown, as text."""
    with open(path, "w", encoding="utf-8") as file:
        last = None
        for test, env, command, shown in RECORDING:
            if test != last:
                file.write(f"\n# {test.removeprefix('test_').replace('_', ' ')}\n")
            last = test
            file.write(f"$ {env + ' ' if env else ''}{command}\n{shown}")


if __name__ == "__main__":
    where = None
    if "--record" in sys.argv:
        at = sys.argv.index("--record")
        where = sys.argv[at + 1]
        del sys.argv[at:at + 2]
    finished = unittest.main(exit=False)
    if where:
        record(where)
    sys.exit(not finished.result.wasSuccessful())
