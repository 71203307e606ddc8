"""Readers and writers at once."""

import fcntl
import json
import os
import random
import subprocess
import threading
import time
import unittest

import lifecycle
from lifecycle import (BIN, LONG, LifeCycleTest, Writer, index, leftovers, run, say, update,
                       write_digest, write_votes)

SECONDS = 180 if LONG else 10
READERS = 8
QUERIES = ["모델", '"강화 학습"', "votes:30.. diffusion", "date:2024-03 벤치마크"]


def open_files(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def resident(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))


class Soak(LifeCycleTest):
    def ask(self, reader, query):
        reader.stdin.write((query + "\n").encode())
        reader.stdin.flush()
        line = reader.stdout.readline()
        return json.loads(line) if line else None

    def test_reader_processes(self):
        folder, sources = self.path("index"), self.path("sources")
        writer = Writer(self.rng)
        papers = [writer.paper(n) for n in range(60)]
        write_digest(self.path("sources/a.jsonl"), papers)
        self.assert_code(update(folder, sources), 0)
        right = {}   # generation -> answers, as a process of its own finds them
        said = {}    # (generation, query) -> answers given by the readers
        failures = []
        stop = threading.Event()
        usage = {}
        lock = threading.Lock()

        def look():
            outcome = run("crash-answers", folder, stdin="\n".join(QUERIES) + "\n")
            self.assert_code(outcome, 0)
            for line in outcome.out.splitlines():
                answer = json.loads(line)
                right.setdefault(answer["generation"], {})[answer["query"]] = line

        def read(number):
            rng = random.Random(f"{self.seed} {number}")
            errors = open(self.path(f"reader{number}.err"), "wb")
            reader = subprocess.Popen([os.path.join(BIN, "crash-answers"), folder],
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)
            samples = []
            count = 0
            while not stop.is_set():
                answer = self.ask(reader, rng.choice(QUERIES))
                if answer is None:
                    with open(self.path(f"reader{number}.err"), encoding="utf-8") as file:
                        failures.append(file.read())
                    break
                with lock:
                    said.setdefault((answer["generation"], answer["query"]), set()).add(
                        json.dumps(answer, ensure_ascii=False))
                count += 1
                if count % 50 == 0:
                    samples.append((open_files(reader.pid), resident(reader.pid)))
                time.sleep(0.004)
            usage[number] = samples
            reader.stdin.close()
            reader.stdout.close()
            if reader.wait(30) != 0 and not failures:
                failures.append(f"reader {number} ended with {reader.returncode}")
            errors.close()

        threads = [threading.Thread(target=read, args=(n,)) for n in range(READERS)]
        look()
        for thread in threads:
            thread.start()
        published = 0
        end = time.monotonic() + SECONDS
        while time.monotonic() < end and not failures:
            job = self.rng.choice(["update", "update", "votes", "rollback"])
            if job == "update":
                paper = self.rng.choice(papers)
                paper["title"], paper["votes"] = writer.text(5), self.rng.randrange(90)
                write_digest(self.path("sources/a.jsonl"), papers)
                outcome = update(folder, sources)
            elif job == "votes":
                votes = self.path("votes.jsonl")
                write_votes(votes, {p["id"]: self.rng.randrange(500)
                                    for p in self.rng.sample(papers, 9)})
                outcome = index("votes", folder, votes)
            else:
                outcome = index("rollback", folder)
                self.assertIn(outcome.code, (0, 66), repr(outcome))
                outcome.code = 0
            self.assert_code(outcome, 0)
            published += 1
            look()
            # A process that opens the index afresh meets the same world.
            self.assert_code(run("nonmun-search", "--index", folder, "모델"), 0)
        stop.set()
        for thread in threads:
            thread.join()
        self.assertEqual(failures, [])
        answers_given = 0
        for (name, query), found in said.items():
            answers_given += len(found)
            self.assertEqual({json.dumps(json.loads(right[name][query]), ensure_ascii=False)}, found,
                             f"{name}: {query}")
        for samples in usage.values():
            if len(samples) < 8:
                continue
            quarter = len(samples) // 4
            early, late = samples[quarter:2 * quarter], samples[-quarter:]
            self.assertLessEqual(max(s[0] for s in late), max(s[0] for s in early) + 8, "open files")
            self.assertLessEqual(max(s[1] for s in late), max(s[1] for s in early) * 1.15 + 4096,
                                 "resident KiB")
        last = [samples[-1] for samples in usage.values() if samples]
        say(f"  {published} publishing runs, {len(right)} generations, {len(said)} pairs of "
            f"generation and query, open files {max(s[0] for s in last)}, "
            f"resident {max(s[1] for s in last)} KiB")


class Locks(LifeCycleTest):
    def setUp(self):
        super().setUp()
        self.index, self.sources = self.path("index"), self.path("sources")
        self.votes = self.path("votes.jsonl")
        write_digest(self.path("sources/a.md"), [Writer(self.rng).paper(n) for n in range(10)])
        write_votes(self.votes, {"2401.00003": 400})
        self.assert_code(update(self.index, self.sources), 0)
        write_digest(self.path("sources/b.md"), [Writer(self.rng).paper(n) for n in range(50, 55)])
        self.assert_code(update(self.index, self.sources), 0)

    def hold(self):
        """An update that has the lock and waits for its standard input."""
        holder = subprocess.Popen(
            [os.path.join(BIN, "nonmun-index"), "update", "--index", self.index, "-"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        def stop():
            if holder.returncode is None:
                holder.kill()
                holder.communicate()
        self.addCleanup(stop)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with open(self.index + "/lock", "rb") as file:
                text = file.read().decode()
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    if f"process {holder.pid}," in text:
                        return holder
            time.sleep(0.01)
        self.fail("the first run did not take the lock")

    def end(self, holder):
        out, err = holder.communicate(
            lifecycle.jsonl([Writer(self.rng).paper(77)]).encode(), timeout=30)
        self.assertEqual(holder.returncode, 0, err)

    def test_second_writer(self):
        holder = self.hold()
        for words in (["update", self.sources], ["votes", self.votes], ["rollback"]):
            outcome = self.assert_code(index(words[0], self.index, *words[1:]), 75)
            self.assertIn(f"process {holder.pid}", outcome.err)
            self.assertIn("--wait", outcome.err)
        # Readers do not mind.
        self.assert_code(run("nonmun-search", "--index", self.index, "모델"), 0, 1)
        self.assert_code(index("check", self.index), 0)
        self.assert_code(index("stats", self.index), 0)
        start = time.monotonic()
        self.assert_code(index("votes", self.index, "--wait", "0.3", self.votes), 75)
        self.assertGreater(time.monotonic() - start, 0.3)
        self.end(holder)
        self.assert_code(index("votes", self.index, self.votes), 0)

    def test_wait(self):
        holder = self.hold()
        waiting = subprocess.Popen(
            [os.path.join(BIN, "nonmun-index"), "votes", "--index", self.index, "--wait", "20",
             self.votes], stdout=subprocess.DEVNULL)
        time.sleep(0.3)
        self.assertIsNone(waiting.poll())
        self.end(holder)
        self.assertEqual(waiting.wait(20), 0)

    def test_interrupted_while_waiting(self):
        self.hold()
        for words in (["votes", self.votes], ["update", self.sources]):
            waiting = subprocess.Popen(
                [os.path.join(BIN, "nonmun-index"), words[0], "--index", self.index, "--wait", "60",
                 words[1]], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            time.sleep(0.3)
            waiting.terminate()
            _, err = waiting.communicate(timeout=10)
            self.assertEqual(waiting.returncode, 130, err)

    def test_killed_holder(self):
        holder = self.hold()
        holder.kill()
        holder.communicate()
        self.assert_code(update(self.index, self.sources), 0)
        self.assertEqual(leftovers(self.index), [])


if __name__ == "__main__":
    lifecycle.main()
