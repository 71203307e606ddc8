"""Unattended operation of nonmun-index: run reports, priorities, signals, progress, doctor.

Usage: NONMUN_BIN=DIR python3 test_operation.py
"""

import fcntl
import json
import os
import pty
import re
import signal
import struct
import subprocess
import tempfile
import termios
import time
import unittest

INDEX = os.path.join(os.environ.get("NONMUN_BIN", ".build/release/bin"), "nonmun-index")


def digest(day, papers):
    text = f"## Daily Papers ({day})\n\n"
    for number, (title, bullets) in enumerate(papers):
        identifier = f"{day[2:4]}{day[5:7]}.{int(day[8:]) * 1000 + number:05}"
        text += f"### [{title}](https://arxiv.org/abs/{identifier})\n\nVote: 3\n\nAuthors: Ann Lee\n\n"
        text += "".join(f"- {bullet}\n" for bullet in bullets) + "\n"
    return text


class OperationTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = folder.name
        self.sources = os.path.join(self.root, "digests")
        os.mkdir(self.sources)
        self.write("01.md", digest("2025-03-01", [("Alpha: One", ["Alpha는 첫 번째 방법이다."]),
                                                  ("Beta: Two", ["Beta는 두 번째 방법이다."])]))
        self.environment = {k: v for k, v in os.environ.items() if k != "JOURNAL_STREAM"}
        self.environment["NONMUN_INDEX"] = os.path.join(self.root, "index")
        self.report_file = os.path.join(self.root, "report.json")

    def write(self, name, text):
        with open(os.path.join(self.sources, name), "w", encoding="utf-8") as file:
            file.write(text)

    def run_index(self, *arguments, **options):
        options.setdefault("env", self.environment)
        return subprocess.run([INDEX, *arguments], capture_output=True, text=True, timeout=60,
                              check=False, **options)

    def start(self, *arguments, **options):
        process = subprocess.Popen([INDEX, *arguments], env=self.environment, text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def report(self):
        with open(self.report_file, encoding="utf-8") as file:
            return json.load(file)

    def generation(self):
        run = self.run_index("stats", "--json")
        self.assertEqual(run.returncode, 0, run.stderr)
        return json.loads(run.stdout)["generation"]

    # The run report

    def test_report_of_a_successful_run(self):
        run = self.run_index("update", "--report", self.report_file, self.sources)
        self.assertEqual(run.returncode, 0, run.stderr)
        report = self.report()
        self.assertEqual(report["schema"], 1)
        self.assertEqual(report["exit_code"], 0)
        self.assertIsNone(report["error"])
        self.assertIs(report["published"], True)
        self.assertIsNone(report["previous_generation"])
        self.assertEqual(report["generation"], self.generation())
        self.assertEqual(report["documents"], 2)
        self.assertEqual(report["counts"], {"added": 2, "changed": 0, "unchanged": 0, "removed": 0,
                                            "rejected": 0, "rejected_before": 0,
                                            "skipped_files": 0})
        self.assertEqual([p["name"] for p in report["phases"]],
                         ["wait", "open", "read", "index", "compact", "derive", "similarity",
                          "verify", "publish"])
        self.assertAlmostEqual(sum(p["seconds"] for p in report["phases"]), report["seconds"])
        for phase in report["phases"]:
            self.assertGreaterEqual(phase["seconds"], 0)
            self.assertGreaterEqual(phase["cpu_seconds"], 0)
        self.assertGreater(report["peak_memory_bytes"], 1_000_000)
        for key in ("started_at", "finished_at"):
            self.assertRegex(report[key], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertEqual(os.listdir(self.root).count("report.json"), 1)
        self.assertEqual([n for n in os.listdir(self.root) if "report.json." in n], [])

    def test_report_of_the_runs_after_it(self):
        self.run_index("update", self.sources)
        first = self.generation()
        self.run_index("update", "--report", self.report_file, self.sources)
        report = self.report()
        self.assertIs(report["published"], False)
        self.assertEqual((report["previous_generation"], report["generation"]), (first, first))
        self.assertEqual([p["name"] for p in report["phases"]], ["wait", "open", "read"])
        self.write("02.md", digest("2025-03-02", [("Gamma: Three", ["Gamma는 세 번째이다."])]) +
                   "### [No link](nowhere)\n")
        self.run_index("update", "--report", self.report_file, self.sources)
        report = self.report()
        self.assertEqual(report["previous_generation"], first)
        self.assertEqual(report["generation"], self.generation())
        self.assertIn("copy", [p["name"] for p in report["phases"]])
        self.assertEqual(report["counts"]["rejected"], 1)
        self.assertEqual(report["rejects"][0]["file"], os.path.realpath(self.sources + "/02.md"))
        self.assertGreater(report["rejects"][0]["line"], 1)

    def test_report_of_a_failed_run(self):
        self.run_index("update", self.sources)
        first = self.generation()
        self.write("02.md", "## Daily Papers (2025-03-02)\n\n### [No link](nowhere)\n")
        rejects = os.path.join(self.root, "rejects.jsonl")
        run = self.run_index("update", "--strict", "--report", self.report_file,
                             "--rejects", rejects, self.sources)
        self.assertEqual(run.returncode, 65)
        with open(rejects, encoding="utf-8") as file:
            self.assertEqual(json.loads(file.read())["line"], 3)
        report = self.report()
        self.assertEqual(report["exit_code"], 65)
        self.assertIn("--strict", report["error"]["message"])
        self.assertIs(report["published"], False)
        self.assertEqual(report["generation"], first)
        self.assertEqual(len(report["rejects"]), 1)

    def test_report_that_cannot_be_written(self):
        run = self.run_index("update", "--report", "/nonexistent/report.json", self.sources)
        self.assertEqual(run.returncode, 74)
        self.assertIn("/nonexistent/report.json", run.stderr)
        self.assertEqual(self.run_index("stats").returncode, 66)
        run = self.run_index("update", "--report", self.report_file, "--rejects", "/nonexistent/r",
                             self.sources)
        self.assertEqual((run.returncode, self.report()["exit_code"]), (74, 74))

    # Priorities

    def run_in_journal(self, *arguments, inode_offset=0):
        with open(os.path.join(self.root, "stderr"), "w+", encoding="utf-8") as stderr:
            status = os.fstat(stderr.fileno())
            environment = dict(self.environment)
            environment["JOURNAL_STREAM"] = f"{status.st_dev}:{status.st_ino + inode_offset}"
            run = subprocess.run([INDEX, *arguments], env=environment, stdout=subprocess.PIPE,
                                 stderr=stderr, timeout=60, check=False)
            stderr.seek(0)
            return run, stderr.read().splitlines()

    def test_priorities_in_the_journal(self):
        self.write("02.md", "## Daily Papers (2025-03-02)\n\n### [No link](nowhere)\n")
        run, lines = self.run_in_journal("update", self.sources)
        self.assertEqual(run.returncode, 0)
        self.assertEqual(len(lines), 2, lines)
        self.assertRegex(lines[0], r"^<4>/.*02\.md:3: ")
        self.assertRegex(lines[1], r"^<6>2 papers: .*; published generation ")
        run, lines = self.run_in_journal("update", "--strict", "--rebuild", self.sources)
        self.assertEqual(run.returncode, 65)
        self.assertRegex(lines[-1], r"^<3>nonmun-index: .*; fix ")
        self.assertEqual(len(lines), 2, lines)

    def test_no_priorities_elsewhere(self):
        self.write("02.md", "## Daily Papers (2025-03-02)\n\n### [No link](nowhere)\n")
        _, lines = self.run_in_journal("update", self.sources, inode_offset=1)
        self.assertEqual(len(lines), 1)
        self.assertRegex(lines[0], r"^/.*02\.md:3: ")

    def test_the_summary_is_once_in_the_journal(self):
        with open(os.path.join(self.root, "log"), "w+", encoding="utf-8") as log:
            status = os.fstat(log.fileno())
            environment = dict(self.environment)
            environment["JOURNAL_STREAM"] = f"{status.st_dev}:{status.st_ino}"
            subprocess.run([INDEX, "update", self.sources], env=environment, stdout=log, stderr=log,
                           timeout=60, check=True)
            log.seek(0)
            self.assertEqual(len(log.read().splitlines()), 1)

    # Signals

    def hold_lock(self):
        """Takes the lock of the index as another run would."""
        lock = open(os.path.join(self.environment["NONMUN_INDEX"], "lock"), "r+", encoding="utf-8")
        self.addCleanup(lock.close)
        fcntl.flock(lock, fcntl.LOCK_EX)

    def test_interrupted_while_waiting_for_the_lock(self):
        self.run_index("update", self.sources)
        self.hold_lock()
        for command in (["update", "--report", self.report_file, "--wait", "50", self.sources],
                        ["rollback", "--wait", "50"]):
            process = self.start(*command)
            time.sleep(0.5)
            began = time.monotonic()
            process.send_signal(signal.SIGTERM)
            self.assertEqual(process.wait(20), 130, command)
            self.assertLess(time.monotonic() - began, 5)
        self.assertEqual(self.report()["exit_code"], 130)

    def test_interrupted_while_reading_standard_input(self):
        self.run_index("update", self.sources)
        first = self.generation()
        process = self.start("update", "-", stdin=subprocess.PIPE)
        self.addCleanup(process.stdin.close)
        process.stdin.write("## Daily Papers (2025-03-02)\n")
        process.stdin.flush()
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(20), 130)
        self.assertEqual(self.generation(), first)

    def test_interrupted_in_every_phase(self):
        """At growing delays, until a run gets through; nothing is published before that."""
        for day in range(1, 29):
            self.write(f"2{day:02}.md", digest(f"2024-02-{day:02}", [
                (f"Method{day}x{n}: about {n * day}", [f"Method{day}x{n}는 {w} 방법이다." for w in
                                                     ("새로운", "빠른", "가벼운", "다른")])
                for n in range(40)]))
        # Xapian loses its tables when a compaction is abandoned; the process ends then anyway.
        self.environment["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
        index = self.environment["NONMUN_INDEX"]
        interrupted = 0
        delay = 0.02
        while True:
            process = self.start("update", "--report", self.report_file, self.sources)
            time.sleep(delay)
            process.send_signal(signal.SIGTERM)
            code = process.wait(60)
            if code == 0:
                break
            # A signal before main() has set its handler ends the process as usual.
            self.assertIn(code, (130, -signal.SIGTERM))
            interrupted += code == 130
            self.assertFalse(os.path.exists(os.path.join(index, "current")))
            if code == 130:
                self.assertEqual(self.report()["exit_code"], 130)
                self.assertEqual(os.listdir(os.path.join(index, "generations")), [])
            delay *= 1.4
        self.assertGreater(interrupted, 0)
        self.assertEqual(self.report()["documents"], 2 + 28 * 40)

    def test_a_signal_ends_waiting_for_a_pipe(self):
        self.run_index("update", self.sources)
        fifo = os.path.join(self.root, "pipe.md")
        os.mkfifo(fifo)
        for number in (signal.SIGINT, signal.SIGTERM):
            process = self.start("update", fifo)  # nobody ever writes to it
            time.sleep(0.5)
            self.assertIsNone(process.poll())
            process.send_signal(number)
            self.assertEqual(process.wait(10), 130)

    # Progress

    def run_in_terminal(self, columns, *arguments):
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        process = subprocess.Popen([INDEX, *arguments], env=self.environment, stderr=slave,
                                   stdout=subprocess.DEVNULL)
        os.close(slave)
        output = b""
        while True:
            try:
                chunk = os.read(master, 65536)
            except OSError:  # the terminal's other end is closed
                break
            if not chunk:
                break
            output += chunk
        os.close(master)
        self.assertEqual(process.wait(60), 0)
        return output.decode()

    def test_progress_fits_the_terminal_and_is_wiped(self):
        for day in range(1, 29):
            self.write(f"2{day:02}.md", digest(f"2024-02-{day:02}", [
                (f"Method{day}x{n}: about", [f"Method{day}x{n}는 방법이다."]) for n in range(20)]))
        for columns in (20, 40, 100):
            output = self.run_in_terminal(columns, "update", "--rebuild", self.sources)
            self.assertIn("index", output)
            lines = re.split(r"\r\x1b\[K", output)
            self.assertGreater(len(lines), 4)
            self.assertEqual(lines[-1], "", "the line is not wiped at the end")
            for line in lines:
                self.assertLess(len(line), columns)
                self.assertNotIn("\n", line)
        self.assertRegex(output, r"index +\[[#.]+\]")

    def test_no_progress_elsewhere(self):
        run = self.run_index("update", self.sources)
        self.assertEqual(run.stderr, "")
        self.assertEqual(len(run.stdout.splitlines()), 2)

    # Doctor

    def doctor(self, *arguments):
        run = self.run_index("doctor", *arguments)
        self.assertEqual(run.returncode, 0, run.stderr)
        return run.stdout

    def test_doctor(self):
        self.write("02.md", digest("2025-03-02", [
            ("Delta: Four", ["죄송하지만 이 논문을 요약할 수 없습니다.", "['목록', '그대로']"])]))
        text = self.doctor(self.sources)
        file = os.path.realpath(self.sources + "/02.md")
        self.assertIn(f"{file}:9: boilerplate: ", text)
        self.assertIn(f"{file}:10: literal: ", text)
        self.assertIn(f"{file}:3: name-absent: the summary never says \"Delta\"", text)
        self.assertIn("3 papers in 2 files: 3 findings", text)
        self.assertRegex(text, r"\n +1  boilerplate ")
        self.assertNotIn("Alpha", text)

    def test_doctor_json(self):
        self.write("02.jsonl", '{"schema":1,"id":"2503.02001","title":"Delta","listed":"2025-03-02",'
                   '"abstract":"Delta.","colour":"red"}\n{"broken\n')
        report = json.loads(self.doctor("--json", self.sources))
        self.assertEqual((report["schema"], report["papers"], report["files"]), (1, 3, 2))
        self.assertEqual({k: n for k, n in report["counts"].items() if n},
                         {"rejected": 1, "no-authors": 1, "no-votes": 1, "unknown-key": 1})
        by_kind = {f["kind"]: f for f in report["findings"]}
        self.assertEqual(by_kind["rejected"]["line"], 2)
        self.assertIsNone(by_kind["rejected"]["id"])
        self.assertEqual(by_kind["no-votes"]["id"], "2503.02001")
        self.assertEqual(by_kind["unknown-key"]["detail"], 'unknown key "colour" ignored')
        self.assertEqual(set(by_kind["no-votes"]), {"file", "line", "kind", "id", "detail"})

    def test_doctor_without_anything_to_read(self):
        empty = os.path.join(self.root, "empty")
        os.mkdir(empty)
        self.assertEqual(self.run_index("doctor", empty).returncode, 65)
        self.assertEqual(self.run_index("doctor", empty + "/missing").returncode, 74)
        self.assertEqual(self.run_index("doctor").returncode, 2)


if __name__ == "__main__":
    unittest.main()
