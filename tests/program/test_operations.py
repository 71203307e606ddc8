"""nonmun-operations(7): every example of the page is run, in its order, on one index.

What belongs to a machine (/srv, /var/lib, systemctl, users) is replaced by folders and programs of
the test; all else is what the page says.

Usage: NONMUN_BIN=DIR python3 test_operations.py (DIR: bin/ of a build folder)
"""

import json
import os
import re
import subprocess
import unittest

from support import BIN, OK, SOURCE, VERSION, ProgramTest, digest, entry, environment, run

PAGE = SOURCE / "indexer/nonmun-index/man/nonmun-operations.7.scd"
PLACES = ("/srv/", "/var/lib/")
STUBS = ("systemctl", "journalctl", "chown", "userdel")


def examples():
    """The section of each example of the page, and its commands."""
    found = []
    for part in re.split(r"(?m)^# ", PAGE.read_text(encoding="utf-8"))[1:]:
        section, _, text = part.partition("\n")
        found += [(section, block.replace("\\\\", "\\")) for block in re.findall(r"(?ms)^```\n(.*?)^```$", text)]
    return found


class OperationsTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.root = self.folder / "root"
        for place in ("srv/digests", "srv/backup", "var/lib/nonmun",
                      "var/lib/prometheus/node-exporter"):
            (self.root / place).mkdir(parents=True)
        self.index = self.root / "var/lib/nonmun/index"
        self.calls = self.folder / "calls"
        self.calls.touch()
        self.programs = self.folder / "bin"
        self.programs.mkdir()
        for name in STUBS:
            stub = self.programs / name
            stub.write_text(f'#!/bin/sh\necho "{name} $*" >>"{self.calls}"\n', encoding="utf-8")
            stub.chmod(0o755)
        self.digest("01.md", entry("Alpha", "2503.00001", votes=1))
        self.digest("02.md", entry("Beta", "2503.00002", votes=2))
        self.succeeds(self.update(self.root / "srv/digests"))
        votes = self.write("votes.jsonl", '{"schema":1,"id":"2503.00001","votes":77}\n')
        self.succeeds(run("nonmun-index", "votes", "--index", self.index, votes))
        self.succeeds(self.update("-", data=json.dumps(
            {"schema": 1, "id": "2503.00009", "title": "Piped", "listed": "2025-03-09",
             "abstract": "By a pipe."}).encode()))

    def digest(self, name, *entries):
        path = self.root / "srv/digests" / name
        path.write_text(digest("2025-03-01", *entries), encoding="utf-8")

    def shell(self, commands, code=OK):
        for place in PLACES:
            commands = re.sub(rf"(?<![\w/]){place}", f"{self.root}{place}", commands)
        commands = commands.replace(".build/release", str(BIN.parent))
        done = subprocess.run(
            ["sh", "-euc", commands], capture_output=True, text=True, timeout=120, check=False,
            cwd=SOURCE, stdin=subprocess.DEVNULL,
            env=environment(PATH=f"{self.programs}:{BIN}:{os.environ['PATH']}",
                            NONMUN_INDEX=self.index))
        self.assertEqual(done.returncode, code, f"{commands}\n{done.stdout}{done.stderr}")
        return done.stdout

    def papers(self):
        done = self.search("--json", "--sort", "date", "-n", "100", "date:2025")
        return {hit["id"]: hit["votes"] for hit in json.loads(done.stdout)["hits"]}

    def make_older(self):
        """Makes the published generation one of another analyzer."""
        pointer = (self.index / "current").read_text(encoding="ascii").splitlines()[0].split()
        manifest = self.index / "generations" / pointer[0] / "manifest.json"
        text = manifest.read_text(encoding="utf-8")
        changed = re.sub(r'"analyzer":\s*"[^"]*"', '"analyzer":"nonmun-0"', text)
        self.assertNotEqual(text, changed)
        manifest.write_text(changed, encoding="utf-8")
        done = run("nonmun-test-xxh3", manifest)
        (self.index / "current").write_text(f"{pointer[0]} {done.stdout.strip()}\n",
                                            encoding="ascii")
        self.assertEqual(self.search("Alpha").returncode, VERSION)

    def test_every_example(self):
        """Each with what must hold before and after it."""
        everything = {"2503.00001": 77, "2503.00002": 2, "2503.00009": None}
        without_pipe = {"2503.00001": 77, "2503.00002": 2}
        remaining = examples()

        def example(section, *mentions):
            """The next example of the page, which must be the one that is meant."""
            found, commands = remaining.pop(0)
            self.assertEqual(found, section)
            for mention in mentions:
                self.assertIn(mention, commands)
            return commands

        self.assertEqual(self.papers(), everything)
        self.shell(example("DESCRIPTION", "export NONMUN_INDEX="))

        self.shell(example("BACKUP", "votes --export"))
        self.assertIn('"votes":77', (self.root / "srv/backup/votes.jsonl").read_text())
        self.shell(example("BACKUP", "flock", "tar"))
        self.shell(example("BACKUP", "check --index"))

        self.digest("03.md", entry("Gamma", "2503.00003"))
        self.succeeds(self.update(self.root / "srv/digests"))
        self.assertIn("2503.00003", self.papers())
        self.shell(example("RESTORE", "rollback"))
        self.assertEqual(self.papers(), everything)
        for votes in self.index.glob("generations/*/votes"):
            votes.write_bytes(b"x")
        self.shell(example("RESTORE", "index.broken"))
        self.assertEqual(self.papers(), {**everything, "2503.00003": None})
        (self.root / "srv/digests/03.md").unlink()
        self.shell(example("RESTORE", "rm -r", "nonmun-index votes"))
        self.assertEqual(self.papers(), without_pipe)
        self.shell(example("RESTORE", "chown"))

        self.shell(example("MOVE", "mv", "forget"))
        self.assertEqual(self.papers(), without_pipe)
        listed = run("nonmun-index", "sources", "--index", self.index).stdout
        self.assertNotIn("/srv/digests", listed)
        (self.root / "srv/papers").rename(self.root / "srv/digests")
        self.succeeds(self.update("--rebuild", self.root / "srv/digests"))

        self.make_older()
        self.shell(example("UPGRADE", "update --prune"))
        self.assertEqual(self.papers(), without_pipe)
        self.make_older()
        self.shell(example("UPGRADE", "/var/lib/nonmun/next"))
        self.assertEqual(self.papers(), without_pipe)

        self.shell(example("MONITORING", "check --quiet"))
        self.shell(example("MONITORING", "--metrics"))
        metrics = (self.root / "var/lib/prometheus/node-exporter/nonmun.prom").read_text()
        rules = example("MONITORING", "time() - ")
        names = re.findall(r"nonmun_\w+", rules)
        self.assertEqual(len(names), len(rules.splitlines()))
        for name in names:
            self.assertRegex(metrics, rf"(?m)^{name}\{{")
        self.shell(example("MONITORING", "journalctl"))
        self.assertIn("papers", self.shell(example("MONITORING", "stats", "df")))
        self.assertIn("dry run", self.shell(example("MONITORING", "--dry-run")))

        self.uninstall(example("UNINSTALL", "--target uninstall"))
        self.shell(example("UNINSTALL", "userdel"))
        self.assertFalse(self.index.parent.exists())
        self.assertEqual(remaining, [])
        for name in STUBS:
            self.assertIn(f"{name} ", self.calls.read_text(encoding="utf-8"))

    def uninstall(self, commands):
        """What was installed from the build folder goes, and what was there before stays."""
        manifest = BIN.parent / "install_manifest.txt"
        before = manifest.read_bytes() if manifest.exists() else None
        prefix = self.folder / "prefix"
        (prefix / "bin").mkdir(parents=True)
        (prefix / "bin/another").touch()
        try:
            subprocess.run(["cmake", "--install", BIN.parent, "--prefix", prefix], check=True,
                           stdout=subprocess.DEVNULL, timeout=120)
            self.assertTrue((prefix / "share/nonmun/nonmun-nightly").exists())
            self.shell(commands)
        finally:
            if before is not None:
                manifest.write_bytes(before)
        files = [path for path in prefix.rglob("*") if not path.is_dir()]
        self.assertEqual(files, [prefix / "bin/another"])
        self.assertEqual([path for path in prefix.rglob("*") if path.name == "nonmun"], [])


if __name__ == "__main__":
    unittest.main()
