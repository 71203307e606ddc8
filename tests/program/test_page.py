"""The page of nonmun-serve in a browser: runs tests/page with node."""

import os
import subprocess
import unittest

import npm
from serving import needs_server
from support import BIN, SOURCE, environment

TESTS = SOURCE / "tests" / "page"
INSTALLED = BIN.parent / "page-tests"  # kept in the build folder from run to run
CHROMIUM = os.environ.get("NONMUN_CHROMIUM", "/usr/bin/chromium")


def install():
    """Puts the tests and the packages of their lockfile into INSTALLED. @return what is missing"""
    for old in INSTALLED.glob("*.mjs"):
        old.unlink()
    return npm.install(TESTS, TESTS.iterdir(), INSTALLED, CHROMIUM)


@needs_server
class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        missing = install()
        if missing:
            raise unittest.SkipTest(missing)

    def run_tests(self, name):
        done = subprocess.run(
            ["node", "--test", name], cwd=INSTALLED,
            env=environment(NONMUN_BIN=BIN, NONMUN_SOURCE=SOURCE, NONMUN_CHROMIUM=CHROMIUM),
            stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8",
            errors="backslashreplace", timeout=300, check=False)
        self.assertEqual(done.returncode, 0, f"{done.stdout}\n{done.stderr}")
        self.assertNotIn("# tests 0", done.stdout)


def add_test(name):
    setattr(Page, "test_" + name.split(".")[0], lambda self: self.run_tests(name))


for file in sorted(TESTS.glob("*.test.mjs")):
    add_test(file.name)


if __name__ == "__main__":
    unittest.main()
