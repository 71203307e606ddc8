"""`update --prune` removes what has vanished below the given folders, and nothing else."""

import unittest

from support import ProgramTest, digest, entry


class PruneTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.files = [
            self.write(name, digest("2024-03-04", entry(f"Paper {n}", f"2403.0000{n}")))
            for n, name in enumerate(("s/a/one.md", "s/a/two.md", "s/ab/three.md"))]
        self.run_update(self.folder / "s")

    def run_update(self, *words):
        self.succeeds(self.update("--max-drop", "100", *words))

    def papers(self):
        return sorted(self.ids("paper"))

    def test_a_vanished_file_goes(self):
        self.files[1].unlink()
        self.run_update("--prune", self.folder / "s")
        self.assertEqual(self.papers(), ["2403.00000", "2403.00002"])

    def test_a_folder_whose_name_begins_alike_stays(self):
        self.files[1].unlink()
        self.files[2].unlink()
        self.run_update("--prune", self.folder / "s/a")
        self.assertEqual(self.papers(), ["2403.00000", "2403.00002"])

    def test_nothing_goes_without_it(self):
        self.files[1].unlink()
        self.run_update(self.folder / "s")
        self.assertEqual(self.papers(), ["2403.00000", "2403.00001", "2403.00002"])


if __name__ == "__main__":
    unittest.main()
