"""The library as others get it: installed static and shared, found by find_package and pkg-config,
as a folder of another project; and what an installation says about its own place.

Usage: NONMUN_BUILD=FOLDER python3 test_package.py (FOLDER: a complete build)
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
BUILD = pathlib.Path(os.environ.get("NONMUN_BUILD", SOURCE / ".build" / "release")).resolve()


def run(*command, check=True, **environment):
    done = subprocess.run([str(word) for word in command], env={**os.environ, **environment},
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=300, check=False)
    if check and done.returncode != 0:
        raise AssertionError(f"{command}: exit {done.returncode}\n{done.stdout}")
    return done


def cached(name):
    text = (BUILD / "CMakeCache.txt").read_text(encoding="utf-8")
    return re.search(rf"^{name}:\w+=(.*)$", text, re.M)[1]


SANITIZE = cached("NONMUN_SANITIZE")
FLAGS = f"-fsanitize={SANITIZE}" if SANITIZE else ""


def configure(source, build, *options, **environment):
    return run("cmake", "-S", source, "-B", build, "-G", "Ninja", f"-DCMAKE_CXX_FLAGS={FLAGS}",
               f"-DCMAKE_C_FLAGS={FLAGS}", *options, **environment)


def build_from_objects(source, build, *options, targets):
    """Builds nonmun with the objects of the build that is tested."""
    configure(source, build, f"-DCMAKE_BUILD_TYPE={cached('CMAKE_BUILD_TYPE')}",
              f"-DCMAKE_CXX_COMPILER_LAUNCHER={HERE / 'reuse-object.sh'}", *options)
    run("cmake", "--build", build, "--target", *targets,
        REUSE_OBJECTS=str(BUILD / "CMakeFiles/nonmun-core.dir"))


class PackageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.work = pathlib.Path(cls.temporary.name)
        # An installation works wherever it is moved.
        run("cmake", "--install", BUILD, "--prefix", cls.work / "first")
        shutil.move(cls.work / "first", cls.work / "static")

        build_from_objects(SOURCE, cls.work / "shared-build", "-DBUILD_SHARED_LIBS=ON",
                           "-DNONMUN_BUILD_PROGRAMS=OFF",
                           targets=["all", "all_verify_interface_header_sets"])
        run("cmake", "--install", cls.work / "shared-build", "--prefix", cls.work / "shared")

    def library(self, kind, pattern):
        found = sorted((self.work / kind).rglob(pattern))
        self.assertTrue(found, f"{pattern} is not installed")
        return found[0]

    def use(self, programs):
        """Indexes digests and a paper, and searches, with programs of another project."""
        with tempfile.TemporaryDirectory() as folder:
            updated = run(programs / "update", f"{folder}/index", SOURCE / "data/digests").stdout
            self.assertEqual(updated, "67\n")
            found = run(programs / "search", f"{folder}/index", "강화학습 클리핑").stdout
            self.assertTrue(found.startswith("1707.06347\t"), found)
            written = run(programs / "write", f"{folder}/index").stdout
            self.assertEqual(written, "68\n")
            found = run(programs / "search", f"{folder}/index", "id:x:boats-1").stdout
            self.assertTrue(found.startswith("x:boats-1\t"), found)
            missing = run(programs / "search", f"{folder}/nowhere", "x", check=False)
            self.assertEqual(missing.returncode, 66)

    def use_c(self, programs):
        """The same with programs in C."""
        with tempfile.TemporaryDirectory() as folder:
            answers = [json.loads(line) for line in run(
                programs / "write", f"{folder}/index", SOURCE / "data/digests").stdout.splitlines()
                if line.startswith("{")]
            self.assertEqual([a.get("documents") for a in answers[:2]], [67, 68])
            self.assertEqual(answers[2]["title"], "Tiny Boats")
            self.assertTrue(answers[3]["suggestions"])
            self.assertEqual(answers[4]["cause"], "interrupted")
            found = json.loads(run(programs / "search", f"{folder}/index", "강화학습 클리핑").stdout)
            self.assertEqual(found["hits"][0]["id"], "1707.06347")
            missing = run(programs / "search", f"{folder}/nowhere", "x", check=False)
            self.assertEqual(missing.returncode, 66)
            self.assertEqual(json.loads(missing.stdout)["cause"], "no_index")

    def with_cmake(self, kind):
        for consumer, use in (("consumer", self.use), ("consumer-c", self.use_c)):
            build = self.work / f"{kind}-{consumer}-cmake"
            configure(HERE / consumer, build, f"-DCMAKE_PREFIX_PATH={self.work / kind}")
            run("cmake", "--build", build)
            use(build)

    def with_pkg_config(self, kind):
        folder = self.library(kind, "nonmun.pc").parent
        asked = run("pkg-config", "--cflags", "--libs", "nonmun", PKG_CONFIG_PATH=str(folder)).stdout
        programs = self.work / f"{kind}-pkg-config"
        programs.mkdir()
        for program in ("search", "update", "write"):
            run(os.environ.get("CXX", "c++"), "-std=c++20", *FLAGS.split(),
                HERE / f"consumer/{program}.cpp", "-o", programs / program, *asked.split(),
                f"-Wl,-rpath,{folder.parent}")
        self.use(programs)
        for program in ("search", "write"):
            run(os.environ.get("CC", "cc"), "-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror",
                *FLAGS.split(), HERE / f"consumer-c/{program}.c", "-o", programs / program,
                *asked.split(), f"-Wl,-rpath,{folder.parent}")
        self.use_c(programs)

    def test_static_with_cmake(self):
        self.with_cmake("static")

    def test_static_with_pkg_config(self):
        self.with_pkg_config("static")

    def test_shared_with_cmake(self):
        self.with_cmake("shared")

    def test_shared_with_pkg_config(self):
        self.with_pkg_config("shared")

    def run_python_tests(self, **environment):
        """The tests of the Python package; skips where there is no pytest."""
        done = run(sys.executable, "-B", SOURCE / "tests/bindings/run_pytest.py", check=False,
                   **{"NONMUN_LIBRARY": "", **environment})
        if done.returncode == 77:
            self.skipTest(done.stdout.strip())
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertRegex(done.stdout, r"\d+ passed")

    def test_installed_python_package_finds_its_library(self):
        self.assertFalse(list((self.work / "static").rglob("nonmun/__init__.py")))
        package = self.library("shared", "nonmun/__init__.py").parents[1]
        if SANITIZE:
            self.skipTest("Python cannot load a library that is built with a sanitizer")
        self.run_python_tests(PYTHONPATH=str(package))

    def test_python_package_by_pip(self):
        if SANITIZE:
            self.skipTest("Python cannot load a library that is built with a sanitizer")
        python = next((p for p in (sys.executable, "/usr/bin/python3") if run(
            p, "-c", "import setuptools, wheel, pip", check=False).returncode == 0), None)
        if python is None:
            self.skipTest("no Python here has pip, setuptools and wheel")
        source = self.work / "python-source"  # setuptools writes into the folder it builds
        shutil.copytree(SOURCE / "searcher/bindings/python", source)
        run(python, "-m", "pip", "install", "--quiet", "--no-build-isolation", "--no-deps",
            "--no-index", "--disable-pip-version-check", "--target", self.work / "pip", source,
            PIP_ROOT_USER_ACTION="ignore")
        self.assertTrue((self.work / "pip/nonmun/py.typed").is_file())
        self.run_python_tests(PYTHONPATH=str(self.work / "pip"),
                              NONMUN_LIBRARY=str(self.library("shared", "libnonmun.so")))

    def test_installed_programs(self):
        programs = self.work / "static/bin"
        with tempfile.TemporaryDirectory() as folder:
            updated = run(programs / "nonmun-index", "update", "--index", f"{folder}/index",
                          SOURCE / "data/digests").stdout
            self.assertRegex(updated, r"(?m)^67 papers")
            found = run(programs / "nonmun-search", "--index", f"{folder}/index", "디퓨전",
                        LC_ALL="ko_KR.UTF-8", LANGUAGE="").stdout
            # The catalogue has moved with the programs.
            self.assertEqual(found.startswith("논문 67편 중 "), shutil.which("msgfmt") is not None)
            pages = [*(self.work / "static").rglob("man/ko/man1/nonmun-search.1"),
                     *(self.work / "static").rglob("man/ko/man7/nonmun-query.7")]
            both = shutil.which("scdoc") is not None and shutil.which("msgfmt") is not None
            self.assertEqual(len(pages), 2 if both else 0)

    def test_node_over_http(self):
        server = self.work / "static/bin/nonmun-serve"
        if shutil.which("node") is None or not server.exists():
            self.skipTest("node is not installed, or nonmun-serve is not built")
        client = HERE / "consumer-node/search.mjs"
        with tempfile.TemporaryDirectory() as folder:
            run(self.work / "static/bin/nonmun-index", "update", "--index", f"{folder}/index",
                SOURCE / "data/digests")
            with subprocess.Popen([server, "--index", f"{folder}/index", "--listen", "127.0.0.1:0"],
                                  stderr=subprocess.PIPE, text=True) as process:
                url = next(found[0] for line in process.stderr
                           if (found := re.search(r"http://[0-9.]+:\d+", line)))
                found = run("node", client, "강화학습 클리핑", NONMUN_URL=url).stdout
                self.assertTrue(found.startswith("1707.06347\t"), found)
                # A query beyond the limit is an error that says its cause.
                refused = run("node", client, "x" * 8193, NONMUN_URL=url, check=False)
                self.assertNotEqual(refused.returncode, 0)
                self.assertRegex(refused.stdout, r"Error: \S+: \S")
                process.terminate()
                process.stderr.read()

    def test_components(self):
        def found(kind, arguments):
            with tempfile.TemporaryDirectory() as build:
                done = run("cmake", "-S", HERE / "component", "-B", build, "-G", "Ninja",
                           f"-DCMAKE_PREFIX_PATH={self.work / kind}", f"-DARGUMENTS={arguments}",
                           check=False)
            return done.returncode == 0 and "nonmun found: 1" in done.stdout, done.stdout

        self.assertTrue(found("static", "0.1;REQUIRED")[0])
        ok, output = found("static", "REQUIRED;COMPONENTS;index")
        self.assertFalse(ok)
        self.assertIn('no component "index"', output)
        self.assertFalse(found("shared", "COMPONENTS;index")[0])
        self.assertTrue(found("shared", "REQUIRED;OPTIONAL_COMPONENTS;index")[0])
        self.assertFalse(found("shared", "0.0;REQUIRED")[0])

    def test_shared_library_has_a_versioned_name(self):
        dynamic = run("readelf", "-d", self.library("shared", "libnonmun.so")).stdout
        self.assertRegex(dynamic, r"SONAME.*\[libnonmun\.so\.0\.1\]")

    def test_exported_symbols_are_the_public_names(self):
        symbols = run("nm", "-DC", "--defined-only", self.library("shared", "libnonmun.so")).stdout
        exported = {re.sub(r"\(.*", "", name) for _, name in
                    re.findall(r"^\w+ ([A-Z]) (?:typeinfo for |typeinfo name for |vtable for )?"
                               r"(nonmun::.*)$", symbols, re.M)}
        exported = {re.sub(r"\[abi:\w+\]|<.*", "", name).removeprefix("nonmun::")
                    for name in exported}
        declared, types = set(), set()
        for header in self.library("shared", "nonmun/error.hpp").parent.glob("*.hpp"):
            code = re.sub(r"//.*", "", header.read_text(encoding="utf-8"))
            types |= set(re.findall(r"^(?:class|struct|enum class) (\w+)", code, re.M))
            declared |= set(re.findall(r"^[A-Za-z][\w:<>,&* ]*[ &*](\w+)\([^;{}]*\)(?: noexcept)?;", code, re.M))
        self.assertIn("update_index", declared)
        self.assertEqual(sorted(declared - exported), [], "declared but not exported")
        self.assertEqual(sorted(name for name in exported
                                if name not in declared and name.split("::")[0] not in types), [],
                         "exported but not declared")

    def test_exported_functions_of_c_are_those_of_the_header(self):
        symbols = run("nm", "-D", "--defined-only", self.library("shared", "libnonmun.so")).stdout
        exported = set(re.findall(r"^\w+ T (nonmun_\w+)$", symbols, re.M))
        header = self.library("shared", "nonmun/nonmun.h").read_text(encoding="utf-8")
        code = re.sub(r"//.*", "", header)
        declared = set(re.findall(r"^[a-z][\w* ]*[ *](nonmun_\w+)\([^;{}]*\);", code, re.M))
        self.assertIn("nonmun_search", declared)
        self.assertEqual(exported, declared)
        # The header is a manual: each function has a comment of its own.
        for name in declared:
            self.assertRegex(header, rf"(?m)^///.*\n[a-z][^\n;/]*[ *]{name}\(", name)

    def test_installed_headers_are_the_public_ones(self):
        public = {path.name for path in SOURCE.glob("*/include/nonmun/*.h*")}
        for kind in ("static", "shared"):
            installed = {path.relative_to(self.work / kind / "include").as_posix()
                         for path in (self.work / kind / "include").rglob("*")
                         if path.is_file()}
            self.assertEqual(installed, {f"nonmun/{name}" for name in public})

    def test_a_subproject_installs_nothing_unless_asked(self):
        build = self.work / "parent"
        build_from_objects(HERE / "parent", build, f"-DNONMUN_SOURCE={SOURCE}", targets=["all"])
        run("cmake", "--install", build, "--prefix", self.work / "parent-installed")
        installed = [path.name for path in (self.work / "parent-installed").rglob("*")
                     if path.is_file()]
        self.assertEqual(installed, ["search"])
        self.assertEqual(run(build / "search", check=False).returncode, 2)

        configure(HERE / "parent", build, "-DNONMUN_INSTALL=ON")
        run("cmake", "--install", build, "--prefix", self.work / "parent-installed")
        self.library("parent-installed", "nonmun/search.hpp")

    def test_files_name_the_prefix_chosen_at_installation(self):
        stage = self.work / "stage"
        run("cmake", "--install", BUILD, "--prefix", "/opt/nonmun", DESTDIR=str(stage))
        root = stage / "opt/nonmun"
        service = (root / "lib/systemd/system/nonmun-index.service").read_text(encoding="utf-8")
        self.assertIn("\nExecStart=/opt/nonmun/bin/nonmun-index update ", service)
        cron = next(root.rglob("nonmun-index.cron")).read_text(encoding="utf-8")
        self.assertIn(" /opt/nonmun/bin/nonmun-index update ", cron)
        pages = list(root.rglob("man/man1/nonmun-index.1"))
        for page in pages:
            text = page.read_text(encoding="utf-8")
            self.assertIn("/opt/nonmun/lib/systemd/system/nonmun-index.timer",
                          re.sub(r"\\(&|(?=-))", "", text))
        self.assertEqual(bool(pages), shutil.which("scdoc") is not None)
        for path in root.rglob("*"):
            if path.is_file() and path.suffix not in ("", ".a", ".mo"):
                text = path.read_text(encoding="utf-8")
                self.assertNotRegex(text, r"@\w+dir@", str(path))
                self.assertNotIn(str(stage), text, str(path))


if __name__ == "__main__":
    unittest.main()
