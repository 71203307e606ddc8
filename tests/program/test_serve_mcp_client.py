"""nonmun-serve mcp, called by the protocol's official client from npm (tests/serve)."""

import json
import subprocess
import unittest

import npm
from serving import needs_server
from support import BIN, SOURCE, SampleTest, environment

CLIENT = SOURCE / "tests" / "serve"
FILES = ("package.json", "package-lock.json", "client.mjs")
INSTALLED = BIN.parent / "mcp-client"  # kept in the build folder from run to run


@needs_server
class OfficialClient(SampleTest):
    @classmethod
    def setUpClass(cls):
        missing = npm.install(CLIENT, [CLIENT / name for name in FILES], INSTALLED)
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
