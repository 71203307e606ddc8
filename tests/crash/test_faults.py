"""Fails or kills each job at its n-th file operation, n = 1, 2, 3 … until a whole run passes."""

import json
import os
import unittest

import lifecycle
from lifecycle import (FAULT_LIBRARY, LONG, LifeCycleTest, Stage, Writer, answers, leftovers, run,
                       say, update, write_digest)

JOBS = ("first", "update", "votes", "rollback")
FULL = {"ENOSPC": "No space left", "EDQUOT": "Disk quota exceeded"}


class Faults(LifeCycleTest):
    def fault(self, stage, job, mode, number, reads=False):
        """One run with a fault. Returns (happened, outcome, index folder, what the log says)."""
        folder = stage.prepare(job, "index")
        log = self.path("fault.log")
        if os.path.exists(log):
            os.unlink(log)
        words, _ = stage.command(job, folder)
        outcome = run("nonmun-index", *words, env={
            "LD_PRELOAD": FAULT_LIBRARY, "FAULT_ROOT": folder, "FAULT_AT": str(number),
            "FAULT_MODE": mode, "FAULT_READS": "1" if reads else "0", "FAULT_LOG": log})
        lines = []
        if os.path.exists(log):
            with open(log, encoding="utf-8") as file:
                lines = [line for line in file.read().splitlines() if not line.startswith("count")]
        return bool(lines), outcome, folder, lines[0] if lines else ""

    def enumerate_faults(self, mode, reads=False, step=1):
        stage = Stage(self)
        total = 0
        for job in JOBS:
            results = {}
            ignored = set()
            number = 1 if step == 1 else 1 + self.rng.randrange(step)
            while True:
                happened, outcome, folder, where = self.fault(stage, job, mode, number, reads)
                what = f"{job}, {mode} at {number}: {where}"
                if not happened:
                    self.assertEqual(outcome.code, 0, f"{what}: {outcome!r}")
                    break
                total += 1
                if mode == "KILL":
                    self.assertEqual(outcome.code, -9, f"{what}: {outcome!r}")
                elif outcome.code != 0:
                    self.assertEqual(outcome.code, 74, f"{what}: {outcome!r}")
                    gave_up = "Xapian gave up" in outcome.err  # no way back: see last_words.hpp
                    if not gave_up:
                        self.assertIn(folder, outcome.err, what)
                    if mode in FULL and not gave_up and os.path.exists(folder + "/generations"):
                        # After a switch that may not be on the disk the old generation stays.
                        left = [n for n in leftovers(folder) if not n.startswith("more than")]
                        self.assertEqual(left, [], what)
                state = stage.examine(job, folder, what)
                key = f"exit {outcome.code}, {state}"
                results[key] = results.get(key, 0) + 1
                if outcome.code == 0:
                    self.assertEqual(state, "new", what)
                    ignored.add(os.path.basename(where.split(" ", 2)[2]) + " " + where.split()[1])
                number += step
            say(f"  {job}: {mode} at every {step}. of {number - step} operations: {results}")
            if ignored:
                say(f"    failures without consequence: {sorted(ignored)}")
        say(f"  {total} faults")

    def test_input_output_error(self):
        self.enumerate_faults("EIO", step=1 if LONG else 17)

    def test_disk_full(self):
        self.enumerate_faults("ENOSPC", step=1 if LONG else 19)

    def test_quota(self):
        self.enumerate_faults("EDQUOT", step=1 if LONG else 29)

    def test_full_disk_is_in_the_report(self):
        """However a run meets the end of the disk, it says so where a monitor looks."""
        stage = Stage(self)
        report = self.path("report.json")
        said = 0
        for mode, reason in FULL.items():
            number = 1 + self.rng.randrange(11)
            while True:
                folder = stage.prepare("update", "index")
                words, _ = stage.command("update", folder)
                if os.path.exists(report):
                    os.unlink(report)
                outcome = run("nonmun-index", *words, "--report", report, env={
                    "LD_PRELOAD": FAULT_LIBRARY, "FAULT_ROOT": folder, "FAULT_AT": str(number),
                    "FAULT_MODE": mode})
                what = f"{mode} at {number}: {outcome!r}"
                with open(report, encoding="utf-8") as file:
                    content = json.load(file)
                self.assertEqual(content["exit_code"], outcome.code, what)
                if outcome.code == 0:
                    break
                said += 1
                self.assertEqual(outcome.code, 74, what)
                self.assertIn(reason, outcome.err, what)
                self.assertIn("free some space", outcome.err, what)
                self.assertIn(reason, content["error"]["message"], what)
                number += 1 if LONG else 11
        self.assertGreater(said, 4)

    def test_threads_that_cannot_be_started(self):
        """Fewer threads do the work of all, in a build and in an update."""
        writer = Writer(self.rng)
        log = self.path("fault.log")
        papers = {"a": range(1600), "b": range(1600, 1900)}  # more parts of a build than threads
        for source in papers:
            write_digest(self.path(f"sources/{source}.jsonl"), [writer.paper(n) for n in papers[source]])
            self.assert_code(update(self.path("all"), self.path("sources")), 0)
            expected = answers(self.path("all"))
            for threads in (0, 1, 2):
                folder = self.path(f"index-{threads}")
                self.assert_code(
                    update(folder, "--jobs", "4", self.path("sources"),
                           env={"LD_PRELOAD": FAULT_LIBRARY, "FAULT_THREADS": str(threads),
                                "FAULT_LOG": log}), 0)
                with open(log, encoding="utf-8") as file:
                    self.assertIn("pthread_create", file.read())
                os.unlink(log)
                self.assert_same_answers(answers(folder), expected, f"{source}, {threads} threads")

    def test_kill(self):
        self.enumerate_faults("KILL", step=1 if LONG else 13)

    def test_read_error(self):
        self.enumerate_faults("EIO", reads=True, step=1 if LONG else 41)


if __name__ == "__main__":
    lifecycle.main()
