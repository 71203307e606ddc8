"""Bad input to the programs: a clear message, the exit code of the brief, and no harm done."""

import json
import os
import pathlib
import shutil
import subprocess
import unittest

from support import (BAD_INPUT, BIN, DIGESTS, IO, NO_HITS, NO_INDEX, NOBODY, OK, USAGE, VERSION, ProgramTest,
                     answers, digest, entry, environment, run)

GOOD = digest("2024-05-06", entry("Good paper on pruning", "2405.00001", "가지치기로 모델을 줄인다."))


class BadSources(ProgramTest):
    """Each bad source is given to an update of a good index, which must go on answering alike."""

    def setUp(self):
        super().setUp()
        self.succeeds(self.update(DIGESTS))
        self.before = answers(self.index)

    def unharmed(self):
        self.assertEqual(answers(self.index), self.before)
        self.succeeds(run("nonmun-index", "check", "--index", self.index))

    def refused(self, source, code, *mentions, limit=False, **options):
        larger = ("--max-file-size", "200") if limit else ()
        done = self.update(*larger, source, **options)
        self.fails(done, code, *mentions)
        self.unharmed()
        return done

    def test_missing_folder(self):
        missing = self.folder / "no-such-folder"
        self.refused(missing, IO, missing)

    def test_missing_file_beside_a_good_one(self):
        missing = self.folder / "missing.md"
        done = self.update(self.write("good.md", GOOD), missing)
        self.fails(done, IO, missing)
        self.unharmed()

    def test_unreadable_file(self):
        secret = self.write("secret.md", GOOD)
        secret.chmod(0)
        user = None
        if os.geteuid() == 0:
            if shutil.which("setpriv") is None:
                self.skipTest("root reads everything, and setpriv is not there to be someone else")
            user = NOBODY
            self.folder.chmod(0o755)
            for path in [self.index, *self.index.rglob("*")]:
                os.chown(path, user, user)
            if run("nonmun-index", "--version", user=user).returncode != OK:
                self.skipTest(f"user {user} may not run {BIN}")
        done = self.update(secret, user=user)
        self.fails(done, IO, secret, "Permission denied")
        self.unharmed()

    def test_unreadable_index(self):
        if os.geteuid() == 0 and (
                shutil.which("setpriv") is None
                or run("nonmun-search", "--version", user=NOBODY).returncode != OK):
            self.skipTest("root reads everything, and no other user can run the programs")
        user = NOBODY if os.geteuid() == 0 else None
        self.folder.chmod(0o755)
        current = self.index / "current"
        mode = current.stat().st_mode
        current.chmod(0)
        self.fails(self.search("모델", user=user), IO, current)
        current.chmod(mode)
        self.unharmed()

    def test_index_that_may_not_be_written(self):
        if os.geteuid() == 0 and (
                shutil.which("setpriv") is None
                or run("nonmun-index", "--version", user=NOBODY).returncode != OK):
            self.skipTest("root writes everywhere, and no other user can run the programs")
        self.folder.chmod(0o755)
        good = self.write("good.md", GOOD)
        if os.geteuid() == 0:
            self.fails(self.update(good, user=NOBODY), IO, self.index)
        else:
            self.index.chmod(0o555)
            (self.index / "lock").chmod(0o444)
            done = self.update(good)
            self.index.chmod(0o755)
            self.fails(done, IO, self.index)
        self.unharmed()

    def test_binary_markdown(self):
        noise = bytes(range(256)) * 400
        self.refused(self.write("noise.md", noise), BAD_INPUT, "noise.md")

    def test_binary_jsonl(self):
        noise = b'{"schema":1,"id":"2405.1\x00\xff\xfe' + bytes(range(256)) * 50
        done = self.refused(self.write("noise.jsonl", noise), BAD_INPUT, "noise.jsonl:1: ")
        self.assertLess(len(done.stderr), 20_000)

    def test_program_as_a_source(self):
        shutil.copy(BIN / "nonmun-search", self.folder / "program.md")
        self.refused(self.folder / "program.md", BAD_INPUT, "program.md", limit=True)

    def test_empty_files(self):
        for name in ("empty.md", "empty.jsonl", "empty.json"):
            with self.subTest(name):
                self.refused(self.write(name, ""), BAD_INPUT, name)

    def test_empty_folder(self):
        empty = self.folder / "empty"
        empty.mkdir()
        self.refused(empty, BAD_INPUT, empty)

    def test_empty_standard_input(self):
        self.refused("-", BAD_INPUT, "no paper")

    def test_device_and_pipe(self):
        self.refused("/dev/null", BAD_INPUT, "/dev/null")

    def test_invalid_utf8_everywhere(self):
        broken = GOOD.encode().replace("모델".encode(), b"\xeb\xaa\xff\xc0\x80\xed\xa0\x80")
        path = self.write("broken.md", broken)
        done = self.update(path)
        # One bad byte must not cost a paper; if it does, the line is named.
        if done.returncode == OK:
            self.assertEqual(self.ids("id:2405.00001"), ["2405.00001"])
            self.assertEqual(self.search("pruning").returncode, OK)
        else:
            self.fails(done, BAD_INPUT, "broken.md:")
            self.unharmed()

    def test_invalid_utf8_in_json(self):
        line = b'{"schema":1,"id":"2405.00001","title":"Bad \xff\xfe title","listed":"2024-05-06","abstract":"Text."}\n'
        self.refused(self.write("broken.jsonl", line), BAD_INPUT, "broken.jsonl:1: ")

    def test_line_of_100_megabytes(self):
        path = self.folder / "long.md"
        with path.open("wb") as out:
            out.write((digest("2024-05-06", entry("Long paper", "2405.00002")) + "- ").encode())
            for _ in range(100):
                out.write(b"x" * 1_000_000)
            out.write(b"\n")
        self.refused(path, IO, "long.md", "larger than the limit", "--max-file-size")
        done = self.refused(path, BAD_INPUT, "long.md:", limit=True)
        self.assertLess(len(done.stderr), 10_000)

    def test_json_line_of_100_megabytes(self):
        path = self.folder / "long.jsonl"
        with path.open("wb") as out:
            out.write(b'{"schema":1,"id":"2405.00002","title":"')
            for _ in range(100):
                out.write(b"[" * 1_000_000)
        self.refused(path, IO, "long.jsonl", "larger than the limit")
        done = self.refused(path, BAD_INPUT, "long.jsonl:1: ", limit=True)
        self.assertLess(len(done.stderr), 10_000)

    def test_truncated_json(self):
        whole = json.dumps([{"paper": {"id": "2405.00003", "title": "T"}, "publishedAt": "2024"}])
        for name, text in (("cut.json", whole[: len(whole) // 2]),
                           ("cut.jsonl", '{"schema":1,"id":"2405.00003","title":"T'),
                           ("deep.json", "[" * 100_000),
                           ("deep.jsonl", '{"a":' * 100_000)):
            with self.subTest(name):
                self.refused(self.write(name, text), BAD_INPUT, name + ":1: ")

    def test_a_bad_entry_does_not_cost_the_good_ones(self):
        path = self.write("mixed.jsonl",
                          '{"schema":1,"id":"2405.00004","title":"Good one","listed":"2024-05-06","abstract":"Text."}\n'
                          '{"schema":1,"id":"2405.00005","tit\n'
                          '{"schema":1,"id":"2405.00006","title":"Good two","listed":"2024-05-06","abstract":"Text."}\n')
        done = self.succeeds(self.update("--json", path))
        report = json.loads(done.stdout)
        self.assertEqual((report["added"], report["rejected"]), (2, 1))
        self.assertIn("mixed.jsonl:2: ", done.stderr)
        self.assertEqual(self.ids("id:2405.00006"), ["2405.00006"])

    def test_strict_publishes_nothing(self):
        path = self.write("mixed.jsonl",
                          '{"schema":1,"id":"2405.00004","title":"Good one","listed":"2024-05-06","abstract":"Text."}\n'
                          "{\n")
        self.fails(self.update("--strict", path), BAD_INPUT, "mixed.jsonl:2: ", "--strict")
        self.unharmed()

    def test_strict_without_rejects_publishes(self):
        self.succeeds(self.update("--strict", self.write("good.md", GOOD)))
        self.assertEqual(self.ids("id:2405.00001"), ["2405.00001"])

    def rejects(self, *options):
        path = self.write("mixed.jsonl",
                          '{"schema":1,"id":"2405.00004","title":"Good one","listed":"2024-05-06","abstract":"Text."}\n'
                          "{\n" '{"schema":1,"id":7}\n')
        rejects = self.folder / "rejects.jsonl"
        done = self.update("--rejects", rejects, *options, path)
        rows = [json.loads(line) for line in rejects.read_text().splitlines()]
        self.assertEqual([(pathlib.Path(row["file"]).name, row["line"]) for row in rows],
                         [("mixed.jsonl", 2), ("mixed.jsonl", 3)])
        for row in rows:
            self.assertEqual(list(row), ["file", "line", "reason"])
            self.assertTrue(row["reason"])
        return done

    def test_rejects_file(self):
        self.succeeds(self.rejects())

    def test_rejects_file_when_strict(self):
        self.fails(self.rejects("--strict"), BAD_INPUT, "--strict")
        self.unharmed()

    def test_rejects_file_of_a_clean_run_is_empty(self):
        rejects = self.write("rejects.jsonl", "left over from the last run\n")
        self.succeeds(self.update("--rejects", rejects, self.write("good.md", GOOD)))
        self.assertEqual(rejects.read_text(), "")

    def test_rejects_file_that_cannot_be_written(self):
        rejects = self.folder / "no-such-folder" / "rejects.jsonl"
        done = self.update("--rejects", rejects, self.write("good.md", GOOD))
        self.fails(done, IO, rejects)
        self.unharmed()

    def test_losing_many_papers_is_refused(self):
        everything = self.folder / "digests"
        shutil.copytree(DIGESTS, everything)
        other = self.folder / "other"
        self.succeeds(self.update(everything, index=other))
        before = answers(other)
        shutil.rmtree(everything / "2023")
        self.fails(self.update("--prune", everything, index=other), BAD_INPUT, "--max-drop")
        self.assertEqual(answers(other), before)
        self.succeeds(self.update("--prune", "--max-drop", "100", everything, index=other))
        self.assertNotEqual(answers(other), before)

    def test_canaries(self):
        good = self.write("good.md", GOOD)
        canary = self.write("canary.tsv", "# a comment\n\npruning\t2405.99999\n")
        done = self.update("--canary", canary, good)
        self.fails(done, BAD_INPUT, "pruning", "2405.99999")
        self.unharmed()
        self.fails(self.update("--canary", self.write("bad.tsv", "no tab\n"), good), USAGE,
                   "bad.tsv:1")
        self.unharmed()
        self.succeeds(self.update("--canary", self.write("ok.tsv", "2405.00001\t2405.00001\n"),
                                  good))

    def test_bad_votes_files(self):
        votes = ("votes", "--index", self.index)
        missing = self.folder / "none.jsonl"
        self.fails(run("nonmun-index", *votes, missing), IO, missing)
        for name, text in (("empty.jsonl", ""), ("cut.jsonl", '{"schema":1,"id":"2106.'),
                           ("noise.jsonl", b"\x00\xff" * 1000)):
            with self.subTest(name):
                self.fails(run("nonmun-index", *votes, self.write(name, text)), BAD_INPUT, name)
        large = self.write("large.jsonl", " " * (2 << 20))
        self.fails(run("nonmun-index", *votes, "--max-file-size", "1", large), IO, large)
        self.unharmed()

    def test_rejects_of_a_votes_file_are_counted(self):
        lines = '{"schema":1,"id":"9912.1","votes":5}\n' * 300
        good = '{"schema":1,"id":"2405.00001","votes":5}\n'
        path = self.write("votes.jsonl", good + lines)
        done = self.succeeds(run("nonmun-index", "votes", "--index", self.index, path))
        self.assertIn("; 300 rejected", done.stdout)
        self.assertLess(len(done.stderr.splitlines()), 110)


class BadIndexes(ProgramTest):
    """Commands on something that is no index of this version."""

    READERS = (("nonmun-search", ("모델",)), ("nonmun-index", ("stats",)),
               ("nonmun-index", ("check",)))

    def readers_fail(self, index, code, *mentions):
        for program, arguments in self.READERS:
            with self.subTest(program=program, arguments=arguments):
                if program == "nonmun-search":
                    done = run(program, "--index", index, *arguments)
                else:
                    done = run(program, *arguments, "--index", index)
                self.fails(done, code, *mentions)

    def test_missing_index(self):
        missing = self.folder / "nowhere"
        self.readers_fail(missing, NO_INDEX, missing, "nonmun-index update")
        self.assertFalse(missing.exists(), "a reader made the folder")

    def test_missing_index_for_votes_and_rollback(self):
        missing = self.folder / "nowhere"
        votes = self.write("votes.jsonl", '{"schema":1,"id":"2106.09685","votes":3}\n')
        self.fails(run("nonmun-index", "votes", "--index", missing, votes), NO_INDEX, missing)
        self.fails(run("nonmun-index", "rollback", "--index", missing), NO_INDEX, missing)

    def test_default_folder_and_environment(self):
        home = self.folder / "home"
        home.mkdir()
        env = environment(HOME=home)
        self.fails(run("nonmun-search", "모델", env=env), NO_INDEX,
                   home / ".local/share/nonmun/index")
        env = environment(HOME=home, XDG_DATA_HOME=self.folder / "data")
        self.fails(run("nonmun-search", "모델", env=env), NO_INDEX,
                   self.folder / "data/nonmun/index")
        env = environment(HOME=home, NONMUN_INDEX=self.folder / "mine")
        self.fails(run("nonmun-search", "모델", env=env), NO_INDEX, self.folder / "mine")
        self.succeeds(run("nonmun-index", "update", DIGESTS, env=env))
        self.succeeds(run("nonmun-search", "모델", env=env))

    def test_folder_without_an_index(self):
        (self.folder / "empty").mkdir()
        self.readers_fail(self.folder / "empty", NO_INDEX, self.folder / "empty")

    def test_a_file_instead_of_a_folder(self):
        path = self.write("file", "not an index")
        self.readers_fail(path, NO_INDEX, path)
        done = self.update(DIGESTS, index=path)
        self.assertIn(done.returncode, (NO_INDEX, IO), done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertIn(str(path), done.stderr)
        self.assertEqual(path.read_text(), "not an index")

    def forge(self, **changes):
        """Gives the published manifest other values, with a right hash in `current`."""
        self.succeeds(self.update(DIGESTS))
        generation = (self.index / "current").read_text().split()[0]
        path = self.index / "generations" / generation / "manifest.json"
        manifest = json.loads(path.read_text())
        manifest.update(changes)
        path.chmod(0o644)
        path.write_text(json.dumps(manifest))
        digest_of = subprocess.run([str(BIN / "nonmun-test-xxh3"), str(path)], capture_output=True,
                                   text=True, check=True, timeout=60).stdout.strip()
        (self.index / "current").write_text(f"{generation} {digest_of}\n")

    def test_other_format(self):
        self.forge(format=999)
        self.readers_fail(self.index, VERSION, self.index, "999", "--rebuild")
        self.fails(self.update(DIGESTS), VERSION, "--rebuild")
        self.succeeds(self.update("--rebuild", DIGESTS))
        self.succeeds(self.search("모델"))

    def test_other_analyzer(self):
        self.forge(analyzer="nonmun-analyzer 0; ICU 1")
        self.readers_fail(self.index, VERSION, "nonmun-analyzer 0; ICU 1", "--rebuild")
        self.succeeds(self.update("--rebuild", DIGESTS))
        self.succeeds(self.search("모델"))

    def test_damaged_pointer(self):
        self.succeeds(self.update(DIGESTS))
        current = self.index / "current"
        good = current.read_text()
        for bad in ("", "\n", "nonsense\n", "../../etc " + "0" * 32 + "\n", good[:-1], good * 3,
                    good.split()[0] + " " + "0" * 32 + "\n"):
            current.write_text(bad)
            with self.subTest(bad):
                self.readers_fail(self.index, IO, self.index)
        current.write_text(good)
        self.succeeds(self.search("모델"))


class BadUsage(ProgramTest):
    def test_options(self):
        cases = (
            ("nonmun-search", ("--no-such-option", "x"), "--no-such-option"),
            ("nonmun-search", ("--jso", "x"), "--jso"),
            ("nonmun-search", ("-z", "x"), "-z"),
            ("nonmun-search", ("x", "--no-such-option"), "--no-such-option"),
            ("nonmun-search", ("--limit",), "--limit"),
            ("nonmun-search", ("-n", "many", "x"), "--limit"),
            ("nonmun-search", ("-n", "-1", "x"), "--limit"),
            ("nonmun-search", ("-n", "10001", "x"), "--limit"),
            ("nonmun-search", ("-n", "99999999999999999999", "x"), "--limit"),
            ("nonmun-search", ("--offset", "1.5", "x"), "--offset"),
            ("nonmun-search", ("--sort", "beauty", "x"), "--sort"),
            ("nonmun-search", ("--color", "sometimes", "x"), "--color"),
            ("nonmun-search", ("--votes-weight", "nan", "x"), "--votes-weight"),
            ("nonmun-search", ("--votes-weight", "-1", "x"), "--votes-weight"),
            ("nonmun-search", ("--half-life", "0", "x"), "--half-life"),
            ("nonmun-search", ("--min-votes", "-3", "x"), "--min-votes"),
            ("nonmun-search", (), "query"),
            ("nonmun-index", (), "COMMAND"),
            ("nonmun-index", ("frobnicate",), "frobnicate"),
            ("nonmun-index", ("update",), "SOURCE"),
            ("nonmun-index", ("update", "--no-such-option", "."), "--no-such-option"),
            ("nonmun-index", ("update", "--rebuil", "."), "--rebuil"),
            ("nonmun-index", ("update", "--jobs", "0", "."), "--jobs"),
            ("nonmun-index", ("update", "--max-drop", "101", "."), "--max-drop"),
            ("nonmun-index", ("update", "--wait", "soon", "."), "--wait"),
            ("nonmun-index", ("stats", "extra"), "extra"),
            ("nonmun-index", ("check", "--strict"), "--strict"),
            ("nonmun-index", ("votes",), "FILE"),
        )
        env = environment(NONMUN_INDEX=self.folder / "nowhere")
        for program, arguments, mention in cases:
            with self.subTest(arguments=arguments):
                self.fails(run(program, *arguments, env=env), USAGE, mention)

    def test_queries(self):
        self.succeeds(self.update(DIGESTS))
        before = answers(self.index)
        cases = (
            ('강화 "학습', 4, "quot"),
            ('"', 1, "quot"),
            ("모델 (확산", 4, "parenthesis"),
            ("모델)", 3, "parenthesis"),
            ("()", 1, "parenthes"),
            ("모델 AND", None, "operand"),
            ("AND 모델", 1, "AND"),
            ("모델 OR", None, "operand"),
            ("모델 OR OR 확산", None, "OR"),
            ("모델 NOT", 4, "NOT"),
            ("모델 date:someday", 4, "someday"),
            ("date:2024-13", 1, "2024-13"),
            ("date:2024-02-30", 1, "2024-02-30"),
            ("date:2025..2024", 1, "2025..2024"),
            ("votes:many", 1, "many"),
            ("votes:9..1", 1, "9..1"),
            ("votes:-1", 1, "-1"),
            ("id:banana", 1, "banana"),
            ("title:", 1, "title"),
            ("", None, "empty"),
            ("   ", None, "empty"),
            ("(" * 5000 + "x" + ")" * 5000, None, "bytes"),
            ("(" * 100 + "x" + ")" * 100, None, "deep"),
        )
        for query, column, mention in cases:
            with self.subTest(query[:40]):
                done = self.search("--strict-query", "--", query)
                self.fails(done, USAGE, mention)
                if column is not None:
                    self.assertIn(f"column {column}:", done.stderr)
                    # Otherwise it is text, and that is said once.
                    done = self.search("--json", "--", query)
                    self.assertIn(done.returncode, (OK, NO_HITS), done.stderr)
                    self.assertIn(mention, " ".join(json.loads(done.stdout)["notes"]))
                    self.assertEqual(done.stderr, "")
                    done = self.search("--", query)
                    self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        strict = self.search("--strict-query", "모델 (확산")
        self.assertIn("\n  모델 (확산\n       ^\n", strict.stderr)
        for option, value in (("--since", "soon"), ("--until", "2024-99"), ("--as-of", "2024")):
            with self.subTest(option):
                self.fails(self.search(option, value, "모델"), USAGE, value)
        self.fails(self.search("--without", "gravity", "모델"), USAGE, "gravity")
        for weights in ("gravity=1", "alias", "alias=", "alias=much", "alias=nan", "alias=-1", "alias=1e9"):
            with self.subTest(weights):
                self.fails(self.search("--weights", weights, "모델"), USAGE, weights.split("=")[0])
        self.assertEqual(answers(self.index), before)


class Output(ProgramTest):
    def setUp(self):
        super().setUp()
        self.succeeds(self.update(DIGESTS))

    def test_full_device(self):
        for arguments in (("모델",), ("--json", "모델"), ("--jsonl", "-n", "60", "모델"),
                          ("--help",), ("--version",), ("--analyze", "모델")):
            with self.subTest(arguments):
                with open("/dev/full", "wb") as full:
                    done = self.search(*arguments, stdout=full)
                self.fails(done, IO, "No space left on device")
        for arguments in (("stats",), ("check",)):
            with self.subTest(arguments):
                with open("/dev/full", "wb") as full:
                    done = run("nonmun-index", *arguments, "--index", self.index, stdout=full)
                self.fails(done, IO, "No space left on device")

    def closed_pipe(self, ignored, program, *arguments):
        """Runs the program with a pipe that nobody reads."""
        reading, writing = os.pipe()
        os.close(reading)
        try:
            done = subprocess.run([str(BIN / program), *map(os.fspath, arguments)],
                                  stdin=subprocess.DEVNULL, stdout=writing, stderr=subprocess.PIPE,
                                  env=environment(), restore_signals=not ignored, timeout=60,
                                  check=False)
        finally:
            os.close(writing)
        self.assertEqual(done.stderr.decode(), "")
        self.assertIn(done.returncode, (OK, -13), "quiet end")

    def test_closed_pipe(self):
        for ignored in (False, True):  # a parent may have SIGPIPE ignored
            for arguments in (("모델",), ("--json", "-n", "60", "모델"), ("--help",)):
                with self.subTest(arguments=arguments, ignored=ignored):
                    self.closed_pipe(ignored, "nonmun-search", "--index", self.index, *arguments)
            self.closed_pipe(ignored, "nonmun-index", "stats", "--index", self.index)

    def test_update_into_a_closed_pipe_still_publishes(self):
        path = self.write("good.md", GOOD)
        self.closed_pipe(False, "nonmun-index", "update", "--index", self.index, path)
        self.assertEqual(self.ids("id:2405.00001"), ["2405.00001"])

    def test_closed_descriptors(self):
        for closed, code in ((">&-", IO), ("<&-", OK), ("2>&-", OK), ("<&- >&- 2>&-", IO)):
            with self.subTest(closed):
                command = f'exec "{BIN}/nonmun-search" --index "{self.index}" --json 모델 {closed}'
                done = subprocess.run(["sh", "-c", command], capture_output=True,
                                      env=environment(), timeout=60, check=False)
                self.assertEqual(done.returncode, code, done.stderr)


if __name__ == "__main__":
    unittest.main()
