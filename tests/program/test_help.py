"""--help and --version of every program and command."""

import re
import unittest

from support import BIN, OK, ProgramTest, columns, run

PROGRAMS = [name for name in ("nonmun-index", "nonmun-search", "nonmun-serve")
            if (BIN / name).exists()]  # without NONMUN_BUILD_SERVER there are two
COMMANDS = ("update", "votes", "check", "stats", "doctor", "rollback")


class Help(ProgramTest):
    def test_programs(self):
        for program in PROGRAMS:
            for option in ("--help", "-h"):
                done = self.succeeds(run(program, option))
                self.assertEqual(done.stderr, "")
                self.assertTrue(done.stdout.startswith(f"Usage: {program} "))
                self.assertIn("Examples:", done.stdout)
                self.assertRegex(done.stdout, rf"\n  {program} ")
                self.assertIn("Exit codes:", done.stdout)

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
