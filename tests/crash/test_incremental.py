"""Any sequence of updates answers every query like a rebuild from the same sources."""

import copy
import os
import shutil
import unittest

import lifecycle
from lifecycle import (LONG, LifeCycleTest, Writer, answers, generation, index, leftovers, say,
                       update, write_digest, write_votes)

SEQUENCES = 20 if LONG else 3
STEPS = 40 if LONG else 20


class World:
    """Files of papers on the disk, what the index was last told of them, and carried votes."""

    def __init__(self, test, name="world"):
        self.test, self.rng = test, test.rng
        self.writer = Writer(test.rng)
        self.folder = test.path(name, "sources")
        self.index = test.path(name, "index")
        self.files = {}     # on the disk
        self.retained = {}  # what the index retains: path -> papers
        self.carried = {}   # id -> (votes, digest votes then)
        self.next_id = 1
        self.day = 0

    def fresh(self, count):
        papers = [self.writer.paper(self.next_id + n) for n in range(count)]
        self.next_id += count
        return papers

    def any_paper(self):
        return self.rng.choice(self.rng.choice([f for f in self.files.values() if f] or
                                               [self.fresh(1)]))

    # Each step changes files on the disk and says in words what it did.

    def add_file(self):
        name = f"d{len(self.files)}{self.rng.randrange(1000)}.{self.rng.choice(['md', 'jsonl'])}"
        if self.rng.random() < 0.3:
            name = "deep/" + name
        self.files[name] = self.fresh(self.rng.randint(1, 6))
        return f"add {name}"

    def add_papers(self):
        name = self.pick()
        self.files[name] += self.fresh(self.rng.randint(1, 4))
        return f"papers into {name}"

    def edit(self):
        paper = self.any_paper()
        paper["title"] = self.writer.text(4)
        paper["bullets"][0] = self.writer.text(9)
        return f"edit {paper['id']}"

    def change_votes(self):
        paper = self.any_paper()
        paper["votes"] = self.rng.choice([None, self.rng.randint(0, 99)])
        return f"digest votes of {paper['id']}: {paper['votes']}"

    def move_day(self):
        paper = self.any_paper()
        paper["day"] = f"2024-07-{self.rng.randint(1, 28):02}"
        return f"day of {paper['id']}"

    def repeat(self):
        """One id in several files, with other words."""
        paper = copy.deepcopy(self.any_paper())
        paper["day"] = f"2024-{self.rng.randint(1, 12):02}-05"
        paper["bullets"] = [self.writer.text(8)]
        paper["votes"] = self.rng.choice([None, self.rng.randint(0, 99), paper["votes"]])
        paper["authors"] = paper["authors"][:1]
        name = self.pick()
        self.files[name].append(paper)
        return f"{paper['id']} again in {name}"

    def repeat_in_file(self):
        name = self.pick()
        if not self.files[name]:
            return self.add_papers()
        paper = copy.deepcopy(self.rng.choice(self.files[name]))
        paper["day"] = f"2024-{self.rng.randint(1, 12):02}-06"
        paper["title"] += " 다시"
        self.files[name].append(paper)
        return f"{paper['id']} twice in {name}"

    def remove_paper(self):
        name = self.pick()
        # An update keeps the papers of a file that is empty now; a rebuild cannot know them.
        if len(self.files[name]) > 1:
            self.files[name].pop(self.rng.randrange(len(self.files[name])))
        return f"paper out of {name}"

    def remove_file(self):
        name = self.pick()
        if name == next(iter(self.files)):  # with no known file left, an update takes it for a missing mount
            return self.add_papers()
        del self.files[name]
        self.unlink(name)
        return f"remove {name}"

    def rename_file(self):
        name = self.pick()
        if name == next(iter(self.files)):  # with no known file left, an update takes it for a missing mount
            return self.add_papers()
        stem, kind = name.rsplit(".", 1)
        to = f"{stem}r.{kind}"
        self.files[to] = self.files.pop(name)
        self.unlink(name)
        return f"rename {name} to {to}"

    def unlink(self, name):
        path = os.path.join(self.folder, name)
        if os.path.exists(path):  # else it was added in this very step
            os.unlink(path)

    def swap(self):
        names = [n for n in self.files if n.endswith(".md")]
        if len(names) < 2:
            return self.edit()
        one, other = self.rng.sample(names, 2)
        self.files[one], self.files[other] = self.files[other], self.files[one]
        return f"swap {one} and {other}"

    def pick(self):
        if not self.files:
            self.add_file()
        return self.rng.choice(sorted(self.files))

    def write(self):
        for name, papers in self.files.items():
            write_digest(os.path.join(self.folder, name), papers)

    # What the index should hold then.

    def update(self, prune):
        words = ["--prune"] if prune else []
        words.append(self.folder)
        outcome = self.test.assert_code(update(self.index, *words), 0)
        if prune:
            self.retained = {}
        self.retained.update(copy.deepcopy(self.files))
        self.forget_votes()
        return outcome

    def digest_votes(self):
        """The rule without votes_at: the greatest number that any listing gives."""
        votes = {}
        for papers in self.retained.values():
            for p in papers:
                known = [v for v in (votes.get(p["id"]), p["votes"]) if v is not None]
                votes[p["id"]] = max(known) if known else None
        return votes

    def forget_votes(self):
        now = self.digest_votes()
        self.carried = {i: (v, d) for i, (v, d) in self.carried.items() if i in now and now[i] == d}

    def refresh_votes(self):
        now = self.digest_votes()
        chosen = {i: self.rng.randint(0, 300)
                  for i in self.rng.sample(sorted(now), min(len(now), self.rng.randint(1, 5)))}
        path = self.test.path("votes.jsonl")
        write_votes(path, {**chosen, "2312.99999": 5})
        self.test.assert_code(index("votes", self.index, path), 0)
        self.carried.update({i: (v, now[i]) for i, v in chosen.items()})
        return f"votes {chosen}"

    def rebuilt(self):
        """A new index of what should be retained, with the carried votes."""
        # The sources are read under their own names, from a folder that is put in place for this.
        aside = self.test.path("aside")
        os.rename(self.folder, aside)
        try:
            for name, papers in self.retained.items():
                write_digest(os.path.join(self.folder, name), papers)
            folder = self.test.path("rebuilt")
            shutil.rmtree(folder, ignore_errors=True)
            self.test.assert_code(update(folder, self.folder), 0)
            if self.carried:
                path = self.test.path("carried.jsonl")
                write_votes(path, {i: v for i, (v, _) in self.carried.items()})
                self.test.assert_code(index("votes", folder, path), 0)
            return folder
        finally:
            shutil.rmtree(self.folder)
            os.rename(aside, self.folder)


class Incremental(LifeCycleTest):
    def test_random_sequences(self):
        steps = 0
        for sequence in range(SEQUENCES):
            world = World(self, f"{sequence}")
            for _ in range(4):
                world.add_file()
            world.write()
            world.update(True)
            history = []
            for _ in range(STEPS):
                history.append(self.step(world))
                steps += 1
                same = lifecycle.difference(answers(world.index), answers(world.rebuilt()))
                self.assertIsNone(same, "\n".join(history))
                self.assertEqual(leftovers(world.index), [])
            # A rebuild in place keeps the refreshed votes.
            before = answers(world.index)
            world.update(True)
            before = answers(world.index)
            self.assert_code(update(world.index, "--rebuild", world.folder), 0)
            self.assert_same_answers(before, answers(world.index), "\n".join(history))
        say(f"  {SEQUENCES} sequences, {steps} steps compared")

    def step(self, world):
        rng = self.rng
        if rng.random() < 0.2:
            return world.refresh_votes()
        changes = [world.add_file, world.add_papers, world.edit, world.change_votes,
                   world.change_votes, world.move_day, world.repeat, world.repeat_in_file,
                   world.remove_paper, world.remove_file, world.rename_file, world.swap]
        done = [rng.choice(changes)() for _ in range(rng.randint(1, 3))]
        if not any(world.files.values()):
            done.append(world.add_file())
        world.write()
        prune = rng.random() < 0.5
        done.append("update --prune" if prune else "update")
        world.update(prune)
        return "; ".join(done)

    def test_nothing_changed(self):
        def files_of(index_folder):
            folder = os.path.join(index_folder, "generations", generation(index_folder), "db")
            return {name: os.stat(os.path.join(folder, name)).st_ino for name in os.listdir(folder)}

        world = World(self)
        world.add_file()
        world.add_file()
        world.write()
        world.update(False)
        before = generation(world.index)
        for words in ([], ["--prune"]):
            outcome = self.assert_code(update(world.index, *words, world.folder), 0)
            self.assertIn("no changes", outcome.out)
        self.assertEqual(generation(world.index), before)
        # The same papers in other bytes: noted once, over the same database.
        for name in world.files:
            with open(os.path.join(world.folder, name), "a", encoding="utf-8") as file:
                file.write("\n")
        database = files_of(world.index)
        self.assert_code(update(world.index, world.folder), 0)
        self.assertEqual(files_of(world.index), database)
        before = generation(world.index)
        outcome = self.assert_code(update(world.index, world.folder), 0)
        self.assertIn("no changes", outcome.out)
        votes = self.path("votes.jsonl")
        write_votes(votes, {"2312.99999": 3})
        self.assert_code(index("votes", world.index, votes), 0)
        self.assertEqual(generation(world.index), before)
        self.assertEqual(leftovers(world.index), [])

    def test_order_of_vote_readings(self):
        """An older reading that comes late does not replace a newer one."""
        world = World(self)
        world.add_file()
        world.write()
        world.update(False)
        world.add_file()
        world.write()
        world.update(False)
        paper, other = (papers[0]["id"] for papers in world.files.values())
        votes = self.path("votes.jsonl")

        def refresh(count, day):
            write_votes(votes, {paper: count, other: day}, f"2025-01-{day:02}T00:00:00Z")
            self.assert_code(index("votes", world.index, votes), 0)
            return next(h[2] for h in answers(world.index, [paper])[0]["hits"])

        self.assertEqual(refresh(5, 1), 5)
        self.assertEqual(refresh(5, 9), 5)  # nothing new but the time of reading
        self.assertEqual(refresh(4, 5), 5)
        self.assertEqual(refresh(7, 10), 7)
        self.assertEqual(refresh(3, 9), 7)


if __name__ == "__main__":
    lifecycle.main()
