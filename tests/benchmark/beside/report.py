"""What a run measured, as tables and as JSON."""

import dataclasses
import statistics
from collections.abc import Iterable

from beside.run import Measured
from beside.systems import SYSTEMS
from beside.workload import CLASSES
from measure import Cost, megabytes, table

TITLES = {system.name: system.title for system in SYSTEMS} | {"true": "`true`: the floor"}
SHORT = {"one": "one word", "or2": "OR 2", "or5": "OR 5", "and": "AND", "phrase": "phrase", "date": "date",
         "author": "author", "judged": "judged"}  # fmt: skip
STEPS = {"update": "papers changed", "unchanged": "nothing changed", "votes": "all votes changed"}


def percentile(values: Iterable[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def ratio(value: float, reference: float) -> str:
    return f"{value / reference:.2f}" if reference else "-"


def kinds(measured: Measured) -> list[str]:
    return [kind for kind in CLASSES if kind in measured.found]


def ratios(measured: Measured, k: int) -> dict[str, dict[str, float]]:
    """[class][system]: its p50 to that of the first system; above 1 the first is faster."""
    result: dict[str, dict[str, float]] = {}
    for kind in kinds(measured):
        times = measured.times[k][kind]
        reference = percentile(times[measured.names[0]].values(), 0.5)
        result[kind] = {name: percentile(times[name].values(), 0.5) / reference for name in measured.names}
    return result


def build_table(measured: Measured) -> str:
    first = next(iter(measured.build.values()))
    rows = []
    for name, cost in measured.build.items():
        size = measured.index_bytes[name]
        rows.append([TITLES[name], f"{cost.cpu:.2f}", ratio(cost.cpu, first.cpu), f"{cost.wall:.2f}",
                     f"{cost.rss / 2**20:.0f}", megabytes(size), f"{size / measured.raw_bytes:.2f}"])  # fmt: skip
    return table(["build", "CPU s", "ratio", "wall s", "peak MiB", "index MB", "of text"], rows)


def latency_table(measured: Measured, k: int) -> str:
    def cell(kind: str, name: str) -> str:
        times = measured.times[k][kind][name].values()
        return " / ".join(f"{percentile(times, share):.0f}" for share in (0.5, 0.95, 0.99))

    rows = [[TITLES[name], *(cell(kind, name) for kind in kinds(measured))] for name in measured.names]
    return table([f"us of CPU, k = {k}", *(CLASSES[kind] for kind in kinds(measured))], rows)


def ratio_table(measured: Measured, k: int) -> str:
    found = ratios(measured, k)
    rows = [[TITLES[name], *(f"{found[kind][name]:.2f}" for kind in found)] for name in measured.names[1:]]
    return table([f"p50 / {measured.names[0]}, k = {k}", *(CLASSES[kind] for kind in found)], rows)


def found_table(measured: Measured) -> str:
    rows = []
    for name in measured.names:
        counts = (measured.found[kind][name].values() for kind in kinds(measured))
        rows.append([TITLES[name], *(f"{statistics.median(values):.0f}" for values in counts)])
    return table(["papers found, median", *(CLASSES[kind] for kind in kinds(measured))], rows)


def cold_table(measured: Measured) -> str:
    rows = []
    for name, costs in measured.cold.items():
        rows.append([TITLES[name], f"{1000 * statistics.median(c.cpu for c in costs):.1f}",
                     f"{1000 * statistics.median(c.wall for c in costs):.1f}",
                     f"{max(c.rss for c in costs) / 2**20:.0f}",
                     f"{measured.memory[name] / 2**20:.0f}" if name in measured.memory else "-"])  # fmt: skip
    return table(["a process a query", "CPU ms", "wall ms", "peak MiB", "peak MiB after all queries"], rows)


def upkeep_table(measured: Measured) -> str:
    steps = [step for step in STEPS if step in measured.steps]
    names = list(next(iter(measured.steps.values())))

    def cells(name: str) -> Iterable[str]:
        for step in steps:
            costs = measured.steps[step][name]
            yield f"{statistics.median(c.cpu for c in costs):.2f}"
            yield f"{statistics.median(c.wall for c in costs):.2f}"

    header = [cell for step in steps for cell in (f"{STEPS[step]}, CPU s", "wall s")]
    return table(["upkeep", *header], [[TITLES[name], *cells(name)] for name in sorted(names, key=measured.names.index)])


def summary_table(measured: Measured) -> str:
    """The figures that a reader asks for first. A way of asking shares what its index cost."""
    k = min(measured.times)

    def cost(name: str, costs: dict[str, list[Cost]], scale: float, digits: int) -> str:
        values = costs.get(name)
        return f"{scale * statistics.median(c.cpu for c in values):.{digits}f}" if values else "-"

    rows = []
    for name in measured.names:
        build = {n: [c] for n, c in measured.build.items()}
        size = measured.index_bytes.get(name)
        p50 = (percentile(measured.times[k][kind][name].values(), 0.5) for kind in kinds(measured))
        rows.append([TITLES[name], cost(name, build, 1, 2), megabytes(size) if size else "-",
                     cost(name, measured.cold, 1000, 1), cost(name, measured.steps.get("update", {}), 1, 2),
                     *(f"{value:.0f}" for value in p50)])  # fmt: skip
    header = ["CPU", "build s", "index MB", "cold ms", "update s", *(f"{SHORT[kind]}, us" for kind in kinds(measured))]
    return table(header, rows)


def as_text(measured: Measured, about: dict[str, str], markdown: bool) -> str:
    """The whole report. @param about what was run where, by name."""
    lines = ["; ".join(f"{name}: {value}" for name, value in about.items())]
    lines += [f"SKIPPED {name}: {reason}" for name, reason in measured.skipped.items()]
    sections = {f"Summary: queries p50, top {min(measured.times)}": [summary_table(measured)]}
    sections["Building"] = [build_table(measured)]
    for k in measured.times:
        sections[f"Queries, top {k}: p50 / p95 / p99 across queries"] = [
            latency_table(measured, k), ratio_table(measured, k)]  # fmt: skip
    sections["What was found"] = [found_table(measured)]
    if measured.cold:
        sections["Cold start"] = [cold_table(measured)]
    if measured.steps:
        sections["Upkeep"] = [upkeep_table(measured)]
    for title, tables in sections.items():
        lines.append(f"\n### {title}" if markdown else f"\n{title}\n{'-' * len(title)}")
        lines += ["\n" + text for text in tables]
    return "\n".join(lines) + "\n"


def as_json(measured: Measured, about: dict[str, str]) -> dict:
    """Everything that was measured, for charts and tests."""
    entry = dataclasses.asdict(measured)
    for costs in (entry["build"], *entry["steps"].values(), entry["cold"]):
        for value in costs.values():
            for cost in value if isinstance(value, list) else [value]:
                for key in ("out", "err", "disk", "code"):
                    del cost[key]
    return {"about": about, **entry}
