"""A small disk that fills up, in a file system of its own."""

import os
import subprocess
import sys
import unittest

import lifecycle
from lifecycle import LifeCycleTest, Writer, answers, index, leftovers, say, update, write_digest


def remount_in_private():
    """Runs this file again with mounts of its own; its exit code."""
    return subprocess.run(["unshare", "-m", sys.executable, "-B", os.path.abspath(__file__)],
                          env={**os.environ, "NONMUN_UNSHARED": "1"}).returncode


@unittest.skipUnless(os.environ.get("NONMUN_UNSHARED") == "1",
                     "needs root and the right to mount a tmpfs")
class DiskFull(LifeCycleTest):
    def setUp(self):
        super().setUp()
        self.disk = self.path("disk")
        os.mkdir(self.disk)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", self.disk], check=True)
        self.addCleanup(subprocess.run, ["umount", "-l", self.disk])
        self.index = os.path.join(self.disk, "index")
        self.writer = Writer(self.rng)

    def fill(self, free_kib):
        """Leaves about so much room."""
        room = os.statvfs(self.disk)
        size = room.f_bavail * room.f_bsize - free_kib * 1024
        with open(os.path.join(self.disk, "ballast"), "wb") as file:
            file.write(b"x" * max(size, 0))

    def full(self, outcome, state):
        self.assertEqual(outcome.code, 74, repr(outcome))
        self.assertIn("No space left", outcome.err)
        self.assertIn(self.index, outcome.err)
        self.assertIn("free some space", outcome.err)
        if "Xapian gave up" not in outcome.err:  # then the next run removes them: see last_words.hpp
            self.assertEqual(leftovers(self.index), [])
        if state is not None:
            self.assert_code(index("check", self.index), 0)
            self.assert_same_answers(answers(self.index), state)

    def test_first_update(self):
        write_digest(self.path("sources/a.jsonl"), [self.writer.paper(n) for n in range(60)])
        self.fill(40)
        self.full(update(self.index, self.path("sources")), None)
        self.assert_code(index("check", self.index), 66)
        os.unlink(os.path.join(self.disk, "ballast"))
        self.assert_code(update(self.index, self.path("sources")), 0)

    def test_refused_before_anything_is_written(self):
        """Where not even the copy of the database fits."""
        papers = [self.writer.paper(n) for n in range(200)]
        write_digest(self.path("sources/a.jsonl"), papers)
        self.assert_code(update(self.index, self.path("sources")), 0)
        state = answers(self.index)
        database = sum(os.path.getsize(os.path.join(folder, name))
                       for folder, _, names in os.walk(self.index)
                       for name in names if folder.endswith("/db"))
        papers.append(self.writer.paper(1000))
        write_digest(self.path("sources/a.jsonl"), papers)
        self.fill(database * 2 // 3072)
        for options in ([], ["--dry-run"]):
            outcome = update(self.index, self.path("sources"), *options)
            self.full(outcome, state)
            self.assertIn("it needs at least", outcome.err)
        outcome = update(self.index, self.path("sources"), "--verbose")
        self.assertNotIn("copy:", outcome.err)
        # Where the copy fits it is tried, and fails cleanly when nothing else does.
        os.unlink(os.path.join(self.disk, "ballast"))
        self.fill(database * 17 // 16384)
        outcome = update(self.index, self.path("sources"))
        self.full(outcome, state)
        self.assertNotIn("it needs at least", outcome.err)
        os.unlink(os.path.join(self.disk, "ballast"))
        self.assert_code(update(self.index, self.path("sources")), 0)

    def test_later_runs(self):
        papers = [self.writer.paper(n) for n in range(60)]
        write_digest(self.path("sources/a.jsonl"), papers)
        self.assert_code(update(self.index, self.path("sources")), 0)
        state = answers(self.index)
        write_digest(self.path("sources/b.md"), [self.writer.paper(n) for n in range(100, 160)])
        votes = self.path("votes.jsonl")
        lifecycle.write_votes(votes, {p["id"]: 700 for p in papers})
        full = {"update": 0, "votes": 0}
        for room in [0, 4, 8, 16, 40, 80, 160, 320, 400, 480, 560, 640]:
            for words in (["votes", votes], ["update", self.path("sources")]):
                self.fill(room)
                outcome = index(words[0], self.index, *words[1:])
                if outcome.code != 0:
                    self.full(outcome, state)
                    full[words[0]] += 1
                else:
                    self.assert_code(index("check", self.index), 0)
                    state = answers(self.index)
                    if words[0] == "votes":
                        lifecycle.write_votes(votes, {p["id"]: 800 + room for p in papers})
                    else:
                        papers[0]["title"] = f"제목 {room}"
                        write_digest(self.path("sources/a.jsonl"), papers)
                os.unlink(os.path.join(self.disk, "ballast"))
        say(f"  runs that met a full disk: {full}")
        self.assertGreater(full["update"], 3)
        self.assertGreater(full["votes"], 0)
        self.fill(0)
        outcome = index("rollback", self.index)
        self.assert_code(outcome, 0, 66, 74)
        os.unlink(os.path.join(self.disk, "ballast"))
        self.assert_code(update(self.index, self.path("sources")), 0)
        self.assert_code(index("votes", self.index, votes), 0)
        self.assert_code(index("check", self.index), 0)
        self.assertEqual(leftovers(self.index), [])


if __name__ == "__main__":
    if os.environ.get("NONMUN_UNSHARED") != "1" and os.geteuid() == 0 and \
            subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode == 0:
        sys.exit(remount_in_private())
    lifecycle.main()
