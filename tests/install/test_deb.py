"""The Debian packages: built by the script of the project, looked at by lintian, and used.

The objects are those of the build that is tested, so the packages cost links only.

Usage: NONMUN_BUILD=FOLDER python3 test_deb.py (FOLDER: a complete build)
"""

import json
import os
import pathlib
import re
import shutil
import tempfile
import unittest

from test_package import BUILD, HERE, SANITIZE, SOURCE, cached, configure, run

DEB = SOURCE / "searcher/package/deb"
TOOLS = ("dpkg-deb", "dpkg-shlibdeps", "lintian", "scdoc")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]
VERSION = re.search(r'define NONMUN_VERSION "(.*)"', (
    SOURCE / "indexer/include/nonmun/version.hpp").read_text(encoding="utf-8"))[1]
LIBRARY = "libnonmun" + ".".join(VERSION.split(".")[:2])
COMPONENTS = {"nonmun": "programs", "nonmun-serve": "server", LIBRARY: "library",
              "libnonmun-dev": "development", "python3-nonmun": "python"}
# A file of each package that its users would miss.
FILES = {
    "nonmun": ["usr/bin/nonmun-index", "usr/bin/nonmun-search", "usr/share/nonmun/nonmun-nightly",
               "usr/lib/systemd/system/nonmun-index.timer", "usr/lib/sysusers.d/nonmun.conf",
               "usr/share/man/man7/nonmun-operations.7.gz",
               "usr/share/man/man7/nonmun-shards.7.gz",
               "usr/share/bash-completion/completions/nonmun-search"],
    "nonmun-serve": ["usr/bin/nonmun-serve", "usr/lib/systemd/system/nonmun-serve.socket",
                     "usr/share/man/man1/nonmun-serve.1.gz",
                     "usr/share/bash-completion/completions/nonmun-serve"],
    "libnonmun-dev": ["usr/include/nonmun/search.hpp", "usr/include/nonmun/nonmun.h"],
    "python3-nonmun": ["usr/lib/python3/dist-packages/nonmun/__init__.py"],
    LIBRARY: [],
}


@unittest.skipIf(MISSING, f"not installed: {', '.join(MISSING)}")
@unittest.skipIf(SANITIZE, "packages are not built with sanitizers")
class DebTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.work = pathlib.Path(cls.temporary.name)
        cls.packages = cls.work / "packages"
        run("sh", DEB / "build.sh", cls.packages, DEB_BUILD_FOLDER=str(cls.work / "build"),
            CXX=cached("CMAKE_CXX_COMPILER"), CXXFLAGS=cached("CMAKE_CXX_FLAGS"),
            CMAKE_CXX_COMPILER_LAUNCHER=str(HERE / "reuse-object.sh"), REUSE_BUILD=str(BUILD),
            DEBFULLNAME="Ada Lovelace", DEBEMAIL="ada@example.org")
        cls.files = {path.name.split("_")[0]: path for path in cls.packages.iterdir()}
        cls.root = cls.work / "root"
        (cls.root / "var/lib/dpkg").mkdir(parents=True)
        if os.geteuid() == 0:
            # Whatever two packages have in common is refused here.
            (cls.root / "var/lib/dpkg/status").touch()
            run("dpkg", f"--root={cls.root}", "--force-depends", "--no-triggers", "--unpack",
                *cls.files.values())
        else:
            for path in cls.files.values():
                run("dpkg-deb", "-x", path, cls.root)
        cls.libraries = next(cls.root.rglob(f"libnonmun.so.{VERSION}")).parent

    def contents(self, package):
        """Path: mode and owner of every file of a package."""
        listed = run("dpkg-deb", "-c", self.files[package]).stdout
        return {line.split(None, 5)[5].split(" -> ")[0].removeprefix("./"): line.split()[:2]
                for line in listed.splitlines() if not line.endswith("/")}

    def test_the_packages(self):
        self.assertEqual({path.name for path in self.packages.iterdir()},
                         {f"{name}_{VERSION}-1_{self.architecture(name)}.deb"
                          for name in COMPONENTS})

    def architecture(self, package):
        if package == "python3-nonmun":
            return "all"
        return run("dpkg", "--print-architecture").stdout.strip()

    def field(self, package, name):
        return run("dpkg-deb", "-f", self.files[package], name).stdout.strip()

    def test_fields(self):
        summaries = set()
        for package in COMPONENTS:
            self.assertEqual(self.field(package, "Package"), package)
            self.assertEqual(self.field(package, "Version"), f"{VERSION}-1")
            self.assertEqual(self.field(package, "Maintainer"), "Ada Lovelace <ada@example.org>")
            summaries.add(self.field(package, "Description").splitlines()[0])
        self.assertEqual(len(summaries), len(COMPONENTS))
        for package in ("nonmun", "nonmun-serve", LIBRARY):
            depends = self.field(package, "Depends")
            self.assertRegex(depends, r"\blibxapian30\b")
            self.assertNotRegex(depends, r"\blibnonmun")
        self.assertEqual(self.field("libnonmun-dev", "Depends"), f"{LIBRARY} (= {VERSION}-1)")
        self.assertIn(f"{LIBRARY} (>= {VERSION})", self.field("python3-nonmun", "Depends"))
        soname = run("readelf", "-d", self.libraries / f"libnonmun.so.{VERSION}").stdout
        name = re.search(r"SONAME.*\[libnonmun\.so\.(.*)\]", soname)[1]
        self.assertEqual(LIBRARY, f"libnonmun{name}")

    def test_contents(self):
        for package, expected in FILES.items():
            found = self.contents(package)
            self.assertLessEqual(set(expected), set(found))
            documents = f"usr/share/doc/{package}/"
            self.assertLessEqual({documents + "copyright", documents + "changelog.Debian.gz"},
                                 set(found))
            for path, (mode, owner) in found.items():
                self.assertEqual(owner, "root/root", path)
                executable = path.startswith("usr/bin/") or path.endswith(
                    ("nonmun-nightly", "nonmun-shards"))
                if not mode.startswith("l"):
                    self.assertEqual(mode, "-rwxr-xr-x" if executable else "-rw-r--r--", path)

    def test_every_installed_file_is_in_one_package(self):
        stage = self.work / "stage"
        run("cmake", "--install", self.work / "build", DESTDIR=str(stage))
        installed = {path.relative_to(stage).as_posix() for path in stage.rglob("*")
                     if not path.is_dir() or path.is_symlink()}
        packed = {}
        for package in COMPONENTS:
            for path in self.contents(package):
                path = re.sub(r"(/man\d/.*)\.gz$", r"\1", path)
                self.assertNotIn(path, packed)
                packed[path] = package
        of_packages_only = {path for path in packed
                            if re.search(r"/(copyright|changelog\.Debian\.gz)$", path)
                            or path.startswith("usr/share/lintian/")}
        self.assertEqual(set(packed) - of_packages_only, installed)

    def test_files_name_places_below_usr(self):
        service = (self.root / "usr/lib/systemd/system/nonmun-index.service").read_text()
        self.assertIn("\nExecStart=/usr/bin/nonmun-index update ", service)
        for path in self.root.joinpath("usr").rglob("*"):
            if path.is_file() and path.suffix not in (".gz",):
                self.assertNotIn(str(self.work).encode(), path.read_bytes(), path)

    def test_lintian_has_nothing_to_say(self):
        """What is meant to be is in an overrides file, with its reason."""
        done = run("lintian", "--fail-on", "error,warning", "--suppress-tags", "bogus-mail-host",
                   "--allow-root", *self.files.values(), check=False)
        self.assertEqual((done.returncode, re.findall(r"(?m)^[EW]: .*", done.stdout)), (0, []),
                         done.stdout)
        for path in [DEB / "all.overrides", *DEB.glob("*.d/overrides")]:
            self.assertTrue(path.read_text(encoding="utf-8").startswith("# "), path)

    def test_maintainer_scripts(self):
        calls = self.work / "calls"
        stubs = self.work / "stubs"
        stubs.mkdir()
        for name in ("systemd-sysusers", "systemctl", "py3compile", "py3clean", "ldconfig"):
            stub = stubs / name
            stub.write_text(f'#!/bin/sh\necho "{name} $*" >>{calls}\n')
            stub.chmod(0o755)
        for package in COMPONENTS:
            control = self.work / "control" / package
            control.parent.mkdir(exist_ok=True)
            run("dpkg-deb", "-e", self.files[package], control)
            for script, argument in (("postinst", "configure"), ("prerm", "remove"),
                                     ("postrm", "remove"), ("postrm", "purge")):
                if (control / script).exists():
                    for root in ("", "/elsewhere"):
                        run("sh", "-eu", control / script, argument, DPKG_ROOT=root,
                            PATH=f"{stubs}:{os.environ['PATH']}")
        called = calls.read_text()
        self.assertIn("systemd-sysusers nonmun.conf\n", called)
        self.assertIn("systemd-sysusers --root=/elsewhere nonmun.conf\n", called)
        self.assertIn("py3compile -p python3-nonmun\n", called)
        self.assertIn("py3clean -p python3-nonmun\n", called)
        self.assertIn("activate-noawait ldconfig\n",
                      (self.work / "control" / LIBRARY / "triggers").read_text())
        self.assertEqual((self.work / "control" / LIBRARY / "shlibs").read_text().split(None, 3)[:3],
                         ["libnonmun", LIBRARY.removeprefix("libnonmun"), LIBRARY])

    def test_programs_run(self):
        with tempfile.TemporaryDirectory() as folder:
            index = f"{folder}/index"
            run(self.root / "usr/bin/nonmun-index", "update", "--index", index,
                SOURCE / "data/digests")
            found = json.loads(run(self.root / "usr/bin/nonmun-search", "--json", "--index", index,
                                   "강화학습 클리핑").stdout)
            self.assertEqual(found["hits"][0]["id"], "1707.06347")
            self.assertIn(f"nonmun-serve {VERSION}",
                          run(self.root / "usr/bin/nonmun-serve", "--version").stdout)
            script = ("import sys, nonmun; "
                      "print(nonmun.Index(sys.argv[1]).search('강화학습 클리핑').hits[0].id)")
            found = run("/usr/bin/python3", "-c", script, index,
                        PYTHONPATH=str(self.root / "usr/lib/python3/dist-packages"),
                        LD_LIBRARY_PATH=str(self.libraries), PYTHONDONTWRITEBYTECODE="1")
            self.assertEqual(found.stdout, "1707.06347\n")

    def test_another_project_builds_with_the_development_package(self):
        build = self.work / "consumer"
        configure(HERE / "consumer", build, f"-DCMAKE_PREFIX_PATH={self.root}/usr")
        run("cmake", "--build", build)
        asked = run("pkg-config", "--cflags", "--libs", "nonmun",
                    PKG_CONFIG_LIBDIR=str(self.libraries / "pkgconfig")).stdout
        run("c++", "-std=c++20", HERE / "consumer/search.cpp", "-o", self.work / "search",
            *asked.split())
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(run(build / "update", f"{folder}/index", SOURCE / "data/digests").stdout,
                             "67\n")
            for program in (build / "search", self.work / "search"):
                found = run(program, f"{folder}/index", "강화학습 클리핑",
                            LD_LIBRARY_PATH=str(self.libraries)).stdout
                self.assertTrue(found.startswith("1707.06347\t"), found)


if __name__ == "__main__":
    unittest.main()
