"""How many words with one slip of the finger are led back to the word that was meant.

A word is drawn from the words that some papers have, and one random edit is made: another letter (in
Korean another jamo of a syllable), two neighbours in each other's place, one left out, or one typed
twice. What is a word of the papers itself, or of the English dictionary, is no slip to be seen and is
drawn anew. Korean words are edited by syllables and as stems, for their particles are not part of them.
"""

import json
import random
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from lab.configuration import Failed
from lab.digests import Paper
from lab.generated import ENGLISH_WORDS
from lab.runner import NO_HITS, PARALLEL

SEED = 20_240_101
COUNT = 1000
# Papers that a word must be in.
MIN_PAPERS = 3
KOREAN = re.compile("[가-힣]{3,}")
ENGLISH = re.compile("[a-z]{6,}")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
FIRST_SYLLABLE = ord("가")
# Leading consonants, vowels and final consonants (with none) of a syllable.
JAMO = (19, 21, 28)
# Bytes of text for one process.
CHUNK = 60_000
MAX_TRIES = 20

Edit = Callable[[random.Random, str], str]


@dataclass(frozen=True)
class Typo:
    """A word, and what was typed for it."""

    word: str
    typed: str
    edit: str

    @property
    def language(self) -> str:
        """The script of the word."""
        return "ko" if KOREAN.fullmatch(self.word) else "en"


@dataclass(frozen=True)
class Fate:
    """What a search made of a typo: the words that it showed instead, by the mechanism of corrections."""

    typo: Typo
    shown: tuple[str, ...]
    corrected: bool


def substitute(chance: random.Random, word: str) -> str:
    """Another letter, or another jamo of a syllable."""
    at = chance.randrange(len(word))
    if not "가" <= word[at] <= "힣":
        letter = chance.choice(LETTERS.replace(word[at], ""))
        return word[:at] + letter + word[at + 1:]
    code = ord(word[at]) - FIRST_SYLLABLE
    jamo = [code // (JAMO[1] * JAMO[2]), code // JAMO[2] % JAMO[1], code % JAMO[2]]
    place = chance.randrange(len(JAMO))
    jamo[place] = (jamo[place] + chance.randrange(1, JAMO[place])) % JAMO[place]
    syllable = chr(FIRST_SYLLABLE + (jamo[0] * JAMO[1] + jamo[1]) * JAMO[2] + jamo[2])
    return word[:at] + syllable + word[at + 1:]


def transpose(chance: random.Random, word: str) -> str:
    """Two neighbours in each other's place."""
    at = chance.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2:]


def drop(chance: random.Random, word: str) -> str:
    """One letter or syllable left out."""
    at = chance.randrange(len(word))
    return word[:at] + word[at + 1:]


def double(chance: random.Random, word: str) -> str:
    """One letter or syllable typed twice."""
    at = chance.randrange(len(word))
    return word[:at] + word[at] + word[at:]


EDITS: dict[str, Edit] = {"substitute": substitute, "transpose": transpose, "drop": drop, "double": double}


def _analyze(search: Path, text: str) -> list[dict]:
    done = subprocess.run(
        [str(search), "--analyze", "--json", "--", text], capture_output=True, stdin=subprocess.DEVNULL, check=False
    )
    if done.returncode != 0:
        raise Failed(f"{search} --analyze: exit {done.returncode}: {done.stderr.decode(errors='replace').strip()}")
    return json.loads(done.stdout)["tokens"]


def _chunks(lines: Sequence[str]) -> list[list[str]]:
    chunks: list[list[str]] = [[]]
    size = 0
    for line in lines:
        if chunks[-1] and size + len(line.encode()) >= CHUNK:
            chunks.append([])
            size = 0
        chunks[-1].append(line)
        size += len(line.encode()) + 1
    return chunks


def analyze(search: Path, lines: Sequence[str]) -> list[list[tuple[str, str]]]:
    """The words of each line as the analyzer sees them: term, and for English the word that it is of."""

    def of_chunk(chunk: list[str]) -> list[list[tuple[str, str]]]:
        ends, end = [], 0
        for line in chunk:
            end += len(line.encode()) + 1
            ends.append(end)
        words: list[list[tuple[str, str]]] = [[] for _ in chunk]
        line = 0
        for token in _analyze(search, "\n".join(chunk)):
            while token["begin"] >= ends[line]:
                line += 1
            if token["kind"] == "word":
                words[line].append((token["term"], token["term"]))
            elif token["kind"] == "surface" and words[line]:
                words[line][-1] = (words[line][-1][0], token["term"])
        return words

    clean = [line.replace("\n", " ").replace("\0", " ") for line in lines]
    with ThreadPoolExecutor(PARALLEL) as pool:
        return [words for chunk in pool.map(of_chunk, _chunks(clean)) for words in chunk]


def vocabulary(search: Path, papers: Iterable[Paper]) -> tuple[Counter[str], set[str]]:
    """The papers of each word of title and summary, and all terms, words and words that were typed."""
    texts = [" ".join([paper.title, *paper.summary]) for paper in papers]
    counts: Counter[str] = Counter()
    known: set[str] = set()
    for words in analyze(search, texts):
        counts.update({surface for _, surface in words})
        known.update(form for word in words for form in word)
    return counts, known


def draw(counts: Counter[str], known: set[str], count: int, seed: int) -> list[Typo]:
    """So many typos, half of them Korean, drawn with a fixed seed; fewer when there are not so many words."""
    chance = random.Random(seed)
    frequent = sorted(word for word, papers in counts.items() if papers >= MIN_PAPERS)
    ordinary = set(ENGLISH_WORDS.read_text(encoding="utf-8").split())
    typos = []
    for script, share in ((KOREAN, count - count // 2), (ENGLISH, count // 2)):
        words = [word for word in frequent if script.fullmatch(word)]
        for word in chance.sample(words, min(share, len(words))):
            for _ in range(MAX_TRIES):
                edit = chance.choice(sorted(EDITS))
                typed = EDITS[edit](chance, word)
                if typed not in known and typed not in ordinary and typed != word:
                    typos.append(Typo(word, typed, edit))
                    break
    return typos


def shown_for(search: Path, index: Path, typed: str) -> tuple[str, ...]:
    """The words that were searched for as corrections of what was typed."""
    done = subprocess.run(
        [str(search), "--index", str(index), "--json", "-n", "0", "--", typed],
        capture_output=True, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    if done.returncode not in (0, NO_HITS):
        raise Failed(f"{typed}: exit {done.returncode}: {done.stderr.decode(errors='replace').strip()}")
    expanded = json.loads(done.stdout)["expanded"]
    return tuple(target for row in expanded if row["why"] == "typo" for target in row["to"])


def judge(search: Path, index: Path, typos: Sequence[Typo]) -> list[Fate]:
    """A typo is corrected when the word, in any of its forms, is among what was shown for it."""
    with ThreadPoolExecutor(PARALLEL) as pool:
        shown = list(pool.map(lambda typo: shown_for(search, index, typo.typed), typos))
    texts = sorted({text for targets in shown for text in targets} | {typo.word for typo in typos})
    terms = {
        text: "".join(term for term, _ in words)  # a compound may be shown as its words
        for text, words in zip(texts, analyze(search, texts))
    }
    return [
        Fate(typo, targets, terms[typo.word] in {terms[target] for target in targets})
        for typo, targets in zip(typos, shown)
    ]


def rows(fates: Sequence[Fate]) -> list[list[str]]:
    """A row for all, each language and each edit: typos, corrected, led to other words, left alone."""
    groups: dict[str, list[Fate]] = {"all": list(fates)}
    for language in ("ko", "en"):
        of_language = [fate for fate in fates if fate.typo.language == language]
        groups[language] = of_language
        for edit in EDITS:
            groups[f"{language} {edit}"] = [fate for fate in of_language if fate.typo.edit == edit]
    table = []
    for name, members in groups.items():
        corrected = sum(fate.corrected for fate in members)
        wrong = sum(bool(fate.shown) and not fate.corrected for fate in members)
        share = f"{corrected / len(members):.3f}" if members else "-"
        table.append([name, str(len(members)), share, str(corrected), str(wrong), str(len(members) - corrected - wrong)])
    return table
