#!/usr/bin/env python3
"""What the life of an index costs: full build, updates, vote refresh, check; and its size."""

import argparse
import json
import re
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import generate
from measure import Cost, bin_folder, megabytes, run, shared_folder, table, tree_bytes, working_folder

# Phases that every publication pays for the size of the index, whatever changed.
FIXED = ("copy", "compact", "verify")


class Life:
    """One index from its first build on."""

    def __init__(self, programs: Path, folder: Path, sources: Path, jobs: int) -> None:
        self.index_program = str(programs / "nonmun-index")
        self.folder, self.sources, self.jobs = folder, sources, jobs
        self.index = folder / "index"
        self.index.mkdir()
        help_text = subprocess.run([self.index_program, "update", "--help"], capture_output=True, text=True).stdout
        self.reports = "--report" in help_text
        self.steps: list[tuple[str, Cost, dict]] = []

    def update(self, name: str, *options: str) -> dict:
        report = self.folder / "report.json"
        report.unlink(missing_ok=True)
        extra = ["--report", str(report)] if self.reports else []
        command = [self.index_program, "update", "--index", str(self.index), "--json", "--progress", "never",
                   "--jobs", str(self.jobs), *extra, *options, str(self.sources)]  # fmt: skip
        cost = run(command, watch=self.index)
        self.steps.append((name, cost, phases(report)))
        return json.loads(cost.out)

    def other(self, name: str, *arguments: str) -> dict:
        cost = run([self.index_program, arguments[0], "--index", str(self.index), "--json", *arguments[1:]],
                   watch=self.index)  # fmt: skip
        self.steps.append((name, cost, {}))
        return json.loads(cost.out)

    def generation(self) -> Path:
        return self.index / "generations" / (self.index / "current").read_text().split(" ")[0]


def phases(report: Path) -> dict[str, float]:
    """CPU seconds by phase, from the run report; empty when there is none."""
    if not report.is_file():
        return {}
    found = json.loads(report.read_text()).get("phases", [])
    rows = found.items() if isinstance(found, dict) else ((p.get("name", p.get("phase")), p) for p in found)
    costs = {}
    for name, row in rows:
        costs[name] = row if isinstance(row, int | float) else row.get("cpu_seconds", row.get("cpu", 0.0))
    return costs


def change_real(folder: Path, percent: float) -> int:
    """Adds a sentence to PCT % of the papers of a copy of real digests, evenly spread; returns how many."""
    files = sorted(folder.rglob("*.md"))
    texts = {f: f.read_text(encoding="utf-8") for f in files}
    papers = [(f, i) for f in files for i in range(len(re.findall(r"^### \[", texts[f], re.M)))]
    wanted = max(1, round(len(papers) * percent / 100))
    chosen = {papers[i * len(papers) // wanted] for i in range(wanted)}
    changed = 0
    for f in {f for f, _ in chosen}:
        parts = re.split(r"(?m)^(?=### \[)", texts[f])
        for i in range(1, len(parts)):
            if (f, i - 1) in chosen and re.search(r"(?m)^- ", parts[i]):
                parts[i] = parts[i].rstrip() + "\n- 이 문장은 밤사이에 덧붙었습니다.\n\n"
                changed += 1
        f.write_text("".join(parts), encoding="utf-8")
    return changed


def source_ids(sources: Path) -> list[str]:
    ids: dict[str, None] = {}
    for f in sorted(sources.rglob("*.md")):
        ids.update(dict.fromkeys(re.findall(r"(?m)^### \[.*arxiv\.org/abs/(\d{4}\.\d{5})\)", f.read_text("utf-8"))))
    return list(ids)


def sizes(generation: Path, sources: Path) -> list[list[str]]:
    raw = sum(f.stat().st_size for f in sources.rglob("*.md"))
    rows = [["raw text", megabytes(raw), "1.00"]]
    for f in sorted(p for p in generation.rglob("*") if p.is_file()):
        rows.append([str(f.relative_to(generation)), megabytes(f.stat().st_size), f"{f.stat().st_size / raw:.2f}"])
    whole = sum(f.stat().st_size for f in generation.rglob("*") if f.is_file())
    rows.append(["generation", megabytes(whole), f"{whole / raw:.2f}"])
    return rows


def measure(options: argparse.Namespace, folder: Path) -> None:
    sources = folder / "digests"
    shape = {"seed": options.seed, "jobs": 2, **({"tiny": True, "per_day": 1000} if options.tiny else {})}
    if options.real:
        shutil.copytree(options.real, sources)
    else:
        generate.write_digests(sources, options.papers, **shape)
    life = Life(bin_folder(options.bin), folder, sources, options.jobs)
    built = life.update("full build")
    papers = built["added"]
    if not options.real:
        expect(papers == options.papers, f"{papers} papers instead of {options.papers}")
    for _ in range(options.repeat):
        same = life.update("nothing changed")
        expect(same["generation"] == built["generation"], "an update without changes published something")
    for turn in range(options.repeat):
        if options.real:
            wanted = change_real(sources, options.edit)
        else:
            edit = {"edit": options.edit, "edition": turn + 1}
            generate.write_digests(sources, options.papers, **shape, **edit)
            wanted = len(generate.edited(options.seed, options.papers, options.edit))
        some = life.update(f"{options.edit:g} % changed")
        expect(some["changed"] == wanted, f"{some['changed']} papers changed instead of {wanted}")
    votes = folder / "votes.jsonl"
    ids = source_ids(sources)
    for turn in range(options.repeat):
        votes.write_text("".join(f'{{"schema":1,"id":"{i}","votes":{1000 + turn + n % 97}}}\n' for n, i in enumerate(ids)))
        refreshed = life.other("vote refresh", "votes", str(votes))
        expect(refreshed["changed"] == papers, f"{refreshed['changed']} votes changed instead of {papers}")
        expect(not refreshed["unknown"], "unknown papers among the votes")
        again = life.other("the same votes again", "votes", str(votes))
        expect(again["changed"] == 0, "votes changed that were the same")
    for _ in range(options.repeat):
        expect(life.other("check", "check")["ok"], "check found damage")
    report(life, papers, options)


def report(life: Life, papers: int, options: argparse.Namespace) -> None:
    print(f"\n{papers} papers, {'real' if options.real else f'synthetic, seed {options.seed}'}; "
          f"{options.jobs} threads; medians of {options.repeat}\n")  # fmt: skip
    names = list(dict.fromkeys(name for name, _, _ in life.steps))
    rows = []
    for name in names:
        costs = [c for n, c, _ in life.steps if n == name]
        median = lambda values: statistics.median(list(values))  # noqa: E731
        rows.append([name, f"{median(c.cpu for c in costs):.2f}", f"{median(c.wall for c in costs):.2f}",
                     f"{max(c.rss for c in costs) / 2**20:.0f}", megabytes(max(c.disk for c in costs))])  # fmt: skip
    print(table(["step", "CPU s", "wall s", "peak MiB", "disk MB"], rows))
    print(f"\ndisk after: {megabytes(tree_bytes(life.index))} MB (two generations, the second partly linked)\n")
    ratios(life, names)
    print(table(["file", "MB", "of raw"], sizes(life.generation(), life.sources)))


def ratios(life: Life, names: list[str]) -> None:
    by_name = {name: [(c, p) for n, c, p in life.steps if n == name] for name in names}
    build, build_phases = by_name[names[0]][0]
    changed = statistics.median(c.cpu for c, _ in by_name[names[2]])
    print(f"update / full build, CPU of the process: {100 * changed / build.cpu:.1f} %")
    runs = [(c, p) for c, p in by_name[names[2]] if p]
    if not runs or not build_phases:
        print("(no phases: this nonmun-index has no update --report)\n")
        return
    own = statistics.median(sum(p.values()) - sum(p.get(f, 0.0) for f in FIXED) for _, p in runs)
    full = sum(build_phases.values())
    print(f"beyond {', '.join(FIXED)}: {own:.2f} s of {full:.2f} s = {100 * own / full:.1f} % (target: at most 5 %)\n")
    rows = []
    for phase in dict.fromkeys([*build_phases, *runs[0][1]]):
        again = statistics.median(p.get(phase, 0.0) for _, p in runs)
        rows.append([phase, f"{build_phases.get(phase, 0.0):.2f}", f"{again:.2f}"])
    print(table(["phase, CPU s", "full build", names[2]], rows) + "\n")


def expect(truth: bool, complaint: str) -> None:
    if not truth:
        raise RuntimeError(complaint)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=2000, metavar="N", help="synthetic papers (2000)")
    parser.add_argument("--real", type=Path, nargs="?", const=shared_folder() / "corpus", metavar="FOLDER",
                        help="digests to use instead (default: the shared corpus)")  # fmt: skip
    parser.add_argument("--tiny", action="store_true", help="papers of one bullet, 1000 a day: for a million")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--edit", type=float, default=0.5, metavar="PCT")
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="runs of each step but the build (3)")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="threads of the indexer (2)")
    parser.add_argument("--bin", type=Path, metavar="FOLDER", help="default: $NONMUN_BIN or .build/release/bin")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="work here and leave digests and index behind")
    options = parser.parse_args()
    with working_folder(options.keep, "nonmun-lifecycle-") as folder:
        measure(options, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
