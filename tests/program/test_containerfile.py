"""The recipe of the image: what it names is there, and its health check works.

It is not built here. Usage: NONMUN_BIN=DIR python3 test_containerfile.py (DIR: bin/ of a build)
"""

import json
import re
import shutil
import subprocess
import unittest

from serving import TOKEN, Server, needs_server
from support import BIN, SOURCE, SampleTest, run

FOLDER = SOURCE / "searcher/nonmun-serve/container"


def instructions():
    """The instructions of each stage: name, rest, on one line each."""
    text = (FOLDER / "Containerfile").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^#.*\n", "", text).replace("\\\n", " ")
    stages = []
    for line in text.splitlines():
        if not line.strip():
            continue
        name, rest = line.split(None, 1)
        if name == "FROM":
            stages.append([])
        stages[-1].append((name, rest.strip()))
    return stages


def of(stage, name):
    return [rest for found, rest in stage if found == name]


class ContainerfileTest(SampleTest):
    def setUp(self):
        super().setUp()
        self.build, self.final = instructions()

    def test_both_stages_are_of_the_release_that_the_packages_are_for(self):
        self.assertEqual({of(stage, "FROM")[0].split()[0] for stage in (self.build, self.final)},
                         {"docker.io/library/debian:12-slim"})

    def test_sources_of_copies_exist(self):
        copied = set()
        for stage in (self.build, self.final):
            for rest in of(stage, "COPY"):
                words = rest.split()
                if words[0].startswith("--from="):
                    self.assertEqual(words[0], "--from=build")
                    for path in words[1:-1]:
                        self.assertTrue(path.startswith("/installed/bin/"))
                        self.assertIn(path.rsplit("/", 1)[1], ("nonmun-serve", "nonmun-index"))
                    continue
                for path in words[:-1]:
                    self.assertTrue((SOURCE / path).exists(), path)
                    copied.add(path)
        # Whatever the build reads.
        self.assertLessEqual({"CMakeLists.txt", "CMakePresets.json", "analyzers", "indexer",
                              "searcher", "data/install.sh"}, copied)

    def test_the_build_needs_nothing_that_is_not_copied(self):
        """Configures the copied files alone."""
        for rest in of(self.build, "COPY"):
            source, into = rest.split()[:-1], rest.split()[-1]
            for path in source:
                target = self.folder / into
                if (SOURCE / path).is_dir():
                    shutil.copytree(SOURCE / path, target)
                else:
                    target.mkdir(parents=True, exist_ok=True)
                    shutil.copy(SOURCE / path, target)
        command = re.search(r"cmake --preset release [^&]*", of(self.build, "RUN")[1])[0]
        done = subprocess.run(command.split(), cwd=self.folder, capture_output=True, text=True,
                              timeout=300, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_build_packages_are_those_of_the_install_script(self):
        first = of(self.build, "RUN")[0]
        self.assertIn(". data/install.sh", first)
        self.assertIn("install_packages $BUILD_PACKAGES", first)
        self.assertNotIn("apt-get install", first)

    @needs_server
    @unittest.skipUnless(shutil.which("dpkg") and shutil.which("objdump"), "needs dpkg and objdump")
    def test_packages_of_the_image_are_the_libraries_of_the_programs(self):
        words = of(self.final, "RUN")[0].split()
        begin = words.index("--no-install-recommends") + 1
        named = set(words[begin:words.index("&&", begin)])
        needed = set()
        for program in ("nonmun-serve", "nonmun-index"):
            listed = subprocess.run(["objdump", "-p", BIN / program], capture_output=True,
                                    text=True, check=True).stdout
            for library in re.findall(r"NEEDED +(\S+)", listed):
                owner = subprocess.run(["dpkg", "-S", f"*/{library}"], capture_output=True,
                                       text=True, check=False).stdout
                # A library without an owner is a sanitizer's; those of other architectures may
                # have the same name.
                needed |= {line.split(":")[0] for line in owner.splitlines()
                           if not re.match(r"lib32|\S+-i386", line)}
        of_every_image = {"libc6", "libgcc-s1", "libstdc++6"}
        sanitizers = {package for package in needed if re.fullmatch(r"lib(a|ub|t)san\d+", package)}
        self.assertEqual(named, needed - of_every_image - sanitizers)

    @needs_server
    def test_options_exist_and_the_user_is_not_root(self):
        self.assertEqual(json.loads(of(self.final, "ENTRYPOINT")[0]), ["nonmun-serve"])
        options = json.loads(of(self.final, "CMD")[0])
        known = run("nonmun-serve", "--help").stdout
        for option in options:
            if option.startswith("--"):
                self.assertIn(f"{option} ", known)
        self.assertNotIn("--no-token", options)
        self.assertNotIn(of(self.final, "USER")[0].split(":")[0], ("0", "root"))
        port = re.search(r":(\d+)$", options[1])[1]
        self.assertEqual(of(self.final, "EXPOSE"), [port])

    @needs_server
    @unittest.skipUnless(shutil.which("bash"), "bash is not installed")
    def test_the_health_check_tells_a_healthy_server(self):
        check = json.loads(re.search(r"CMD (\[.*\])$", of(self.final, "HEALTHCHECK")[0])[1])
        token = self.write("token", TOKEN + "\n")
        token.chmod(0o600)

        def healthy(port):
            return subprocess.run([word.replace("/7878", f"/{port}") for word in check],
                                  capture_output=True, timeout=60, check=False).returncode == 0

        server = Server(self.index, "--token-file", str(token), listen="0.0.0.0:0")
        self.addCleanup(server.stop)
        self.assertTrue(healthy(server.port), server.log())
        empty = Server(self.folder / "nowhere", "--token-file", str(token), listen="0.0.0.0:0")
        self.addCleanup(empty.stop)
        self.assertFalse(healthy(empty.port))
        empty.stop()
        self.assertFalse(healthy(empty.port))


if __name__ == "__main__":
    unittest.main()
