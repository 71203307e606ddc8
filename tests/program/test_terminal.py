"""Text for people: colour, width, control characters."""

import errno
import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
import time
import unittest

from pseudo_terminal import Terminal as PseudoTerminal
from support import (BIN, OK, ProgramTest, SampleTest, columns, digest, entry, environment)

ESCAPE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def in_terminal(width, *command, **env):
    """What a program writes into a terminal of `width` columns."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    child = subprocess.Popen([os.fspath(c) for c in command], stdin=slave, stdout=slave,
                             stderr=slave, env=environment(**env), start_new_session=True)
    os.close(slave)
    output = b""
    deadline = time.monotonic() + 60
    try:
        while time.monotonic() < deadline:
            try:
                piece = os.read(master, 65536)
            except OSError as error:  # Linux: the other side is gone
                if error.errno != errno.EIO:
                    raise
                break
            if not piece:
                break
            output += piece
        code = child.wait(timeout=10)
    finally:
        os.close(master)
        child.kill()
        child.wait()
    return code, output.decode("utf-8").replace("\r\n", "\n")


class Terminal(SampleTest):
    def show(self, width, *arguments, term="xterm-256color", **env):
        code, text = in_terminal(width, BIN / "nonmun-search", "--index", self.index, "--no-pager",
                                 *arguments, TERM=term, **env)
        self.assertEqual(code, OK, text)
        return text

    def assert_narrow(self, text, width):
        for line in ESCAPE.sub("", text).splitlines():
            if "https://" not in line:
                self.assertLessEqual(columns(line), width, repr(line))

    def test_no_line_is_wider_than_the_terminal(self):
        for width in (20, 22, 24, 25, 30, 41, 60, 80, 200):
            for arguments in (("-n", "20", "모델"), ("-n", "5", "diffusion 학습"),
                              ("--explain", "-n", "5", "강화 학습"),
                              ("-n", "5", "--offset", "9", "모델")):
                with self.subTest(width=width, arguments=arguments):
                    self.assert_narrow(self.show(width, *arguments), width)

    def test_columns_variable_when_the_terminal_does_not_know(self):
        self.assert_narrow(self.show(0, "-n", "20", "모델", COLUMNS=30), 30)
        done = self.search("-n", "20", "모델", env=environment(COLUMNS=30))
        self.assert_narrow(done.stdout, 30)

    def test_silly_columns_variable(self):
        usual = self.search("모델").stdout
        for silly in ("", "0", "-5", "wide", "99999999999999999999"):
            self.assertEqual(self.search("모델", env=environment(COLUMNS=silly)).stdout, usual)

    def test_wide_ranks_stay_inside(self):
        self.assert_narrow(self.show(30, "-n", "60", "모델"), 30)

    def test_colour_on_a_terminal_only(self):
        self.assertIn("\x1b[", self.show(80, "모델"))
        self.assertNotIn("\x1b", self.search("모델").stdout)
        self.assertNotIn("\x1b", self.search("--json", "모델").stdout)
        self.assertIn("\x1b[", self.search("--color", "always", "모델").stdout)
        self.assertNotIn("\x1b", self.show(80, "--color", "never", "모델"))

    def test_no_color(self):
        self.assertNotIn("\x1b", self.show(80, "모델", NO_COLOR="1"))
        self.assertIn("\x1b[", self.show(80, "모델", NO_COLOR=""))  # empty counts as unset
        self.assertIn("\x1b[", self.show(80, "--color", "always", "모델", NO_COLOR="1"))
        self.assertNotIn("\x1b", self.show(80, "모델", term="dumb"))

    def test_colour_does_not_change_the_text(self):
        plain = self.search("-n", "20", "모델 diffusion").stdout
        coloured = self.search("--color", "always", "-n", "20", "모델 diffusion").stdout
        self.assertEqual(ESCAPE.sub("", coloured), plain)
        # Every line ends as it began: a cut line must not colour the next.
        for line in coloured.splitlines():
            codes = ESCAPE.findall(line)
            if codes:
                self.assertEqual(codes[-1], "\x1b[0m")

    def test_marked_word_has_its_particle(self):
        coloured = self.search("--color", "always", "-n", "30", "모델").stdout
        marked = re.findall(r"\x1b\[1;33m(.*?)\x1b\[0m", coloured)
        self.assertTrue(marked)
        self.assertTrue(any(word.startswith("모델") and len(word) > 2 for word in marked), marked)

    def test_pager(self):
        code, text = in_terminal(80, BIN / "nonmun-search", "--index", self.index, "모델",
                                 TERM="xterm", PAGER="sed s/^/paged:/")
        self.assertEqual(code, OK)
        self.assertIn("paged:", text)
        code, text = in_terminal(80, BIN / "nonmun-search", "--index", self.index, "모델",
                                 TERM="xterm", PAGER="no-such-pager-anywhere")
        self.assertEqual(code, OK)
        self.assertIn("https://arxiv.org/abs/", text)
        code, text = in_terminal(80, BIN / "nonmun-search", "--index", self.index, "-n", "60",
                                 "모델", TERM="xterm", PAGER="head -1")
        self.assertEqual(code, OK)

    def test_an_interrupt_is_the_pagers(self):
        """Ctrl-C and Ctrl-\\ do what the pager makes of them, and nonmun-search waits for it."""
        script = self.write("pager.py", """\
import signal, sys, time
handlers = [signal.getsignal(s) for s in (signal.SIGINT, signal.SIGQUIT)]
assert signal.SIG_IGN not in handlers, handlers
caught = []
for s in (signal.SIGINT, signal.SIGQUIT):
    signal.signal(s, lambda number, _: caught.append(number))
text = sys.stdin.read()
print("ready", len(text) > 100, flush=True)
while len(caught) < 2:
    time.sleep(0.01)
print("left", sorted(caught), flush=True)
""")
        env = environment(TERM="xterm", PAGER=f"{sys.executable} {script}")
        with PseudoTerminal(BIN / "nonmun-search", "--index", self.index, "모델", env=env) as t:
            t.wait_for("ready True")
            t.type("\x03")
            t.wait_for("^C")
            t.type("\x1c")
            self.assertEqual(t.end(), OK)
            self.assertIn("left [2, 3]", t.text)

    @unittest.skipIf(shutil.which("less") is None, "less is not installed")
    def test_less_gives_the_terminal_back_after_an_interrupt(self):
        command = (f"trap : INT QUIT; {BIN}/nonmun-search --index {self.index} -n 60 모델; "
                   "echo ended $?; stty -a")
        env = environment(TERM="xterm", LC_ALL="C")
        for less in ("LESS", "LESSOPEN"):
            env.pop(less, None)
        for interrupt in ("\x03", "\x1c"):
            with PseudoTerminal("sh", "-c", command, env=env) as t:
                t.wait_for("papers")
                t.type(interrupt)
                # An interrupt drops what was typed, perhaps the key after it too.
                t.type_until("q", "ended ")
                self.assertEqual(t.end(), OK)
                self.assertIn("ended 0\n", t.text)
                self.assertRegex(t.text, r"[^-]icanon\b")
                self.assertRegex(t.text, r"[^-]echo\b")
                self.assertIn("모델", t.text)  # and not <EB><AA><A8>

    def test_the_pager_knows_the_encoding(self):
        for given, expected in ((None, "utf-8"), ("latin1", "latin1")):
            env = {"LESSCHARSET": given} if given else {}
            _, text = in_terminal(80, BIN / "nonmun-search", "--index", self.index, "모델",
                                  TERM="xterm", PAGER='cat >/dev/null; echo "is $LESSCHARSET"',
                                  **env)
            self.assertIn(f"is {expected}", text)

    def test_titles_are_links_on_a_terminal_with_colour(self):
        link = "\x1b]8;;https://arxiv.org/abs/"
        self.assertIn(link, self.show(80, "-n", "1", "모델"))
        self.assertNotIn(link, self.show(80, "-n", "1", "--color", "never", "모델"))
        self.assertNotIn("\x1b]8", self.search("--color", "always", "-n", "1", "모델").stdout)
        for text in (self.show(40, "-n", "5", "모델"), self.show(40, "-n", "5", "diffusion")):
            self.assertEqual(text.count("\x1b]8;;http"), text.count("\x1b]8;;\x1b\\"))

    def test_progress_on_a_terminal_only(self):
        from support import DIGESTS
        code, text = in_terminal(60, BIN / "nonmun-index", "update", "--index",
                                 self.folder / "new", DIGESTS, TERM="xterm")
        self.assertEqual(code, OK)
        self.assertIn("\r", text)
        self.assertEqual(self.sample_stderr, "")


class Hostile(ProgramTest):
    def test_texts_cannot_command_the_terminal(self):
        nasty = "제목 \x1b[2J\x1b]0;owned\x07 \u009b31m 모델 \x7f\x08"
        text = digest("2024-05-06", entry(nasty, "2405.00001", "요약 " + nasty, authors=nasty))
        self.update(self.write("a.md", text))
        line = ('{"schema":1,"id":"2405.00002","title":"\\u001b[2J 모델","listed":"2024-05-06","abstract":"Text.",'
                '"authors":["\\u001b[31mEve"]}\n')
        self.update(self.write("b.jsonl", line))
        for arguments in (("모델",), ("--explain", "모델"), ("date:2024",), ("--", "\x1b[2J모델")):
            with self.subTest(arguments):
                done = self.search("-n", "20", *arguments)
                for control in ("\x1b", "\x07", "\x7f", "\x08", "\u009b"):
                    self.assertNotIn(control, done.stdout)

    def test_errors_cannot_command_the_terminal(self):
        done = self.search("--", 'date:\x1b[2J')
        self.assertNotIn("\x1b", done.stderr)


if __name__ == "__main__":
    unittest.main()
