"""The package itself: its version, its example, how it finds the library."""

import os
import pathlib
import re
import subprocess
import sys

import nonmun
import pytest
from conftest import DIGESTS, SOURCE
from nonmun import _library

PACKAGE = pathlib.Path(nonmun.__file__).resolve().parents[1]


def python(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-B", *map(str, arguments)], capture_output=True, text=True, check=False,
        encoding="utf-8", env={**os.environ, "PYTHONPATH": str(PACKAGE),
                               "PYTHONIOENCODING": "utf-8", **environment})


def test_versions_are_those_of_the_library():
    header = (SOURCE / "indexer/include/nonmun/version.hpp").read_text(encoding="utf-8")
    version = re.search(r'define NONMUN_VERSION "(.*)"', header)[1]
    assert nonmun.__version__ == version == nonmun.library_version()
    c_header = (SOURCE / "searcher/include/nonmun/nonmun.h").read_text(encoding="utf-8")
    assert f"#define NONMUN_ABI_VERSION {_library.ABI_VERSION}\n" in c_header


def test_every_function_of_the_header_is_declared():
    header = (SOURCE / "searcher/include/nonmun/nonmun.h").read_text(encoding="utf-8")
    declared = set(re.findall(r"^[a-z][\w* ]*[ *](nonmun_\w+)\(", header, re.M))
    ours = {*_library._STATUS_CALLS, *_library._FREEING_CALLS, "nonmun_version",
            "nonmun_abi_version", "nonmun_cancel_new"}
    assert ours == declared
    for name, arguments in _library._STATUS_CALLS.items():
        parameters = re.search(rf"{name}\(([^;)]+)\);", header)[1]
        assert parameters.count(",") + 1 == len(arguments), name


def test_public_names_are_listed():
    public = {name for name in vars(nonmun) if not name.startswith("_")}
    assert public | {"__version__"} == set(nonmun.__all__)
    assert (pathlib.Path(nonmun.__file__).parent / "py.typed").is_file()


def test_types_are_sound(tmp_path):
    pytest.importorskip("mypy", reason="mypy is not installed (Debian: python3-mypy)")
    done = python("-m", "mypy", "--strict", "--python-version", "3.9",
                  "--enable-incomplete-feature=Unpack", "--cache-dir", tmp_path, "-p", "nonmun",
                  MYPYPATH=str(PACKAGE), PYTHONPATH="")
    assert done.returncode == 0, done.stdout + done.stderr
    done = python("-m", "mypy", "--strict", "--enable-incomplete-feature=Unpack", "--cache-dir",
                  tmp_path, SOURCE / "searcher/bindings/python/examples/explore.py",
                  MYPYPATH=str(PACKAGE), PYTHONPATH="")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_library_that_is_not_there_is_an_import_error(tmp_path):
    done = python("-c", "import nonmun\ntry: nonmun.analyze('x')\n"
                  "except nonmun.LibraryError as e: print(isinstance(e, ImportError), e)",
                  NONMUN_LIBRARY=str(tmp_path / "none.so"))
    assert done.stdout.startswith("True cannot load"), done.stderr
    assert "none.so" in done.stdout and "NONMUN_LIBRARY" in done.stdout


def test_a_library_of_something_else_is_refused():
    done = python("-c", "import nonmun\ntry: nonmun.analyze('x')\n"
                  "except nonmun.LibraryError as e: print('refused')", NONMUN_LIBRARY="libc.so.6")
    assert done.stdout == "refused\n", done.stderr


def test_the_example_runs(sample):
    done = python(SOURCE / "searcher/bindings/python/examples/explore.py", sample)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("67 papers, 2023-12-04 to 2025-03-10\n")
    assert "[강화 학습" in done.stdout and "column 8:" in done.stdout


def test_the_readme_runs(tmp_path):
    """Code of README.md, in order, as one program."""
    readme = (SOURCE / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", readme, re.M | re.S)
    assert blocks
    script = tmp_path / "readme.py"
    script.write_text("\n".join(blocks), encoding="utf-8")
    (tmp_path / "digests").symlink_to(DIGESTS)
    done = subprocess.run([sys.executable, "-B", str(script)], capture_output=True, text=True,
                          cwd=tmp_path, check=False, encoding="utf-8",
                          env={**os.environ, "PYTHONPATH": str(PACKAGE),
                               "PYTHONIOENCODING": "utf-8"})
    assert done.returncode == 0, done.stderr
    assert "1707.06347" in done.stdout
