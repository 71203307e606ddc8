"""Runs the Lucene peers on the same papers and queries, so that anybody can repeat the comparison."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from lab.digests import Paper
from lab.formats import Query, Run, one_line
from lab.paths import LABORATORY

# Name of the peer in the runner, and what it is called in the tables.
PEERS = {
    "standard": "Lucene StandardAnalyzer",
    "cjk": "Lucene CJKAnalyzer",
    "nori": "Lucene Nori",
    "nori-english": "Lucene Nori + English stemming",
}
JARS = ("lucene-core", "lucene-analyzers-common", "lucene-analyzers-nori")


class Unavailable(Exception):
    """The peers cannot run here; the message says which package is missing."""


class PeerFailed(Exception):
    """The runner did not compile or stopped with an error."""


def classpath(names: Sequence[str] = JARS) -> str:
    """The jars of Lucene 8, from $LUCENE_JARS or where Debian puts them."""
    folder = Path(os.environ.get("LUCENE_JARS") or "/usr/share/java")
    found = []
    for name in names:
        jars = sorted(folder.glob(f"{name}-8*.jar"))
        if not jars:
            raise Unavailable(f"no {name}-8*.jar in {folder}: apt-get install liblucene8-java")
        found.append(str(jars[-1]))
    for tool in ("javac", "java"):
        if not shutil.which(tool):
            raise Unavailable(f"no {tool}: apt-get install default-jdk-headless")
    return os.pathsep.join(found)


def _call(command: Sequence[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        raise PeerFailed(f"{command[0]} stopped with {done.returncode}:\n{done.stderr.strip()}")


def run_peers(
    papers: Iterable[Paper], queries: Sequence[Query], depth: int = 100, peers: Sequence[str] = tuple(PEERS)
) -> dict[str, Run]:
    """A run per peer. Compiles and works in a folder that is gone afterwards."""
    jars = classpath()
    with tempfile.TemporaryDirectory(prefix="nonmun-peers-") as name:
        folder = Path(name)
        source = LABORATORY / "peers" / "LucenePeer.java"
        _call(["javac", "-encoding", "UTF-8", "-cp", jars, "-d", name, str(source)])
        _write_papers(folder / "papers.tsv", papers)
        with (folder / "queries.tsv").open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(f"{query.qid}\t{one_line(query.text)}\n" for query in queries)
        inputs = [str(folder / "papers.tsv"), str(folder / "queries.tsv")]
        _call(["java", "-cp", os.pathsep.join([name, jars]), "LucenePeer", *inputs, str(depth), name, *peers])
        return {peer: _read(folder / f"{peer}.tsv") for peer in peers}


def _write_papers(path: Path, papers: Iterable[Paper]) -> None:
    """id, title, authors, summary. Sorted, as Lucene breaks ties by the order of addition."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for paper in sorted(papers, key=lambda p: p.id):
            fields = (paper.id, paper.title, ", ".join(paper.authors), " ".join(paper.summary))
            out.write("\t".join(one_line(f) for f in fields) + "\n")


def _read(path: Path) -> Run:
    run: Run = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        qid, docid = line.split("\t")
        run.setdefault(qid, []).append(docid)
    return run
