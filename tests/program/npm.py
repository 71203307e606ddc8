"""Tests that run with node and packages of a lockfile."""

import shutil
import subprocess


def install(folder, files, into, *programs):
    """Copies files of `folder` to `into`, with the packages of the folder's lockfile.

    @param programs that are needed beside node and npm
    @return what is missing, or None
    """
    for program in ("node", "npm", *programs):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    into.mkdir(exist_ok=True)
    for path in files:
        shutil.copy(path, into)
    lock = (folder / "package-lock.json").read_bytes()
    stamp = into / "installed"
    if stamp.exists() and stamp.read_bytes() == lock:
        return None
    done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=into,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300,
                          check=False)
    if done.returncode != 0:
        return f"npm ci failed, perhaps without a network: {done.stderr[-300:]}"
    stamp.write_bytes(lock)
    return None
