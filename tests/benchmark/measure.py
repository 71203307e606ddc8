"""Running programs and saying what they cost."""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def bin_folder(given: Path | None = None) -> Path:
    """Where the programs are: as given, $NONMUN_BIN, or the release build."""
    if given:
        return given
    if "NONMUN_BIN" in os.environ:
        return Path(os.environ["NONMUN_BIN"])
    return ROOT / ".build" / "release" / "bin"


def shared_folder() -> Path:
    """The corpus and the judged queries, which are no part of the repository."""
    return Path(os.environ.get("NONMUN_SHARED") or ROOT.parent / "shared")


@contextmanager
def working_folder(keep: Path | None, prefix: str) -> Iterator[Path]:
    """`keep`, made anew and left behind; else a folder that is removed at the end."""
    if keep:
        keep.mkdir(parents=True)
        yield keep
    else:
        with tempfile.TemporaryDirectory(prefix=prefix) as name:
            yield Path(name)


def tree_bytes(folder: Path) -> int:
    """Bytes of the files below `folder` on disk; a file under two names counts once."""
    seen: dict[tuple[int, int], int] = {}
    for path, _, names in os.walk(folder):
        for name in names:
            try:
                status = os.lstat(os.path.join(path, name))
            except FileNotFoundError:
                continue  # removed between listing and looking
            seen[status.st_dev, status.st_ino] = status.st_blocks * 512
    return sum(seen.values())


@dataclass
class Cost:
    """What one process used."""

    code: int
    cpu: float  # seconds, user and system
    wall: float
    rss: int  # peak resident bytes
    disk: int = 0  # peak bytes of the watched folder
    out: str = ""
    err: str = field(default="", repr=False)


def run(command: list[str], watch: Path | None = None, ok: tuple[int, ...] = (0,)) -> Cost:
    """Runs a program to its end. Raises when its exit code is not among `ok`."""
    disk = 0
    done = threading.Event()

    def look() -> None:
        nonlocal disk
        while True:
            disk = max(disk, tree_bytes(watch))  # type: ignore[arg-type]
            if done.wait(0.1):
                return

    watcher = threading.Thread(target=look) if watch else None
    start = time.monotonic()
    with (
        subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process
    ):
        errors: list[bytes] = []
        reader = threading.Thread(target=lambda: errors.append(process.stderr.read()))  # type: ignore[union-attr]
        reader.start()
        if watcher:
            watcher.start()
        out = process.stdout.read()  # type: ignore[union-attr]
        reader.join()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        done.set()
    if watcher:
        watcher.join()
    err = b"".join(errors).decode(errors="replace")
    cost = Cost(process.returncode, usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024, disk,
                out.decode(errors="replace"), err)  # fmt: skip
    if cost.code not in ok:
        raise RuntimeError(f"{' '.join(command)} ended with {cost.code}: {err.strip()[-2000:]}")
    return cost


def table(header: list[str], rows: list[list[str]]) -> str:
    """A Markdown table, the columns aligned."""
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]

    def line(cells: list[str]) -> str:
        first = cells[0].ljust(widths[0])
        return "| " + " | ".join([first, *(c.rjust(w) for c, w in zip(cells[1:], widths[1:], strict=True))]) + " |"

    rule = "|" + "|".join("-" * (w + 2) for w in widths) + "|"
    return "\n".join([line(header), rule, *map(line, rows)])


def megabytes(size: float) -> str:
    return f"{size / 1e6:.1f}"
