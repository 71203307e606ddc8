"""The nightly recipe: it fetches, then updates, and a fetch that fails is seen and changes nothing.

Usage: NONMUN_BIN=DIR python3 test_nightly.py (DIR: bin/ of a build folder)
"""

import http.server
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading
import time
import unittest

from support import BAD_INPUT, BIN, IO, OK, USAGE, ProgramTest, digest, entry, environment

GIT = ("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c",
       "init.defaultBranch=main", "-c", "commit.gpgsign=false")


def git(folder, *arguments):
    return subprocess.run([*GIT, "-C", str(folder), *arguments], check=True, timeout=60,
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=git_environment())


def git_environment(**changes):
    """Of a user without a configuration of git."""
    return environment(GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_SYSTEM=os.devnull, **changes)


class Answers(http.server.BaseHTTPRequestHandler):
    """Answers with what the server's `answers` say of a path: status, promised length, body."""

    def do_GET(self):
        status, length, body = self.server.answers.get(self.path, (404, 0, b""))
        self.send_response(status)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class NightlyTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        installed = tempfile.TemporaryDirectory()
        cls.addClassCleanup(installed.cleanup)
        prefix = pathlib.Path(installed.name)
        subprocess.run(["cmake", "--install", BIN.parent, "--prefix", prefix], check=True,
                       stdout=subprocess.DEVNULL, timeout=120)
        cls.program = prefix / "share/nonmun/nonmun-nightly"

    def nightly(self, *arguments):
        return subprocess.run(
            ["sh", str(self.program), *(os.fspath(a) for a in arguments)], capture_output=True,
            text=True, timeout=120, check=False, env=git_environment(NONMUN_INDEX=self.index))

    def papers(self):
        done = subprocess.run([BIN / "nonmun-index", "stats", "--json", "--index", self.index],
                              capture_output=True, check=False)
        return json.loads(done.stdout)["documents"] if done.returncode == OK else None


@unittest.skipUnless(shutil.which("git"), "git is not installed")
class GitTest(NightlyTest):
    def setUp(self):
        super().setUp()
        self.origin = self.folder / "origin"
        self.origin.mkdir()
        git(self.origin, "init")
        self.publish("01.md", entry("Alpha", "2503.00001"))
        self.digests = self.folder / "digests"
        git(self.folder, "clone", self.origin.as_uri(), str(self.digests))

    def publish(self, name, *entries):
        (self.origin / name).write_text(digest("2025-03-01", *entries), encoding="utf-8")
        git(self.origin, "add", name)
        git(self.origin, "commit", "-m", name)

    def run_it(self):
        return self.nightly("--git", self.digests, "--", "--prune", self.digests)

    def test_pulls_and_updates(self):
        done = self.succeeds(self.run_it())
        self.assertIn("1 paper: 1 added", done.stdout)
        self.publish("02.md", entry("Beta", "2503.00002"))
        done = self.succeeds(self.run_it())
        self.assertIn("2 papers: 1 added", done.stdout)
        self.assertEqual(done.stderr, "")
        self.assertIn("no changes", self.succeeds(self.run_it()).stdout)

    def test_a_remote_that_is_gone(self):
        self.succeeds(self.run_it())
        self.publish("02.md", entry("Beta", "2503.00002"))
        self.origin.rename(self.folder / "elsewhere")
        # What a folder of digests lost meanwhile must not be taken for news.
        (self.digests / "02.md").write_text(digest("2025-03-02", entry("Gamma", "2503.00003")),
                                            encoding="utf-8")
        done = self.run_it()
        self.fails(done, IO, f"git pull --ff-only in {self.digests} failed", "was not updated")
        self.assertEqual(self.papers(), 1)

    def test_a_history_that_was_rewritten(self):
        self.succeeds(self.run_it())
        git(self.origin, "commit", "--amend", "-m", "another")
        self.publish("02.md", entry("Beta", "2503.00002"))
        self.fails(self.run_it(), IO, "git pull --ff-only")
        self.assertEqual(self.papers(), 1)

    def test_a_folder_that_is_no_clone(self):
        plain = self.folder / "plain"
        plain.mkdir()
        self.fails(self.nightly("--git", plain, "--", plain), IO, f"in {plain} failed")

    def test_an_update_that_fails(self):
        self.publish("01.md")
        done = self.run_it()
        self.fails(done, BAD_INPUT, "no paper found", "nonmun-index update failed (exit 65)")


@unittest.skipUnless(shutil.which("curl"), "curl is not installed")
class UrlTest(NightlyTest):
    def setUp(self):
        super().setUp()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.server.answers = {}
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.digests = self.folder / "digests"
        self.digests.mkdir()

    def answer(self, path, body, status=200, length=None):
        body = body.encode()
        self.server.answers[path] = (status, len(body) if length is None else length, body)

    def run_it(self, path="/papers?date={date}", file="{date}.md"):
        return self.nightly("--url", self.url + path, self.digests / file, "--", self.digests)

    def names(self):
        return [path.name for path in self.digests.iterdir()]

    def test_downloads_and_updates(self):
        today = time.strftime("%Y-%m-%d", time.gmtime())
        self.answer(f"/papers?date={today}", digest(today, entry("Alpha", "2503.00001")))
        self.succeeds(self.run_it())
        self.assertEqual((self.papers(), self.names()), (1, [f"{today}.md"]))
        self.answer(f"/papers?date={today}", digest(today, entry("Alpha", "2503.00001"),
                                                    entry("Beta", "2503.00002")))
        self.succeeds(self.run_it())
        self.assertEqual((self.papers(), self.names()), (2, [f"{today}.md"]))

    def test_answers_that_are_refused(self):
        text = digest("2025-03-01", entry("Alpha", "2503.00001"))
        self.answer("/a", text)
        self.succeeds(self.run_it("/a", "a.md"))
        less = digest("2025-03-01")
        for case, options in {"not found": {"status": 404}, "an error": {"status": 501},
                              "cut off": {"length": len(less) + 100}}.items():
            with self.subTest(case=case):
                self.answer("/a", less, **options)
                self.fails(self.run_it("/a", "a.md"), IO, f"fetching {self.url}/a failed",
                           "was not updated")
                self.assertEqual(self.names(), ["a.md"])
                self.assertEqual((self.digests / "a.md").read_text(encoding="utf-8"), text)
        self.answer("/a", "")
        self.fails(self.run_it("/a", "a.md"), IO, "the answer is empty")
        self.assertEqual((self.names(), self.papers()), (["a.md"], 1))

    def test_nobody_listens(self):
        self.server.shutdown()
        self.server.server_close()
        self.fails(self.run_it("/a", "a.md"), IO, "curl: exit 7")
        self.assertEqual(self.names(), [])

    def test_a_later_fetch_fails(self):
        self.answer("/a", digest("2025-03-01", entry("Alpha", "2503.00001")))
        done = self.nightly("--url", f"{self.url}/a", self.digests / "a.md",
                            "--url", f"{self.url}/b", self.digests / "b.md", "--", self.digests)
        self.fails(done, IO, f"{self.url}/b failed")
        self.assertIsNone(self.papers())


class UsageTest(NightlyTest):
    def test_is_executable_and_says_how_it_is_called(self):
        self.assertTrue(os.access(self.program, os.X_OK))
        done = self.succeeds(self.nightly("--help"))
        self.assertIn("Usage: nonmun-nightly", done.stdout)
        self.assertIn("index format", self.succeeds(self.nightly("--version")).stdout)

    def test_misuse_fetches_nothing(self):
        file = self.folder / "x.md"
        source = self.write("a.md", digest("2025-03-01", entry("Alpha", "2503.00001"))).as_uri()
        for arguments in ([], ["--"], ["--git"], ["--url", source], [self.folder],
                          ["--url", source, file], ["--url", source, file, "--"],
                          ["--url", source, file, "--gti", "x", "--", "x"]):
            self.fails(self.nightly(*arguments), USAGE, "--help")
            self.assertFalse(file.exists())


if __name__ == "__main__":
    unittest.main()
