"""groonga with TokenBigram over all text, driven by its command line program through a pipe.

Usage: groonga.py COMMAND ..., with a command of child.py.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from beside import child  # noqa: E402

TABLE = """
table_create Papers TABLE_HASH_KEY ShortText
column_create Papers listed COLUMN_SCALAR UInt32
column_create Papers votes COLUMN_SCALAR UInt32
column_create Papers title COLUMN_SCALAR Text
column_create Papers authors COLUMN_SCALAR ShortText
column_create Papers summary COLUMN_SCALAR Text
"""
# After the papers are loaded, so that groonga builds the index in one go.
INDEX = """
table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto
column_create Terms text COLUMN_INDEX|WITH_POSITION|WITH_SECTION Papers title,authors,summary
"""


def day(listed: str) -> int:
    return int(listed.replace("-", ""))


def run(index: str, lines: Iterable[str], new: bool = False) -> None:
    """Sends commands to a process of its own, a line at a time, and sees that each succeeds."""
    Path(index).mkdir(exist_ok=True)
    command = ["groonga", *(["-n"] if new else []), f"{index}/db"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        for line in lines:
            process.stdin.write(line)  # type: ignore[union-attr]
        # Answers are few and short: they wait in the pipe until here.
        out, _ = process.communicate()
    answers = [json.loads(line) for line in out.splitlines() if line]
    failed = [answer for answer in answers if answer[0][0] != 0]
    if process.returncode or failed:
        raise RuntimeError(f"groonga failed: {failed[:1] or process.returncode}")


def load(entries: Iterable[dict]) -> Iterable[str]:
    yield "load --table Papers\n["
    separator = "\n"
    for entry in entries:
        yield separator + json.dumps(entry, ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n"


def papers(path: str) -> Iterable[dict]:
    for row in child.rows(path):
        yield {"_key": row.id, "listed": day(row.listed), "votes": row.votes, "title": row.title,
               "authors": row.authors, "summary": row.summary}  # fmt: skip


def build(path: str, index: str) -> None:
    def lines() -> Iterable[str]:
        yield TABLE.lstrip()
        yield from load(papers(path))
        yield INDEX.lstrip()

    run(index, lines(), new=True)


def update(index: str, changed: str) -> None:
    run(index, load(papers(changed)))


def refresh(index: str, votes: str) -> None:
    run(index, load({"_key": id_, "votes": count} for id_, count in child.votes(votes)))


def select(query: child.Query, k: int) -> str:
    """The command for a query, as a path: nothing in it needs quotes of a shell."""
    quoted = ['"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"' for word in query.text.split()]
    whole = '"' + query.text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    texts = {"phrase": whole, "author": whole, "and": " ".join(quoted)}
    parameters = {
        "table": "Papers",
        "match_columns": "authors" if query.kind == "author" else "title||authors||summary",
        "query": texts.get(query.kind, " OR ".join(quoted)),
        "columns[score].stage": "filtered",
        "columns[score].type": "Float",
        "columns[score].value": "_score * (1 + 0.05 * votes / (votes + 8.0))",
        "sort_keys": "-score",
        "output_columns": "_key,title,authors,summary",
        "limit": str(k),
        "cache": "no",
    }
    if query.kind == "date":
        parameters["filter"] = f"listed >= {day(query.since)} && listed <= {day(query.until)}"
    return "/d/select?" + urlencode(parameters)


class Opened:
    def __init__(self, index: str) -> None:
        self.process = subprocess.Popen(["groonga", f"{index}/db"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.pid = self.process.pid
        self.count = 0

    def clock(self) -> int:
        # The CPU clock of another process, as clock_getcpuclockid(3) would name it.
        return time.clock_gettime_ns((~self.pid << 3) | 2)

    def top(self, query: child.Query, k: int) -> list[str]:
        self.process.stdin.write(select(query, k) + "\n")  # type: ignore[union-attr]
        self.process.stdin.flush()  # type: ignore[union-attr]
        head, *body = json.loads(self.process.stdout.readline())  # type: ignore[union-attr]
        if head[0] != 0:
            raise RuntimeError(f"groonga: {query.text}: {head}")
        (self.count,), _, *found = body[0][0]
        return [row[0] for row in found]

    def found(self, query: child.Query) -> int:
        return self.count  # of the query that was answered last


if __name__ == "__main__":
    sys.exit(child.main(build, update, refresh, Opened, sys.argv[1:]))
