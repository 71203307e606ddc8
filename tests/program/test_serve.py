"""nonmun-serve: what its addresses answer."""

import gzip
import json
import os
import re
import tempfile
import unittest
import urllib.parse
import xml.etree.ElementTree as xml

from serving import Server, ServerTest, address, ask, needs_server
from support import SOURCE, environment, run

PAPER = "1707.06347"
ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


@needs_server
class Addresses(ServerTest):
    def test_search_answers_as_the_program(self):
        for query, options in (("강화학습", {}), ("LLM 양자화", {"limit": 3, "offset": 2}),
                               ("diffusion", {"sort": "votes", "explain": "true"})):
            arguments = [part for name, value in options.items()
                         for part in ([f"--{name}"] if value == "true" else [f"--{name}", value])]
            printed = self.found(*map(str, arguments), "--", query)
            answered = self.got("/v1/search", q=query, **options)
            for results in (printed, answered):
                del results["took_ms"]
            self.assertEqual(answered, printed)
            self.assertGreater(len(answered["hits"]), 0)

    def test_queries_may_be_encoded_in_either_way(self):
        wanted = self.got("/v1/search", q="강화 학습")["hits"]
        for query in ("%EA%B0%95%ED%99%94%20%ED%95%99%EC%8A%B5", "%ea%b0%95%ed%99%94+%ed%95%99%ec%8a%b5"):
            self.assertEqual(self.got(f"/v1/search?q={query}")["hits"], wanted)
        self.assertEqual(self.got("/v1/search", q="C++")["query"], "C++")

    def test_post_takes_the_parameters_as_json(self):
        body = json.dumps({"q": "강화학습", "limit": 2, "explain": True, "votes-weight": 0.5,
                           "sort": "votes", "since": None})
        for media_type in ("application/json", "Application/JSON; charset=utf-8"):
            answer = self.ask("/v1/search", "POST", body.encode(), Content_Type=media_type)
            self.assertEqual(answer.status, 200, answer.body)
            hits = answer.json()["hits"]
            self.assertEqual(len(hits), 2)
            self.assertIn("explanation", hits[0])
            self.assertEqual(answer.headers["Cache-Control"], "no-store")

    def test_post_refuses_what_is_not_an_object_of_parameters(self):
        def post(body, media_type="application/json", target="/v1/search"):
            return self.ask(target, "POST", body, Content_Type=media_type)
        self.problem(post(b"{"), 400, "usage", "not JSON")
        self.problem(post(b"\xff"), 400, "usage", "not JSON")
        self.problem(post(b"[]"), 400, "usage", "JSON object")
        self.problem(post(b'{"q": 1}'), 400, "usage", "q:")
        self.problem(post(b'{"q": "a", "limit": "3"}'), 400, "usage", "limit:")
        self.problem(post(b'{"q": "a", "limit": 1.5}'), 400, "usage", "whole number")
        self.problem(post(b'{"q": "a", "synonyms": "/etc/passwd"}'), 400, "usage", "synonyms")
        self.problem(post(b"q=a", "application/x-www-form-urlencoded"), 415)
        self.problem(post(b'{"q": "a"}', target="/v1/search?limit=1"), 400)
        self.problem(post(b"[" * 60000), 400)

    def test_a_search_without_words_needs_an_order(self):
        self.assertEqual(self.got("/v1/search", sort="date")["listed"], 67)
        self.assertLess(self.got("/v1/search", since="2025")["listed"], 67)
        self.problem(self.ask("/v1/search"), 400)

    def test_paper(self):
        paper = self.got(f"/v1/papers/{PAPER}", q="강화학습")
        self.assertEqual(paper["title"], "Proximal Policy Optimization Algorithms")
        self.assertTrue(any(section["marks"] for section in paper["sections"]))
        self.assertTrue(paper["sources"][0]["name"].endswith("2023/12/04.md"))
        self.assertFalse(any(section["marks"] for section in self.got(f"/v1/papers/{PAPER}")["sections"]))
        by_address = urllib.parse.quote(f"https://arxiv.org/abs/{PAPER}v2", safe="")
        self.assertEqual(self.got(f"/v1/papers/{by_address}")["id"], PAPER)
        self.problem(self.ask("/v1/papers/9999.99999"), 404, "not_found", "9999.99999")
        self.problem(self.ask("/v1/papers/"), 404, "not_found")

    def test_similar(self):
        similar = self.got(f"/v1/papers/{PAPER}/similar", limit=5)
        self.assertEqual(len(similar["hits"]), 5)
        self.assertNotIn(PAPER, [hit["id"] for hit in similar["hits"]])
        self.problem(self.ask("/v1/papers/9999.99999/similar"), 404, "not_found")
        self.problem(self.ask(f"/v1/papers/{PAPER}/similar?q=x"), 400, "usage")

    def test_suggest(self):
        texts = [s["text"] for s in self.got("/v1/suggest", q="강화하")["suggestions"]]
        self.assertIn("강화학습", texts)
        self.assertEqual(len(self.got("/v1/suggest", q="d", limit=1)["suggestions"]), 1)
        answer = self.ask(address("/v1/suggest", q="강화하", format="opensearch"))
        self.assertEqual(answer.type(), "application/x-suggestions+json")
        self.assertEqual(answer.json(), ["강화하", texts])
        self.problem(self.ask("/v1/suggest"), 400, "usage", '"q" is missing')
        self.problem(self.ask("/v1/suggest?q=a&limit=101"), 400, "usage", "from 1 to 100")

    def test_aliases(self):
        lines = "".join(json.dumps({"schema": 1, "id": f"x:{n}", "title": f"Paper {n}",
                                    "listed": "2025-05-09", "abstract": text}) + "\n"
                        for n, text in enumerate(["연쇄 증류(chain distillation)는 새롭다."] * 4
                                                 + ["연쇄 반응은 무관하다."] * 4))
        index = self.folder / "aliases"
        self.succeeds(self.update(self.write("aliases.jsonl", lines), index=index))
        server = Server(index)
        self.addCleanup(server.stop)
        answer = server.ask(address("/v1/aliases", q="연쇄 증류")).json()
        printed = self.search("--aliases", "연쇄 증류", "--json", index=index)
        self.assertEqual(answer, json.loads(printed.stdout))
        self.assertEqual([alias["phrase"] for alias in answer["aliases"]], ["chain distillation"])
        for paper_id in answer["aliases"][0]["paper_ids"]:
            self.assertEqual(server.ask(f"/v1/papers/{paper_id}").status, 200)
        self.assertEqual(self.got("/v1/aliases", q="nothing of it")["aliases"], [])
        self.problem(self.ask("/v1/aliases"), 400, "usage", '"q" is missing')

    def test_facets(self):
        everything = self.got("/v1/facets")
        self.assertEqual(everything["hits"], [])
        self.assertEqual(sum(papers for _, papers in everything["facets"]["votes"]), 67)
        found = self.got("/v1/facets", q="diffusion", facets="month")
        self.assertEqual(list(found["facets"]), ["month"])
        self.assertEqual(found["listed"], self.got("/v1/search", q="diffusion")["listed"])
        self.problem(self.ask("/v1/facets?facets=colour"), 400, "usage", "colour")

    def test_recent(self):
        days = [hit["date"] for hit in self.got("/v1/recent", limit=100)["hits"]]
        self.assertEqual(len(days), 67)
        self.assertEqual(days, sorted(days, reverse=True))
        trending = self.got("/v1/recent?trending&limit=100&as-of=2025-03-11")["hits"]
        self.assertNotEqual([hit["date"] for hit in trending], days)
        self.assertEqual([hit["id"] for hit in trending],
                         [hit["id"] for hit in self.got("/v1/search", sort="trending", limit=100,
                                                        as_of="2025-03-11")["hits"]])

    def test_stats_and_states(self):
        stats = self.got("/v1/stats")
        self.assertEqual((stats["papers"], stats["first_day"]), (67, "2023-12-04"))
        self.assertEqual(self.got("/healthz"), {"status": "ok"})
        self.assertEqual(self.got("/readyz"), {"status": "ok"})

    def test_metrics_count_requests(self):
        def count():
            answer = self.ask("/metrics")
            self.assertTrue(answer.headers["Content-Type"].startswith("text/plain; version=0.0.4"))
            text = answer.body.decode()
            for line in text.splitlines():
                self.assertRegex(line, r"^(# (HELP|TYPE) \w+ .+|\w+(\{[^{}]*\})? [-+.e0-9]+)$")
            self.assertIn("\nnonmun_index_papers 67\n", text)
            found = re.search(r'requests_total\{operation="suggest",code="400"\} (\d+)', text)
            return int(found[1]) if found else 0
        before = count()
        self.ask("/v1/suggest")
        self.assertEqual(count(), before + 1)

    def test_feed(self):
        target = address("/v1/search.atom", q="diffusion & <모델>", limit=5)
        answer = self.ask(target)
        self.assertEqual((answer.status, answer.type()), (200, "application/atom+xml"))
        feed = xml.fromstring(answer.body)
        self.assertTrue(feed.find(f"{ATOM}id").text.endswith(target))
        entries = feed.findall(f"{ATOM}entry")
        self.assertEqual(len(entries), 5)
        days = [entry.find(f"{ATOM}updated").text for entry in entries]
        self.assertEqual(days, sorted(days, reverse=True))
        for entry in entries:
            self.assertRegex(entry.find(f"{ATOM}id").text, r"^urn:x-nonmun:paper:")
            self.assertTrue(entry.find(f"{ATOM}author/{ATOM}name").text)
            self.assertTrue(entry.find(f"{ATOM}link").get("href").startswith("https://"))

    def test_opensearch_leads_to_addresses_that_work(self):
        answer = self.ask("/opensearch.xml")
        self.assertEqual(answer.type(), "application/opensearchdescription+xml")
        urls = xml.fromstring(answer.body).findall(f"{OPENSEARCH}Url")
        self.assertEqual(len(urls), 3)
        for url in urls:
            target = url.get("template").replace("{searchTerms}", urllib.parse.quote("강화"))
            base = f"http://127.0.0.1:{self.server.port}"
            self.assertTrue(target.startswith(base))
            found = self.ask(target[len(base):])
            self.assertEqual((found.status, found.type()), (200, url.get("type")))

    def test_files_of_the_page(self):
        folder = SOURCE / "searcher/nonmun-serve/page"
        for path in folder.iterdir():
            if path.name == "README.md":
                continue
            answer = self.ask("/" if path.name == "index.html" else f"/{path.name}")
            self.assertEqual((answer.status, answer.body), (200, path.read_bytes()))
        self.assertTrue(self.ask("/").headers["Content-Type"].startswith("text/html"))


@needs_server
class Protocol(ServerTest):
    def test_unknown_addresses_and_methods(self):
        for path in ("/v1", "/v1/search/", "/v2/search", "/..%2f", "//", "/v1/papers"):
            self.problem(self.ask(path), 404, "not_found")
        for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE"):
            answer = self.ask("/v1/stats", method)
            self.problem(answer, 405, "usage", method)
            self.assertEqual(answer.headers["Allow"], "GET, HEAD, OPTIONS")
        self.assertEqual(self.ask("/v1/search", "PUT").headers["Allow"], "GET, HEAD, POST, OPTIONS")

    def test_options(self):
        answer = self.ask("/v1/search", "OPTIONS")
        self.assertEqual((answer.status, answer.body), (204, b""))
        self.assertEqual(answer.headers["Allow"], "GET, HEAD, POST, OPTIONS")
        self.assertNotIn("Access-Control-Allow-Origin", answer.headers)
        self.assertEqual(self.ask("*", "OPTIONS").status, 204)
        self.assertEqual(self.ask("/nowhere", "OPTIONS").status, 404)

    def test_head_is_get_without_the_body(self):
        for path in ("/v1/search?q=a&limit=0", "/v1/stats", "/openapi.yaml", "/", "/healthz"):
            got, head = self.ask(path), self.ask(path, "HEAD")
            self.assertEqual((head.status, head.body), (200, b""))
            self.assertEqual(head.headers["ETag"], got.headers["ETag"])
            if "search" not in path:  # whose times differ
                self.assertEqual(head.headers["Content-Length"], str(len(got.body)))

    def test_unknown_parameters_name_near_ones(self):
        for given, meant in (("limt", "limit"), ("min_votes", "min-votes"), ("SORT", "sort"),
                             ("explian", "explain")):
            problem = self.problem(self.ask(f"/v1/search?q=a&{given}=1"), 400, "usage", given)
            self.assertEqual(problem["did_you_mean"][0], meant)
        problem = self.problem(self.ask("/v1/search?q=a&colour=red"), 400, "usage", "limit, offset")
        self.assertNotIn("did_you_mean", problem)
        self.problem(self.ask("/v1/search?q=a&synonyms=/etc/passwd"), 400, "usage", "synonyms")
        self.problem(self.ask("/v1/stats?x"), 400, "usage")

    def test_malformed_parameters(self):
        for parameters, mention in (
                ("limit=x", "limit"), ("limit=1001", "1000"), ("limit=-1", "limit"),
                ("sort=best", "relevance, votes, date"), ("any=maybe", "true or false"),
                ("votes-weight=nan", "votes-weight"), ("since=yesteryear", "yesteryear"),
                ("q=b", "twice"), ("x=%zz", "percent"), ("x=%4", "percent")):
            self.problem(self.ask(f"/v1/search?q=a&{parameters}"), 400, "usage", mention)
        self.problem(self.ask(address("/v1/search", q="x" * 3000 + "가" * 1000)), 414)
        self.problem(self.ask("/v1/search", "POST", json.dumps({"q": "x" * 9000}).encode(),
                              Content_Type="application/json"), 400, "usage", "8192")

    def test_a_malformed_query_has_its_column(self):
        answer = self.ask(address("/v1/search", q="강화 (", strict_query="true"))
        self.assertEqual(self.problem(answer, 400, "query_syntax")["column"], 4)

    def test_text_that_is_not_utf8(self):
        for target in ("/v1/search?q=%ff", "/v1/search?q=%ed%a0%80", "/v1/search?%c0%80=1",
                       "/v1/papers/%e0%80"):
            self.problem(self.ask(target), 400, "usage", "UTF-8")
        raw = self.server.raw(b"GET /v1/search?q=\xff HTTP/1.1\r\nHost: localhost:%d\r\n"
                              b"Connection: close\r\n\r\n" % self.server.port)
        self.assertTrue(raw.startswith(b"HTTP/1.1 400 "), raw)

    def test_gzip(self):
        target = address("/v1/search", q="모델", limit=20, as_of="2025-03-11")
        plain = self.ask(target)
        self.assertNotIn("Content-Encoding", plain.headers)
        for accepted in ("gzip", "br, gzip;q=0.5", "*", "GZIP"):
            packed = self.ask(target, Accept_Encoding=accepted)
            self.assertEqual(packed.headers["Content-Encoding"], "gzip")
            self.assertEqual(packed.headers["Vary"], "Accept-Encoding")
            self.assertLess(len(packed.body), len(plain.body))
            self.assertEqual(json.loads(gzip.decompress(packed.body))["hits"], plain.json()["hits"])
        for refused in ("identity", "gzip;q=0", "br", "gzip;q=0, *"):
            self.assertNotIn("Content-Encoding", self.ask(target, Accept_Encoding=refused).headers)
        self.assertNotIn("Content-Encoding", self.ask("/v1/stats", Accept_Encoding="gzip").headers)

    def test_tags(self):
        targets = [address("/v1/search", q="모델"), address("/v1/search", q="모델", limit=9),
                   f"/v1/papers/{PAPER}", f"/v1/papers/{PAPER}/similar", "/v1/recent", "/v1/stats",
                   "/v1/facets", "/v1/suggest?q=d", "/v1/search.atom?q=d", "/openapi.yaml", "/"]
        tags = set()
        for target in targets:
            answer = self.ask(target)
            self.assertEqual(answer.headers["Cache-Control"], "no-cache")
            tag = answer.headers["ETag"]
            tags.add(tag)
            for condition in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
                for method in ("GET", "HEAD"):
                    same = self.ask(target, method, If_None_Match=condition)
                    self.assertEqual((same.status, same.body), (304, b""), target)
                    self.assertEqual(same.headers["ETag"], tag)
            self.assertEqual(self.ask(target, If_None_Match='"other"').status, 200)
        self.assertEqual(len(tags), len(targets))

    def test_tags_change_with_the_synonyms_of_the_user(self):
        with tempfile.TemporaryDirectory() as config:
            server = Server(self.sample, env=environment(XDG_CONFIG_HOME=config))
            self.addCleanup(server.stop)
            target = address("/v1/search", q="물고기")
            before = server.ask(target)
            os.makedirs(f"{config}/nonmun")
            with open(f"{config}/nonmun/synonyms.txt", "w", encoding="utf-8") as file:
                file.write("물고기, diffusion\n")
            after = server.ask(target, If_None_Match=before.headers["ETag"])
            self.assertEqual(after.status, 200)
            self.assertGreater(after.json()["found"], before.json()["found"])

    def test_an_answer_without_content_ends_with_its_headers(self):
        tag = self.ask("/v1/recent").headers["ETag"]
        request = (f"GET /v1/recent HTTP/1.1\r\nHost: 127.0.0.1:{self.server.port}\r\n"
                   f"If-None-Match: {tag}\r\n")
        answers = self.server.raw(
            (f"{request}\r\n{request}Connection: close\r\n\r\n").encode()).split(b"\r\n\r\n")
        self.assertEqual([answer.split(b"\r\n")[0] for answer in answers],
                         [b"HTTP/1.1 304 Not Modified"] * 2 + [b""])

    def test_the_order_of_parameters_makes_no_difference(self):
        self.assertEqual(self.ask("/v1/search?q=a&limit=5").headers["ETag"],
                         self.ask("/v1/search?limit=5&q=%61").headers["ETag"])

    def test_headers_that_restrain_browsers(self):
        for path in ("/", "/v1/search?q=a", "/nowhere"):
            headers = self.ask(path).headers
            self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
            self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
            self.assertEqual(headers["Referrer-Policy"], "no-referrer")

    def test_connections_go_on(self):
        connection = self.server.open()
        self.addCleanup(connection.close)
        for target, status in (("/v1/search?q=a", 200), ("/nowhere", 404), ("/v1/stats?x", 400),
                               ("/healthz", 200)):
            answer = ask(connection, target)
            self.assertEqual(answer.status, status)
            self.assertNotEqual(answer.headers["Connection"], "close")

    def test_absolute_form_and_old_version(self):
        base = f"localhost:{self.server.port}".encode()
        raw = self.server.raw(b"GET http://" + base + b"/healthz HTTP/1.1\r\nHost: " + base +
                              b"\r\nConnection: close\r\n\r\n")
        self.assertTrue(raw.startswith(b"HTTP/1.1 200 "), raw)
        self.assertTrue(self.server.raw(b"GET /healthz HTTP/1.0\r\n\r\n").split()[1] == b"200")

    def test_what_is_searched_for_is_not_logged(self):
        self.ask(address("/v1/search", q="SECRETWORD"))
        self.ask("/secret%0apath")
        self.assertNotIn("SECRETWORD", self.server.log())
        self.assertRegex(self.server.log(), r'127\.0\.0\.1 "GET /v1/search" 200 \d+ bytes [\d.]+ ms')


if __name__ == "__main__":
    unittest.main()
