#!/usr/bin/env python3
"""nonmun-serve under load, beside the library called in as many threads: requests per second, latency.

With --publish, generations are published while requests run, and none may fail.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import generate

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SKIPPED = 77


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", type=Path, default=Path(os.environ.get("NONMUN_BIN", ROOT / ".build/release/bin")))
    parser.add_argument("--index", type=Path, help="an index to serve (default: one of synthetic papers)")
    parser.add_argument("--queries", type=Path, default=ROOT / "data/queries.tsv", help="tab-separated, the text last")
    parser.add_argument("--papers", type=int, default=2000, help="synthetic papers")
    parser.add_argument("--seconds", type=int, default=10, help="of each measurement")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--publish", action="store_true", help="publish generations of synthetic papers meanwhile")
    return parser.parse_args()


def queries_of(path: Path, folder: Path) -> Path:
    """The file's queries alone, one on a line: data/queries.tsv has them first, and comments."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    first = path == ROOT / "data/queries.tsv"
    queries = folder / "queries"
    queries.write_text("".join(line.split("\t")[0 if first else -1] + "\n" for line in lines), "utf-8")
    return queries


def resources(pid: int) -> tuple[int, int]:
    """Resident MiB and open descriptors of a process."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) // 1024, len(os.listdir(f"/proc/{pid}/fd"))


def main() -> int:
    options = arguments()
    server_program, client = options.bin / "nonmun-serve", options.bin / "serve_load"
    if not server_program.exists():
        print("nonmun-serve is not built (NONMUN_BUILD_SERVER)", file=sys.stderr)
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="nonmun-serve-") as name:
        folder = Path(name)
        index, digests = options.index or folder / "index", folder / "digests"

        def publish(edition: int) -> None:
            edit = 0.5 if edition else 0  # percent of the papers; none: all are written
            generate.write_digests(digests, options.papers, edit=edit, edition=edition)
            subprocess.run([options.bin / "nonmun-index", "update", "--index", index, digests],
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        if options.index is None:
            publish(0)
        server = subprocess.Popen([server_program, "--index", index, "--listen", "127.0.0.1:0", "--quiet",
                                   "--deadline", "60"], stderr=subprocess.PIPE, text=True)
        try:
            port = next(m[1] for line in server.stderr if (m := re.search(r"listening on http://\S+:(\d+)/", line)))
            samples = [resources(server.pid)]
            end = threading.Event()

            def keep_sampling() -> None:
                while not end.wait(0.5):
                    samples.append(resources(server.pid))

            published = 0

            def keep_publishing() -> None:
                nonlocal published
                while not end.wait(1):
                    published += 1
                    publish(published)

            threads = [threading.Thread(target=keep_sampling)]
            if options.publish:
                threads.append(threading.Thread(target=keep_publishing))
            for thread in threads:
                thread.start()
            done = subprocess.run([client, index, queries_of(options.queries, folder), str(options.seconds),
                                   str(options.connections), port], stdout=subprocess.PIPE, text=True, check=False)
            end.set()
            for thread in threads:
                thread.join()
            samples.append(resources(server.pid))
        finally:
            server.terminate()
            server.wait()
    print("| what | requests | per second | p50 us | p99 us | max us | failed |\n|---|---|---|---|---|---|---|")
    for line in done.stdout.splitlines():
        kind, requests, *figures, failed = line.split()
        print(f"| {kind} | {requests} | " + " | ".join(f"{float(f):.0f}" for f in figures) + f" | {failed} |")
    # The library is measured first, while the server rests.
    at = [len(samples) * eighth // 8 for eighth in range(4, 8)]
    print("server, at the beginning, then through the requests: "
          + ", ".join(f"{mib} MiB {files} files" for mib, files in
                      [samples[0], *(samples[i] for i in at), samples[-1]])
          + (f"; {published} generations published" if options.publish else ""))
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
