"""What the tests of the index life cycle share: programs, digests of our own writing, invariants.

Environment: NONMUN_BIN (folder of the programs; default .build/rel/bin), NONMUN_LONG=1 (the long
versions), NONMUN_SEED (repeat a run), NONMUN_TEST_TMP (where the indexes of the tests go).
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BIN = os.environ.get("NONMUN_BIN", os.path.join(ROOT, ".build/rel/bin"))
FAULT_LIBRARY = os.environ.get("NONMUN_FAULT_LIBRARY", os.path.join(BIN, "libfault.so"))
LONG = os.environ.get("NONMUN_LONG") == "1"
SEED = int(os.environ.get("NONMUN_SEED") or random.SystemRandom().randrange(10**6))
TIMEOUT = 120


def say(*words):
    print(*words, file=sys.stderr, flush=True)


class Outcome:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def __repr__(self):
        return f"exit {self.code}\nstdout: {self.out[-800:]}\nstderr: {self.err[-1600:]}"


def run(program, *arguments, env=None, stdin="", cwd=None):
    command = program if isinstance(program, list) else [os.path.join(BIN, program)]
    done = subprocess.run(
        command + [str(a) for a in arguments],
        input=stdin.encode(), capture_output=True, timeout=TIMEOUT, cwd=cwd,
        env=None if env is None else {**os.environ, **env})
    return Outcome(done.returncode, done.stdout.decode(errors="replace"),
                   done.stderr.decode(errors="replace"))


# --- digests

NOUNS = ("강화학습 강화 학습 확산 모델 언어모델 대규모 언어 트랜스포머 어텐션 양자화 데이터 벤치마크 "
         "추론 이미지 생성 비디오 음성 인식 로봇 제어 코드 검색 증강 프롬프트 안전성 정렬 효율 메모리 "
         "diffusion model transformer attention LoRA LLM GPT-4o LLaMA2-Chat RLHF benchmark agent "
         "quantization pruning retrieval reasoning multimodal C++ 10^7 NeRF").split()
JOINTS = "을 를 은 는 이 가 에서 의 로 에".split()
NAMES = "Tri Dao,Kaiming He,김민수,박지현,Ada Lovelace,Alan Turing,이도윤,Grace Hopper".split(",")

QUERIES = [
    "강화학습", "강화 학습", "diffusion", "확산 모델은", "LLM AND 추론", '"diffusion model"',
    '"강화 학습"', "transformer -attention", "GPT-4o gpt4o", "C++", 'author:"Tri Dao"', "title:모델",
    "votes:20..", "votes:..15 언어모델", "date:2024-03", "date:2024 benchmark", "2401.00003",
    "https://arxiv.org/abs/2401.00007", "양자화 OR pruning", "벤치마크 데이터 검색 증강 로봇",
    "NOT agent", "LLaMA2-Chat 효율", "없는낱말이다", "summary:메모리 author:김민수",
]


class Writer:
    """Writes papers that a seed decides, as both kinds of digest."""

    def __init__(self, rng):
        self.rng = rng

    def text(self, words):
        picked = []
        for _ in range(words):
            word = self.rng.choice(NOUNS)
            if ord(word[0]) > 0x1000 and self.rng.random() < 0.4:
                word += self.rng.choice(JOINTS)
            picked.append(word)
        return " ".join(picked)

    def paper(self, number):
        rng = self.rng
        return {
            "id": f"2401.{number:05}",
            "title": self.text(rng.randint(2, 6)) + rng.choice(["", f": study {number}"]),
            "day": f"2024-{rng.randint(1, 6):02}-{rng.randint(1, 28):02}",
            "votes": rng.choice([None, rng.randint(0, 90), rng.randint(0, 90)]),
            "authors": rng.sample(NAMES, rng.randint(1, 3)),
            "bullets": [self.text(rng.randint(4, 16)) for _ in range(rng.randint(1, 4))],
        }


def markdown(papers):
    lines = []
    for day in sorted({p["day"] for p in papers}):
        lines.append(f"## Daily Papers ({day})\n")
        for p in papers:
            if p["day"] != day:
                continue
            lines.append(f"### [{p['title']}](https://arxiv.org/abs/{p['id']})\n")
            if p["votes"] is not None:
                lines.append(f"Vote: {p['votes']}\n")
            lines.append("Authors: " + ", ".join(p["authors"]) + "\n")
            lines.extend(f"- {b}" for b in p["bullets"])
            lines.append("")
    return "\n".join(lines) + "\n"


def jsonl(papers):
    return "".join(
        json.dumps({"schema": 1, "id": p["id"], "title": p["title"], "listed": p["day"],
                    "sections": [{"kind": "body", "text": b} for b in p["bullets"]],
                    "authors": p["authors"], "votes": p["votes"]}, ensure_ascii=False) + "\n"
        for p in papers)


def write_digest(path, papers):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(jsonl(papers) if path.endswith("jsonl") else markdown(papers))


def write_votes(path, votes, votes_at=None):
    with open(path, "w", encoding="utf-8") as file:
        for paper, count in votes.items():
            line = {"schema": 1, "id": paper, "votes": count}
            if votes_at:
                line["votes_at"] = votes_at
            file.write(json.dumps(line) + "\n")


# --- indexes

def index(command, folder, *arguments, **options):
    return run("nonmun-index", command, "--index", folder, *arguments, **options)


def update(folder, *arguments, **options):
    return index("update", folder, "--max-drop", "100", "--jobs", "2", *arguments, **options)


def answers(folder, queries=None):
    """What the index says to all queries, without the name of the generation."""
    outcome = run("crash-answers", folder, stdin="\n".join(queries or QUERIES) + "\n")
    if outcome.code != 0:
        raise AssertionError(f"no answer from {folder}: {outcome!r}")
    found = [json.loads(line) for line in outcome.out.splitlines()]
    for answer in found:
        del answer["generation"]
    return found


def difference(one, other):
    """The first difference of two answers to the same queries, scores compared to 1e-9."""
    if len(one) != len(other):
        return f"{len(one)} answers and {len(other)}"
    for a, b in zip(one, other):
        for key in a:
            if key != "hits" and a[key] != b[key]:
                return f"{a['query']}: {key} is {a[key]!r} and {b[key]!r}"
        if len(a["hits"]) != len(b["hits"]):
            return f"{a['query']}: {len(a['hits'])} hits and {len(b['hits'])}"
        for h, g in zip(a["hits"], b["hits"]):
            if h[0] != g[0] or h[2:] != g[2:] or abs(h[1] - g[1]) > 1e-9:
                return f"{a['query']}: {h} and {g}"
    return None


def generation(folder):
    with open(os.path.join(folder, "current"), encoding="utf-8") as file:
        return file.read().split()[0]


def leftovers(folder):
    """Files and folders that no finished run leaves behind."""
    found = [n for n in os.listdir(folder) if n not in ("current", "generations", "lock")]
    names = os.listdir(os.path.join(folder, "generations"))
    found += [n for n in names if n.startswith(".")]
    if len(names) > 2:
        found += ["more than two generations: " + " ".join(sorted(names))]
    return found


class LifeCycleTest(unittest.TestCase):
    """A test with a folder of its own and a seed that is printed."""

    def setUp(self):
        parent = os.environ.get("NONMUN_TEST_TMP")
        if parent is None and os.access("/dev/shm", os.W_OK):
            parent = "/dev/shm"
        self.folder = tempfile.mkdtemp(prefix="nonmun-crash-", dir=parent)
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.seed = SEED
        self.rng = random.Random(f"{self.id()} {self.seed}")
        say(f"{self.id()}: NONMUN_SEED={self.seed}")

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def assert_code(self, outcome, *codes):
        self.assertIn(outcome.code, codes, repr(outcome))
        return outcome

    def assert_same_answers(self, one, other, what=""):
        found = difference(one, other)
        self.assertIsNone(found, what)

    def assert_whole(self, folder, allowed, what):
        """`check` is content and the answers are those of one of the allowed states."""
        self.assert_code(index("check", folder), 0)
        found = answers(folder)
        for name, state in allowed.items():
            if difference(found, state) is None:
                return name
        self.fail(f"{what}: the answers are those of none of {sorted(allowed)}: " +
                  "; ".join(str(difference(found, s)) for s in allowed.values()))


class Stage:
    """An index with two generations and the runs that make the next one of it."""

    def __init__(self, test, papers=30):
        writer = Writer(test.rng)
        self.test = test
        self.sources = test.path("sources")
        self.votes = test.path("votes.jsonl")
        all_papers = [writer.paper(n) for n in range(papers)]
        half = papers // 2
        self.files = {"a.md": all_papers[:half], "b.jsonl": all_papers[half:]}
        self.write()
        self.template = test.path("template")
        self.empty = test.path("empty")
        test.assert_code(update(self.template, self.sources), 0)
        self.first = answers(self.template)
        self.files["b.jsonl"] = self.files["b.jsonl"][3:] + [writer.paper(papers + 1)]
        self.write()
        test.assert_code(update(self.template, self.sources), 0)
        self.second = answers(self.template)
        # The next update edits, adds and removes.
        self.files["a.md"][0]["title"] = "새 제목 diffusion model"
        self.files["a.md"] = self.files["a.md"][:-2]
        self.files["c.md"] = [writer.paper(n) for n in range(papers + 2, papers + 7)]
        self.write()
        write_votes(self.votes, {p["id"]: 500 + n for n, p in enumerate(all_papers[::3])})
        fresh = self.copy("fresh")
        test.assert_code(update(fresh, self.sources), 0)
        self.third = answers(fresh)
        refreshed = self.copy("refreshed")
        test.assert_code(index("votes", refreshed, self.votes), 0)
        self.voted = answers(refreshed)
        test.assertIsNotNone(difference(self.second, self.voted))
        first_run = test.path("first-run")
        test.assert_code(update(first_run, self.sources), 0)
        test.assert_same_answers(answers(first_run), self.third, "update and rebuild")
        for folder in (fresh, refreshed, first_run):
            shutil.rmtree(folder)

    def write(self):
        for name, papers in self.files.items():
            write_digest(os.path.join(self.sources, name), papers)

    def copy(self, name):
        target = self.test.path(name)
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.template, target)
        return target

    def command(self, job, folder):
        """The arguments of a job, and the states that it may leave."""
        update_words = ["update", "--index", folder, "--max-drop", "100", "--jobs", "2"]
        if job == "first":
            return update_words + [self.sources], {"new": self.third}
        if job == "update":
            return update_words + [self.sources], {"old": self.second, "new": self.third}
        if job == "votes":
            return (["votes", "--index", folder, self.votes],
                    {"old": self.second, "new": self.voted})
        if job == "rollback":
            return ["rollback", "--index", folder], {"old": self.second, "new": self.first}
        raise ValueError(job)

    def prepare(self, job, name):
        if job != "first":
            return self.copy(name)
        target = self.test.path(name)
        shutil.rmtree(target, ignore_errors=True)
        return target

    def examine(self, job, folder, what):
        """All invariants after a run that failed or died; then the next run."""
        test = self.test
        words, allowed = self.command(job, folder)
        state = "none"
        if job == "first" and not os.path.exists(os.path.join(folder, "current")):
            test.assert_code(index("check", folder), 66)
            test.assert_code(run("nonmun-search", "--index", folder, "모델"), 66)
        else:
            state = test.assert_whole(folder, allowed, what)
        # The next run must succeed. After a rollback that happened, another one may find nothing.
        if job == "rollback" and state == "new":
            words, allowed = self.command("update", folder)
        outcome = run("nonmun-index", *words)
        test.assertEqual(outcome.code, 0, f"{what}: the next run: {outcome!r}")
        test.assertEqual(test.assert_whole(folder, allowed, f"{what}, next run"), "new")
        test.assertEqual(leftovers(folder), [], what)
        return state


def main():
    unittest.main(verbosity=2)
