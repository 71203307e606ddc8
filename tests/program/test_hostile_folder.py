"""Every hostile file in one folder, beside good digests: runs end as documented, good papers are
found, and work is in proportion to the input."""

import json
import os
import pathlib
import socket
import unittest

from support import BAD_INPUT, OK, ProgramTest, digest, entry, plain, run

HEAD = "## Daily Papers (2024-03-04)\n\n"
API_ITEM = {"paper": {"id": "2403.07111", "title": "A paper that was withdrawn", "upvotes": 3,
                      "summary": "철회된 논문이다.", "withdrawnAt": "2024-03-20T00:00:00.000Z"},
            "publishedAt": "2024-03-04T00:00:00.000Z"}


def one(title, number, *bullets, **options):
    return digest("2024-03-04", entry(title, f"2403.{number}", *bullets, **options))


# Each holds what costs time or memory, or leads out of its place, when it is believed.
MARKDOWN = {
    "headings-without-links": HEAD + "### a\n" * 200_000,
    "open-brackets": HEAD + "### " + "[" * 60_000 + "\n\n- a\n",
    "bracket-pairs": HEAD + "### " + "](" * 30_000 + "\n\n- a\n",
    "bracket-pairs-of-many-lines": HEAD + ("### " + "](" * 500 + "\n\n- a\n") * 300,
    "quotes-in-quotes": HEAD + ">" * 60_000 + " deep\n",
    "lists-in-lists": HEAD + "".join(" " * 2 * i + "- a\n" for i in range(500)),
    "emphasis": one("Emphasis", "07101", "*a_" * 20_000),
    "backticks": one("Backticks", "07102", "".join("a" + "`" * i for i in range(300))),
    "one-long-word": one("Word", "07103", "가" * 20_000),
    "combining-marks": one("Marks", "07104", "a" + "\u0301" * 20_000),
    "many-authors": one("Writers", "07105", authors=", ".join(f"Na{i} Me" for i in range(5_000))),
    "many-bullets": one("Bullets", "07106", *["또 한 줄"] * 10_000),
    "carriage-returns": one("Returns", "07107", "하나\r둘\r\r셋").replace("\n\n", "\n\r\n\r"),
    "controls": one("Controls \x1b[2J\x07\u202e\u2066\u0085", "07108", "\x1b]0;title\x07 제어"),
    "mark-in-the-middle": "\ufeff" + one("Mark", "07109", "앞\ufeff뒤"),
    "conflict": HEAD + "<<<<<<< ours\n- a\n=======\n- b\n>>>>>>> theirs\n",
    "error-page": "<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>\n",
    "picture": HEAD + f"![](data:image/png;base64,{'A' * 2_000_000})\n",
    "same-paper": HEAD + (entry("Same", "2403.07110") + "\n") * 3_000,
    "nothing": "",
    "blank": "\n \t\n" * 10_000,
}
BYTES = {
    "nul.md": HEAD.encode() + b"### \0\0\0\n" * 1_000,
    "not-utf8.md": HEAD.encode() + b"- \xff\xfe\xc0\x80\xed\xa0\x80\n" * 1_000,
    "half-of-utf16.md": (HEAD + "### [A](https://arxiv.org/abs/2403.07112)\n").encode("utf-16")[:-1],
    "cp949.md": one("한글", "07113", "부호화가 다른 글").encode("cp949"),
    "numbers.bin.json": bytes(range(256)) * 4_000,
}
JSON = {
    "nested.json": "[" * 500_000,
    "nested.jsonl": '{"a":' * 200_000,
    "nested-item.json": '[{"paper":' + "[" * 100_000 + "]" * 100_000 + "}]",
    "other-lines.jsonl": '{"id":"0704.0001","title":"t"}\n' * 100_000,
    "other-object.json": json.dumps({"data": [{"k": i} for i in range(20_000)]}, indent=1),
    "no-comma.json": "[" + "{} " * 50_000 + "]",
    "numbers.jsonl": '{"schema":1,"id":"2403.07114","votes":1e999}\n{"schema":1e400}\n'
                     + '{"schema":1,"id":"2403.07114","votes":' + "9" * 10_000 + "}\n",
    "new-keys.jsonl": "{" + ",".join(f'"k{i}":0' for i in range(8_000)) + "}\n",
    "not-numbers.jsonl": '{"schema":1,"id":NaN}\n{"schema":1,"title":"\\ud800"}\n' * 1_000,
    "cut.json": '[{"paper":{"id":"2403.07115","title":"cut',
    "withdrawn.json": json.dumps([API_ITEM], ensure_ascii=False),
}


class HostileFolder(ProgramTest):
    def setUp(self):
        super().setUp()
        self.sources = self.folder / "sources"
        self.write("outside.md", one("Outside", "07120"))
        for name, text in MARKDOWN.items():
            self.write(f"sources/{name}.md", text)
        for name, content in (BYTES | JSON).items():
            self.write(f"sources/{name}", content)
        self.write("sources/0-good.md", one("First good", "07001", "기린이 있다.", votes=4))
        self.write("sources/zz/good.md", one("Last good", "07002", "고래가 있다.", votes=2))
        self.special_files()
        self.names()

    def special_files(self):
        os.mkfifo(self.sources / "pipe.md")
        with socket.socket(socket.AF_UNIX) as server:
            here = os.getcwd()
            os.chdir(self.sources)  # the path of a socket must be short
            server.bind("socket.md")
            os.chdir(here)
        for target, name in (("/dev/zero", "zero.md"), ("nowhere", "dangling.md"),
                             ("self.md", "self.md"), (".", "loop"), ("..", "up")):
            (self.sources / name).symlink_to(target)
        with open(self.sources / "sparse.md", "wb") as file:
            file.truncate(8 << 30)
        deep = self.sources
        for _ in range(60):
            deep = deep / "a-folder-in-a-folder"
        deep.mkdir(parents=True)
        (deep / "deep.md").write_text(one("Deep", "07003", "깊은 곳의 글."))

    def names(self):
        for number, name in enumerate((b"\x1b[31m.md", b"line\nbreak.md", b"\xb3\xed\xb9\xae.md",
                                       b"'; rm -rf $HOME;'.md", b"-rf.md", b"%41.md")):
            path = os.fsencode(self.sources) + b"/" + name
            pathlib.Path(os.fsdecode(path)).write_text(one(f"Name {number}", f"0720{number}"))

    def test_everything_at_once(self):
        index = self.sources / "index"
        first = self.succeeds(self.update("--json", self.sources, index=index, timeout=60))
        report = json.loads(first.stdout)
        self.assertGreater(report["rejected"], 300_000)
        lines = first.stderr.splitlines()
        self.assertLess(len(lines), 3_000)
        for line in lines:
            self.assertTrue(line.isprintable(), ascii(line))
            self.assertLess(len(line), 2_000)

        self.assertEqual(self.ids(*plain(), "기린", index=index), ["2403.07001"])
        self.assertEqual(self.ids(*plain(), "고래", index=index), ["2403.07002"])
        self.assertEqual(self.ids(*plain(), "깊은", index=index), ["2403.07003"])
        self.assertEqual(self.ids("id:2403.07120", index=index), ["2403.07120"])  # through a link
        self.assertEqual(len(self.ids("-n", "10", 'title:"name"', index=index)), 6)
        for command in ("stats", "check", "sources"):
            self.succeeds(run("nonmun-index", command, "--index", index))
        self.assertLess(sum(p.stat().st_size for p in index.glob("generations/*/manifest.json")),
                        8_192)

        again = self.succeeds(self.update("--json", "--prune", self.sources, index=index,
                                          timeout=60))
        second = json.loads(again.stdout)
        self.assertFalse(second["published"])
        self.assertEqual(second["rejected"], report["rejected"])
        self.assertLess(len(again.stderr), len(first.stderr))

        strict = self.update("--strict", self.sources, index=index, timeout=60)
        self.assertEqual(strict.returncode, BAD_INPUT, strict.stderr[:2_000])

    def test_the_doctor_names_what_it_finds(self):
        done = run("nonmun-index", "doctor", "--json", self.sources, timeout=60)
        self.assertEqual(done.returncode, OK, done.stderr[:2_000])
        named = {pathlib.Path(f["file"]).name for f in json.loads(done.stdout)["findings"]}
        for name in ("pipe.md", "zero.md", "sparse.md", "nul.md", "cp949.md", "conflict.md",
                     "nested.json", "withdrawn.json"):
            self.assertIn(name, named)

    def test_the_doctor_needs_time_in_proportion(self):
        # Each took minutes when it was compared with, or searched in, all that came before.
        ids = [f"24{1 + i // 20_000:02}.{10_000 + i % 20_000}" for i in range(40_000)]
        title = "Report of the working group"
        items = [{"paper": {"id": i, "title": i, "summary": "글이다 여기."},
                  "publishedAt": "2024-03-04"} for i in ids]
        files = {
            "same-title.md": HEAD + "\n".join(entry(title, i) for i in ids),
            "numbered-title.md": HEAD + "\n".join(entry(f"{title} {i}", i) for i in ids),
            "pretty.json": json.dumps(items, indent=1),
            "one-line.json": json.dumps(items),
        }
        for name, text in files.items():
            with self.subTest(name):
                source = self.write(f"one/{name}", text)
                done = self.succeeds(run("nonmun-index", "doctor", "--json", source, timeout=60))
                self.assertGreater(len(json.loads(done.stdout)["findings"]), 0)

    def test_withdrawn_papers_are_shown_as_such(self):
        self.succeeds(self.update(self.sources / "withdrawn.json"))
        (hit,) = self.found("id:2403.07111")["hits"]
        self.assertEqual(hit["withdrawn"], "2024-03-20")
        self.assertIn("withdrawn on 2024-03-20", self.search("철회된").stdout)


if __name__ == "__main__":
    unittest.main()
