"""What keeps a new generation from being published, and how a run is stopped."""

import os
import signal
import subprocess
import time
import unittest

import lifecycle
from lifecycle import (BIN, LifeCycleTest, Stage, Writer, answers, generation, index, leftovers, run,
                       update, write_digest)


class Gates(LifeCycleTest):
    def setUp(self):
        super().setUp()
        self.writer = Writer(self.rng)
        self.sources = self.path("sources")
        self.index = self.path("index")
        self.papers = [self.writer.paper(n) for n in range(100)]
        write_digest(self.path("sources/a.jsonl"), self.papers)
        self.assert_code(update(self.index, self.sources), 0)
        self.before = generation(self.index)

    def refused(self, outcome, code, *words):
        self.assertEqual(outcome.code, code, repr(outcome))
        for word in words:
            self.assertIn(word, outcome.err)
        self.assertEqual(generation(self.index), self.before)
        self.assertEqual(leftovers(self.index), [])
        self.assert_code(index("check", self.index), 0)

    def test_max_drop(self):
        def with_papers(count):
            write_digest(self.path("sources/a.jsonl"), self.papers[:count])
            return self.sources

        self.refused(index("update", self.index, with_papers(97)), 65, "3 of 100", "--max-drop")
        self.refused(index("update", self.index, "--rebuild", with_papers(97)), 65, "--max-drop")
        self.refused(index("update", self.index, "--max-drop", "0", with_papers(99)), 65)
        self.assert_code(index("update", self.index, with_papers(98)), 0)
        self.assert_code(index("update", self.index, "--max-drop", "50", with_papers(49)), 0)
        self.assertEqual(answers(self.index)[0]["out_of"], 49)

    def test_canary(self):
        write_digest(self.path("sources/b.md"), [self.writer.paper(200)])
        canaries = self.path("canaries.tsv")

        def expect(paper):
            with open(canaries, "w", encoding="utf-8") as file:
                file.write("# query TAB id\n\n2401.00200\t" + paper + "\n")
            return index("update", self.index, "--canary", canaries, self.sources)

        self.refused(expect("2401.00001"), 65, "canary", "2401.00200", "2401.00001")
        self.assert_code(expect("2401.00200"), 0)
        self.assertNotEqual(generation(self.index), self.before)

    def test_canary_file(self):
        canaries = self.path("canaries.tsv")
        with open(canaries, "w", encoding="utf-8") as file:
            file.write("no tab\n")
        write_digest(self.path("sources/b.md"), [self.writer.paper(200)])
        self.refused(index("update", self.index, "--canary", canaries, self.sources), 2, ":1:")
        self.refused(index("update", self.index, "--canary", self.path("nothing"), self.sources), 74,
                     "nothing")

    def test_strict(self):
        with open(self.path("sources/b.jsonl"), "w", encoding="utf-8") as file:
            file.write('{"schema":1,"id":"2401.00300"}\n' + lifecycle.jsonl([self.writer.paper(301)]))
        self.refused(index("update", self.index, "--strict", self.sources), 65, "b.jsonl:1:",
                     "--strict")
        outcome = self.assert_code(index("update", self.index, self.sources), 0)
        self.assertIn("b.jsonl:1:", outcome.err)
        self.assertEqual(answers(self.index)[0]["out_of"], 101)

    def test_nothing_valid(self):
        folder = self.path("nothing")
        os.mkdir(folder)
        self.refused(index("update", self.index, folder), 65, folder)
        self.refused(index("update", self.index, self.path("missing")), 74, "missing")
        fresh = self.path("fresh")
        self.assert_code(index("update", fresh, folder), 65)
        self.assert_code(index("check", fresh), 66)
        self.assert_code(update(fresh, self.sources), 0)

    def interrupt(self, words, number, wait):
        process = subprocess.Popen([os.path.join(BIN, "nonmun-index")] + words,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(wait)
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
        return lifecycle.Outcome(process.returncode, out.decode(), err.decode())

    def test_signals(self):
        write_digest(self.path("sources/big.jsonl"), [self.writer.paper(n) for n in range(1000, 9000)])
        state = answers(self.index)
        stopped = 0
        for number in (signal.SIGINT, signal.SIGTERM) * 3:
            outcome = self.interrupt(["update", "--index", self.index, self.sources], number,
                                     self.rng.uniform(0.03, 0.6))
            if outcome.code == -number:  # before the program could catch it
                continue
            self.refused(outcome, 130, "interrupted")
            self.assert_same_answers(answers(self.index), state)
            stopped += 1
        self.assertGreater(stopped, 2)
        self.assert_code(update(self.index, self.sources), 0)
        self.assertEqual(answers(self.index)[0]["out_of"], 8100)


class Places(LifeCycleTest):
    """Index folders as people name them."""

    def setUp(self):
        super().setUp()
        self.stage = Stage(self, papers=12)

    def exercise(self, name, cwd=None):
        stage = self.stage
        for words in (["update", "--max-drop", "100", stage.sources], ["votes", stage.votes],
                      ["check"], ["stats"], ["rollback"], ["check"]):
            self.assert_code(run("nonmun-index", words[0], "--index", name, *words[1:], cwd=cwd), 0)
        self.assert_code(run("nonmun-search", "--index", name, "모델", cwd=cwd), 0)

    def test_relative(self):
        self.stage.copy("one")
        self.exercise("one", self.folder)
        self.stage.copy("two")
        self.exercise("./two/", self.folder)
        self.exercise(".", self.path("two"))
        os.mkdir(self.path("here"))
        self.exercise_new("new", self.path("here"))
        self.exercise_new("deep/er/index/", self.path("here"))

    def exercise_new(self, name, cwd):
        self.assert_code(run("nonmun-index", "update", "--index", name, self.stage.sources, cwd=cwd),
                         0)
        self.assert_code(run("nonmun-search", "--index", name, "모델", cwd=cwd), 0)

    def test_symlink(self):
        self.stage.copy("one")
        os.symlink("one", self.path("link"))
        self.exercise(self.path("link"))
        self.exercise(self.path("link") + "/")
        self.assertTrue(os.path.islink(self.path("link")))
        os.symlink("nowhere", self.path("dangling"))
        outcome = update(self.path("dangling"), self.stage.sources)
        self.assert_code(outcome, 0, 74)

    def test_no_name(self):
        """An unset shell variable must not make an index in the root folder."""
        for program, words in (("nonmun-index", ["update", "--index", "", self.stage.sources]),
                               ("nonmun-index", ["check", "--index", ""])):
            self.assert_code(run(program, *words), 2)

    def test_read_only(self):
        """A reader needs no right to write; a writer says what is wrong."""
        if os.geteuid() != 0:
            self.skipTest("needs root, to mount")
        folder = self.stage.copy("index")
        mount = subprocess.run(["unshare", "-m", "true"], capture_output=True)
        if mount.returncode != 0:
            self.skipTest("needs the right to mount")
        def read_only(words):
            return run(["unshare", "-m", "sh", "-c",
                        'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"',
                        folder] + words)
        index_program = os.path.join(BIN, "nonmun-index")
        search = os.path.join(BIN, "nonmun-search")
        self.assert_code(read_only([search, "--index", folder, "모델"]), 0)
        self.assert_code(read_only([index_program, "check", "--index", folder]), 0)
        self.assert_code(read_only([index_program, "stats", "--index", folder]), 0)
        for words in (["update", "--index", folder, self.stage.sources],
                      ["votes", "--index", folder, self.stage.votes],
                      ["rollback", "--index", folder]):
            outcome = self.assert_code(read_only([index_program] + words), 74)
            self.assertIn(folder, outcome.err)

    def test_permissions(self):
        """The umask decides who may read, nothing else."""
        folder = self.path("index")
        old = os.umask(0o022)
        try:
            self.assert_code(update(folder, self.stage.sources), 0)
            self.assert_code(index("votes", folder, self.stage.votes), 0)
        finally:
            os.umask(old)
        for parent, folders, files in os.walk(folder):
            for name in folders:
                self.assertEqual(os.stat(os.path.join(parent, name)).st_mode & 0o777, 0o755, name)
            for name in files:
                self.assertEqual(os.stat(os.path.join(parent, name)).st_mode & 0o777, 0o644, name)


class PreviousGeneration(LifeCycleTest):
    """Which generation a rollback restores."""

    def setUp(self):
        super().setUp()
        self.stage = Stage(self, papers=12)

    def rollback(self, folder, state):
        self.assert_code(index("rollback", folder), 0)
        self.assert_same_answers(answers(folder), state)

    def test_rollback_skips_vote_refreshes(self):
        folder = self.stage.copy("index")
        for count in (1000, 1001, 1002):
            lifecycle.write_votes(self.stage.votes, {"2401.00005": count})
            self.assert_code(index("votes", folder, self.stage.votes), 0)
            self.assertEqual(leftovers(folder), [])
        self.rollback(folder, self.stage.first)

    def test_update_after_rollback(self):
        """The generation that was left is not the one to go back to after the next update."""
        folder = self.stage.copy("index")
        self.rollback(folder, self.stage.first)
        self.assert_code(update(folder, self.stage.sources), 0)
        self.assert_same_answers(answers(folder), self.stage.third)
        self.rollback(folder, self.stage.first)

    def test_killed_before_the_switch(self):
        """A generation that was never published is a leftover, however complete."""
        folder = self.stage.copy("index")
        words = self.stage.command("update", folder)[0]
        plan = {"LD_PRELOAD": lifecycle.FAULT_LIBRARY, "FAULT_ROOT": folder,
                "FAULT_LOG": self.path("log")}
        self.assert_code(run("nonmun-index", *words, env={**plan, "FAULT_TRACE": "1"}), 0)
        with open(self.path("log"), encoding="utf-8") as file:
            number = next(line.split()[0] for line in file
                          if line.endswith(f"rename {folder}/current\n"))
        folder = self.stage.copy("index")
        outcome = run("nonmun-index", *words,
                      env={**plan, "FAULT_MODE": "KILL", "FAULT_AT": number})
        self.assert_code(outcome, -9)
        self.assertEqual(len(os.listdir(folder + "/generations")), 3)
        self.assert_same_answers(answers(folder), self.stage.second)
        self.rollback(folder, self.stage.first)

    def test_no_previous(self):
        folder = self.path("index")
        self.assert_code(update(folder, self.stage.sources), 0)
        outcome = self.assert_code(index("rollback", folder), 66)
        self.assertIn("no previous generation", outcome.err)
        self.assert_code(index("rollback", self.path("nothing")), 66)
        self.assertFalse(os.path.exists(self.path("nothing")))

    def test_current_is_missing(self):
        """Whoever loses `current` loses nothing else."""
        folder = self.stage.copy("index")
        os.unlink(os.path.join(folder, "current"))
        names = sorted(os.listdir(folder + "/generations"))
        os.mkdir(self.path("empty"))
        self.assert_code(update(folder, self.path("empty")), 65)
        self.assertEqual(sorted(os.listdir(folder + "/generations")), names)
        # An update from other sources makes a new index; the lost one can still be restored.
        write_digest(self.path("other/x.md"), [Writer(self.rng).paper(900)])
        outcome = self.assert_code(update(folder, self.path("other")), 0)
        self.assertIn("rollback", outcome.err)
        self.assertEqual(answers(folder)[0]["out_of"], 1)
        self.rollback(folder, self.stage.second)


if __name__ == "__main__":
    lifecycle.main()
