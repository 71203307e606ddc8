"""What the tests of the built programs share. They need $NONMUN_BIN, the folder of the programs."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unicodedata
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
DIGESTS = SOURCE / "data" / "digests"
SHARED = SOURCE.parent / "shared"
BIN = pathlib.Path(os.environ.get("NONMUN_BIN", SOURCE / ".build" / "release" / "bin")).resolve()

# Exit codes of the design brief.
OK, NO_HITS, USAGE, BAD_INPUT, NO_INDEX, IO, LOCKED, VERSION = 0, 1, 2, 65, 66, 74, 75, 76

NOBODY = 65534


# Folders of a user who has configured nothing and searched for nothing.
_HOME = tempfile.TemporaryDirectory(prefix="nonmun-home-")


def environment(**changes):
    """The environment of a user who has set nothing that matters here."""
    ours = {"NONMUN_INDEX", "JOURNAL_STREAM", "XDG_DATA_HOME", "COLUMNS", "LINES", "NO_COLOR",
            "PAGER", "TERM", "LESSCHARSET", "LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES"}
    env = {name: value for name, value in os.environ.items() if name not in ours}
    env.update({"XDG_STATE_HOME": f"{_HOME.name}/state", "XDG_CONFIG_HOME": f"{_HOME.name}/config"})
    env.update({name: str(value) for name, value in changes.items()})
    return env


def run(program, *arguments, data=None, env=None, user=None, cwd=None, stdout=None, timeout=120):
    """Runs a program; its output as text, whatever bytes it wrote."""
    command = [str(BIN / program), *(os.fspath(a) for a in arguments)]
    if user is not None:
        command = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", *command]
    done = subprocess.run(
        command, input=b"" if data is None else data, env=env or environment(), cwd=cwd,
        stdout=subprocess.PIPE if stdout is None else stdout, stderr=subprocess.PIPE,
        timeout=timeout, check=False)
    done.stdout = (done.stdout or b"").decode("utf-8", "backslashreplace")
    done.stderr = done.stderr.decode("utf-8", "backslashreplace")
    return done


def plain():
    """Options under which a query finds its own words alone."""
    text = run("nonmun-search", "--help").stdout
    names = re.findall(r"(?m)^  ([a-z]+) ", text[text.index("\nMechanisms"):])
    assert "adjacency" in names
    return ["--without", ",".join(names)]


def columns(text):
    """Columns of a terminal that a text takes."""
    wide = 0
    for c in text:
        if unicodedata.category(c) in ("Mn", "Me", "Cf"):
            continue
        wide += 2 if unicodedata.east_asian_width(c) in "WF" else 1
    return wide


def entry(title, identifier, *bullets, votes=None, authors="Ada Lovelace"):
    lines = [f"### [{title}](https://arxiv.org/abs/{identifier})", ""]
    if votes is not None:
        lines += [f"Vote: {votes}", ""]
    if authors:
        lines += [f"Authors: {authors}", ""]
    lines += [f"- {bullet}" for bullet in bullets or ("A bullet.",)]
    return "\n".join(lines) + "\n"


def digest(day, *entries):
    return f"## Daily Papers ({day})\n\n" + "\n".join(entries)


class ProgramTest(unittest.TestCase):
    """A temporary folder for each test, and shorthands."""

    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="nonmun-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.index = self.folder / "index"

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def update(self, *arguments, index=None, **options):
        return run("nonmun-index", "update", "--index", index or self.index, *arguments, **options)

    def search(self, *arguments, index=None, **options):
        return run("nonmun-search", "--index", index or self.index, *arguments, **options)

    def found(self, *arguments, index=None, code=None, **options):
        """The JSON object that a search prints."""
        done = self.search("--json", *arguments, index=index, **options)
        if code is None:
            self.assertIn(done.returncode, (OK, NO_HITS), done.stderr)
        else:
            self.assertEqual(done.returncode, code, done.stderr)
        return json.loads(done.stdout)

    def ids(self, *arguments, index=None, **options):
        return [hit["id"] for hit in self.found(*arguments, index=index, **options)["hits"]]

    def succeeds(self, done):
        self.assertEqual(done.returncode, OK, done.stderr)
        return done

    def fails(self, done, code, *mentions, stdout=""):
        """The program said what is wrong on stderr, in few lines, and nothing else."""
        self.assertEqual(done.returncode, code, f"stderr: {done.stderr[:2000]}")
        self.assertEqual(done.stdout, stdout)
        self.assertNotIn("internal error", done.stderr)
        for mention in mentions:
            self.assertIn(str(mention), done.stderr)


class SampleTest(ProgramTest):
    """Shares one index of the sample digests among the tests of a class; they only read it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sample_folder = pathlib.Path(tempfile.mkdtemp(prefix="nonmun-sample-"))
        cls.addClassCleanup(shutil.rmtree, cls.sample_folder, ignore_errors=True)
        cls.sample = cls.sample_folder / "index"
        done = run("nonmun-index", "update", "--index", cls.sample, "--json", DIGESTS)
        if done.returncode != OK:
            raise AssertionError(f"cannot index {DIGESTS}: {done.stderr}")
        cls.sample_report = json.loads(done.stdout)
        cls.sample_stderr = done.stderr

    def setUp(self):
        super().setUp()
        self.index = self.sample


# Answers that stand for "the published index is unharmed".
PROBES = ("모델", "diffusion", "강화학습", "author:He", "date:2024", "votes:1..")


def answers(index):
    """The index's answers to a few queries, without what may differ between two runs."""
    everything = []
    for query in PROBES:
        done = run("nonmun-search", "--index", index, "--json", "-n", "100", query)
        result = json.loads(done.stdout)
        del result["took_ms"]
        everything.append(result)
    return everything
