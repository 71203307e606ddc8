"""Sources that come and go, other people's files, limits: what the programs do about them."""

import json
import os
import resource
import shutil
import stat
import subprocess
import unittest

from support import BAD_INPUT, BIN, IO, OK, USAGE, ProgramTest, digest, entry, environment, run


def paper(number):
    return entry(f"Paper {number}", f"2402.{10000 + number}")


class LifeCycleTest(ProgramTest):
    def source(self, name, *numbers):
        return self.write(name, digest("2024-02-19", *[paper(n) for n in numbers]))

    def program(self, command, *arguments, **options):
        return run("nonmun-index", command, "--index", self.index, *arguments, **options)

    def names(self):
        return [s["name"] for s in json.loads(self.program("sources", "--json").stdout)["sources"]]

    def assert_code(self, done, code):
        self.assertEqual(done.returncode, code, done.stderr)
        return done


class SourcesTest(LifeCycleTest):
    # What the index knows

    def test_sources_and_forget(self):
        self.source("s/a.md", 1)
        self.source("t/b.md", 2)
        self.assert_code(self.update(self.folder / "s", self.folder / "t"), OK)
        listing = self.assert_code(self.program("sources"), OK).stdout
        self.assertEqual(len(listing.splitlines()), 2)
        self.assertIn(str(self.folder / "s/a.md"), listing)
        done = self.assert_code(self.program("forget", self.folder / "s"), OK)
        self.assertIn("1 removed", done.stdout)
        self.assertEqual(self.names(), [str(self.folder / "t/b.md")])
        self.assert_code(self.program("forget", self.folder / "s"), BAD_INPUT)
        self.assert_code(self.program("forget"), USAGE)

    def test_a_missing_mount(self):
        mounted = self.source("mount/a.md", 1)
        self.source("other/b.md", 2)
        report = self.folder / "report.json"
        words = ["--prune", "--report", report, self.folder / "mount", self.folder / "other"]
        self.assert_code(self.update(*words), OK)
        mounted.unlink()
        self.source("other/c.md", 3)
        done = self.assert_code(self.update(*words), BAD_INPUT)
        self.assertIn(str(self.folder / "mount"), done.stderr)
        self.assertIn("3 papers: 1 added", done.stdout)
        content = json.loads(report.read_text())
        self.assertEqual((content["exit_code"], content["published"]), (BAD_INPUT, True))
        self.assertEqual(content["missing"][0]["papers"], 1)
        (self.folder / "mount").rmdir()
        self.assert_code(self.update(*words), BAD_INPUT)
        self.assert_code(self.program("forget", self.folder / "mount"), OK)
        self.assert_code(self.update("--prune", self.folder / "other"), OK)

    def test_a_moved_folder_is_named_once(self):
        self.source("old/a.md", 1)
        self.source("old/b.md", 2)
        self.assert_code(self.update(self.folder / "old"), OK)
        (self.folder / "old").rename(self.folder / "new")
        done = self.assert_code(self.update("--prune", self.folder / "new"), OK)
        self.assertIn(f"2 known sources in {self.folder}/old", done.stderr)
        done = self.assert_code(self.update("--prune", self.folder / "new"), OK)
        self.assertEqual(done.stderr, "")

    def test_leftovers_are_named_by_every_command_that_publishes(self):
        self.source("s/a.md", 1)
        self.assert_code(self.update(self.folder / "s"), OK)
        self.source("s/b.md", 2)
        self.assert_code(self.update(self.folder / "s"), OK)
        left = self.index / "generations/20240101T000000Z-abcd1234"
        left.mkdir()
        votes = self.write("votes.jsonl", json.dumps({"schema": 1, "id": "2402.10001", "votes": 9}))
        for words in (["votes", votes], ["rollback"]):
            done = self.assert_code(self.program(*words), OK)
            self.assertEqual(done.stderr.count(str(left)), 1, done.stderr)

    # Pipes

    def pipe(self, *numbers, options=()):
        text = digest("2024-02-19", *[paper(n) for n in numbers]).encode()
        return self.update(*options, "-", data=text)

    def test_pipes_of_one_name_replace_each_other(self):
        self.assert_code(self.pipe(1, 2, options=["--source-name", "weekly"]), OK)
        self.assert_code(self.pipe(3, options=["--source-name", "daily"]), OK)
        self.assertEqual(self.names(), ["daily", "weekly"])
        options = ["--source-name", "weekly", "--max-drop", "100"]
        done = self.assert_code(self.pipe(2, options=options), OK)
        self.assertIn("1 removed", done.stdout)

    def test_a_pipe_without_a_name_removes_nothing(self):
        self.assert_code(self.pipe(1), OK)
        self.assert_code(self.pipe(1, 2), OK)
        done = self.assert_code(self.pipe(3, options=["--max-drop", "100"]), BAD_INPUT)
        self.assertIn("--source-name", done.stderr)
        self.assert_code(self.pipe(3, options=["--max-drop", "100", "--source-name", "stdin"]), OK)

    def test_names_that_could_be_paths(self):
        for name in ("", "/a"):
            self.assert_code(self.pipe(1, options=["--source-name", name]), USAGE)
        self.assert_code(self.update("--source-name", "x", self.source("a.md", 1)), USAGE)

    # Votes

    def test_exported_votes_can_be_given_again(self):
        self.assert_code(self.update(self.source("a.md", 1, 2)), OK)
        self.assertEqual(self.assert_code(self.program("votes", "--export"), OK).stdout, "")
        line = '{"schema":1,"id":"2402.10001","votes":7,"votes_at":"2024-03-01T00:00:00Z"}\n'
        self.assert_code(self.program("votes", self.write("votes.jsonl", line)), OK)
        exported = self.assert_code(self.program("votes", "--export"), OK).stdout
        self.assertEqual(json.loads(exported), json.loads(line))
        other = self.folder / "other"
        self.assert_code(self.update(self.folder / "a.md", index=other), OK)
        done = run("nonmun-index", "votes", "--index", other, "-", data=exported.encode())
        self.assertIn("1 vote count changed", done.stdout)


class OtherPeoplesFilesTest(LifeCycleTest):
    def test_report_and_rejects_are_not_sources(self):
        self.source("s/a.md", 1)
        for _ in range(2):
            done = self.update("--prune", "--report", self.folder / "s/report.json", "--rejects",
                               self.folder / "s/rejects.jsonl", self.folder / "s",
                               index=self.folder / "s/index")
            self.assert_code(done, OK)
            self.assertEqual(done.stderr, "")

    def test_report_keeps_a_link_and_its_mode(self):
        source = self.source("a.md", 1)
        target = self.write("reports/real.json", "old")
        target.chmod(0o640)
        link = self.folder / "report.json"
        link.symlink_to(target)
        self.assert_code(self.update("--report", link, source), OK)
        self.assertTrue(link.is_symlink())
        self.assertEqual(json.loads(target.read_text())["exit_code"], OK)
        self.assertEqual(stat.S_IMODE(target.stat().st_mode), 0o640)
        self.assertEqual(os.listdir(target.parent), ["real.json"])

    def test_report_to_a_device_and_a_pipe(self):
        source = self.source("a.md", 1)
        self.assert_code(self.update("--report", "/dev/null", "--rejects", "/dev/null", source), OK)
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))
        done = self.assert_code(self.update("--json", "--report", "/dev/stderr", source), OK)
        self.assertEqual(json.loads(done.stderr)["exit_code"], OK)

    def test_report_is_tried_before_the_run(self):
        source = self.source("a.md", 1)
        for option in ("--report", "--rejects"):
            for name in (self.folder / "no/such/folder/file", self.folder):
                self.assert_code(self.update(option, name, source), IO)
        self.assertFalse((self.index / "current").exists())

    def test_closed_descriptors(self):
        """The first file that is opened must not become standard output."""
        source = self.source("a.md", 1)
        for closed in ("0<&-", "1>&-", "2>&-", "0<&- 1>&- 2>&-"):
            done = subprocess.run(
                ["sh", "-c", f'"$0" update --rebuild --index "$1" "$2" {closed}',
                 BIN / "nonmun-index", self.index, source], env=environment(),
                stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
            # Published, but the summary could not be printed.
            code = IO if "1>" in closed else OK
            self.assertEqual(done.returncode, code, done.stderr)
            self.assert_code(self.program("check"), OK)

    def test_a_lock_that_is_a_link(self):
        source = self.source("a.md", 1)
        precious = self.write("precious", "keep me")
        self.index.mkdir()
        (self.index / "lock").symlink_to(precious)
        self.assert_code(self.update(source), IO)
        self.assertEqual(precious.read_text(), "keep me")

    @unittest.skipUnless(os.geteuid() == 0, "needs root, to be two users")
    def test_a_group_of_writers(self):
        self.folder.chmod(0o755)
        self.index.mkdir()
        os.chown(self.index, -1, 4242)
        self.index.chmod(0o2775)
        sources = self.folder / "s"
        for number, user in enumerate((4001, 4002, 4002, 4001, 4001), 1):
            self.source(f"s/{number}.md", number)
            done = subprocess.run(
                ["setpriv", f"--reuid={user}", "--regid=4242", "--clear-groups", "sh", "-c",
                 'umask 002; exec "$0" update --index "$1" "$2"', BIN / "nonmun-index", self.index,
                 sources], env=environment(), capture_output=True, text=True, timeout=60,
                check=False)
            self.assertEqual((done.returncode, done.stderr), (OK, ""))
        self.assertEqual(len(os.listdir(self.index / "generations")), 2)

    @unittest.skipUnless(os.geteuid() == 0, "needs root, to be another user")
    def test_an_index_of_root(self):
        self.folder.chmod(0o755)
        source = self.source("a.md", 1)
        self.assert_code(self.update(source), OK)
        done = self.assert_code(self.update(source, user=65534), IO)
        self.assertIn("belongs to root", done.stderr)

    @unittest.skipUnless(os.geteuid() == 0, "needs root, to be another user")
    def test_what_cannot_be_removed_is_a_warning(self):
        self.folder.chmod(0o755)
        self.index.mkdir()
        (self.index / "generations").mkdir()
        self.write("index/generations/.new-1/file", "x")  # of root
        for path in (self.index, self.index / "generations"):
            path.chmod(0o777)
        source = self.source("a.md", 1)
        done = self.assert_code(self.update(source, user=65534), OK)
        named = [line for line in done.stderr.splitlines() if ".new-1" in line]
        self.assertEqual(len(named), 1, "told when the run begins, and not again when it ends")


class LimitsTest(LifeCycleTest):
    def limited(self, limit, value, *arguments):
        def set_limit():
            resource.setrlimit(limit, (value, value))
        return subprocess.run(
            [BIN / "nonmun-index", "update", "--index", self.index, *arguments],
            # Xapian leaks what it was writing when a write fails.
            env=environment(ASAN_OPTIONS=os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"),
            preexec_fn=set_limit, capture_output=True, text=True, timeout=120, check=False)

    def test_size_of_files(self):
        source = self.source("a.md", *range(1, 200))
        report = self.folder / "report.json"
        # The report itself must fit, too.
        for kib in (8, 16, 32):
            done = self.limited(resource.RLIMIT_FSIZE, kib * 1024, "--report", report, source)
            self.assertEqual(done.returncode, IO, done.stderr)
            self.assertIn("File too large", done.stderr)
            content = json.loads(report.read_text())
            self.assertEqual((content["exit_code"], content["published"]), (IO, False))
            self.assertIn("File too large", content["error"]["message"])
        self.assert_code(self.update(source), OK)

    def test_size_of_the_largest_file(self):
        # Where only the last blocks do not fit, Xapian goes on failing while it tidies up.
        source = self.source("a.md", *range(1, 1_500))
        report = self.folder / "report.json"

        def first_update(blocks):
            shutil.rmtree(self.index, ignore_errors=True)
            report.unlink(missing_ok=True)
            return self.limited(resource.RLIMIT_FSIZE, blocks * 8192, "--report", report, source)

        too_few, enough = 4, 4096
        while enough - too_few > 1:
            middle = (too_few + enough) // 2
            if first_update(middle).returncode == OK:
                enough = middle
            else:
                too_few = middle
        for blocks in range(enough - 8, enough):
            done = first_update(blocks)
            self.assertEqual(done.returncode, IO, done.stderr)
            self.assertTrue(report.exists(), done.stderr)
            content = json.loads(report.read_text())
            self.assertEqual((content["exit_code"], content["published"]), (IO, False))
            self.assertIn("File too large", content["error"]["message"])
            self.assertIn("free some space", content["error"]["hint"])

    def test_text_that_waits_on_the_disk(self):
        source = self.source("a.md", *range(1, 200))
        self.assert_code(self.update("--memory", "1", source), OK)
        self.assert_code(self.update("--memory", "0", source), USAGE)


if __name__ == "__main__":
    unittest.main()
