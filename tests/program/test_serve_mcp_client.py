"""nonmun-serve mcp, called by the protocol's official client from npm (tests/serve)."""

import json
import shutil
import subprocess
import unittest

from serving import needs_server
from support import BIN, SOURCE, SampleTest, environment

CLIENT = SOURCE / "tests" / "serve"
INSTALLED = BIN.parent / "mcp-client"  # kept in the build folder from run to run


def install():
    """Puts the client and the packages of its lockfile into INSTALLED. @return what is missing"""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    INSTALLED.mkdir(exist_ok=True)
    lock = (CLIENT / "package-lock.json").read_bytes()
    stamp = INSTALLED / "installed"
    for name in ("package.json", "package-lock.json", "client.mjs"):
        shutil.copy(CLIENT / name, INSTALLED)
    if stamp.exists() and stamp.read_bytes() == lock:
        return None
    done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
                          cwd=INSTALLED, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=300, check=False)
    if done.returncode != 0:
        return f"npm ci failed, perhaps without a network: {done.stderr[-300:]}"
    stamp.write_bytes(lock)
    return None


@needs_server
class OfficialClient(SampleTest):
    @classmethod
    def setUpClass(cls):
        missing = install()
        if missing:
            raise unittest.SkipTest(missing)
        super().setUpClass()

    def test_calls_every_tool(self):
        done = subprocess.run(["node", "client.mjs", BIN / "nonmun-serve", self.index],
                              cwd=INSTALLED, env=environment(), stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, encoding="utf-8", timeout=120,
                              check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        got = json.loads(done.stdout)
        self.assertEqual(got["server"]["name"], "nonmun")
        self.assertEqual(set(got["tools"]),
                         {"search_papers", "get_paper", "similar_papers", "recent_papers"})
        self.assertEqual(got["found"]["hits"], self.found("-n", "3", "강화학습")["hits"])
        self.assertEqual(got["paper"]["id"], got["found"]["hits"][0]["id"])
        self.assertEqual(len(got["similar"]["hits"]), 2)
        self.assertEqual(len(got["recent"]["hits"]), 2)
        self.assertTrue(got["wrong"]["isError"])


if __name__ == "__main__":
    unittest.main()
