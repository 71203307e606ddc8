"""The benchmark beside other engines: documents, queries, systems, and the report."""

import sys
from pathlib import Path

# The relevance laboratory reads digests without nonmun, and knows where Lucene is.
sys.path.append(str(Path(__file__).resolve().parents[2] / "relevance"))
