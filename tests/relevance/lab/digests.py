"""A tiny reader of digests, for the peers and the generated sets only.

Deliberately independent of the indexer's reader: were the peers fed by our own
code, an error in it would harm both sides alike and stay invisible in the
comparison. It covers what digests contain, not what Markdown allows.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

DAY = re.compile(r"##\s+Daily Papers\b(?:\s*\((?P<day>[\d-]+)\))?")
HEADING = re.compile(r"###\s+\[(?P<title>.*)\]\(https?://arxiv\.org/abs/(?P<id>[^)\s]+?)(?:v\d+)?\)\s*$")
VOTE = re.compile(r"Vote:\s*(?P<count>\d+|-)?\s*$")
AUTHORS = re.compile(r"Authors:\s*(?P<names>.*)$")
MEDIA = re.compile(r"!\[|\[Watch Video\]|<(?:div|video|img)\b")
MARKER = re.compile(r"[-*+]\s+")
# "**What's New**: " and "***What's New***: " name the section: words of the form, not of the paper.
# Other bold openings ("**Projector**: ") belong to the paper and stay.
LABEL = re.compile(
    r"(\*{2,3})(?:What['’]s New|Technical Details|Performance Highlights"
    r"|Limitations|Ethical Considerations|Conclusion)\1\s*:\s*"
)


@dataclass
class Paper:
    """What a peer knows of one paper."""

    id: str
    title: str
    authors: list[str] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)
    listed: str = ""  # YYYY-MM-DD
    votes: int | None = None


def read_text(text: str) -> Iterator[Paper]:
    """The papers of one digest in the order of the text."""
    paper: Paper | None = None
    inside, listed = False, ""
    for raw in text.split("\n"):
        line = raw.strip()
        if day := DAY.match(line):
            if paper:
                yield paper
            paper, inside, listed = None, True, day["day"] or ""
        elif line.startswith("### "):
            if paper:
                yield paper
            heading = HEADING.match(line) if inside else None
            paper = Paper(heading["id"], heading["title"].strip(), listed=listed) if heading else None
        elif paper and (vote := VOTE.match(line)):
            paper.votes = int(vote["count"]) if (vote["count"] or "-") != "-" else paper.votes
        elif paper and line and not MEDIA.match(line):
            authors = AUTHORS.match(line)
            if authors and not paper.authors:
                names = (name.strip() for name in authors["names"].split(","))
                paper.authors = list(dict.fromkeys(n for n in names if n and n != "+"))
            else:
                paper.summary.append(_content(line))
    if paper:
        yield paper


def _content(line: str) -> str:
    """A summary line without bullet and, after a bullet, without the section label."""
    marker = MARKER.match(line)
    if not marker:
        return line
    line = line[marker.end():]
    label = LABEL.match(line)
    return line[label.end():] if label else line


def read_lines(text: str) -> Iterator[Paper]:
    """The papers of JSON lines."""
    for line in text.split("\n"):
        if line.strip():
            entry = json.loads(line)
            yield Paper(entry["id"], entry["title"], entry.get("authors", []), [entry.get("abstract", "")],
                        entry.get("listed", ""), entry.get("votes"))  # fmt: skip


def read_corpus(source: Path) -> dict[str, Paper]:
    """All papers under a folder of Markdown, or of one file of either format, by id.

    A paper listed on several days has the later summary if that has one, and the longer list of authors.
    """
    files = [source] if source.is_file() else sorted(source.rglob("*.md"))
    papers: dict[str, Paper] = {}
    for file in files:
        read = read_lines if file.suffix == ".jsonl" else read_text
        for paper in read(file.read_text(encoding="utf-8", errors="replace")):
            earlier = papers.get(paper.id)
            if earlier:
                paper.summary = paper.summary or earlier.summary
                paper.authors = max(paper.authors, earlier.authors, key=len)
                paper.votes = earlier.votes if paper.votes is None else paper.votes
            papers[paper.id] = paper
    return papers
