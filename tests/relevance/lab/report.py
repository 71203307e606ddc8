"""The side-by-side report: one HTML file in which a person sees both rankings."""

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from html import escape
from pathlib import Path

from lab.compare import GROUP_HEADER, TIE, bootstrap, changed, differences, group_rows, wins
from lab.formats import Qrels, Query, Ranking, Run
from lab.groups import NONE, group, groups_of
from lab.metrics import NAMES, Scores, mean

HERE = Path(__file__).resolve().parent
ARXIV = re.compile(r"\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7}")
DEPTH = 10


@dataclass(frozen=True)
class Side:
    """One of the two configurations."""

    label: str
    run: Run
    scores: Mapping[str, Scores]


def _hash(text: str) -> str:
    """The source expression that lets exactly this inline text through a content security policy."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def _signed(value: float) -> str:
    kind = "win" if value > TIE else "loss" if value < -TIE else "soft"
    return f'<span class="{kind}">{value:+.3f}</span>'


def _group_name(name: str) -> str:
    return "no trait" if name == NONE else name


def _table(label: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table that scrolls by itself where it is wider than the window, also with the keyboard."""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
    body = "\n".join(
        f'<tr><th scope="row">{escape(first)}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in rest) + "</tr>"
        for first, *rest in rows
    )
    return (
        f'<div class="scroll" role="region" aria-label="{label}" tabindex="0"><table>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n</table></div>"
    )


def _title(docid: str, titles: Mapping[str, str]) -> str:
    text = f'<span lang="en">{escape(titles.get(docid) or docid)}</span>'
    if not ARXIV.fullmatch(docid):
        return text
    return f'<a href="https://arxiv.org/abs/{escape(docid)}" rel="noreferrer" title="{escape(docid)}">{text}</a>'


def _item(docid: str, rank: int | None, other: str, there: int | None, grade: int, titles: Mapping[str, str]) -> str:
    """One line of a ranking: its rank, its title, and where the other side has it."""
    kind = f' class="g{min(grade, 2)}"' if grade else ""
    mark = f'<span class="grade">grade {grade}</span> ' if grade else ""
    move = "=" if rank and rank == there else f"{other} {there or '–'}"
    hint = f"{other}: rank {there}" if there else f"{other}: not found"
    return (
        f'<li{kind}><span class="rank">{rank or "–"}</span><span>{mark}{_title(docid, titles)}</span>'
        f'<span class="move" title="{hint}">{move}</span></li>'
    )


def _ranking(
    mine: Ranking, other: str, others: Ranking, grades: Mapping[str, int], titles: Mapping[str, str]
) -> str:
    """The first ranks, then the relevant papers that are not among them."""
    ranks = {docid: rank for rank, docid in enumerate(mine, 1)}
    elsewhere = {docid: rank for rank, docid in enumerate(others, 1)}

    def items(docids: Sequence[str]) -> str:
        return "\n".join(_item(d, ranks.get(d), other, elsewhere.get(d), grades.get(d, 0), titles) for d in docids)

    top = mine[:DEPTH]
    missed = [d for d, grade in grades.items() if grade > 0 and d not in top]
    missed.sort(key=lambda d: (-grades[d], ranks.get(d, 10**9), d))
    html = f"<ol>\n{items(top)}\n</ol>" if top else '<p class="soft">No hits.</p>'
    if missed:
        html += f'\n<h4>Relevant, below rank {DEPTH} or not found</h4>\n<ol class="missed">\n{items(missed)}\n</ol>'
    return html


def _query(query: Query, a: Side, b: Side, grades: Mapping[str, int], titles: Mapping[str, str], opened: bool) -> str:
    scores = (a.scores[query.qid], b.scores[query.qid])
    delta = scores[1].ndcg10 - scores[0].ndcg10
    rankings = (a.run.get(query.qid, []), b.run.get(query.qid, []))
    tags = "".join(f'<span class="tag">{escape(t)}</span>' for t in (query.language, *query.traits))
    sides = "\n".join(
        f'<section><h3><b class="side">{letter}</b>{escape(side.label)}</h3>\n<p class="scores">'
        + "".join(f"<span>{name} {value:.3f}</span>" for name, value in zip(NAMES, astuple(side.scores[query.qid])))
        + f"</p>\n{_ranking(mine, other, others, grades, titles)}</section>"
        for letter, side, mine, other, others in (
            ("A", a, rankings[0], "B", rankings[1]),
            ("B", b, rankings[1], "A", rankings[0]),
        )
    )
    # A comma parts traits in the query file, so no trait has one.
    groups = escape(",".join(groups_of(query)))
    return (
        f'<details data-qid="{escape(query.qid)}" data-groups="{groups}" data-delta="{delta:.6f}"'
        f' data-b="{scores[1].ndcg10:.6f}"{" open" if opened else ""}>\n'
        f'<summary><span class="soft">{escape(query.qid)}</span>'
        f'<span class="query" lang="{"en" if query.language == "en" else "ko"}">{escape(query.text)}</span>{tags}'
        f'<span class="soft">{scores[0].ndcg10:.3f} → {scores[1].ndcg10:.3f}</span>'
        f'<span class="delta">{_signed(delta)}</span></summary>\n<div class="sides">\n{sides}\n</div>\n</details>'
    )


def _controls(groups: Mapping[str, Sequence[str]]) -> str:
    options = "".join(
        f'<option value="{escape(name)}">{escape(_group_name(name))} ({len(qids)})</option>'
        for name, qids in groups.items()
    )
    # Hidden until the script runs: without it the controls would do nothing, and all queries are readable anyway.
    return f"""<form id="controls" hidden>
<label>Group <select name="group">{options}</select></label>
<label>Change <select name="direction"><option value="any">any</option><option value="changed">changed</option>
<option value="win">B better</option><option value="loss">B worse</option></select></label>
<label>Order <select name="order"><option value="loss">greatest loss</option><option value="gain">greatest gain</option>
<option value="change">greatest change</option><option value="lowest">lowest nDCG of B</option>
<option value="id">query id</option></select></label>
<label>Contains <input name="words" type="search"></label>
<button type="button" id="open">Open all</button><button type="button" id="close">Close all</button>
<span id="shown" class="soft" role="status"></span>
</form>"""


def _measures(a: Side, b: Side, qids: Sequence[str]) -> str:
    rows = [
        [name, f"{x:.4f}", f"{y:.4f}", f"{i.mean:+.4f}", f"[{i.low:+.4f}, {i.high:+.4f}]"]
        for name, x, y, i in zip(
            NAMES,
            astuple(mean(a.scores[q] for q in qids)),
            astuple(mean(b.scores[q] for q in qids)),
            bootstrap(differences(a.scores, b.scores, qids)),
        )
    ]
    return _table("Measures", ("measure", "A", "B", "B − A", "95 % interval"), rows)


def render(a: Side, b: Side, queries: Sequence[Query], qrels: Qrels, titles: Mapping[str, str]) -> str:
    """The page. The same input gives the same bytes."""
    style, script = (HERE / "report.css").read_text("utf-8"), (HERE / "report.js").read_text("utf-8")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    qids = [query.qid for query in queries]
    moved = changed(a.scores, b.scores, queries)
    still = [query for query in queries if query not in moved]
    won, lost = wins(a.scores, b.scores, qids)
    entries = "\n".join(_query(q, a, b, qrels[q.qid], titles, q in moved) for q in [*moved, *still])
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Relevance: {escape(a.label)} and {escape(b.label)}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>Two rankings side by side</h1>
<p><b class="side">A</b>{escape(a.label)}</p>
<p><b class="side">B</b>{escape(b.label)}</p>
<ul class="outcome">
<li><b class="win">{won}</b> B better</li>
<li><b class="loss">{lost}</b> B worse</li>
<li><b>{len(queries) - won - lost}</b> equal</li>
</ul>
<p class="soft">{len(queries)} queries by nDCG@10; differences up to {TIE} count as equal.</p>
</header>
<main>
<h2>Measures</h2>
{_measures(a, b, qids)}
<h2>Groups</h2>
{_table("Groups", GROUP_HEADER, [[_group_name(name), *row] for name, *row in group_rows(a.scores, b.scores, queries)])}
<p class="soft">d: B − A. W/L: queries on which B is better, worse.</p>
<h2>Queries</h2>
<p class="soft">Relevant papers carry their grade, 2 or the lesser 1. At the right is the rank on the other side: “B 26”,
“B –” when not found there, “=” for the same rank.</p>
{_controls(group(queries))}
<div id="queries" data-tie="{TIE}">
{entries}
</div>
</main>
<script>{script}</script>
</body>
</html>
"""
