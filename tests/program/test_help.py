"""--help and --version of every program and command."""

import json
import re
import unittest

from support import BIN, USAGE, ProgramTest, columns, run

PROGRAMS = [name for name in ("nonmun-index", "nonmun-search", "nonmun-serve")
            if (BIN / name).exists()]  # without NONMUN_BUILD_SERVER there are two
COMMANDS = ("update", "votes", "check", "stats", "doctor", "rollback")


def search_commands():
    told = json.loads(run("nonmun-search", "--help-json").stdout)
    return [row["name"] for row in told["commands"]]


class Help(ProgramTest):
    def test_topics(self):
        everything = run("nonmun-search", "--help").stdout
        for topic in ("fields", "mechanisms", "weights", "exit-codes"):
            shown = run("nonmun-search", "--help", topic)
            self.assertEqual(shown.returncode, 0)
            self.assertIn(shown.stdout, everything)
            self.assertIn(topic, everything)
        self.assertIn("Ctrl-C", run("nonmun-search", "--help", "keys").stdout)
        wrong = run("nonmun-search", "--help", "weihgts")
        self.assertEqual((wrong.returncode, wrong.stdout), (2, ""))
        self.assertIn("did you mean weights?", wrong.stderr)

    def test_programs(self):
        for program in PROGRAMS:
            for option in ("--help", "-h"):
                done = self.succeeds(run(program, option))
                self.assertEqual(done.stderr, "")
                self.assertTrue(done.stdout.startswith(f"Usage: {program} "))
                self.assertIn("Examples:", done.stdout)
                self.assertRegex(done.stdout, rf"\n  {program} ")
            self.assertIn("Exit codes:", run(program, "--help").stdout)

    def test_the_short_help_fits_a_screen_and_names_the_long_one(self):
        short = run("nonmun-search", "-h").stdout
        self.assertLess(len(short.splitlines()), 40)
        self.assertIn("--help lists all options", short)
        self.assertIn("--limit", short)
        self.assertNotIn("--without", short)

    def test_what_only_experiments_need_comes_last(self):
        text = run("nonmun-search", "--help").stdout
        experiments = text.index("\nFor experiments:\n")
        for earlier in ("\nOptions:\n", "\nCommands:\n", "\nFields:\n", "Exit codes:"):
            self.assertLess(text.index(earlier), experiments)
        for later in ("--without", "--weights"):
            self.assertGreater(text.index(later), experiments)

    def test_a_mistyped_option_or_command_is_corrected(self):
        for program, arguments, meant in (
                ("nonmun-search", ["--jsn", "x"], "did you mean --json?"),
                ("nonmun-search", ["x", "--sotr", "date"], "did you mean --sort?"),
                ("nonmun-search", ["show", "1", "--bibtx"], "did you mean --bibtex?"),
                ("nonmun-index", ["upd"], "did you mean update?"),
                ("nonmun-index", ["stats", "--jsno"], "did you mean --json?"),
                ("nonmun-index", ["--index", "x", "stats"], "the command comes first")):
            with self.subTest(arguments):
                self.fails(run(program, *arguments), USAGE, meant)
        self.assertNotIn("did you mean", run("nonmun-search", "--zyzzyva", "x").stderr)

    def test_every_command_is_listed_and_has_help(self):
        listed = re.search(r"Commands:\n((?:  \S.*\n)+)", run("nonmun-index", "--help").stdout)
        names = [line.split()[0] for line in listed.group(1).splitlines()]
        self.assertEqual(set(COMMANDS) - set(names), set())
        for name in names:
            with self.subTest(name):
                done = self.succeeds(run("nonmun-index", name, "--help"))
                self.assertTrue(done.stdout.startswith(f"Usage: nonmun-index {name}"))
                self.assertIn("Options:", done.stdout)
                self.assertIn("--help", done.stdout)
                self.assertRegex(done.stdout, rf"(?m)^  nonmun-index {name}\b", "an example")

    def test_help_fits_80_columns(self):
        texts = [run(program, "--help").stdout for program in PROGRAMS]
        texts += [run("nonmun-index", name, "--help").stdout for name in COMMANDS]
        texts += [run("nonmun-search", "-h").stdout]
        texts += [run("nonmun-search", name, "--help").stdout
                  for name in search_commands()]
        for text in texts:
            for line in text.splitlines():
                self.assertLessEqual(columns(line), 80, line)

    def test_fields_come_from_the_table(self):
        text = run("nonmun-search", "--help").stdout
        for field in ("title:", "author:", "id:", "date:", "votes:"):
            self.assertIn(field, text)

    def test_every_option_of_the_help_is_accepted(self):
        for line in run("nonmun-search", "--help").stdout.splitlines():
            option = re.match(r"  (?:-\w, |    )(--[a-z-]+)( [A-Z]+)?", line)
            if option is None:
                continue
            arguments = [option.group(1), *(["1"] if option.group(2) else []), "x"]
            done = run("nonmun-search", *arguments, "--index", self.folder / "nowhere")
            self.assertNotIn("unknown option", done.stderr)

    def test_version(self):
        for program in PROGRAMS:
            for option in ("--version", "-V"):
                done = self.succeeds(run(program, option))
                self.assertRegex(done.stdout, rf"^{program} \d+\.\d+\.\d+\n")
                self.assertIn("Xapian", done.stdout)


if __name__ == "__main__":
    unittest.main()
