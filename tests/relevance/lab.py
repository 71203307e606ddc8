#!/usr/bin/env python3
"""The relevance laboratory. See README.md beside this file, or --help."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
# The folder lab/ and not this file: a package goes before a module of the same name.
from lab.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
