#!/usr/bin/env python3
"""Writes synthetic digests: seeded, of any size, in the real format.

Paper i depends on the seed, its number and its edition alone, so a part of a set, an edited set and a
set of another size are all made without the rest, on any number of processors, with the same result.

The words are our own lists and made-up ones. A word's rank is log-uniform over a vocabulary that
grows with the number of the paper as Heaps' law says (about 13,000 words at 2,000 papers, 130,000 at
100,000); a rank always names the same word. Korean words carry particles and endings.
"""

import argparse
import datetime
import json
import math
import multiprocessing
import os
import random
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

NOUNS = (
    "모델 학습 데이터 성능 언어 이미지 방법 생성 결과 작업 추론 평가 문제 연구 실험 비디오 구조 정보 텍스트 품질 "
    "기법 정책 보상 문장 질문 답변 번역 요약 검색 지식 그래프 신경망 파라미터 가중치 손실 함수 최적화 확산 잡음 "
    "해상도 음성 화자 소리 로봇 환경 행동 탐색 계획 도구 코드 프로그램 수학 증명 논리 기억 문맥 길이 속도 비용 "
    "메모리 장치 양자화 압축 증류 정렬 선호도 안전 편향 공격 방어 분류 탐지 분할 추적 깊이 장면 물체 자세 얼굴 "
    "의료 진단 단백질 분자 재료 기후 지도 위치 시간 순서 예측 오차 신뢰도 확률 분포 표본 행렬 벡터 공간 차원 "
    "특징 표현 어텐션 트랜스포머 인코더 디코더 토큰 어휘 말뭉치 벤치마크 데이터셋 파이프라인 프레임워크 에이전트 "
    "강화학습 지도학습 미세조정 전이학습 사전학습 자기지도 대조학습 매개변수 하이퍼파라미터 일반화 견고성 효율성"
).split()
LATIN = (
    "model learning data language image diffusion attention transformer benchmark agent policy reward token "
    "context memory video speech graph retrieval reasoning alignment quantization distillation sampling "
    "embedding encoder decoder prompt instruction tuning scaling robust efficient sparse dense visual "
    "multimodal neural network latent space generation adaptive dynamic hierarchical contrastive federated"
).split()
NAMES = "Transformer Diffusion GPT-4 CLIP LLM RLHF LoRA BERT ViT ResNet U-Net NeRF MoE SFT PPO GAN VAE T5".split()
VERBS = (
    "제안 소개 달성 개선 활용 사용 생성 분석 제공 평가 적용 향상 학습 해결 구현 비교 결합 도입 수행 확인 검증 "
    "감소 증가 유지 통합 확장 설계 개발 공개 관찰 측정 최적화 단순화 일반화 가속 압축"
).split()
AFTER_CONSONANT = "을 은 이 과 으로 의 에 에서 에도 만으로 이라는 으로부터 까지".split()
AFTER_VOWEL = "를 는 가 와 로 의 에 에서 에도 만으로 라는 로부터 까지".split()
ENDINGS = (
    "합니다/하였습니다/했습니다/한다/할 수 있습니다/하는 것을 목표로 합니다/함을 보였습니다/하고자 합니다"
).split("/")
MIDDLE = "하고/하여/하며/하는/한/하기 위해/함으로써/되는/된/되어/할 수 있는/하지만".split("/")
ADVERBS = "또한/특히/이를 통해/기존의/새로운/다양한/효율적으로/크게/더/매우/여러/높은/낮은/큰/작은/두 가지/모든".split("/")
SYLLABLES = (
    "가 나 다 라 마 바 사 아 자 차 카 타 파 하 고 노 도 로 모 보 소 오 조 초 코 토 포 호 구 누 두 루 무 부 수 우 "
    "주 추 쿠 투 푸 후 기 니 디 리 미 비 시 이 지 치 키 티 피 히 개 내 대 래 매 배 새 애 재 채 해 계 세 제 체 레 메 네 "
    "강 난 단 람 만 반 산 안 잔 찬 칸 탄 판 한 곤 논 돈 론 몬 본 손 온 존 촌 콘 톤 군 눈 둔 문 분 순 운 준 춘 훈 "
    "긴 닌 딘 린 민 빈 신 인 진 친 킨 틴 핀 각 낙 덕 락 막 박 삭 악 작 착 학 곡 녹 독 록 목 복 속 옥 족 촉 국 눅 "
    "갈 날 달 랄 말 발 살 알 잘 찰 칼 탈 팔 할 골 놀 돌 몰 볼 솔 올 졸 굴 눌 둘 물 불 술 울 줄 길 닐 딜 릴 밀 빌 실 일"
).split()
ONSETS = "b c d f g h k l m n p r s t v w z br ch cl cr dr fl gr pl pr qu sh sl st str th tr".split()
VOWELS = "a e i o u ai ea io oo".split()
CODAS = ["", "", "", "l", "m", "n", "r", "s", "t", "x", "ck", "nt", "rd", "st"]
FAMILIES = "Kim Lee Park Choi Jung Chen Wang Li Zhang Liu Smith Garcia Müller Tanaka Sato Singh Ivanov Rossi Silva Nguyen".split()
GIVEN = "Min Seo-Yeon Ji-Hoon Hyun Wei Yu Xin Jie Anna David Maria Lukas Kenji Yuki Arjun Elena Marco Ana Linh Omar".split()
LABELS = ("What's New", "Technical Details", "Performance Highlights")
DAY_ZERO = datetime.date(2015, 1, 5)  # from 2015 on arXiv ids have five digits
LAST_DAY = 30_000
SHIFT = 8


def syllabic(rng: random.Random, least: int, most: int) -> str:
    return "".join(
        rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(CODAS) for _ in range(rng.randint(least, most))
    )


def camel(rng: random.Random) -> str:
    name = "".join(syllabic(rng, 1, 1).capitalize() for _ in range(rng.randint(2, 3)))
    return name + rng.choice(("", "", "", "2", "-7B", "-XL", "++"))


@lru_cache(maxsize=None)
def word(rank: int) -> tuple[str, bool, bool]:
    """The word of a rank, whether it is Hangul, and whether its last syllable ends in a consonant."""
    rng = random.Random(rank * 7919 + 17)
    kind = rng.random()
    if kind < 0.72:
        text = NOUNS[rank] if rank < len(NOUNS) else "".join(
            rng.choice(SYLLABLES) for _ in range(rng.choice((2, 2, 2, 3, 3, 4))))
        return text, True, (ord(text[-1]) - 0xAC00) % 28 != 0
    if kind < 0.88:
        text = rng.choice(LATIN) if rank < 300 else syllabic(rng, 2, 3)
    else:
        text = rng.choice(NAMES) if rank < 200 else camel(rng)
    return text, False, text[-1] not in "aeiouy"


class Writer:
    """Writes one paper."""

    def __init__(self, seed: int, number: int, edition: int) -> None:
        self.rng = random.Random(f"{seed}/{number}/{edition}" if edition else f"{seed}/{number}")
        # Zipf's law with Mandelbrot's shift: without it one word in twelve would be the same.
        self.log_size = math.log(130 * (number + 30) ** 0.6 / SHIFT + 1)

    def rank(self) -> int:
        return int(SHIFT * (math.exp(self.rng.random() * self.log_size) - 1))

    def word(self) -> tuple[str, bool, bool]:
        return word(self.rank())

    def with_particle(self) -> str:
        text, _, closed = self.word()
        rng = self.rng
        if rng.random() < 0.2:
            text += " " + (other := self.word())[0]
            closed = other[2]
        if rng.random() < 0.25:
            return text
        return text + rng.choice(AFTER_CONSONANT if closed else AFTER_VOWEL)

    def alias(self) -> str:
        """A Korean term with its English one behind it, the same pair wherever its rank comes up."""
        rng = random.Random(self.rank() * 104729 + 5)
        korean = " ".join(word(rng.randrange(len(NOUNS)) + 300)[0] for _ in range(2))
        english = [syllabic(rng, 1, 2).capitalize() for _ in range(rng.choice((2, 3)))]
        acronym = "".join(part[0] for part in english)
        return f"{korean}({' '.join(english)}, {acronym})" if rng.random() < 0.6 else f"{korean}({' '.join(english)})"

    def sentence(self) -> str:
        rng = self.rng
        parts = []
        for _ in range(rng.randint(1, 3)):
            if rng.random() < 0.4:
                parts.append(rng.choice(ADVERBS))
            parts.extend(self.with_particle() for _ in range(rng.randint(2, 5)))
            if rng.random() < 0.06:
                parts.append(self.alias())
            parts.append(rng.choice(VERBS) + rng.choice(MIDDLE))
        if rng.random() < 0.15:
            parts.append(f"{rng.randint(1, 99)}.{rng.randint(0, 9)}%의")
        parts.append(self.with_particle())
        parts.append(rng.choice(VERBS) + rng.choice(ENDINGS) + ".")
        return " ".join(parts)

    def title(self) -> str:
        rng = self.rng
        words = [rng.choice(LATIN).capitalize() if rng.random() < 0.6 else self.word()[0] for _ in range(rng.randint(4, 9))]
        title = " ".join(w.capitalize() if w.isascii() and w.islower() else w for w in words)
        return f"{camel(rng)}: {title}" if rng.random() < 0.5 else title

    def authors(self) -> list[str]:
        rng = self.rng
        names = []
        for _ in range(min(20, 1 + int(rng.expovariate(0.2)))):
            given = rng.choice(GIVEN) if rng.random() < 0.5 else syllabic(rng, 1, 2).capitalize()
            family = rng.choice(FAMILIES) if rng.random() < 0.6 else syllabic(rng, 1, 2).capitalize()
            names.append(f"{given} {family}")
        return list(dict.fromkeys(names))


def day_of(number: int, per_day: int) -> datetime.date:
    return DAY_ZERO + datetime.timedelta(days=number // per_day)


def id_of(number: int, per_day: int) -> str:
    day = day_of(number, per_day)
    first = (day.replace(day=1) - DAY_ZERO).days * per_day
    return f"{day:%y%m}.{number - max(first, 0) + 1:05}"


def paper(seed: int, number: int, edition: int, per_day: int, tiny: bool) -> dict:
    writer = Writer(seed, number, edition)
    # The title, votes and authors of an edited paper stay: what changes at night is the summary.
    head = writer if not edition else Writer(seed, number, 0)
    title, authors = head.title(), head.authors()
    roll = head.rng.random()
    votes = None if roll < 0.05 else int(math.exp(head.rng.gauss(2.2, 1.0)))  # median 9, long tail
    bullets = 1 if tiny else writer.rng.randint(4, 8)
    return {
        "id": id_of(number, per_day),
        "day": day_of(number, per_day).isoformat(),
        "title": title,
        "authors": authors[:2] if tiny else authors,
        "votes": votes,
        "bullets": [writer.sentence() for _ in range(bullets)],
        "labels": not tiny and number % 3 == 0,
    }


def markdown(p: dict) -> str:
    lines = [f"### [{p['title']}](https://arxiv.org/abs/{p['id']})", ""]
    if p["votes"] is not None:
        lines += [f"Vote: {p['votes']}", ""]
    lines += ["Authors: " + ", ".join(p["authors"]), ""]
    for i, bullet in enumerate(p["bullets"]):
        lines.append(f"- **{LABELS[i % 3]}**: {bullet}" if p["labels"] else f"- {bullet}")
    return "\n".join(lines) + "\n\n"


def json_line(p: dict) -> str:
    kinds = ("whats_new", "technical", "performance")
    sections = [{"kind": kinds[i % 3] if p["labels"] else "body", "text": b} for i, b in enumerate(p["bullets"])]
    return json.dumps(
        {"schema": 1, "id": p["id"], "title": p["title"], "listed": p["day"], "lang": "ko", "sections": sections,
         "authors": p["authors"], "votes": p["votes"]},
        ensure_ascii=False) + "\n"  # fmt: skip


def edited(seed: int, papers: int, percent: float) -> set[int]:
    """The numbers of the papers that --edit changes."""
    wanted = max(1, round(papers * percent / 100)) if percent > 0 else 0
    return set(random.Random(f"{seed}/edit").sample(range(papers), wanted))


def day_file(job: tuple) -> int:
    """Writes one day's file; returns its bytes."""
    folder, seed, first, last, per_day, tiny, changed, edition = job
    day = day_of(first, per_day)
    text = f"## Daily Papers ({day})\n\n" + "".join(
        markdown(paper(seed, i, edition * (i in changed), per_day, tiny)) for i in range(first, last)
    )
    path = Path(folder) / f"{day:%Y/%m/%d}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.write_bytes(text.encode())


def lines(job: tuple) -> bytes:
    seed, first, last, per_day, tiny, changed, edition = job
    return "".join(
        json_line(paper(seed, i, edition * (i in changed), per_day, tiny)) for i in range(first, last)
    ).encode()


def days(papers: int, per_day: int) -> Iterator[tuple[int, int]]:
    for first in range(0, papers, per_day):
        yield first, min(first + per_day, papers)


def write_digests(folder: Path, papers: int, *, seed: int = 1, per_day: int = 20, tiny: bool = False, jobs: int = 2,
                  edit: float = 0, edition: int = 1) -> int:  # fmt: skip
    """Writes all day files, or with `edit` only those that hold edited papers. Returns the bytes written.

    Every edition above 0 edits the same papers anew.
    """
    changed = edited(seed, papers, edit)
    work = [
        (str(folder), seed, first, last, per_day, tiny, changed & set(range(first, last)), edition)
        for first, last in days(papers, per_day)
        if not edit or changed & set(range(first, last))
    ]
    if jobs == 1 or len(work) < 50:
        return sum(map(day_file, work))
    with multiprocessing.Pool(jobs) as pool:
        return sum(pool.imap_unordered(day_file, work, chunksize=16))


def write_lines(path: Path, papers: int, *, seed: int = 1, per_day: int = 20, tiny: bool = False, jobs: int = 2,
                edit: float = 0, edition: int = 1) -> int:  # fmt: skip
    """Writes one JSONL file. Returns its bytes."""
    changed = edited(seed, papers, edit)
    work = [(seed, f, t, per_day, tiny, changed & set(range(f, t)), edition) for f, t in days(papers, max(per_day, 500))]
    # The days of the papers come from per_day, the chunks only divide the work.
    with path.open("wb") as out, multiprocessing.Pool(jobs) as pool:
        return sum(map(out.write, pool.imap(lines, work, chunksize=1)))


def write_votes(path: Path, papers: int, *, seed: int = 1, per_day: int = 20) -> int:
    """Votes-only lines for all papers, as a nightly refresh gets them."""
    rng = random.Random(f"{seed}/votes")
    with path.open("w", encoding="utf-8") as out:
        for i in range(papers):
            votes = int(math.exp(rng.gauss(2.4, 1.0)))
            out.write(f'{{"schema":1,"id":"{id_of(i, per_day)}","votes":{votes},"votes_at":"2025-01-02T03:04:05Z"}}\n')
    return path.stat().st_size


def write_queries(path: Path, queries: int, papers: int, *, seed: int = 1) -> None:
    """Queries of one to five words: frequent, middling and rare, as people type them."""
    with path.open("w", encoding="utf-8") as out:
        for i in range(queries):
            rng = random.Random(f"{seed}/query/{i}")
            writer = Writer(seed, rng.randrange(papers), 0)
            writer.rng = rng
            parts = [writer.with_particle() if rng.random() < 0.3 else writer.word()[0] for _ in range(rng.choice((1, 2, 2, 3, 3, 4, 5)))]
            text = " ".join(parts)
            if i % 10 == 9:
                text = f'"{writer.word()[0]} {writer.word()[0]}"'
            out.write(f"s{i:03}\tko\t-\t{text}\n")


def main() -> int:
    parser = argparse.ArgumentParser(description="Writes synthetic digests.")
    parser.add_argument("--papers", type=int, default=1000, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-day", type=int, default=20, metavar="N", help="papers a day (20); 1000 for a million")
    parser.add_argument("--tiny", action="store_true", help="one bullet and at most two authors a paper")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N")
    parser.add_argument("--markdown", type=Path, metavar="FOLDER", help="write a file a day below FOLDER")
    parser.add_argument("--jsonl", type=Path, metavar="FILE")
    parser.add_argument("--votes", type=Path, metavar="FILE", help="write votes-only lines")
    parser.add_argument("--queries", type=Path, metavar="FILE", help="write 300 queries")
    parser.add_argument("--edit", type=float, default=0, metavar="PCT",
                        help="rewrite the summaries of PCT %% of the papers; of a folder only their files")  # fmt: skip
    options = parser.parse_args()
    if options.papers < 1 or options.per_day < 1 or options.papers // options.per_day > LAST_DAY:
        parser.error(f"--papers and --per-day must be 1 or more and give at most {LAST_DAY} days")
    if options.per_day * 31 > 99_999:
        parser.error("more than 99,999 papers a month have no ids")
    common = {"seed": options.seed, "per_day": options.per_day}
    body = common | {"tiny": options.tiny, "jobs": options.jobs, "edit": options.edit}
    if options.markdown:
        size = write_digests(options.markdown, options.papers, **body)
        print(f"{options.markdown}: {size} bytes")
    if options.jsonl:
        print(f"{options.jsonl}: {write_lines(options.jsonl, options.papers, **body)} bytes")
    if options.votes:
        print(f"{options.votes}: {write_votes(options.votes, options.papers, **common)} bytes")
    if options.queries:
        write_queries(options.queries, 300, options.papers, seed=options.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
