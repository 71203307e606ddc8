"""Whatever a file, its name, a query or an option says: a terminal and the journal show it, and
nothing of it acts on them or hides."""

import json
import os
import re
import subprocess
import unittest

from support import BIN, ProgramTest, digest, entry, environment

# Each would act on a terminal, begin a line, hide, or turn the text after it around.
HOSTILE = ("\x1b]0;owned\x07", "\x1b[2J", "\r", "\n<3>nonmun-index: all is well", "\x7f", "\u009b31m",
           "\u0085", "\u202egpj", "\u2066", "\u2069", "\u200b", "\u200f", "\ufeff", "\u2028", "\xad",
           "\u3164", "\U000e0041")
BYTES = [text.encode() for text in HOSTILE] + [b"\xff\xfe", b"\xc7\xd1", b"\xed\xa0\x80"]
HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u115f\u1160\u3164\u200b-\u200f\u2028-\u202e"
                    "\u2060-\u206f\ufeff\U000e0000-\U000e007f]")


class Display(ProgramTest):
    def setUp(self):
        super().setUp()
        self.index = self.folder / "index"
        self.sources = self.folder / "sources"
        self.sources.mkdir()
        good = self.sources / "good.md"
        good.write_text(digest("2025-03-01", entry("A title", "2503.00001", votes=3)), "utf-8")
        self.run_it("nonmun-index", "update", "--index", self.index, self.sources)

    def run_it(self, program, *arguments, lines=None, journal=False, data=b""):
        """Runs a program and checks all that it wrote; with `lines`, how many lines of messages."""
        env = environment()
        read, write = os.pipe()
        if journal:
            status = os.fstat(write)
            env["JOURNAL_STREAM"] = f"{status.st_dev}:{status.st_ino}"
        done = subprocess.run([os.fsencode(BIN / program), *map(os.fsencode, arguments)],
                              input=data, stdout=subprocess.PIPE, stderr=write, env=env,
                              timeout=60, check=False)
        os.close(write)
        with os.fdopen(read, "rb") as pipe:
            messages = pipe.read()
        for output in (done.stdout, messages):
            text = output.decode("utf-8")  # an error when it is not valid
            self.assertIsNone(HIDDEN.search(text), repr(text))
        self.assertNotRegex(messages.decode(), r"(?m)^(<3>)?nonmun-index: all is well")
        if lines is not None:
            self.assertEqual(len(messages.splitlines()), lines, messages)
        return done.returncode, done.stdout, messages

    def each(self):
        for hostile in BYTES:
            with self.subTest(hostile=hostile):
                yield hostile

    def test_queries(self):
        for hostile in self.each():
            word = b"a" + hostile + b"b"
            for query in (word, b"votes:" + word, b'"' + word, b'"' + word + b'"'):
                for extra in (["--explain"], ["--explain", "--json"], ["--analyze"], ["--aliases"]):
                    self.run_it("nonmun-search", "--index", self.index, *extra, "--", query)

    def test_arguments(self):
        for hostile in self.each():
            for arguments in ((b"--" + hostile, "x"), (b"-" + hostile, "x"),
                              (b"--limit=" + hostile, "x"), (b"--sort=" + hostile, "x"),
                              (b"--since=" + hostile, "x"), (b"--as-of=" + hostile, "x"),
                              (b"--without=" + hostile, "x"), (b"--weights=" + hostile, "x"),
                              (b"--weights=" + hostile + b"=1", "x"), (b"--color=" + hostile, "x"),
                              (b"--index=" + hostile, "x")):
                code, _, _ = self.run_it("nonmun-search", "--index", self.index, *arguments)
                self.assertNotEqual(code, 0)
            for arguments in ((hostile,), ("update", b"--jobs=" + hostile, "x"),
                              ("update", b"--" + hostile), ("check", hostile),
                              ("stats", b"--index=" + hostile), ("votes", hostile),
                              ("update", b"--progress=" + hostile, "x"),
                              ("doctor", b"nowhere" + hostile),
                              ("update", "--index", self.index, b"nowhere" + hostile),
                              ("update", "--index", self.index, b"--canary=no" + hostile, "x"),
                              ("update", "--index", self.index, b"--rejects=/no/" + hostile, "x"),
                              ("rollback", b"--wait=" + hostile)):
                code, _, _ = self.run_it("nonmun-index", *arguments, lines=None)
                self.assertNotEqual(code, 0)

    def test_names_of_files(self):
        for i, hostile in enumerate(self.each()):
            folder = os.fsencode(self.folder) + b"/f%d" % i
            os.mkdir(folder)
            with open(folder + b"/x" + hostile.replace(b"/", b"") + b".md", "wb") as file:
                file.write(b"## Daily Papers (2025-03-02)\n\n### [No link](nowhere)\n\n" +
                           entry("Another title", "2503.00002").encode())
            index = os.fsencode(self.folder) + b"/i" + hostile
            self.run_it("nonmun-index", "update", "--index", index, folder, lines=1)
            self.run_it("nonmun-index", "update", "--index", index, folder, "--rebuild",
                        journal=True, lines=2)
            self.run_it("nonmun-index", "update", "--index", index, folder, "--strict", "--rebuild")
            self.run_it("nonmun-index", "doctor", folder)
            self.run_it("nonmun-index", "doctor", "--json", folder)
            report = os.fsencode(self.folder) + b"/report"
            self.run_it("nonmun-index", "update", "--index", index, folder, "--report", report,
                        "--rejects", report + b"s", "--rebuild", "--json")
            for written in (report, report + b"s"):
                with open(written, encoding="utf-8") as file:
                    text = file.read()
                self.assertIsNone(HIDDEN.search(text), repr(text))
                for line in text.splitlines():
                    json.loads(line)
            for command in ("stats", "check", "rollback"):
                self.run_it("nonmun-index", command, "--index", index)
            self.run_it("nonmun-search", "--index", index, "title")
            with open(index + b"/current", "wb") as file:
                file.write(hostile)
            for command in ("stats", "check"):
                self.run_it("nonmun-index", command, "--index", index)
            self.run_it("nonmun-search", "--index", index, "title")

    def test_content_of_files(self):
        for hostile in self.each():
            text = hostile.decode("utf-8", "replace")
            source = self.sources / "hostile.md"
            source.write_bytes(
                b"## Daily Papers (2025-03-02)\n\n### [" + hostile + b"](nowhere" + hostile +
                b")\n\n### [T" + hostile + b"itle](https://arxiv.org/abs/2503.00002)\n\n"
                b"Authors: A" + hostile + b"\n\n- Sum" + hostile + b"mary\n")
            lines = self.sources / "hostile.jsonl"
            lines.write_text("\n".join(json.dumps(row) for row in (
                {"schema": 1, "id": "2503.00003", "title": f"title{text}", "listed": "2025-03-03",
                 "authors": [f"Ann{text} Lee"], "abstract": f"title{text} word (RL{text})"},
                {"schema": 1, "id": f"x:a{text}", "title": "title", "listed": "2025-03-03",
                 "abstract": "title"},
                {"schema": 1, "id": text}, {"schema": 1, "id": "2503.00004", text: 1})), "utf-8")
            self.run_it("nonmun-index", "update", "--index", self.index, self.sources)
            self.run_it("nonmun-index", "doctor", self.sources)
            for extra in ([], ["--json"], ["--jsonl"], ["--color=never", "--explain"]):
                self.run_it("nonmun-search", "--index", self.index, *extra, "title")
            votes = json.dumps({"schema": 1, "id": f"x:b{text}", "votes": 1}).encode()
            self.run_it("nonmun-index", "votes", "--index", self.index, "-", data=votes + b"\n" +
                        hostile)
            canary = self.folder / "canary"
            for line in (hostile, b"title" + hostile + b"\t2503.99999"):
                canary.write_bytes(line + b"\n")
                self.run_it("nonmun-index", "update", "--index", self.index, "--rebuild",
                            "--canary", canary, self.sources)


if __name__ == "__main__":
    unittest.main()
