"""SQLite FTS5 as an application uses it: papers in a table, their text in an external-content index.

Usage: fts5.py TOKENIZER COMMAND ..., with a command of child.py.
"""

import os
import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from beside import child  # noqa: E402

SCHEMA = """
CREATE TABLE papers(number INTEGER PRIMARY KEY, id TEXT UNIQUE, listed TEXT, votes INTEGER,
                    title TEXT, authors TEXT, summary TEXT);
CREATE VIRTUAL TABLE text USING fts5(title, authors, summary, content='papers', content_rowid='number',
                                     tokenize='{tokenizer}');
"""
ADD = "INSERT INTO papers(id, listed, votes, title, authors, summary) VALUES (?, ?, ?, ?, ?, ?)"
INDEX = "INSERT INTO text(rowid, title, authors, summary) VALUES (?, ?, ?, ?)"
FORGET = "INSERT INTO text(text, rowid, title, authors, summary) VALUES ('delete', ?, ?, ?, ?)"
# bm25() is below 0, the better the lower.
RANKED = """
SELECT shown.id, shown.title, shown.authors, shown.summary FROM
 (SELECT papers.number AS number, bm25(text) * (1 + 0.05 * papers.votes / (papers.votes + 8.0)) AS score
  FROM text JOIN papers ON papers.number = text.rowid WHERE text MATCH ? {filter} ORDER BY score LIMIT {k}) AS best
JOIN papers AS shown ON shown.number = best.number ORDER BY best.score
"""
COUNTED = "SELECT count(*) FROM text JOIN papers ON papers.number = text.rowid WHERE text MATCH ? {filter}"


def build(tokenizer: str, papers: str, index: str) -> None:
    with sqlite3.connect(index) as database:
        database.executescript(SCHEMA.format(tokenizer=tokenizer))
        for row in child.rows(papers):
            number = database.execute(ADD, row).lastrowid
            database.execute(INDEX, (number, row.title, row.authors, row.summary))
    database.close()


def update(index: str, changed: str) -> None:
    with sqlite3.connect(index) as database:
        for row in child.rows(changed):
            before = database.execute(
                "SELECT number, title, authors, summary FROM papers WHERE id = ?", (row.id,)).fetchone()  # fmt: skip
            database.execute(FORGET, before)
            database.execute("UPDATE papers SET listed = ?, votes = ?, title = ?, authors = ?, summary = ? WHERE id = ?",
                             (*row[1:], row.id))  # fmt: skip
            database.execute(INDEX, (before[0], row.title, row.authors, row.summary))
    database.close()


def refresh(index: str, votes: str) -> None:
    with sqlite3.connect(index) as database:
        turned = ((count, id_) for id_, count in child.votes(votes))
        database.executemany("UPDATE papers SET votes = ? WHERE id = ?", turned)
    database.close()


def match(kind: str, text: str) -> str:
    quoted = ['"' + word.replace('"', '""') + '"' for word in text.split()]
    if kind == "phrase":
        return '"' + text.replace('"', '""') + '"'
    if kind == "author":
        return 'authors : "' + text.replace('"', '""') + '"'
    return (" AND " if kind == "and" else " OR ").join(quoted)


def ranked(query: child.Query, sql: str, k: int = 0) -> tuple[str, tuple[str, ...]]:
    """The statement for a query and its parameters."""
    dated = query.kind == "date"
    days = (query.since, query.until) if dated else ()
    statement = sql.format(filter="AND papers.listed BETWEEN ? AND ?" if dated else "", k=k)
    return statement, (match(query.kind, query.text), *days)


class Opened:
    def __init__(self, index: str) -> None:
        self.database = sqlite3.connect(f"file:{index}?mode=ro", uri=True)
        self.pid = os.getpid()

    def clock(self) -> int:
        return child.thread_clock()

    def found(self, query: child.Query) -> int:
        return self.database.execute(*ranked(query, COUNTED)).fetchone()[0]

    def top(self, query: child.Query, k: int) -> list[str]:
        return [row[0] for row in self.database.execute(*ranked(query, RANKED, k))]


def cold_sql(query: child.Query, k: int) -> str:
    """The statement for the command line of SQLite."""
    statement, values = ranked(query, RANKED, k)
    for value in values:
        statement = statement.replace("?", "'" + value.replace("'", "''") + "'", 1)
    return " ".join(statement.split())


if __name__ == "__main__":
    tokenizer, *rest = sys.argv[1:]
    sys.exit(child.main(lambda papers, index: build(tokenizer, papers, index), update, refresh, Opened, rest))
