"""Runs the systems in turns and collects what they cost."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from beside import documents, workload
from beside.systems import Missing, Place, System
from measure import Cost, run, tree_bytes

TIME = shutil.which("time", path="/usr/bin")
LIMITS = (10, 100)


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def cost_of(command: Sequence[str], work: Path, ok: tuple[int, ...] = (0,)) -> Cost:
    """What a process costs. Its peak memory is seen from a small parent, as exec hands that of ours down."""
    if not TIME:
        return run(list(command), ok=ok)
    peak = work / "peak"
    cost = run([TIME, "-q", "-f", "%M", "-o", str(peak), *command], ok=ok)
    cost.rss = int(peak.read_text().split()[-1]) * 1024
    return cost


@dataclass
class Measured:
    """All figures of a run."""

    papers: int
    raw_bytes: int
    names: list[str]  # the systems that ran, in order
    skipped: dict[str, str] = field(default_factory=dict)
    build: dict[str, Cost] = field(default_factory=dict)
    index_bytes: dict[str, int] = field(default_factory=dict)
    # [k][class][system][qid]: the median over the rounds, microseconds
    times: dict[int, dict[str, dict[str, dict[str, float]]]] = field(default_factory=dict)
    found: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)  # [class][system][qid]
    top: dict[str, dict[str, dict[str, list[str]]]] = field(default_factory=dict)  # of the smallest k
    memory: dict[str, int] = field(default_factory=dict)  # of the process that answers queries
    cold: dict[str, list[Cost]] = field(default_factory=dict)
    steps: dict[str, dict[str, list[Cost]]] = field(default_factory=dict)  # [step][system]


class Asking:
    """A process that answers queries."""

    def __init__(self, command: list[str]) -> None:
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        encoding="utf-8")  # fmt: skip
        words = self._line().split()
        if words[:1] != ["ready"]:
            raise RuntimeError(f"{command} said {words}")
        self.pid = int(words[1])

    def _line(self) -> str:
        line = self.process.stdout.readline()  # type: ignore[union-attr]
        if not line:
            raise RuntimeError(f"{self.process.args} ended with {self.process.wait()}")
        return line

    def ask(self, kind: str, k: int) -> dict[str, tuple[float, int, list[str]]]:
        """All queries of a class once: microseconds, number found, ids, by query."""
        self.process.stdin.write(f"{kind} {k}\n")  # type: ignore[union-attr]
        self.process.stdin.flush()  # type: ignore[union-attr]
        answers = {}
        while (line := self._line()) != "\n":
            qid, spent, found, *ids = line.split()
            answers[qid] = (float(spent), int(found), ids)
        return answers

    def peak(self) -> int:
        """The greatest resident size so far, bytes."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
        return 0

    def end(self) -> None:
        self.process.stdin.close()  # type: ignore[union-attr]
        self.process.wait(timeout=60)


class Suite:
    """One run over one set of papers."""

    def __init__(self, place: Place, folder: Path, docs: documents.Documents, systems: Sequence[System]) -> None:
        self.place, self.folder, self.docs = place, folder, docs
        self.systems: list[System] = []
        skipped = {}
        for system in systems:
            try:
                system.prepare(place)
                self.systems.append(system)
            except Missing as missing:
                skipped[system.name] = str(missing)
                say(f"SKIPPED {system.name}: {missing}")
        self.owners = [s for s in self.systems if not s.index_of]
        self.measured = Measured(docs.papers, docs.raw_bytes, [s.name for s in self.systems], skipped)

    def index(self, system: System) -> Path:
        """Each has a folder of its own around its index, whatever files that is."""
        folder = self.folder / "indexes" / (system.index_of or system.name)
        folder.mkdir(parents=True, exist_ok=True)
        return folder / "index"

    def _turns(self, systems: Sequence[System], turn: int) -> list[System]:
        """Who goes first changes from round to round."""
        first = turn % len(systems)
        return [*systems[first:], *systems[:first]]

    def build(self) -> None:
        for system in self.owners:
            say(f"building {system.name}")
            index = self.index(system)
            self.measured.build[system.name] = cost_of(system.build(self.place, self.docs, index), self.place.work)
            self.measured.index_bytes[system.name] = tree_bytes(index.parent)

    def queries(self, queries: Sequence[workload.Query], rounds: int, warm_up: float) -> None:
        path = self.folder / "queries.tsv"
        workload.write(path, queries)
        kinds = [kind for kind in workload.CLASSES if any(q.kind == kind for q in queries)]
        asking = {}
        for system in self.systems:
            say(f"warming up {system.name}")
            asking[system.name] = Asking(system.query(self.place, self.index(system), path, warm_up))
        spent: dict[tuple[int, str, str, str], list[float]] = {}
        for turn in range(rounds + 1):  # the first only warms up
            say(f"queries, round {turn} of {rounds}")
            for k in LIMITS:
                for kind in kinds:
                    for system in self._turns(self.systems, turn):
                        answers = asking[system.name].ask(kind, k)
                        self._note(kind, k, system.name, answers)
                        for qid, (microseconds, _, _) in answers.items() if turn else ():
                            spent.setdefault((k, kind, system.name, qid), []).append(microseconds)
        for (k, kind, name, qid), values in spent.items():
            of_kind = self.measured.times.setdefault(k, {}).setdefault(kind, {})
            of_kind.setdefault(name, {})[qid] = statistics.median(values)
        for name, process in asking.items():
            self.measured.memory[name] = process.peak()
            process.end()
        self._complete(queries)

    def _note(self, kind: str, k: int, name: str, answers: dict[str, tuple[float, int, list[str]]]) -> None:
        found = self.measured.found.setdefault(kind, {}).setdefault(name, {})
        tops = self.measured.top.setdefault(kind, {}).setdefault(name, {})
        for qid, (_, count, ids) in answers.items():
            # An engine that stops counting at some number may stop elsewhere for another k.
            if found.setdefault(qid, count) != count and k == LIMITS[0]:
                raise RuntimeError(f"{name} found {found[qid]} and then {count} for {qid}")
            if k == LIMITS[0]:
                tops[qid] = ids

    def _complete(self, queries: Sequence[workload.Query]) -> None:
        for k, kinds in self.measured.times.items():
            for kind, systems in kinds.items():
                wanted = {q.qid for q in queries if q.kind == kind}
                for name, times in systems.items():
                    if set(times) != wanted:
                        raise RuntimeError(f"{name} answered {len(times)} of {len(wanted)} queries, {kind}, k={k}")

    def cold(self, queries: Sequence[workload.Query], processes: int) -> None:
        """A new process for each query, with a warm page cache."""
        chosen = [q for q in queries if q.kind == "or2"]
        file = self.folder / "cold.tsv"
        for turn in range(processes):
            query = chosen[turn % len(chosen)]
            workload.write(file, [query])
            for system in self._turns(self.owners, turn):
                command = system.cold(self.place, self.index(system), query, file, LIMITS[0])
                cost = cost_of(command, self.place.work, ok=(0, 1))
                self.measured.cold.setdefault(system.name, []).append(cost)
            self.measured.cold.setdefault("true", []).append(cost_of(["true"], self.place.work))

    def _step(self, step: str, system: System, command: list[str]) -> Cost:
        cost = cost_of(command, self.place.work)
        self.measured.steps.setdefault(step, {}).setdefault(system.name, []).append(cost)
        return cost

    def upkeep(self, rounds: int, percent: float) -> None:
        """Nothing changed, some papers changed, all votes changed; in turns."""
        changed = []
        lines, rows = self.folder / "votes.jsonl", self.folder / "votes.tsv"
        for turn in range(rounds):
            say(f"upkeep, round {turn + 1} of {rounds}")
            turns = self._turns(self.owners, turn)
            for system in turns:
                self._step("unchanged", system, system.unchanged(self.place, self.docs, self.index(system)))
            changed.append(documents.change(self.docs, percent, turn))
            for system in turns:
                self._step("update", system, system.update(self.place, self.docs, self.index(system), turn))
            documents.write_votes(self.docs, turn, lines, rows)
            for system in turns:
                self._step("votes", system, system.refresh(self.place, self.index(system), lines, rows))
        self._updated(changed)

    def _updated(self, changed: Sequence[int]) -> None:
        """Every system finds the changed papers, and no other, by the word that they got."""
        queries = [workload.Query(f"mark-{i}", "mark", documents.mark(i)) for i in range(len(changed))]
        path = self.folder / "marks.tsv"
        workload.write(path, queries)
        for system in self.owners:
            process = Asking(system.query(self.place, self.index(system), path, 0))
            answers = process.ask("mark", LIMITS[0])
            process.end()
            found = [answers[q.qid][1] for q in queries]
            if found != list(changed):
                raise RuntimeError(f"{system.name} finds {found} changed papers instead of {list(changed)}")


def machine() -> dict[str, str]:
    """Where and when: figures mean little without it."""
    model = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), "unknown processor")  # fmt: skip
    return {
        "date": time.strftime("%Y-%m-%d"),
        "machine": f"{model}, {os.cpu_count()} processors",
        "load": " ".join(f"{value:.1f}" for value in os.getloadavg()),
    }
