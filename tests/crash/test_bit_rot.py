"""Random damage to the files of a published generation: found by `check`, never a wrong answer."""

import os
import shutil
import unittest

import lifecycle
from lifecycle import LifeCycleTest, Stage, index, run, say

DAMAGES = 300 if lifecycle.LONG else 100
QUERIES = ["강화 학습", '"diffusion model"', "votes:20..", "모델 -attention"]


class BitRot(LifeCycleTest):
    def files(self, folder):
        found = [os.path.join(folder, "current")]
        for parent, _, names in os.walk(
                os.path.join(folder, "generations", lifecycle.generation(folder))):
            found += [os.path.join(parent, name) for name in names]
        return sorted(found)

    def harm(self, path):
        """Flips a bit or cuts the file; says what it did."""
        size = os.path.getsize(path)
        with open(path, "r+b") as file:
            if self.rng.random() < 0.7:
                at = self.rng.randrange(size)
                bit = self.rng.randrange(8)
                file.seek(at)
                byte = file.read(1)[0]
                file.seek(at)
                file.write(bytes([byte ^ (1 << bit)]))
                return f"bit {bit} of byte {at} of {size} flipped"
            length = self.rng.choice([0, size - 1, self.rng.randrange(size)])
            file.truncate(length)
            return f"cut from {size} to {length} bytes"

    def test_damage(self):
        stage = Stage(self)
        folder = stage.copy("index")
        right = {q: run("crash-answers", folder, stdin=q + "\n").out for q in QUERIES}
        files = [f for f in self.files(folder) if os.path.getsize(f) > 0]
        say(f"  {len(files)} files")
        seen = {}
        for round_number in range(DAMAGES):
            path = files[round_number % len(files)] if round_number < 5 * len(files) \
                else self.rng.choice(files)
            with open(path, "rb") as file:
                whole = file.read()
            what = f"{os.path.relpath(path, folder)}: {self.harm(path)}"
            outcome = index("check", folder)
            self.assertEqual(outcome.code, 74, f"{what}: check: {outcome!r}")
            self.assertIn(folder, outcome.err, what)
            for query in self.rng.sample(QUERIES, 2):
                outcome = run("nonmun-search", "--index", folder, "--json", query)
                self.assertIn(outcome.code, (0, 1, 74), f"{what}: {query}: {outcome!r}")
                answer = run("crash-answers", folder, stdin=query + "\n")
                self.assertEqual(answer.code == 74, outcome.code == 74, what)
                if answer.code != 74:
                    self.assertEqual((answer.code, answer.out), (0, right[query]), what)
            seen[outcome.code] = seen.get(outcome.code, 0) + 1
            with open(path, "r+b") as file:  # in place: the file may have several names
                file.truncate(0)
                file.write(whole)
        self.assert_whole(folder, {"old": stage.second}, "mended")
        say(f"  {DAMAGES} damages: exit codes of the searcher {seen}")

    def test_missing_files(self):
        stage = Stage(self)
        for name in [os.path.relpath(f, stage.template) for f in self.files(stage.template)]:
            folder = stage.copy("index")
            os.unlink(os.path.join(folder, name))
            self.assert_code(index("check", folder), 66 if name == "current" else 74)
            self.assert_code(run("nonmun-search", "--index", folder, "모델"),
                             66 if name == "current" else 74)

    def test_damaged_current_generation_can_be_left(self):
        """Rollback and --rebuild are the remedies, whatever is damaged."""
        stage = Stage(self)
        newest = lifecycle.generation(stage.template)
        manifest = f"generations/{newest}/manifest.json"
        names = [os.path.relpath(f, stage.template) for f in self.files(stage.template)]
        if not lifecycle.LONG:
            others = [name for name in names if name not in ("current", manifest)]
            names = self.rng.sample(others, 2) + ["current", manifest]
        for name in names:
            for missing in (False, True):
                def damaged_copy():
                    folder = stage.copy("index")
                    path = os.path.join(folder, name)
                    if missing:
                        os.unlink(path)
                    else:
                        with open(path, "r+b") as file:
                            byte = file.read(1)
                            file.seek(0)
                            file.write(bytes([b ^ 0xff for b in byte]))
                    return folder

                what = f"{name} {'missing' if missing else 'damaged'}"
                folder = damaged_copy()
                if os.path.getsize(os.path.join(stage.template, name)) == 0 and not missing:
                    continue
                if name != "current" or not missing:
                    for words in (["update", "--max-drop", "100", stage.sources],
                                  ["votes", stage.votes]):
                        outcome = index(words[0], folder, *words[1:])
                        self.assertEqual(outcome.code, 74, f"{what}: {words[0]}: {outcome!r}")
                        self.assertIn("rollback", outcome.err)
                self.assert_code(index("rollback", folder), 0)
                # Without the pointer, the newest generation in good order is what there is.
                self.assertEqual(self.assert_whole(folder, {"first": stage.first,
                                                            "second": stage.second}, what),
                                 "second" if name == "current" else "first")

                folder = damaged_copy()
                rebuilt = self.assert_code(lifecycle.update(folder, "--rebuild", stage.sources), 0)
                self.assert_whole(folder, {"new": stage.third}, what)
                if name == manifest:
                    # Nothing proves any more that the folder is ours: it stays, and that is said.
                    self.assertIn(f"{newest} has no manifest of its own; it is left alone",
                                  rebuilt.err, what)
                    shutil.rmtree(os.path.join(folder, "generations", newest))
                self.assertEqual(lifecycle.leftovers(folder), [], what)
                # The damaged generation is not what a rollback restores.
                self.assert_code(index("rollback", folder), 0)
                self.assert_whole(folder, {"first": stage.first, "second": stage.second}, what)

    if lifecycle.LONG:  # makes an index of more than 64 MiB
        def test_damage_is_not_passed_on(self):
            """Beyond 64 MiB not all is read at opening; publishing must not bless what has rotted."""
            writer = lifecycle.Writer(self.rng)
            folder, sources = self.path("index"), self.path("sources")
            papers = []
            for n in range(5000):
                papers.append(writer.paper(n))
                papers[-1]["bullets"] = [" ".join("%x" % self.rng.getrandbits(48) for _ in range(300))]
            lifecycle.write_digest(self.path("sources/a.jsonl"), papers)
            self.assert_code(lifecycle.update(folder, sources), 0)
            files = self.files(folder)
            self.assertGreater(sum(os.path.getsize(f) for f in files), 64 << 20)
            lifecycle.write_digest(self.path("sources/b.md"), [writer.paper(9000)])
            votes = self.path("votes.jsonl")
            lifecycle.write_votes(votes, {"2401.00003": 5000})
            for name in ("docdata", "postlist", "termlist"):
                path = next(f for f in files if name in f)
                with open(path, "r+b") as file:
                    file.seek(os.path.getsize(path) // 2)
                    byte = file.read(1)
                    file.seek(-1, 1)
                    file.write(bytes([byte[0] ^ 4]))
                    file.flush()
                    for words in (["update", sources], ["votes", votes]):
                        outcome = self.assert_code(index(words[0], folder, *words[1:]), 74)
                        self.assertIn(path, outcome.err)
                    file.seek(-1, 1)
                    file.write(byte)
                    file.flush()
            self.assert_code(index("votes", folder, votes), 0)
            self.assert_code(lifecycle.update(folder, sources), 0)
            self.assert_code(index("check", folder), 0)


if __name__ == "__main__":
    lifecycle.main()
