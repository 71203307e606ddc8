"""Kill storm: SIGKILL at random moments of update, votes and rollback."""

import os
import signal
import subprocess
import time
import unittest

import lifecycle
from lifecycle import BIN, LONG, LifeCycleTest, Stage, say

KILLS = 520 if LONG else 40
JOBS = ("first", "update", "votes", "rollback")


class Kills(LifeCycleTest):
    def kill_after(self, words, seconds):
        """True when the process was killed, False when it was done before."""
        process = subprocess.Popen([os.path.join(BIN, "nonmun-index")] + words,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL

    def test_kill_storm(self):
        stage = Stage(self, papers=120)
        duration = {}
        for job in JOBS:
            start = time.monotonic()
            self.assertFalse(self.kill_after(stage.command(job, stage.prepare(job, "index"))[0], 60))
            duration[job] = time.monotonic() - start
        say("  seconds without a kill:", {j: round(d, 3) for j, d in duration.items()})
        states = {}
        kills = 0
        while kills < KILLS:
            job = JOBS[kills % len(JOBS)]
            folder = stage.prepare(job, "index")
            # Several killed runs on one index, sometimes: each finds what the one before left.
            rounds = self.rng.choice([1, 1, 1, 2, 3]) if job != "rollback" else 1
            for _ in range(rounds):
                kills += self.kill_after(stage.command(job, folder)[0],
                                         self.rng.uniform(0, 1.05 * duration[job]))
            if not os.path.exists(folder):
                continue  # killed before it did anything
            state = stage.examine(job, folder, f"{job} after {kills} kills")
            states[f"{job} {state}"] = states.get(f"{job} {state}", 0) + 1
        say(f"  {kills} kills: {dict(sorted(states.items()))}")


if __name__ == "__main__":
    lifecycle.main()
