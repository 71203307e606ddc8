"""The JSON of search, update, votes, check and stats: keys, types and order of the brief."""

import json
import re
import unittest

from support import DIGESTS, NO_HITS, OK, ProgramTest, SampleTest, digest, entry, run

SEARCH_KEYS = ["schema", "query", "found", "found_all", "found_exact", "scope", "listed", "notes", "out_of", "offset", "limit", "took_ms",
               "index", "did_you_mean", "suggestions", "expanded", "hits"]
HIT_KEYS = ["rank", "id", "title", "url", "date", "withdrawn", "votes", "authors", "score",
            "score_parts", "pinned", "snippets"]
PARTS = ["bm25", "similarity", "votes", "recency"]
# Strings of digits, so that 2402.10893 never becomes a number.
ARXIV = re.compile(r"^\d{4}\.\d{4,5}$")


class SearchJson(SampleTest):
    def check_hit(self, hit):
        self.assertEqual([key for key in hit if key not in ("explanation", "similarity")], HIT_KEYS)
        self.assertIsInstance(hit["rank"], int)
        self.assertRegex(hit["id"], ARXIV)
        self.assertIsInstance(hit["title"], str)
        self.assertEqual(hit["url"], "https://arxiv.org/abs/" + hit["id"])
        self.assertRegex(hit["date"], r"^\d{4}-\d{2}-\d{2}$")
        if hit["votes"] is not None:
            self.assertIs(type(hit["votes"]), int)
        self.assertTrue(all(isinstance(author, str) for author in hit["authors"]))
        self.assertEqual(list(hit["score_parts"]), PARTS)
        for value in (hit["score"], *hit["score_parts"].values()):
            self.assertIsInstance(value, (int, float))
            self.assertGreaterEqual(value, 0)
        self.assertAlmostEqual(hit["score"], sum(hit["score_parts"].values()), places=9)
        self.assertLessEqual(hit["score_parts"]["bm25"], 1 + 1e-9)
        for snippet in hit["snippets"]:
            self.assertEqual(list(snippet), ["field", "text", "marks"])
            self.assertIn(snippet["field"], ("title", "author", "summary"))
            end_before = 0
            for begin, end in snippet["marks"]:
                self.assertGreaterEqual(begin, end_before)
                self.assertGreater(end, begin)
                self.assertLessEqual(end, len(snippet["text"]))
                end_before = end

    def check(self, result):
        self.assertEqual([key for key in result if key not in ("understood", "facets")],
                         SEARCH_KEYS)
        self.assertEqual(result["schema"], 2)
        self.assertIs(type(result["found"]), int)
        self.assertIs(type(result["found_exact"]), bool)
        self.assertEqual(result["out_of"], result["index"]["documents"])
        self.assertIsInstance(result["took_ms"], float)
        self.assertEqual(list(result["index"]), ["generation", "built_at", "documents"])
        self.assertRegex(result["index"]["generation"], r"^\d{8}T\d{6}Z-[0-9a-f]+$")
        self.assertRegex(result["index"]["built_at"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertTrue(result["did_you_mean"] is None or isinstance(result["did_you_mean"], str))
        for suggestion in result["suggestions"]:
            self.assertEqual(list(suggestion), ["query", "why", "papers"])
            self.assertGreater(suggestion["papers"], 0)
        if result["found_all"] > 0:
            self.assertEqual(result["suggestions"], [])
        for expansion in result["expanded"]:
            self.assertEqual(list(expansion), ["from", "to", "why"])
            self.assertIsInstance(expansion["to"], list)
        for rank, hit in enumerate(result["hits"], result["offset"] + 1):
            self.assertEqual(hit["rank"], rank)
            self.check_hit(hit)

    def test_shape(self):
        for arguments in (("모델",), ("-n", "60", "diffusion"), ("votes:1..",),
                          ("--offset", "3", "-n", "2", "모델"), ("author:He",),
                          ("--sort", "votes", "학습"), ("--recency-weight", "0.5", "모델")):
            with self.subTest(arguments):
                result = self.found(*arguments, code=OK)
                self.check(result)
                self.assertTrue(result["hits"])

    def test_one_line_without_escapes_of_korean(self):
        done = self.search("--json", "모델")
        self.assertEqual(done.stdout.count("\n"), 1)
        self.assertIn("모델", done.stdout)

    def test_no_hits(self):
        result = self.found("zyzzyva", code=NO_HITS)
        self.check(result)
        self.assertEqual((result["found"], result["hits"]), (0, []))
        done = self.search("--jsonl", "zyzzyva")
        self.assertEqual((done.returncode, done.stdout), (NO_HITS, ""))

    def test_no_dead_ends(self):
        """What is suggested finds as many papers as it says."""
        for arguments, why in ((("강화학습", "AND", "zyzzyva"), "without zyzzyva"),
                               (("+zyzzyva", "모델"), "without zyzzyva"),
                               (("모델", "date:1999"), "on any date"),
                               (("모델", "votes:9999.."), "with any number of votes"),
                               (("모델", "title:zyzzyva"), "without title:zyzzyva"),
                               (('"강화 diffusion"',), 'with the words of "강화 diffusion" anywhere'),
                               (("title:difusion",), "with the spelling corrected")):
            with self.subTest(arguments):
                result = self.found("--", *arguments, code=NO_HITS)
                self.check(result)
                whys = {s["why"]: s for s in result["suggestions"]}
                self.assertIn(why, whys)
                self.assertLessEqual(len(whys), 3)
                for suggestion in result["suggestions"]:
                    changed = self.found("--", suggestion["query"], code=OK)
                    self.assertEqual(changed["found"], suggestion["papers"])

    def test_options_that_leave_nothing_are_named(self):
        result = self.found("--since", "2099", "--min-votes", "1", "모델", code=NO_HITS)
        self.assertEqual([s["why"] for s in result["suggestions"]], ["on any date, without since"])
        changed = self.found("--min-votes", "1", "모델", code=OK)
        self.assertEqual(result["suggestions"][0]["papers"], changed["found"])

    def test_without_the_words_that_no_paper_has_beside_the_others(self):
        result = self.found("강화학습 클리핑 zyzzyva", code=OK)
        self.check(result)
        self.assertEqual([(s["query"], s["why"]) for s in result["suggestions"]],
                         [("강화학습 클리핑", 'without "zyzzyva"')])
        changed = self.found("강화학습 클리핑", code=OK)
        self.assertEqual(result["suggestions"][0]["papers"], changed["found_all"])
        self.assertEqual(changed["suggestions"], [])

    def test_a_correction_that_was_searched_for_is_said(self):
        result = self.found("difusion", code=OK)
        self.assertEqual(result["notes"], ["no paper has difusion; showing diffusion"])
        self.assertIsNone(result["did_you_mean"])
        done = self.search("difusion")
        self.assertIn("No paper has difusion; showing diffusion.\n", done.stdout)
        self.assertEqual(done.stderr, "")

    def test_page_beyond_the_end_is_no_error(self):
        result = self.found("--offset", "1000", "모델", code=OK)
        self.assertGreater(result["found"], 0)
        self.assertEqual(result["hits"], [])

    def test_limit_zero_counts(self):
        result = self.found("-n", "0", "모델", code=OK)
        self.assertEqual(result["hits"], [])
        self.assertEqual(result["found"], self.found("-n", "100", "모델")["found"])

    def test_query_is_given_back_as_typed(self):
        for query in ('"확산 모델" -비디오', "C++  코드", "Ｌ Ｌ Ｍ", 'a"b"\\c', "\t모델\n"):
            with self.subTest(query):
                self.assertEqual(self.found("--", query)["query"], query)

    def test_unknown_votes_are_null(self):
        (hit,) = self.found("id:1412.6980")["hits"]
        self.assertIsNone(hit["votes"])
        (hit,) = self.found("id:1502.03167")["hits"]
        self.assertEqual(hit["votes"], 0)

    def test_jsonl_has_the_hits_of_json(self):
        hits = self.found("-n", "7", "모델")["hits"]
        done = self.search("--jsonl", "-n", "7", "모델")
        self.assertEqual([json.loads(line) for line in done.stdout.splitlines()], hits)

    def test_explain(self):
        for hit in self.found("--explain", "강화 학습 클리핑")["hits"]:
            self.check_hit(hit)
            self.assertTrue(hit["explanation"])
            for row in hit["explanation"]:
                self.assertEqual(list(row), ["what", "bm25"])
                self.assertGreater(row["bm25"], 0)

    def test_explained_similarity_sums_to_its_part(self):
        hits = self.found("--explain", "-n", "50", "강화 학습 diffusion")["hits"]
        self.assertTrue(any("similarity" in hit for hit in hits))
        for hit in hits:
            rows = hit.get("similarity", [])
            for row in rows:
                self.assertEqual(list(row), ["word", "share"])
            self.assertAlmostEqual(hit["score_parts"]["similarity"],
                                   sum(row["share"] for row in rows), places=9)

    def test_explained_addends_sum_to_the_relevance(self):
        result = self.found("--explain", "-n", "50", "강화 학습 diffusion")
        sums = [sum(row["bm25"] for row in hit["explanation"]) for hit in result["hits"]]
        top = max(sums)
        for hit, total in zip(result["hits"], sums):
            self.assertAlmostEqual(hit["score_parts"]["bm25"], total / top, places=9)

    def test_analyze(self):
        done = self.search("--analyze", "--json", "모델의 GPT-4o", index=self.folder / "nowhere")
        tokens = json.loads(done.stdout)["tokens"]
        self.assertEqual(tokens[0]["term"], "모델")
        self.assertEqual((tokens[0]["begin"], tokens[0]["end"]), (0, 9))
        for token in tokens:
            self.assertEqual(list(token), ["term", "kind", "begin", "end", "position"])


class Marks(ProgramTest):
    """Marks select the matching word, with its particle, by code points."""

    def setUp(self):
        super().setUp()
        text = digest("2024-05-06", entry(
            "Emoji 𝒳 😀 and Gaussian models", "2405.00001",
            "앞말 😀𝒳 다음에 모델의 크기와 LLM은 나온다, 한글은 e\u0301 뒤의 확산모델을 쓴다.",
            authors="Grace Hopper, Åsa Öberg"))
        self.succeeds(self.update(self.write("a.md", text)))

    def marked(self, query, field):
        (hit,) = self.found(query, code=OK)["hits"]
        return [snippet["text"][b:e] for snippet in hit["snippets"] if snippet["field"] == field
                for b, e in snippet["marks"]]

    def test_marks(self):
        # A word that few papers have is also found, and marked, inside longer ones.
        self.assertEqual(self.marked("모델", "summary"), ["모델의", "확산모델을"])
        self.assertEqual(self.marked("모델은", "summary"), ["모델의", "확산모델을"])
        self.assertEqual(self.marked("llm", "summary"), ["LLM은"])
        self.assertEqual(self.marked("gaussian", "title"), ["Gaussian"])
        self.assertEqual(self.marked("model", "title"), ["models"])
        self.assertEqual(self.marked("hopper", "author"), ["Hopper"])
        self.assertEqual(self.marked("åsa", "author"), ["Åsa"])
        self.assertEqual(self.marked("ÅSA", "author"), ["Åsa"])

    def test_bytes_of_analyze_are_on_characters(self):
        text = "앞말 😀𝒳 모델의 GPT-4o"
        done = self.search("--analyze", "--json", text)
        for token in json.loads(done.stdout)["tokens"]:
            piece = text.encode()[token["begin"]:token["end"]]
            self.assertTrue(piece.decode("utf-8"))


class IndexJson(ProgramTest):
    def test_update(self):
        keys = ["schema", "added", "changed", "unchanged", "removed", "rejected", "rejected_before",
                "skipped_files", "documents", "published", "seconds", "generation"]
        first = json.loads(self.succeeds(self.update("--json", DIGESTS)).stdout)
        self.assertEqual(list(first), keys)
        self.assertEqual(first["schema"], 1)
        self.assertEqual([first[k] for k in keys[1:10]], [67, 0, 0, 0, 0, 0, 0, 67, True])
        self.assertIsInstance(first["seconds"], float)
        again = json.loads(self.succeeds(self.update("--json", DIGESTS)).stdout)
        self.assertEqual([again[k] for k in ("added", "changed", "removed")], [0, 0, 0])
        self.assertEqual(again["generation"], first["generation"])

    def test_stats(self):
        report = json.loads(self.succeeds(self.update("--json", DIGESTS)).stdout)
        done = self.succeeds(run("nonmun-index", "stats", "--json", "--index", self.index))
        stats = json.loads(done.stdout)
        self.assertEqual(list(stats)[:4], ["schema", "documents", "generation", "built_at"])
        self.assertEqual((stats["schema"], stats["documents"]), (1, 67))
        self.assertEqual(stats["generation"], report["generation"])
        self.assertTrue(all(not isinstance(value, (dict, list)) for value in stats.values()))
        self.assertIsNone(stats["previous_generation"])
        self.assertEqual(stats["first_day"], "2023-12-04")

    def test_check(self):
        self.succeeds(self.update(DIGESTS))
        done = self.succeeds(run("nonmun-index", "check", "--json", "--index", self.index))
        check = json.loads(done.stdout)
        self.assertEqual((check["schema"], check["ok"], check["damage"]), (1, True, []))

    def test_votes(self):
        self.succeeds(self.update(DIGESTS))
        votes = self.write("votes.jsonl", '{"schema":1,"id":"1412.6980","votes":321}\n'
                                          '{"schema":1,"id":"9912.99999","votes":5}\n')
        done = self.succeeds(run("nonmun-index", "votes", "--json", "--index", self.index, votes))
        report = json.loads(done.stdout)
        self.assertEqual((report["schema"], report["changed"], report["unknown"]),
                         (1, 1, ["9912.99999"]))
        (hit,) = self.found("id:1412.6980")["hits"]
        self.assertEqual(hit["votes"], 321)


if __name__ == "__main__":
    unittest.main()
