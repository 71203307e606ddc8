"""What an update holds in memory does not grow with the papers, nor with the length of one."""

import json
import random
import unittest

from support import ProgramTest, digest, entry

MIB = 1 << 20


def long_papers(count, words):
    """A digest of papers of many words."""
    chosen = random.Random(7)
    known = ["".join(chosen.choices([chr(0xAC00 + 7 * i) for i in range(1_500)], k=3))
             for _ in range(20_000)]
    return digest("2024-03-04", *(entry(f"Paper {i}", f"2403.{10_000 + i}",
                                        *(" ".join(chosen.choices(known, k=100))
                                          for _ in range(words // 100)))
                                  for i in range(count)))


class Memory(ProgramTest):
    def peak(self, source, *options):
        """The peak memory in MiB of a first build."""
        report = self.folder / "report.json"
        self.succeeds(self.update("--jobs", "2", "--report", report, *options, source, timeout=300))
        return json.loads(report.read_text(encoding="utf-8"))["peak_memory_bytes"] / MIB

    def test_long_papers_are_written_a_few_at_a_time(self):
        # 240 MiB when they were taken 64 at a time whatever their length, 1 GiB for 600 of them.
        source = self.write("long.md", long_papers(120, 10_000))
        self.assertLess(self.peak(source), 120)


if __name__ == "__main__":
    unittest.main()
