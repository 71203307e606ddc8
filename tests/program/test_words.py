"""The library speaks of its calls, never of programs and their options: embedders show its words."""

import re
import unittest

from support import SOURCE

OF_A_PROGRAM = {"cli", "nonmun-index", "nonmun-search", "nonmun-serve"}
NAMES_A_PROGRAM = re.compile(r'"[^"]*(--[a-z]|nonmun-(index|search|serve))')


class Words(unittest.TestCase):
    def test_library_code_names_no_program_and_no_option(self):
        lines = []
        for wing in ("analyzers", "indexer", "searcher"):
            for file in sorted((SOURCE / wing).rglob("*.[ch]pp")):
                if OF_A_PROGRAM & set(file.relative_to(SOURCE).parts):
                    continue
                text = file.read_text(encoding="utf-8")
                lines += [f"{file.relative_to(SOURCE)}:{number}: {line.strip()}"
                          for number, line in enumerate(text.splitlines(), 1)
                          if NAMES_A_PROGRAM.search(line)]
        self.assertEqual(lines, [])


if __name__ == "__main__":
    unittest.main()
