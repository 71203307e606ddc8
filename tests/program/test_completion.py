"""Shells complete the words of a query with those of the index. What comes from the table of
options is tested in test_docs.py."""

import os
import shlex
import shutil
import subprocess
import tempfile
import unittest

from pseudo_terminal import Terminal
from support import BIN, DIGESTS, SOURCE, environment, run

COMPLETIONS = SOURCE / "indexer/cli/completions"
SEARCH = "nonmun-search"


class Completion(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.index = f"{cls.folder.name}/index"
        run("nonmun-index", "update", "--index", cls.index, DIGESTS)

    def environment(self, **changes):
        return environment(**{"PATH": f"{BIN}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8",
                              "NONMUN_INDEX": self.index, "HOME": self.folder.name, **changes})


class Bash(Completion):
    """The function of the completion, without Readline and bash-completion."""

    def complete(self, line, **changes):
        """What is offered for the word at the end of a line, in place of what Readline replaces."""
        script = (f"source {shlex.quote(str(COMPLETIONS / 'nonmun.bash'))}; COMP_LINE=$1 "
                  f"COMP_POINT=${{#1}}; _nonmun {SEARCH}; printf '%s\\n' \"${{COMPREPLY[@]}}\"")
        done = subprocess.run(["bash", "--norc", "--noprofile", "-c", script, "bash",
                               f"{SEARCH} {line}"], capture_output=True, encoding="utf-8",
                              env=self.environment(**changes), check=False)
        self.assertEqual(done.stderr, "")
        return [c for c in done.stdout.split("\n") if c]

    def test_words_of_the_query(self):
        for line in ("강화하", "강화ㅎ", "ㄱㅎㅎㅅ", "모델 강화하", "--json 강화하", "-n 3 강화하", "-- 강화하",
                     "-- show 강화하", "'강화하", '"강화하'):
            with self.subTest(line):
                self.assertEqual(self.complete(line), ["강화학습"])
        self.assertEqual(self.complete("모델 -강화하"), ["-강화학습"])
        self.assertEqual(self.complete("모델 +강화하"), ["+강화학습"])
        self.assertIn("diffusion", self.complete("diffu"))
        offered = self.complete("강화")
        self.assertIn("강화학습", offered)
        for text in offered:
            self.assertTrue(text.startswith("강화"))

    def test_syllables_are_not_initial_consonants(self):
        for typed in ("비", "강", "시", "모"):
            with self.subTest(typed):
                offered = run(SEARCH, "--index", self.index, "--suggest", typed).stdout.split()
                self.assertTrue(offered)
                for word in offered:  # 강 is typed on the way to 가운데, too: the coda may differ
                    self.assertEqual((ord(word[0]) - 0xAC00) // 28, (ord(typed) - 0xAC00) // 28, word)

    def test_authors_and_fields(self):
        for line, wanted in (("author:tri", '"Tri Dao"'), ("저자:tri", '"Tri Dao"'),
                             ("모델 author:tri", '"Tri Dao"'), ('author:"tri d', '"Tri Dao"'),
                             ("'author:tri", 'author:"Tri Dao"'), ("'author:\"tri d", 'author:"Tri Dao"'),
                             ("author:\\\"tri", '"Tri Dao"'), ("모델 -author:tri", '"Tri Dao"'),
                             ("author:dao", '"Tri Dao"'), ("sec", "section:"), ("모델 sec", "section:")):
            with self.subTest(line):
                self.assertEqual(self.complete(line), [wanted])

    def test_commands_come_first(self):
        self.assertEqual(self.complete("sho")[0], "show")
        self.assertLessEqual({"show", "new", "alerts"}, set(self.complete("")))
        self.assertEqual(self.complete("show 강화"), [])
        self.assertEqual(self.complete("new 강화"), [])

    def test_values_of_options_are_no_words(self):
        self.assertEqual(self.complete("--sort=v"), ["votes"])
        self.assertEqual(self.complete("모델 --sort v"), ["votes"])
        for line in ("--format 강화", "--limit 강", "--similar 강화", "--open 1 강화"):
            with self.subTest(line):
                self.assertEqual(self.complete(line), [])

    def test_the_index_is_that_of_the_line(self):
        nowhere = f"{self.folder.name}/nowhere"
        for line in (f"--index {self.index} 강화하", f"--index={self.index} 강화하", "--index ~/index 강화하",
                     f"--index '{self.index}' 모델 강화하"):
            with self.subTest(line):
                self.assertEqual(self.complete(line, NONMUN_INDEX=nowhere), ["강화학습"])
        self.assertEqual(self.complete(f"--index {nowhere} 강화하"), [])

    def test_is_quiet_without_an_index(self):
        for line in ("강화", "author:tri", "x 강화"):
            self.assertEqual(self.complete(line, NONMUN_INDEX="/nowhere"), [])

    def test_no_word_of_the_line_is_run(self):
        for line in ("$(touch bad)강화", "`touch bad`", "강화;touch", "'$(touch bad)", "--index $(touch bad) 강",
                     "* ?", "\\"):
            self.complete(line)
        self.assertFalse(os.path.exists("bad"))


class Typed(Completion):
    """Keys in a terminal: what the line becomes, as the program gets it."""

    def becomes(self, shell, setup, typed):
        with Terminal(*shell, columns=200,
                      env=self.environment(TERM="dumb", PS1="> ", HISTFILE="")) as terminal:
            terminal.type(setup + "; echo rea''dy\n")
            terminal.wait_for("ready")
            terminal.type(f"{SEARCH} {typed}\t")
            # The line as words: the command goes to the front of it.
            terminal.type("\x01printf '<%s>' e''nd \x05\n")
            terminal.wait_for(f"<end><{SEARCH}>")
            terminal.wait_for("\n")
            terminal.type("exit\n")
            terminal.end()
        shown = terminal.text.rsplit(f"<end><{SEARCH}>", 1)[1]
        return shown[1:shown.rindex(">", 0, shown.find("exit"))].split(">")[0]

    LINES = (("강화하", "강화학습"), ("author:tri", 'author:"Tri Dao"'), ("'author:tri", 'author:"Tri Dao"'),
             ('author:"tri', 'author:"Tri Dao"'), ("sec", "section:"), ("-- ㄱㅎㅎ", "--"),
             ("ㅂㅅ", "ㅂㅅ"))

    def check(self, shell, setup):
        for typed, wanted in self.LINES:
            with self.subTest(typed):
                self.assertEqual(self.becomes(shell, setup, typed), wanted)

    def test_bash(self):
        self.check(["bash", "--norc", "--noprofile", "-i"],
                   f"source {shlex.quote(str(COMPLETIONS / 'nonmun.bash'))}")

    @unittest.skipIf(shutil.which("zsh") is None, "zsh is not installed")
    def test_zsh(self):
        self.check(["zsh", "-f", "-i"], f"fpath=({shlex.quote(str(COMPLETIONS))} $fpath); "
                   "bindkey -e; autoload -U compinit; compinit -u -D")

    @unittest.skipIf(shutil.which("fish") is None, "fish is not installed")
    def test_fish(self):
        for line, wanted in (("강화", "강화학습"), ("모델 -강화", "-강화학습"), ("sec", "section:"),
                             (f"--index {self.index} diffu", "diffusion"),
                             (f"--index={self.index} diffu", "diffusion"),
                             ("--index ~/index diffu", "diffusion"),
                             ("--index=~/index diffu", "diffusion")):
            with self.subTest(line):
                done = subprocess.run(
                    ["fish", "--no-config", "-c",
                     f"source {shlex.quote(str(COMPLETIONS / 'nonmun.fish'))}; complete -C "
                     + shlex.quote(f"{SEARCH} {line}")],
                    capture_output=True, encoding="utf-8", check=True,
                    env=self.environment(NONMUN_INDEX="/nowhere" if "--index" in line else self.index))
                self.assertIn(wanted, [c.split("\t")[0] for c in done.stdout.splitlines()])


if __name__ == "__main__":
    unittest.main()
