"""nonmun-serve: ids with a slash, and papers whose texts try to be something else."""

import json
import unittest
import xml.etree.ElementTree as xml

from serving import Server, address, needs_server
from support import ProgramTest

OLD = "cs/0112017"
HOSTILE = '<script>alert(1)</script> & "quotes" \x0b'


@needs_server
class Ids(ProgramTest):
    def setUp(self):
        super().setUp()
        papers = [
            {"schema": 1, "id": OLD, "title": "An old paper", "listed": "2024-01-02",
             "abstract": "Old text."},
            {"schema": 1, "id": "x:a/similar", "title": "Named like an address",
             "listed": "2024-01-02", "abstract": "Old text, similar."},
            {"schema": 1, "id": "2401.00001", "title": HOSTILE, "listed": "2024-01-03",
             "url": "javascript:alert(1)", "abstract": HOSTILE, "authors": [HOSTILE]},
        ]
        source = self.write("papers.jsonl", "".join(json.dumps(p) + "\n" for p in papers))
        self.succeeds(self.update(source))
        self.server = Server(self.index)
        self.addCleanup(self.server.stop)

    def test_slashes_as_they_are_and_encoded(self):
        for path in (OLD, OLD.replace("/", "%2F"), OLD.replace("/", "%2f")):
            answer = self.server.ask(f"/v1/papers/{path}")
            self.assertEqual((answer.status, answer.json()["id"]), (200, OLD))
            answer = self.server.ask(f"/v1/papers/{path}/similar")
            self.assertEqual((answer.status, answer.json()["query"]), (200, OLD))
        answer = self.server.ask("/v1/papers/x:a%2Fsimilar")
        self.assertEqual((answer.status, answer.json()["id"]), (200, "x:a/similar"))

    def test_text_stays_text(self):
        answer = self.server.ask(address("/v1/search.atom", q="alert"))
        self.assertEqual(answer.status, 200)
        self.assertNotIn(b"<script", answer.body)
        entry = xml.fromstring(answer.body).find("{*}entry")
        self.assertIn("<script>alert(1)</script>", entry.find("{*}title").text)
        self.assertRegex(entry.find("{*}link").get("href"), "^https?://")


if __name__ == "__main__":
    unittest.main()
