"""What those who look after an index need: its age, a dry run, how much is said, metrics.

Usage: NONMUN_BIN=DIR python3 test_watching.py (DIR: bin/ of a build folder)
"""

import fcntl
import json
import os
import re
import subprocess
import time
import unittest

from support import (BAD_INPUT, BIN, IO, LOCKED, NO_INDEX, OK, USAGE, ProgramTest, digest,
                     entry, environment, run)

TOO_OLD = 1
COMMANDS = ("update", "votes", "check", "forget", "rollback")


def snapshot(folder):
    """Every file below a folder, with what tells that it was touched."""
    return {str(path): (path.lstat().st_mtime_ns, path.lstat().st_size, path.lstat().st_ino)
            for path in sorted(folder.rglob("*"))}


class WatchingTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.sources = self.folder / "digests"
        self.write("digests/01.md", digest("2025-03-01", entry("Alpha", "2503.00001", votes=1),
                                           entry("Beta", "2503.00002", votes=2)))

    def command(self, name, *arguments, **options):
        return run("nonmun-index", name, "--index", self.index, *arguments, **options)


class CheckTest(WatchingTest):
    def setUp(self):
        super().setUp()
        self.succeeds(self.update(self.sources))

    def check(self, *arguments):
        return self.command("check", *arguments)

    def test_says_how_old_the_generation_is(self):
        done = self.succeeds(self.check())
        self.assertRegex(done.stdout, r"is intact: \d+ files, \d+ bytes, published \d+ seconds? ago")

    def test_young_enough(self):
        for age in ("1h", "36h", "2d", "1w"):
            self.succeeds(self.check("--max-age", age))
        report = json.loads(self.succeeds(self.check("--json", "--max-age", "2d")).stdout)
        self.assertEqual((report["ok"], report["too_old"]), (True, False))
        self.assertLess(report["age_seconds"], 600)

    def test_too_old(self):
        time.sleep(1.1)
        done = self.check("--max-age", "0s", "--quiet")
        self.fails(done, TOO_OLD, "old (--max-age 0s)")
        done = self.check("--max-age", "0s", "--json")
        report = json.loads(done.stdout)
        self.assertEqual((done.returncode, report["ok"], report["too_old"], report["damage"]),
                         (TOO_OLD, False, True, []))

    def test_damage_is_worse_than_age(self):
        votes = next(self.index.glob("generations/*/votes"))
        votes.write_bytes(b"x" * votes.stat().st_size)
        time.sleep(1.1)
        self.fails(self.check("--max-age", "0s"), IO, "damaged")

    def test_other_values(self):
        for value in ("36", "h", "-1h", "1y", "soon"):
            self.fails(self.check("--max-age", value), USAGE, "--max-age", "36h")


class DryRunTest(WatchingTest):
    def dry(self, *arguments, code=OK):
        before = snapshot(self.folder)
        done = self.update("--dry-run", *arguments)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertEqual(snapshot(self.folder), before, "a dry run writes nothing")
        return done

    def test_of_an_index_that_does_not_exist(self):
        done = self.dry(self.sources)
        self.assertIn("2 papers: 2 added", done.stdout)
        self.assertIn("would publish a new generation", done.stdout)
        self.assertFalse(self.index.exists())

    def test_tells_what_the_update_then_does(self):
        self.write("digests/02.md", digest("2025-03-02", entry("Gamma", "2503.00003"),
                                           entry("Delta", "2503.00004")))
        self.succeeds(self.update(self.sources))
        self.write("digests/01.md", digest("2025-03-01", entry("Alpha", "2503.00001", "Other."),
                                           entry("Epsilon", "2503.00005")))
        (self.sources / "02.md").unlink()
        self.write("digests/03.md", digest("2025-03-03", entry("Zeta", "2503.00006")) +
                   "### [No link](nowhere)\n")
        options = ("--prune", "--max-drop", "100", "--json", self.sources)
        foreseen = json.loads(self.dry(*options).stdout)
        self.assertEqual(foreseen["differences"],
                         {"added": ["2503.00005", "2503.00006"], "changed": ["2503.00001"],
                          "removed": ["2503.00002", "2503.00003", "2503.00004"]})
        self.assertIs(foreseen["published"], False)
        self.assertIs(foreseen["would_publish"], True)
        text = self.dry("--verbose", *[o for o in options if o != "--json"]).stdout
        self.assertEqual(re.findall(r"^(added|changed|removed) +(\S+)$", text, re.M),
                         [("changed", "2503.00001"), ("removed", "2503.00002"),
                          ("removed", "2503.00003"), ("removed", "2503.00004"),
                          ("added", "2503.00005"), ("added", "2503.00006")])
        done = json.loads(self.succeeds(self.update(*options)).stdout)
        for key in ("added", "changed", "unchanged", "removed", "rejected", "documents"):
            self.assertEqual(foreseen[key], done[key], key)
        again = json.loads(self.dry(*options).stdout)
        self.assertIs(again["would_publish"], False)
        self.assertEqual((again["added"], again["rejected"]), (0, 1))

    def test_every_gate_that_would_refuse(self):
        self.succeeds(self.update(self.sources))
        self.write("digests/01.md", digest("2025-03-01", entry("Alpha", "2503.00001")) +
                   "### [No link](nowhere)\n")
        done = self.dry("--strict", self.sources, code=BAD_INPUT)
        self.assertIn("1 entry rejected (--strict)", done.stderr)
        self.assertIn("1 of 2 papers would go", done.stderr)
        self.assertIn("01.md:", done.stderr)
        self.assertIn("would be refused", done.stdout)
        self.assertEqual(self.update("--strict", self.sources).returncode, BAD_INPUT)
        done = self.dry(self.sources, code=BAD_INPUT)
        self.assertIn("--max-drop", done.stderr)
        self.dry("--max-drop", "50", self.sources)

    def test_nothing_to_read(self):
        (self.folder / "empty").mkdir()
        done = self.dry(self.folder / "empty", code=BAD_INPUT)
        self.assertIn("no paper found", done.stderr)

    def test_a_missing_mount(self):
        self.succeeds(self.update(self.sources))
        self.sources.rename(self.folder / "elsewhere")
        self.dry(self.sources, code=BAD_INPUT)
        self.dry("--rebuild", self.folder / "elsewhere")

    def test_needs_no_lock_and_no_right_to_write(self):
        self.succeeds(self.update(self.sources))
        with open(self.index / "lock", "r+", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assertEqual(self.update(self.sources).returncode, LOCKED)
            self.dry(self.sources)

    def test_papers_beyond_memory_wait_outside_the_index(self):
        self.write("digests/big.jsonl", "".join(json.dumps(
            {"schema": 1, "id": f"2504.{n:05}", "title": f"Paper {n}", "listed": "2025-04-01",
             "abstract": f"글{n} " * 2000}) + "\n" for n in range(400)))
        self.assertIn("402 added", self.dry("--memory", "1", self.sources).stdout)

    def test_reports_are_written_and_say_so(self):
        report = self.folder / "report.json"
        self.succeeds(self.update("--dry-run", "--report", report, self.sources))
        told = json.loads(report.read_text(encoding="utf-8"))
        self.assertEqual((told["dry_run"], told["published"], told["counts"]["added"]),
                         (True, False, 2))
        self.succeeds(self.update("--report", report, self.sources))
        self.assertIs(json.loads(report.read_text(encoding="utf-8"))["dry_run"], False)
        self.fails(self.update("--dry-run", "--metrics", self.folder / "m", self.sources), USAGE)


class HowMuchIsSaidTest(WatchingTest):
    def arguments(self):
        """A run of each command that does something, in an order in which each succeeds."""
        votes = self.write("votes.jsonl", '{"schema":1,"id":"2503.00001","votes":9}\n')
        more = self.write("more.jsonl", json.dumps(
            {"schema": 1, "id": "2503.00009", "title": "More", "listed": "2025-03-09",
             "abstract": "More."}) + "\n")
        return [("update", self.sources), ("votes", votes), ("update", more), ("check",),
                ("rollback",), ("forget", self.sources / "01.md", )]

    def test_quiet(self):
        self.write("digests/01.md", digest("2025-03-01", entry("Alpha", "2503.00001"),
                                           entry("Beta", "2503.00002")))
        self.write("digests/02.md", digest("2025-03-02", entry("Gamma", "2503.00003")))
        for name, *arguments in self.arguments():
            done = self.succeeds(self.command(name, "--quiet", *arguments))
            self.assertEqual((done.stdout, done.stderr), ("", ""), name)

    def test_quiet_keeps_warnings_and_errors(self):
        self.write("digests/02.md", digest("2025-03-02") + "### [No link](nowhere)\n")
        done = self.succeeds(self.update("-q", self.sources))
        self.assertEqual(done.stdout, "")
        self.assertIn("02.md:3: ", done.stderr)
        self.fails(run("nonmun-index", "check", "-q", "--index", self.folder / "nowhere"), NO_INDEX)

    def test_verbose(self):
        self.write("digests/02.md", digest("2025-03-02", entry("Gamma", "2503.00003")))
        self.write("digests/notes.md", "# Notes\n")
        for name, *arguments in self.arguments():
            done = self.succeeds(self.command(name, "--verbose", *arguments))
            self.assertRegex(done.stderr, rf"(?m)^{name}: \d+\.\d+ s$")
            self.assertNotEqual(done.stdout, "", name)
        done = self.succeeds(self.update("-v", "--rebuild", "--max-drop", "100", self.sources))
        self.assertRegex(done.stderr, r"(?m)/01\.md: papers 2, rejected 0$")
        self.assertRegex(done.stderr, r"(?m)/notes\.md: not a digest$")
        steps = re.findall(r"(?m)^(\w+): [\d.]+ s, [\d.]+ s of CPU$", done.stderr)
        self.assertEqual(steps, ["wait", "open", "read", "index", "compact", "derive", "similarity",
                                 "verify", "publish"])
        done = self.succeeds(self.update("-v", self.sources))
        self.assertRegex(done.stderr, r"(?m)/01\.md: unchanged$")

    def test_not_both(self):
        for name in COMMANDS:
            done = self.command(name, "-q", "-v", *([self.sources] if name == "update" else []))
            self.fails(done, USAGE, "exclude each other")

    def test_details_have_the_lowest_priority_in_the_journal(self):
        path = self.folder / "stderr"
        with open(path, "w", encoding="utf-8") as stderr:
            status = os.fstat(stderr.fileno())
            subprocess.run([BIN / "nonmun-index", "update", "-v", "--index", self.index,
                            self.sources], stdout=subprocess.DEVNULL, stderr=stderr, check=True,
                           env=environment(JOURNAL_STREAM=f"{status.st_dev}:{status.st_ino}"))
        lines = path.read_text(encoding="utf-8").splitlines()
        self.assertEqual([l for l in lines if not l.startswith(("<7>", "<6>"))], [])
        self.assertEqual(len([l for l in lines if l.startswith("<6>")]), 1)


SAMPLE = re.compile(r'^([a-z_]+)\{((?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)+)\} (-?\d+(?:\.\d+)?(?:e-\d+)?)$')
LABEL = re.compile(r'([a-z_]+)="((?:[^"\\]|\\.)*)"')


class MetricsTest(WatchingTest):
    def setUp(self):
        super().setUp()
        self.file = self.folder / "metrics" / "nonmun.prom"
        self.file.parent.mkdir()

    def metrics(self):
        """The text format, parsed strictly: each metric described once, before its samples."""
        text = self.file.read_text(encoding="utf-8")
        self.assertTrue(text.endswith("\n"))
        described, values = {}, {}
        helped = current = None
        for line in text.splitlines():
            if line.startswith("# HELP "):
                helped = line.split(" ", 3)[2]
                self.assertNotIn(helped, described)
            elif line.startswith("# TYPE "):
                _, _, current, kind = line.split(" ")
                self.assertEqual((current, kind), (helped, "gauge"))
                described[current] = True
            else:
                sample = SAMPLE.match(line)
                self.assertIsNotNone(sample, line)
                self.assertEqual(sample[1], current, "samples follow their description")
                labels = dict(LABEL.findall(sample[2]))
                self.assertEqual(labels.pop("index"), str(self.index))
                key = (current, *labels.values())
                self.assertNotIn(key, values)
                values[key] = float(sample[3])
        self.assertEqual({key[0] for key in values}, set(described))
        self.assertEqual([path.name for path in self.file.parent.iterdir()], ["nonmun.prom"])
        return values

    def test_of_a_run(self):
        began = int(time.time())
        self.succeeds(self.update("--metrics", self.file, self.sources))
        values = self.metrics()
        now = time.time()
        for name in ("nonmun_update_last_run_timestamp_seconds",
                     "nonmun_update_last_success_timestamp_seconds",
                     "nonmun_index_built_timestamp_seconds"):
            self.assertTrue(began <= values[name,] <= now, name)
        self.assertEqual(values["nonmun_update_exit_code",], 0)
        self.assertEqual(values["nonmun_update_published",], 1)
        self.assertGreater(values["nonmun_update_duration_seconds",], 0)
        self.assertEqual([values["nonmun_update_papers", change] for change in
                          ("added", "changed", "unchanged", "removed")], [2, 0, 0, 0])
        self.assertEqual(values["nonmun_index_papers",], 2)
        generation = next(self.index.glob("generations/*"))
        size = sum(path.stat().st_size for path in generation.rglob("*")
                   if path.is_file() and path.name != "manifest.json")
        self.assertEqual(values["nonmun_index_size_bytes",], size)
        version = run("nonmun-index", "--version").stdout.split()[1]
        self.assertEqual(values["nonmun_build_info", version], 1)
        mask = os.umask(0)
        os.umask(mask)
        self.assertEqual(self.file.stat().st_mode & 0o777, 0o666 & ~mask)

    def test_a_failed_run_keeps_the_last_success(self):
        self.succeeds(self.update("--metrics", self.file, self.sources))
        first = self.metrics()
        text = self.file.read_text(encoding="utf-8")
        success = int(first["nonmun_update_last_success_timestamp_seconds",])
        self.file.write_text(text.replace(str(success), str(success - 1000)), encoding="utf-8")
        self.write("digests/02.md", digest("2025-03-02") + "### [No link](nowhere)\n")
        done = self.update("--strict", "--metrics", self.file, self.sources)
        self.assertEqual(done.returncode, BAD_INPUT)
        values = self.metrics()
        self.assertEqual(values["nonmun_update_exit_code",], BAD_INPUT)
        self.assertEqual(values["nonmun_update_rejected_entries",], 1)
        self.assertEqual(values["nonmun_update_last_success_timestamp_seconds",], success - 1000)
        self.assertGreaterEqual(values["nonmun_update_last_run_timestamp_seconds",], success)
        self.assertEqual(values["nonmun_index_papers",], 2)

    def test_without_an_index_or_a_success(self):
        (self.folder / "empty").mkdir()
        self.assertEqual(self.update("--metrics", self.file, self.folder / "empty").returncode,
                         BAD_INPUT)
        names = {key[0] for key in self.metrics()}
        self.assertNotIn("nonmun_update_last_success_timestamp_seconds", names)
        self.assertNotIn("nonmun_index_papers", names)
        self.assertIn("nonmun_update_last_run_timestamp_seconds", names)

    def test_what_the_file_held_before_cannot_do_harm(self):
        (self.folder / "empty").mkdir()
        for text in ("", "x", "\nnonmun_update_last_success_timestamp_seconds{",
                     "\nnonmun_update_last_success_timestamp_seconds{a} later\n",
                     "\nnonmun_update_last_success_timestamp_seconds{a} -4\n"):
            self.file.write_text(text, encoding="utf-8")
            self.update("--metrics", self.file, self.folder / "empty")
            self.assertNotIn(("nonmun_update_last_success_timestamp_seconds",), self.metrics())

    def test_names_are_escaped(self):
        self.index = self.folder / 'a "b"\\c'
        self.succeeds(self.update("--metrics", self.file, self.sources))
        text = self.file.read_text(encoding="utf-8")
        self.assertIn('a \\"b\\"\\\\c"', text)

    def test_that_cannot_be_written(self):
        self.fails(self.update("--metrics", "/nonexistent/x.prom", self.sources), IO, "/nonexistent")
        self.assertFalse(self.index.exists())

    def test_is_not_read_as_a_source(self):
        inside = self.sources / "metrics.md"
        self.succeeds(self.update("--metrics", inside, self.sources))
        done = self.succeeds(self.update("--metrics", inside, self.sources))
        self.assertNotIn("not a digest", done.stdout)


class VersionTest(unittest.TestCase):
    def test_every_program_and_command_tells_its_version(self):
        programs = [p for p in ("nonmun-index", "nonmun-search", "nonmun-serve")
                    if (BIN / p).exists()]
        calls = [(p,) for p in programs] + [("nonmun-index", c) for c in COMMANDS]
        for call in calls:
            for option in ("--version", "-V"):
                done = run(*call, option)
                self.assertEqual((done.returncode, done.stderr), (0, ""), call)
                self.assertRegex(done.stdout, rf"^{call[0]} \d+\.\d+\.\d+\nindex format \d+\n")


if __name__ == "__main__":
    unittest.main()
