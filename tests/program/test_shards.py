"""Shards of an index, here and on servers: the answers are those of the whole, and nobody is told a
part for all."""

import json
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

from serving import Server, address, needs_server
from support import BIN, SOURCE, environment, run

SHARDS = 4
PAPERS = 600
QUERIES = 500
SCRIPT = SOURCE / "indexer" / "nonmun-index" / "shards" / "nonmun-shards"
PARTIAL = 69


def free_ports(count):
    """The first of some ports in a row that nobody uses."""
    for _ in range(100):
        first = random.randrange(20000, 60000)
        sockets = []
        try:
            for port in range(first, first + count):
                sockets.append(socket.socket())
                sockets[-1].bind(("127.0.0.1", port))
            return first
        except OSError:
            continue
        finally:
            for it in sockets:
                it.close()
    raise AssertionError("no free ports")


def queries(papers, count, seed):
    """Queries of every kind, from what papers say."""
    chosen = random.Random(seed)

    def words(number):
        text = chosen.choice(papers)["title"].split()
        start = chosen.randrange(max(1, len(text) - number + 1))
        return [w.strip('"():,*?-+') or "model" for w in text[start:start + number]]

    def word():
        return words(1)[0]

    kinds = [
        lambda: " ".join(words(2)),
        lambda: f"{word()} {word()} {word()}",
        lambda: chosen.choice(papers)["title"],
        lambda: '"' + " ".join(words(2)) + '"',
        lambda: f'"{" ".join(words(2))}" {word()}',
        lambda: f'{word()} -"{" ".join(words(2))}"',
        lambda: f"{word()} -{word()}",
        lambda: f"+{word()} {word()}",
        lambda: f"{word()} AND ({word()} OR {word()})",
        lambda: f"{word()[:3]}* {word()}",
        lambda: f"title:{word()} {word()}",
        lambda: f'author:"{chosen.choice(chosen.choice(papers)["authors"])}"',
        lambda: f"{word()} date:{chosen.choice(papers)['listed'][:7]}",
        lambda: f"{word()} votes:{chosen.randrange(3, 30)}..",
        lambda: f"작년 {word()}",
        lambda: "id:" + chosen.choice(papers)["id"],
    ]
    return [kinds[i % len(kinds)]() for i in range(count)]


class Servers:
    """The script, which serves all shards."""

    def __init__(self, index, mirrors, *options):
        self.port = free_ports(SHARDS)
        self.command = [str(SCRIPT), "--port", str(self.port), *options, str(index), str(mirrors)]
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            self.command, env=environment(PATH=f"{BIN}:{os.environ['PATH']}"),
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
        line = self.process.stdout.readline().decode()
        assert line.startswith("ready"), line
        for port in range(self.port, self.port + SHARDS):
            self.wait_for(port)

    @staticmethod
    def wait_for(port):
        for _ in range(300):
            with socket.socket() as attempt:
                if attempt.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError(f"nothing listens on port {port}")

    def server(self, number):
        """The process that serves a shard."""
        port = str(self.port + number - 1)
        children = pathlib.Path(
            f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for child in children:
            arguments = pathlib.Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
            if port.encode() in arguments:
                return int(child)
        raise AssertionError(f"no server of shard {number}")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        self.process.stdout.close()


@unittest.skipUnless(shutil.which("xapian-tcpsrv"), "xapian-tcpsrv is not installed (xapian-tools)")
@unittest.skipUnless(os.path.isdir("/proc/self/task"), "/proc tells which server has a port")
class ShardsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="nonmun-shards-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        lines = cls.folder / "papers.jsonl"
        subprocess.run([sys.executable, "-B", SOURCE / "tests" / "benchmark" / "generate.py",
                        "--papers", str(PAPERS), "--seed", "7", "--jobs", "1", "--jsonl", lines],
                       check=True, stdout=subprocess.DEVNULL)
        cls.papers = [json.loads(line) for line in lines.read_text().splitlines()]
        cls.index = cls.folder / "index"
        done = run("nonmun-index", "update", "--index", cls.index, "--shards", str(SHARDS), lines)
        assert done.returncode == 0, done.stderr
        cls.servers = Servers(cls.index, cls.folder / "mirrors")
        cls.addClassCleanup(cls.servers.stop)

    def search(self, index, *arguments):
        return run("nonmun-search", "--index", index, "--json", *arguments)

    def test_help_of_the_script(self):
        done = subprocess.run([str(SCRIPT), "--help"], capture_output=True, text=True, check=True)
        self.assertIn("--port FIRST", done.stdout)
        bad = subprocess.run([str(SCRIPT)], capture_output=True, text=True, check=False)
        self.assertEqual(bad.returncode, 2)

    @needs_server
    def test_the_answers_are_those_of_the_whole(self):
        folders = {"whole": self.index, "local": f"{self.index}/shards/*",
                   "remote": f"{self.folder}/mirrors/*"}
        servers = {}
        for name, folder in folders.items():
            servers[name] = Server(folder, "--deadline", "60", "--quiet")
            self.addCleanup(servers[name].stop)
        hits = 0
        with servers["whole"].connect() as whole, servers["local"].connect() as local, \
                servers["remote"].connect() as remote:
            connections = {"whole": whole, "local": local, "remote": remote}
            for query in queries(self.papers, QUERIES, seed=3):
                answers = {}
                for name, connection in connections.items():
                    connection.request("GET", address("/v1/search", q=query, limit=10,
                                                      as_of="2025-01-01"))
                    answers[name] = json.loads(connection.getresponse().read())
                    self.assertNotIn("failed_shards", answers[name])
                expected = answers["whole"]
                for name in ("local", "remote"):
                    got = answers[name]
                    with self.subTest(query=query, shards=name):
                        for key in ("found", "found_all", "listed", "notes", "expanded", "out_of"):
                            self.assertEqual(got[key], expected[key])
                        self.assertEqual([hit["id"] for hit in got["hits"]],
                                         [hit["id"] for hit in expected["hits"]])
                        for mine, theirs in zip(got["hits"], expected["hits"]):
                            self.assertAlmostEqual(mine["score"], theirs["score"], delta=1e-11)
                            self.assertEqual(mine["snippets"], theirs["snippets"])
                hits += len(expected["hits"])
        self.assertGreater(hits, QUERIES)

    def test_a_server_that_is_gone_is_told_of(self):
        mirrors = f"{self.folder}/mirrors/*"
        whole = self.search(mirrors, "모델")
        self.assertEqual(whole.returncode, 0, whole.stderr)
        try:
            os.kill(self.servers.server(2), signal.SIGKILL)
            part = self.search(mirrors, "모델")
            self.assertEqual(part.returncode, PARTIAL)
            self.assertIn(f"the papers of {self.folder}/mirrors/2 are missing", part.stderr)
            answer = json.loads(part.stdout)
            self.assertEqual([it["index"] for it in answer["failed_shards"]],
                             [f"{self.folder}/mirrors/2"])
            self.assertLess(answer["out_of"], PAPERS)
            self.assertGreater(answer["found"], 0)
            nothing = self.search(f"{self.folder}/mirrors/2", "모델")
            self.assertEqual(nothing.returncode, 74)
            missing = run("nonmun-search", "show", "--index", mirrors, "0000.00000")
            self.assertEqual(missing.returncode, PARTIAL)
        finally:
            self.servers.stop()
            self.servers.start()
        again = self.search(mirrors, "모델")
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertEqual(json.loads(again.stdout)["found"], json.loads(whole.stdout)["found"])

    def test_a_server_that_hangs_is_left_out_in_time(self):
        mirrors = f"{self.folder}/mirrors/*"
        hanging = self.servers.server(3)
        os.kill(hanging, signal.SIGSTOP)
        try:
            done = self.search(mirrors, "--remote-timeout", "0.5", "모델")
        finally:
            os.kill(hanging, signal.SIGCONT)
        self.assertEqual(done.returncode, PARTIAL)
        self.assertIn("mirrors/3 are missing", done.stderr)

    @needs_server
    def test_a_running_server_says_so_and_recovers(self):
        server = Server(f"{self.folder}/mirrors/*", "--deadline", "60", "--quiet")
        self.addCleanup(server.stop)
        target = address("/v1/search", q="모델", limit=3)
        before = server.ask(target)
        self.assertNotIn("failed_shards", before.json())
        try:
            self.servers.stop()
            self.assertEqual(server.ask(target).status, 503)
        finally:
            self.servers.start()
        deadline = time.monotonic() + 60
        while server.ask(target).status != 200 or "failed_shards" in server.ask(target).json():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.2)
        self.assertEqual(server.ask(target).json()["found"], before.json()["found"])

    def test_a_mirror_of_another_generation_fails(self):
        other = self.folder / "other"
        run("nonmun-index", "mirror", self.index / "shards" / "1", other,
            "--remote", f"127.0.0.1:{self.servers.port + 1}")
        done = self.search(other, "모델")
        self.assertEqual(done.returncode, 74)
        self.assertIn("another generation", done.stderr)

    def test_the_postings_may_be_copied_too(self):
        mirror = self.folder / "with-postings"
        run("nonmun-index", "mirror", self.index / "shards" / "1", mirror, "--postings",
            "--remote", f"127.0.0.1:{self.servers.port}")
        mine = json.loads(self.search(mirror, "모델 학습").stdout)
        theirs = json.loads(self.search(self.index / "shards" / "1", "모델 학습").stdout)
        self.assertEqual(mine["hits"], theirs["hits"])

    def test_a_kill_leaves_each_shard_whole(self):
        index = self.folder / "killed"
        lines = self.folder / "papers.jsonl"
        chosen = random.Random(5)
        for attempt in range(8):
            part = self.folder / "part.jsonl"
            part.write_text("".join(json.dumps(paper) + "\n" for paper in self.papers[attempt * 9:]))
            update = subprocess.Popen(
                [str(BIN / "nonmun-index"), "update", "--index", str(index), "--shards", "3",
                 "--max-drop", "100", "--quiet", str(part)], env=environment())
            try:
                update.wait(chosen.uniform(0.05, 0.7))
            except subprocess.TimeoutExpired:
                update.kill()
            update.wait()
            for current in index.glob("shards/*/current"):
                done = run("nonmun-index", "check", "--index", current.parent)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        done = run("nonmun-index", "update", "--index", index, "--shards", "3", "--rebuild",
                   "--max-drop", "100", lines)
        self.assertEqual(done.returncode, 0, done.stderr)
        answer = json.loads(self.search(f"{index}/shards/*", "모델").stdout)
        self.assertEqual(answer["out_of"], PAPERS)
        self.assertEqual(list(index.glob("shards/*/generations/.*")), [])

    def test_several_indexes_are_named_one_by_one_or_by_their_folder(self):
        folders = [f"--index={self.index}/shards/{i}" for i in range(1, SHARDS + 1)]
        one_by_one = json.loads(run("nonmun-search", *folders, "--json", "모델").stdout)
        together = json.loads(self.search(f"{self.index}/shards/*", "모델").stdout)
        self.assertEqual(one_by_one["hits"], together["hits"])
        self.assertEqual(together["out_of"], PAPERS)
        none = self.search(f"{self.folder}/*/nothing/*", "모델")
        self.assertEqual(none.returncode, 66)


if __name__ == "__main__":
    unittest.main()
