"""Fails or kills each job at its n-th file operation, n = 1, 2, 3 … until a whole run passes."""

import os
import unittest

import lifecycle
from lifecycle import FAULT_LIBRARY, LONG, LifeCycleTest, Stage, leftovers, run, say

JOBS = ("first", "update", "votes", "rollback")


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
                    gave_up = "Xapian gave up" in outcome.err  # no way back: see main.cpp
                    if not gave_up:
                        self.assertIn(folder, outcome.err, what)
                    if mode == "ENOSPC" and not gave_up and os.path.exists(folder + "/generations"):
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

    def test_kill(self):
        self.enumerate_faults("KILL", step=1 if LONG else 13)

    def test_read_error(self):
        self.enumerate_faults("EIO", reads=True, step=1 if LONG else 41)


if __name__ == "__main__":
    lifecycle.main()
