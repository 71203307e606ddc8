"""Options of nonmun-search and the command-line side of the query language."""

import json
import unittest

from support import NO_HITS, OK, USAGE, ProgramTest, SampleTest, digest, entry, plain


class Options(SampleTest):
    def test_pages_concatenate(self):
        for query in ("모델", "diffusion 학습", "votes:1..", "date:2024", "모델 -비디오"):
            for sort in ("relevance", "votes", "date"):
                with self.subTest(query=query, sort=sort):
                    all_hits = self.found("--sort", sort, "-n", "100", "--", query)
                    pages = []
                    for offset in range(0, all_hits["listed"] + 7, 7):
                        page = self.found("--sort", sort, "--limit", "7", "--offset", str(offset),
                                          "--", query)
                        self.assertEqual(page["found"], all_hits["found"])
                        pages += page["hits"]
                    self.assertEqual(pages, all_hits["hits"])
                    self.assertEqual(len(pages), all_hits["listed"])

    def test_sort_by_votes(self):
        hits = self.found("--sort", "votes", "-n", "100", "모델")["hits"]
        keys = [(-1 if hit["votes"] is None else hit["votes"], hit["date"]) for hit in hits]
        self.assertEqual(keys, sorted(keys, reverse=True))

    def test_sort_by_date(self):
        hits = self.found("--sort", "date", "-n", "100", "모델")["hits"]
        self.assertEqual([h["date"] for h in hits], sorted((h["date"] for h in hits), reverse=True))
        relevance = self.found("-n", "100", "모델")["hits"]
        self.assertEqual({h["id"] for h in hits}, {h["id"] for h in relevance})

    def test_sorted_papers_hold_all_words(self):
        for sort in ("votes", "date"):
            every = self.found("--sort", sort, "-n", "100", "diffusion 학습")
            self.assertEqual((every["scope"], every["listed"]), ("all", every["found_all"]))
            self.assertGreater(every["found_all"], 1)
            self.assertGreater(every["found"], every["found_all"])
            any_word = self.found("--sort", sort, "--any", "-n", "100", "diffusion 학습")
            self.assertEqual((any_word["scope"], any_word["listed"]), ("any", every["found"]))
            each = [{h["id"] for h in self.found("-n", "100", word)["hits"]}
                    for word in ("diffusion", "학습")]
            self.assertEqual({h["id"] for h in every["hits"]}, each[0] & each[1])
            self.assertEqual({h["id"] for h in any_word["hits"]}, each[0] | each[1])

    def test_where_no_paper_holds_all_words(self):
        most = self.found("--sort", "date", "-n", "100", "diffusion 학습 zyzzyva")
        self.assertEqual(most["found_all"], 0)
        self.assertEqual(most["scope"], "most")
        self.assertEqual(most["hits"][0]["id"],
                         self.found("--sort", "date", "diffusion 학습")["hits"][0]["id"])

    def test_days(self):
        everything = {h["id"]: h["date"] for h in self.found("-n", "100", "모델")["hits"]}
        for since, until in (("2024", None), (None, "2024-05"), ("2024-05-20", "2024-11-04"),
                             ("2024-07-15", "2024-07-15"), ("2025", "2024")):
            with self.subTest(since=since, until=until):
                arguments = []
                arguments += ["--since", since] if since else []
                arguments += ["--until", until] if until else []
                found = set(self.ids(*arguments, "-n", "100", "모델"))
                # A paper listed on several days matches by any of them; LoRA is the only one.
                expected = {i for i, day in everything.items()
                            if (not since or day >= since) and (not until or day[:len(until)] <= until)}
                self.assertEqual(found - {"2106.09685"}, expected - {"2106.09685"})

    def test_range_field_equals_options(self):
        self.assertEqual(self.ids("-n", "100", "--since", "2024-05", "--until", "2024-07", "모델"),
                         self.ids("-n", "100", "모델 date:2024-05..2024-07"))
        self.assertEqual(self.ids("-n", "100", "--min-votes", "20", "모델"),
                         self.ids("-n", "100", "모델 votes:20.."))

    def test_min_votes(self):
        everything = self.found("-n", "100", "모델")["hits"]
        for least in (0, 1, 20, 1000):
            expected = {h["id"] for h in everything if h["votes"] is not None and h["votes"] >= least}
            self.assertEqual(set(self.ids("-n", "100", "--min-votes", str(least), "모델")), expected)

    def test_weights(self):
        hits = self.found("--votes-weight", "0", "-n", "50", "모델")["hits"]
        self.assertTrue(all(h["score_parts"]["votes"] == 0 for h in hits))
        scores = [h["score"] for h in hits]
        self.assertEqual(scores, sorted(scores, reverse=True))
        self.assertEqual(scores[0], 1)
        hits = self.found("--recency-weight", "2", "--half-life", "30", "--as-of", "2025-03-10",
                          "-n", "50", "모델")["hits"]
        newest = [h for h in hits if h["date"] == "2025-03-10"]
        self.assertTrue(newest)
        self.assertTrue(all(abs(h["score_parts"]["recency"] - 2 * h["score_parts"]["bm25"]) < 1e-12 for h in newest))

    def test_words_of_a_command_line_are_one_query(self):
        self.assertEqual(self.ids("강화", "학습", "클리핑"), self.ids("강화 학습 클리핑"))

    def test_exclusion_after_the_first_word(self):
        everything = set(self.ids("-n", "100", "모델"))
        without = set(self.ids("-n", "100", "모델", "-diffusion"))
        self.assertLess(without, everything)
        self.assertFalse(without & set(self.ids(*plain(), "-n", "100", "diffusion")))
        # Short options after the first word are exclusions, long ones options.
        self.assertEqual(self.found("모델", "-n")["query"], "모델 -n")
        self.assertEqual(len(self.found("모델", "--limit", "2")["hits"]), 2)
        self.assertEqual(self.ids("-n", "100", "모델 NOT diffusion"),
                         self.ids("-n", "100", "모델", "-diffusion"))

    def test_double_dash_ends_options(self):
        result = self.found("-n", "100", "--", "-diffusion", "모델")
        self.assertEqual(result["query"], "-diffusion 모델")
        self.assertEqual({h["id"] for h in result["hits"]},
                         set(self.ids("-n", "100", "모델", "-diffusion")))
        self.assertEqual(self.found("--", "--json")["query"], "--json")

    def test_no_guessing_of_options(self):
        done = self.search("--jso", "모델")
        self.assertEqual((done.returncode, done.stdout), (USAGE, ""))
        done = self.search("모델", "--jso")
        self.assertEqual((done.returncode, done.stdout), (USAGE, ""))

    def test_forms_of_options(self):
        expected = self.ids("--limit", "3", "모델")
        self.assertEqual(self.ids("--limit=3", "모델"), expected)
        self.assertEqual(self.ids("-n3", "모델"), expected)
        self.assertEqual(self.ids("-n", "5", "-n", "3", "모델"), expected)
        self.assertEqual(self.ids("모델", "--limit=3"), expected)

    def test_unknown_word_with_colon_is_text(self):
        self.assertEqual(self.ids("Attention: models")[:1], self.ids("Attention models")[:1])
        self.assertEqual(self.ids("Titles:transformer")[:1], self.ids("Titles transformer")[:1])

    def test_fields_in_any_case_and_in_korean(self):
        expected = self.ids("title:transformer")
        self.assertTrue(expected)
        self.assertEqual(self.ids("Title:transformer"), expected)
        self.assertEqual(self.ids("제목:transformer"), expected)

    def test_operators_only_in_capitals(self):
        both = set(self.ids(*plain(), "-n", "100", "diffusion AND 학습"))
        self.assertEqual(both, set(self.ids(*plain(), "-n", "100", "diffusion"))
                         & set(self.ids(*plain(), "-n", "100", "학습")))
        either = set(self.ids(*plain(), "-n", "100", "diffusion OR 학습"))
        self.assertEqual(either, set(self.ids(*plain(), "-n", "100", "diffusion 학습")))
        self.assertLess(both, either)
        self.assertLessEqual(either, set(self.ids(*plain(), "-n", "100", "diffusion and 학습")))

    def test_phrases_are_required(self):
        phrase = set(self.ids("-n", "100", '"강화 학습"'))
        self.assertTrue(phrase)
        self.assertLessEqual(phrase, set(self.ids("-n", "100", "강화 학습")))
        self.assertLessEqual(set(self.ids("-n", "100", '"강화 학습" 모델')), phrase)

    def test_fields(self):
        for hit in self.found("-n", "100", "title:diffusion")["hits"]:
            self.assertIn("diffusion", hit["title"].lower())
        for hit in self.found("-n", "100", 'author:"Kaiming He"')["hits"]:
            self.assertIn("Kaiming He", hit["authors"])
        self.assertEqual(self.ids('author:"He Kaiming"'), self.ids('author:"Kaiming He"'))

    def test_pasted_ids_and_addresses(self):
        for text in ("1706.03762", "1706.03762v5", "arXiv:1706.03762", "ARXIV:1706.03762v1",
                     "https://arxiv.org/abs/1706.03762", "http://www.arxiv.org/pdf/1706.03762v7.pdf",
                     "https://huggingface.co/papers/1706.03762", "id:1706.03762",
                     "https://arxiv.org/abs/1706.03762?context=cs.CL"):
            with self.subTest(text):
                self.assertEqual(self.ids(text), ["1706.03762"])

    def test_spellings_of_one_query(self):
        # "names" minds capitals on purpose.
        options = ("-n", "100", "--without", "names", "--")
        base = self.ids(*options, "diffusion 모델")
        for spelling in ("DIFFUSION 모델", "ｄｉｆｆｕｓｉｏｎ 모델", "diffusion 모델",
                         "  diffusion\t모델 ", "Diffusion\u3000모델"):
            with self.subTest(spelling):
                self.assertEqual(self.ids(*options, spelling), base)

    def test_a_weight_of_nothing_switches_off(self):
        query = ("-n", "100", "--", "강화 학습")
        self.assertEqual(self.ids("--weights", "adjacent=0,phrase=0,joined=0.4", *query),
                         self.ids("--without", "adjacency", *query))
        self.assertNotEqual(self.ids("--weights", "adjacent=100", *query),
                            self.ids("--weights", "adjacent=0", *query))

    def test_hostile_bytes_in_a_query(self):
        for query in (b"\xff\xfe", "모델".encode() + b"\xff", b"\xed\xa0\x80", b"a\x01\x1b[31m",
                      b"-", b"--\xff", b"%n%s"):
            with self.subTest(query):
                done = self.search("--json", "--", query)
                self.assertIn(done.returncode, (OK, NO_HITS, USAGE), done.stderr)
                if done.stdout:
                    json.loads(done.stdout)


class Merged(ProgramTest):
    def test_paper_of_two_days(self):
        first = digest("2024-05-06", entry("Old title", "2405.00001", "처음 요약", votes=5))
        second = digest("2024-06-07", entry("New title", "2405.00001", "나중 요약", votes=3))
        self.succeeds(self.update(self.write("a.md", first), self.write("b.md", second)))
        (hit,) = self.found("id:2405.00001")["hits"]
        self.assertEqual((hit["title"], hit["date"], hit["votes"]), ("New title", "2024-06-07", 5))
        for query in ("date:2024-05-06", "date:2024-06", "date:2024-05..2024-05-31"):
            self.assertEqual(self.ids(query), ["2405.00001"])
        self.assertEqual(self.ids("date:2024-05-07..2024-06-06"), [])


class NoText(ProgramTest):
    def test_votes_then_date(self):
        days = digest("2024-05-06", entry("A", "2405.00001", votes=5), entry("B", "2405.00002"),
                      entry("C", "2405.00003", votes=9), entry("D", "2405.00004", votes=0))
        days += digest("2024-05-08", entry("E", "2405.00005", votes=5), entry("F", "2405.00006"))
        self.succeeds(self.update(self.write("a.md", days)))
        self.assertEqual(self.ids("date:2024"), ["2405.00003", "2405.00005", "2405.00001",
                                                 "2405.00006", "2405.00002", "2405.00004"])
        self.assertEqual(self.ids("--sort", "date", "date:2024"),
                         ["2405.00005", "2405.00006", "2405.00001", "2405.00002", "2405.00003",
                          "2405.00004"])

    def test_text_without_weight_is_ordered_by_score(self):
        days = digest("2024-05-06", entry("A", "2405.00001", votes=90))
        days += digest("2024-05-08", entry("E", "2405.00005", votes=5), entry("F", "2405.00006"))
        self.succeeds(self.update(self.write("a.md", days)))
        hits = self.found("zyzzyva OR date:2024")["hits"]
        self.assertEqual([h["id"] for h in hits], ["2405.00001", "2405.00005", "2405.00006"])
        self.assertEqual([h["score_parts"]["bm25"] for h in hits], [1, 1, 1])


if __name__ == "__main__":
    unittest.main()
