"""Runs the tests of the Python package with the first Python that has pytest.

Usage: NONMUN_LIBRARY=FILE PYTHONPATH=FOLDER python3 run_pytest.py [PYTEST_ARGUMENT...]
Exits with 77 when no Python has it.
"""

import pathlib
import subprocess
import sys

SKIPPED = 77


def main():
    tests = pathlib.Path(__file__).resolve().parent / "python"
    for python in (sys.executable, "/usr/bin/python3"):
        try:
            has_pytest = subprocess.run([python, "-c", "import pytest"], capture_output=True,
                                        check=False).returncode == 0
        except OSError:
            continue
        if has_pytest:
            return subprocess.run(
                [python, "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tests),
                 *sys.argv[1:]], check=False).returncode
    print("no Python here has pytest (Debian: python3-pytest)")
    return SKIPPED


if __name__ == "__main__":
    sys.exit(main())
