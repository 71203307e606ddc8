"""Plain and Markdown tables."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple

from lab.formats import Query
from lab.groups import group
from lab.metrics import NAMES, Scores, mean


def render(header: Sequence[str], rows: Sequence[Sequence[str]], markdown: bool = False) -> str:
    """First column to the left, the others to the right."""
    table = [list(header), *(list(row) for row in rows)]
    if markdown:
        lines = ["| " + " | ".join(row) + " |" for row in table]
        lines.insert(1, "|---|" + "---:|" * (len(header) - 1))
        return "\n".join(lines)
    widths = [max(len(row[i]) for row in table) for i in range(len(header))]
    return "\n".join(
        "  ".join([row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:]))])
        for row in table
    )


def score_rows(scores: Mapping[str, Scores], queries: Sequence[Query]) -> list[list[str]]:
    """A row per group: its name, how many queries it has, and the four means."""
    rows = []
    for name, qids in group(queries).items():
        values = astuple(mean(scores[qid] for qid in qids))
        rows.append([name, str(len(qids)), *(f"{value:.4f}" for value in values)])
    return rows


def score_table(scores: Mapping[str, Scores], queries: Sequence[Query], markdown: bool = False) -> str:
    """The table of one run."""
    return render(("group", "n", *NAMES), score_rows(scores, queries), markdown)
