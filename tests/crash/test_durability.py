"""The order of writing, syncing and renaming: what a power cut would leave, which no kill shows."""

import os
import unittest

import lifecycle
from lifecycle import LifeCycleTest, Stage, run


class Durability(LifeCycleTest):
    def trace(self, stage, job):
        folder = stage.prepare(job, "index")
        log = self.path("trace")
        if os.path.exists(log):
            os.unlink(log)
        outcome = run("nonmun-index", *stage.command(job, folder)[0], env={
            "LD_PRELOAD": lifecycle.FAULT_LIBRARY, "FAULT_ROOT": folder, "FAULT_TRACE": "1",
            "FAULT_LOG": log})
        self.assert_code(outcome, 0)
        with open(log, encoding="utf-8") as file:
            lines = [line.split(" ", 2) for line in file.read().splitlines()]
        return folder, [(line[1], line[2]) for line in lines if line[0] != "count"]

    def test_order(self):
        stage = Stage(self)
        for job in ("first", "update", "votes", "rollback"):
            with self.subTest(job):
                folder, operations = self.trace(stage, job)
                switch = operations.index(("rename", folder + "/current"))
                before, after = operations[:switch], operations[switch:]
                # The pointer file itself, then, after its rename, the folder that it is in.
                self.assert_synced(before, folder + "/current.new")
                self.assertIn(("fsync", folder), after)
                if job == "rollback":
                    continue
                renames = [(n, path) for n, (what, path) in enumerate(before)
                           if what == "rename" and path.startswith(folder + "/generations/2")]
                self.assertEqual(len(renames), 1)
                at, generation = renames[0]
                self.assertIn(("fsync", folder + "/generations"), before[at:])
                # Every file and folder of the generation is on the disk before it gets its name.
                staging = {os.path.dirname(p) for what, p in before[:at]
                           if what == "fsync" and p.endswith("/manifest.json")}
                self.assertEqual(len(staging), 1)
                staging = staging.pop()
                for parent, folders, files in os.walk(generation):
                    here = staging + parent[len(generation):]
                    self.assert_synced(before[:at], here)
                    for name in files:
                        self.assert_synced(before[:at], os.path.join(here, name))
                # Nothing old goes before the new is in force.
                self.assertEqual([p for what, p in before if what in ("unlink", "unlinkat", "rmdir")
                                  and "/generations/2" in p], [])
                if job == "first":
                    self.assertIn(("fsync", folder), before)

    def assert_synced(self, operations, path):
        synced = [n for n, o in enumerate(operations) if o == ("fsync", path)]
        self.assertNotEqual(synced, [], f"{path} is not synced")
        written = [n for n, (what, p) in enumerate(operations)
                   if p == path and what in ("write", "pwrite", "writev", "sendfile",
                                             "copy_file_range", "ftruncate")]
        if written:
            self.assertGreater(synced[-1], written[-1], f"{path} is written after its sync")


if __name__ == "__main__":
    lifecycle.main()
