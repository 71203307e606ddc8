"""The systemd units and the cron example: installed paths, syntax, hardening.

Usage: NONMUN_BIN=DIR python3 test_units.py (DIR: bin/ of a build folder)
"""

import os
import re
import shutil
import subprocess
import tempfile
import unittest

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BIN = os.environ.get("NONMUN_BIN", os.path.join(SOURCE, ".build/release/bin"))
# Exposure of the service times ten, as systemd 252 computes it; 10 is the best class, "SAFE".
GREATEST_EXPOSURE = 10
# With the network for fetching.
FETCHING_EXPOSURE = 15

UNITS = os.path.join(SOURCE, "indexer/nonmun-index/systemd")
SERVER_UNITS = os.path.join(SOURCE, "searcher/nonmun-serve/systemd")
PREFIX = "/opt/nonmun"


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def analyze(*arguments):
    return subprocess.run(["systemd-analyze", "--no-pager", *arguments], capture_output=True,
                          text=True, timeout=60, check=False)


needs_systemd = unittest.skipUnless(shutil.which("systemd-analyze"),
                                    "systemd-analyze is not installed (apt-get install systemd)")


class UnitsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        stage = tempfile.TemporaryDirectory()
        cls.addClassCleanup(stage.cleanup)
        subprocess.run(["cmake", "--install", os.path.dirname(BIN), "--prefix", PREFIX],
                       env={**os.environ, "DESTDIR": stage.name}, stdout=subprocess.DEVNULL,
                       timeout=120, check=True)
        cls.installed = {}
        for folder, _, names in os.walk(stage.name):
            for name in names:
                if name in ("nonmun-index.service", "nonmun-index.cron", "nonmun-serve.service",
                            "nonmun-alerts.service", "nonmun-alerts.cron",
                            "nonmun-fetch.conf", "nonmun-failure@.service"):
                    cls.installed[name] = read(os.path.join(folder, name))

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        # The program need not be installed here: one that surely exists takes its place.
        text = self.installed["nonmun-index.service"]
        self.service = os.path.join(self.folder, "nonmun-index.service")
        with open(self.service, "w", encoding="utf-8") as file:
            file.write(re.sub(r"^ExecStart=\S+", "ExecStart=" + shutil.which("true"), text,
                              flags=re.MULTILINE))
        self.timer = os.path.join(self.folder, "nonmun-index.timer")
        shutil.copy(os.path.join(UNITS, "nonmun-index.timer"), self.timer)
        self.failure = os.path.join(self.folder, "nonmun-failure@.service")
        shutil.copy(os.path.join(UNITS, "nonmun-failure@.service"), self.failure)

    @needs_systemd
    def test_verify(self):
        run = analyze("verify", "--man=no", self.service, self.timer, self.failure)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertIn("\nOnFailure=nonmun-failure@%n.service\n",
                      self.installed["nonmun-index.service"])

    def add_fetching(self):
        """The drop-in that lets the service fetch; a program that surely exists takes its place."""
        folder = self.service + ".d"
        os.mkdir(folder)
        with open(os.path.join(folder, "fetch.conf"), "w", encoding="utf-8") as file:
            file.write(re.sub(r"^ExecStart=/\S+", "ExecStart=" + shutil.which("true"),
                              self.installed["nonmun-fetch.conf"], flags=re.MULTILINE))

    @needs_systemd
    def test_fetching_verify(self):
        self.add_fetching()
        run = analyze("verify", "--man=no", self.service)
        self.assertEqual((run.returncode, run.stderr), (0, ""))

    @needs_systemd
    def test_fetching_security(self):
        """The network and the digests are all that the drop-in opens."""
        self.add_fetching()
        run = analyze("security", "--offline=true", f"--threshold={FETCHING_EXPOSURE}",
                      self.service)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        self.assertNotIn("nonmun-index.service: 0.4", run.stdout, "the drop-in was not read")
        print(run.stdout.splitlines()[-1])

    def test_fetching_updates_as_the_service_does(self):
        commands = [re.search(r"^ExecStart=/(.*)$", self.installed[name], re.M)[1].split()
                    for name in ("nonmun-index.service", "nonmun-fetch.conf")]
        self.assertEqual(commands[0][2:], commands[1][commands[1].index("--") + 1:])
        self.assertEqual("/" + commands[1][0], PREFIX + "/share/nonmun/nonmun-nightly")
        fetching = " ".join(commands[1][1:commands[1].index("--") + 1])
        self.assertIn(f"nonmun-nightly {fetching} ", self.installed["nonmun-index.cron"])

    def test_failures_are_mailed(self):
        """The command of the unit, with systemctl and a mail program of the test."""
        command = re.search(r"^ExecStart=/bin/sh -c '(.*)' sh %i$",
                            self.installed["nonmun-failure@.service"], re.MULTILINE)[1]
        box = os.path.join(self.folder, "box")
        for name, text in (("systemctl", 'echo "status of $5"; exit 3'),
                           ("mail", f'{{ printf "%s\\n" "$@"; cat; }} >"{box}"')):
            path = os.path.join(self.folder, name)
            with open(path, "w", encoding="utf-8") as file:
                file.write(f"#!/bin/sh\n{text}\n")
            os.chmod(path, 0o755)
        subprocess.run(["/bin/sh", "-c", command.replace("$$", "$"), "sh", "nonmun-index.service"],
                       env={"PATH": self.folder + ":/usr/bin:/bin"}, timeout=60, check=True)
        self.assertEqual(read(box), f"-s\nnonmun-index.service failed on {os.uname().nodename}\n"
                                    "root\nstatus of nonmun-index.service\n")

    @needs_systemd
    def test_security(self):
        run = analyze("security", "--offline=true", f"--threshold={GREATEST_EXPOSURE}",
                      self.service)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        print(run.stdout.splitlines()[-1])

    def server_units(self):
        """The service, with a program that surely exists, and the socket."""
        if "nonmun-serve.service" not in self.installed:
            self.skipTest("nonmun-serve is not built (NONMUN_BUILD_SERVER)")
        service = os.path.join(self.folder, "nonmun-serve.service")
        with open(service, "w", encoding="utf-8") as file:
            file.write(re.sub(r"^ExecStart=\S+", "ExecStart=" + shutil.which("true"),
                              self.installed["nonmun-serve.service"], flags=re.MULTILINE))
        socket = os.path.join(self.folder, "nonmun-serve.socket")
        shutil.copy(os.path.join(SERVER_UNITS, "nonmun-serve.socket"), socket)
        return service, socket

    @needs_systemd
    def test_server_verify(self):
        run = analyze("verify", "--man=no", *self.server_units())
        self.assertEqual((run.returncode, run.stderr), (0, ""))

    @needs_systemd
    def test_server_security(self):
        service, _ = self.server_units()
        run = analyze("security", "--offline=true", f"--threshold={GREATEST_EXPOSURE}", service)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        print(run.stdout.splitlines()[-1])

    def test_server_searches_the_index_of_the_updates(self):
        if "nonmun-serve.service" not in self.installed:
            self.skipTest("nonmun-serve is not built (NONMUN_BUILD_SERVER)")
        indexes = {re.search(r"^Environment=(NONMUN_INDEX=.*)$", self.installed[name], re.M)[1]
                   for name in ("nonmun-index.service", "nonmun-serve.service")}
        self.assertEqual(len(indexes), 1)
        self.assertIn(f"\nExecStart={PREFIX}/bin/nonmun-serve\n",
                      self.installed["nonmun-serve.service"])

    @needs_systemd
    def test_calendar(self):
        when = re.search(r"^OnCalendar=(.*)$", read(self.timer), re.MULTILINE).group(1)
        self.assertEqual(analyze("calendar", when).returncode, 0)

    @needs_systemd
    def test_verify_alerts(self):
        service = os.path.join(self.folder, "nonmun-alerts.service")
        with open(service, "w", encoding="utf-8") as file:
            file.write(self.installed["nonmun-alerts.service"])
        timer = os.path.join(self.folder, "nonmun-alerts.timer")
        shutil.copy(os.path.join(UNITS, "nonmun-alerts.timer"), timer)
        run = analyze("verify", "--man=no", service, timer)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        when = re.search(r"^OnCalendar=(.*)$", read(timer), re.MULTILINE).group(1)
        self.assertEqual(analyze("calendar", when).returncode, 0)

    def test_alerts_are_mailed_once_and_kept_until_then(self):
        """The commands of the unit, with a search and a mail program of the test."""
        commands = re.findall(r"^ExecStart=/bin/sh -c '(.*)'$",
                              self.installed["nonmun-alerts.service"], re.MULTILINE)
        self.assertEqual(len(commands), 2)
        program = f"{PREFIX}/bin/nonmun-search alerts"
        self.assertIn(program, commands[0])
        self.assertIn(program, self.installed["nonmun-alerts.cron"])
        mail = os.path.join(self.folder, "mail")
        box = os.path.join(self.folder, "box")

        def deliver(found, code, mail_code):
            with open(mail, "w", encoding="utf-8") as file:
                file.write(f"#!/bin/sh\ncat >>'{box}'\nexit {mail_code}\n")
            os.chmod(mail, 0o755)
            env = {"STATE_DIRECTORY": self.folder, "USER": "ada",
                   "PATH": self.folder + ":/usr/bin:/bin"}
            for command in commands:
                command = re.sub(program + "[^>]*", f"(printf '%s' '{found}'; exit {code}) ", command)
                done = subprocess.run(["/bin/sh", "-c", command.replace("$$", "$")], env=env,
                                      timeout=60, check=False)
                if done.returncode != 0:
                    return done.returncode
            return 0

        def mailed():
            text = read(box) if os.path.exists(box) else ""
            open(box, "w", encoding="utf-8").close()
            return text

        self.assertEqual(deliver("a", 0, 0), 0)
        self.assertEqual(mailed(), "a")
        self.assertEqual(deliver("", 1, 0), 0)
        self.assertEqual(mailed(), "")
        self.assertNotEqual(deliver("b", 0, 9), 0)
        mailed()
        self.assertEqual(deliver("c", 0, 0), 0)
        self.assertEqual(mailed(), "bc")
        self.assertNotEqual(deliver("", 66, 0), 0)

    def test_service_and_cron_run_the_same_command(self):
        service = self.installed["nonmun-index.service"]
        command = re.search(r"^ExecStart=(.*)$", service, re.MULTILINE).group(1).split()
        cron = self.installed["nonmun-index.cron"]
        line = [l for l in cron.splitlines() if l[:1].isdigit()]
        self.assertEqual(len(line), 1)
        self.assertEqual(sorted(set(command) - set(line[0].split())), [])
        self.assertEqual(command[0], PREFIX + "/bin/nonmun-index")

    def test_options_exist(self):
        program = os.path.join(BIN, "nonmun-index")
        known = subprocess.run([program, "update", "--help"], capture_output=True, text=True,
                               timeout=60, check=True).stdout
        for name, unit in self.installed.items():
            text = "\n".join(l for l in unit.splitlines()
                             if "nonmun-index update" in l)
            for option in re.findall(r"--[a-z-]+", text):
                self.assertIn(option, known, name)

    def test_cron_syntax(self):
        for number, line in enumerate(self.installed["nonmun-index.cron"]
                                      .splitlines(keepends=True), 1):
            self.assertTrue(line.endswith("\n"), "cron ignores a last line without line end")
            if line.startswith("#") or not line.strip():
                continue
            if re.match(r"^[A-Z_]+=\S*$", line.strip()):
                continue
            fields = line.split(None, 6)
            self.assertEqual(len(fields), 7, f"line {number}")
            for field, (least, greatest) in zip(fields, ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))):
                match = re.match(r"^(\*|\d+)(/\d+)?$", field)
                self.assertTrue(match, f"line {number}: {field}")
                if match.group(1) != "*":
                    self.assertTrue(least <= int(match.group(1)) <= greatest)
            self.assertRegex(fields[5], r"^[a-z_][a-z0-9_-]*$")
            self.assertNotIn("%", fields[6], "% is a line end to cron")

    def test_sysusers(self):
        lines = [l for l in read(os.path.join(UNITS, "nonmun.sysusers")).splitlines()
                 if l and not l.startswith("#")]
        user = re.search(r"^User=(.*)$", read(self.service), re.MULTILINE).group(1)
        self.assertEqual([l.split()[:2] for l in lines], [["u", user]])


if __name__ == "__main__":
    unittest.main()
