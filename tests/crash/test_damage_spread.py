"""Damage in a generation stays there: no run copies it into a new one under fresh hashes, and no
rollback leads back to it. Above 64 MiB not every hash is checked when an index is opened, so these
guards are alone there; a sparse file makes a small index that large."""

import json
import os

import lifecycle
from lifecycle import LifeCycleTest, Stage, index, run

PADDING = 64 << 20


def hash_of(path):
    return run("nonmun-test-xxh3", path).out.strip()


class DamageSpread(LifeCycleTest):
    def setUp(self):
        super().setUp()
        self.stage = Stage(self, papers=12)

    def folder_of(self, folder):
        return os.path.join(folder, "generations", lifecycle.generation(folder))

    def large_copy(self):
        """The index with a file that makes its generation larger than what is always verified."""
        folder = self.stage.copy("index")
        generation = self.folder_of(folder)
        padding = os.path.join(generation, "padding")
        with open(padding, "wb") as file:
            file.truncate(PADDING)
        manifest = os.path.join(generation, "manifest.json")
        with open(manifest, encoding="utf-8") as file:
            table = json.load(file)
        table["files"]["padding"] = {"size": PADDING, "xxh3": hash_of(padding)}
        with open(manifest, "w", encoding="utf-8") as file:
            json.dump(table, file)
        current = os.path.join(folder, "current")
        with open(current, encoding="utf-8") as file:
            lines = file.read().splitlines()
        lines[0] = f"{lifecycle.generation(folder)} {hash_of(manifest)}"
        with open(current, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        return folder

    def flip(self, path, at=None):
        with open(path, "r+b") as file:
            file.seek(os.path.getsize(path) // 2 if at is None else at)
            byte = file.read(1)[0]
            file.seek(-1, 1)
            file.write(bytes([byte ^ 4]))

    def test_a_large_index_works(self):
        folder = self.large_copy()
        self.assert_whole(folder, {"second": self.stage.second}, "large")
        self.assert_code(lifecycle.update(folder, self.stage.sources), 0)
        self.assert_whole(folder, {"third": self.stage.third}, "updated")

    def test_votes_are_verified_when_an_index_is_opened(self):
        folder = self.large_copy()
        # The time of a reading may be any number, so that only the hash tells that it has changed.
        self.flip(os.path.join(self.folder_of(folder), "votes"), at=len("nonmunV1") + 8)
        outcome = run("nonmun-search", "--index", folder, "모델")
        self.assert_code(outcome, 74)
        self.assertIn("votes has changed", outcome.err)

    def test_no_run_copies_damage(self):
        for table in ("docdata", "postlist", "termlist"):
            for words in (["update", "--max-drop", "100", self.stage.sources],
                          ["votes", self.stage.votes]):
                folder = self.large_copy()
                before = lifecycle.generation(folder)
                path = os.path.join(self.folder_of(folder), "db", f"{table}.glass")
                self.flip(path)
                outcome = index(words[0], folder, *words[1:])
                self.assertEqual(outcome.code, 74, f"{table}: {words[0]}: {outcome!r}")
                self.assertIn(path, outcome.err)
                self.assertEqual(lifecycle.generation(folder), before)

    def test_a_damaged_generation_is_not_the_way_back(self):
        folder = self.stage.copy("index")
        self.flip(os.path.join(self.folder_of(folder), "db", "docdata.glass"))
        self.assert_code(index("rollback", folder), 0)
        self.assert_whole(folder, {"first": self.stage.first}, "rolled back")
        self.assert_code(index("rollback", folder), 66)
        self.assert_whole(folder, {"first": self.stage.first}, "rolled back twice")


if __name__ == "__main__":
    lifecycle.main()
