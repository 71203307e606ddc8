"""nonmun-serve mcp: the Model Context Protocol, spoken by hand."""

import json
import subprocess
import unittest

from serving import needs_server
from support import BIN, OK, USAGE, SampleTest, environment, run

try:
    import jsonschema
except ImportError:
    jsonschema = None

CURRENT = "2025-11-25"
TOOLS = {"search_papers", "get_paper", "similar_papers", "recent_papers"}
PARSE_ERROR, INVALID_REQUEST, NO_METHOD, INVALID_PARAMS = -32700, -32600, -32601, -32602


@needs_server
class Mcp(SampleTest):
    def exchange(self, *messages, index=None):
        """What the server prints for lines of text or messages."""
        lines = [m if isinstance(m, (str, bytes)) else json.dumps(m) for m in messages]
        data = b"".join((line.encode() if isinstance(line, str) else line) + b"\n" for line in lines)
        done = run("nonmun-serve", "mcp", "--index", index or self.index, data=data)
        self.assertEqual((done.returncode, done.stderr), (OK, ""))
        return [json.loads(line) for line in done.stdout.splitlines()]

    def handshake(self, revision=CURRENT):
        return [{"jsonrpc": "2.0", "id": "hello", "method": "initialize",
                 "params": {"protocolVersion": revision, "capabilities": {},
                            "clientInfo": {"name": "test", "version": "1"}}},
                {"jsonrpc": "2.0", "method": "notifications/initialized"}]

    def request(self, method, params=None, identifier=1):
        message = {"jsonrpc": "2.0", "id": identifier, "method": method}
        if params is not None:
            message["params"] = params
        return message

    def call(self, tool, revision=CURRENT, index=None, **arguments):
        request = self.request("tools/call", {"name": tool, "arguments": {
            name.replace("_", "-"): value for name, value in arguments.items()}})
        return self.exchange(*self.handshake(revision), request, index=index)[-1]["result"]

    def test_handshake(self):
        for revision in (CURRENT, "2025-06-18", "2025-03-26", "2024-11-05"):
            hello, = self.exchange(*self.handshake(revision))
            self.assertEqual((hello["jsonrpc"], hello["id"]), ("2.0", "hello"))
            self.assertEqual(hello["result"]["protocolVersion"], revision)
            self.assertEqual(hello["result"]["serverInfo"]["name"], "nonmun")
            self.assertIn("tools", hello["result"]["capabilities"])
        hello, = self.exchange(*self.handshake("2099-01-01"))
        self.assertEqual(hello["result"]["protocolVersion"], CURRENT)
        answer, = self.exchange(self.request("initialize", {}))
        self.assertEqual(answer["error"]["code"], INVALID_PARAMS)

    def test_ping_and_unknown_methods(self):
        ping, unknown, text = self.exchange(self.request("ping", identifier=7),
                                            self.request("resources/list", identifier=8),
                                            self.request("ping", identifier="한글"))
        self.assertEqual(ping, {"jsonrpc": "2.0", "id": 7, "result": {}})
        self.assertEqual((unknown["id"], unknown["error"]["code"]), (8, NO_METHOD))
        self.assertEqual(text["id"], "한글")

    def test_what_is_no_request(self):
        for line, code, identifier in (
                ("{", PARSE_ERROR, None), ("\xff".encode("latin-1"), PARSE_ERROR, None),
                ("1", INVALID_REQUEST, None), ('{"jsonrpc":"2.0","id":1}', INVALID_REQUEST, 1),
                ('{"id":2,"method":"ping"}', INVALID_REQUEST, 2),
                ('{"jsonrpc":"2.0","id":null,"method":"ping"}', INVALID_REQUEST, None),
                ('{"jsonrpc":"2.0","id":[1],"method":"ping"}', INVALID_REQUEST, None),
                ('{"jsonrpc":"2.0","id":3,"method":3}', INVALID_REQUEST, 3),
                ('{"jsonrpc":"2.0","id":4,"method":"ping","params":[]}', INVALID_PARAMS, 4),
                ("x" * 3_000_000, INVALID_REQUEST, None)):
            with self.subTest(line=line[:60]):
                answer, ping = self.exchange(line, self.request("ping", identifier=9))
                self.assertEqual((answer["error"]["code"], answer["id"]), (code, identifier))
                self.assertEqual(ping["id"], 9, "the session goes on")

    def test_what_needs_no_answer(self):
        self.assertEqual(self.exchange({"jsonrpc": "2.0", "method": "notifications/cancelled"},
                                       {"jsonrpc": "2.0", "method": "unknown"},
                                       {"jsonrpc": "2.0", "id": 1, "result": {}}, "", "  "), [])

    def test_a_last_line_without_an_end_counts(self):
        done = run("nonmun-serve", "mcp", data=json.dumps(self.request("ping")).encode())
        self.assertEqual(json.loads(done.stdout)["id"], 1)

    def test_batches_belong_to_one_revision(self):
        batch = [self.request("ping", identifier=1), self.request("nothing", identifier=2),
                 {"jsonrpc": "2.0", "method": "notifications/cancelled"}]
        answers = self.exchange(*self.handshake("2025-03-26"), batch, [], [batch[2]])
        self.assertEqual([answer["id"] for answer in answers[1]], [1, 2])
        self.assertEqual(answers[2]["error"]["code"], INVALID_REQUEST)
        self.assertEqual(len(answers), 3)
        for revision in (CURRENT, "2025-06-18", "2024-11-05"):
            answer = self.exchange(*self.handshake(revision), batch)[-1]
            self.assertEqual((answer["id"], answer["error"]["code"]), (None, INVALID_REQUEST))

    def tools(self, revision=CURRENT):
        answer = self.exchange(*self.handshake(revision), self.request("tools/list"))[-1]
        return {tool["name"]: tool for tool in answer["result"]["tools"]}

    def test_tools(self):
        tools = self.tools()
        self.assertEqual(set(tools), TOOLS)
        for tool in tools.values():
            self.assertEqual(tool["inputSchema"]["type"], "object")
            self.assertEqual(tool["outputSchema"]["type"], "object")
            self.assertTrue(tool["annotations"]["readOnlyHint"])
            self.assertTrue(tool["description"])
        limit = tools["search_papers"]["inputSchema"]["properties"]["limit"]
        self.assertEqual((limit["type"], limit["default"]), ("integer", 10))
        self.assertEqual(tools["search_papers"]["inputSchema"]["required"], ["query"])
        self.assertNotIn("outputSchema", self.tools("2025-03-26")["get_paper"])
        self.assertNotIn("annotations", self.tools("2024-11-05")["get_paper"])

    def test_calls(self):
        tools = self.tools()
        for name, arguments in (("search_papers", {"query": "강화학습", "limit": 3}),
                                ("search_papers", {"query": "모델", "sort": "votes", "any": True}),
                                ("get_paper", {"id": "1707.06347"}),
                                ("similar_papers", {"id": "https://arxiv.org/abs/1707.06347"}),
                                ("recent_papers", {"limit": 2}),
                                ("recent_papers", {"trending": True, "since": "2024"})):
            with self.subTest(tool=name, arguments=arguments):
                result = self.call(name, **arguments)
                self.assertFalse(result["isError"], result)
                content, = result["content"]
                self.assertEqual(content["type"], "text")
                self.assertEqual(json.loads(content["text"]), result["structuredContent"])
                self.assertIn("1707.06347" if name == "get_paper" else "hits", content["text"])
                if jsonschema is not None:
                    jsonschema.Draft202012Validator(tools[name]["outputSchema"]).validate(
                        result["structuredContent"])
                    jsonschema.Draft202012Validator(tools[name]["inputSchema"]).validate(arguments)
        found = self.call("search_papers", query="강화학습", limit=3)["structuredContent"]
        printed = self.found("-n", "3", "강화학습")
        self.assertEqual(found["hits"], printed["hits"])
        self.assertNotIn("structuredContent", self.call("get_paper", "2025-03-26", id="1707.06347"))

    def test_errors_that_an_assistant_can_mend(self):
        for name, arguments, mention in (
                ("search_papers", {}, '"query" is missing'),
                ("search_papers", {"query": "a", "limt": 1}, "did you mean limit"),
                ("search_papers", {"query": "a", "limit": "1"}, "limit"),
                ("search_papers", {"query": "a", "limit": 5000}, "1000"),
                ("search_papers", {"query": "a", "synonyms": "/etc/passwd"}, "synonyms"),
                ("search_papers", {"query": ""}, ""),
                ("get_paper", {"id": "9999.99999"}, "9999.99999"),
                ("similar_papers", {"id": "9999.99999"}, "9999.99999"),
                ("recent_papers", {"since": "yesteryear"}, "yesteryear")):
            with self.subTest(tool=name, arguments=arguments):
                result = self.call(name, **arguments)
                self.assertTrue(result["isError"])
                self.assertIn(mention, result["content"][0]["text"])
        result = self.call("get_paper", index=self.folder / "nowhere", id="1")
        self.assertTrue(result["isError"])
        for name in ("nothing", 3, None):
            answer = self.exchange(self.request("tools/call", {"name": name}))[-1]
            self.assertEqual(answer["error"]["code"], INVALID_PARAMS)

    def test_answers_come_while_the_input_is_open(self):
        with subprocess.Popen([BIN / "nonmun-serve", "mcp", "--index", self.index],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              env=environment()) as process:
            for number in range(3):
                process.stdin.write(json.dumps(self.request("ping", identifier=number)).encode()
                                    + b"\n")
                process.stdin.flush()
                self.assertEqual(json.loads(process.stdout.readline())["id"], number)
            process.stdin.close()
            self.assertEqual(process.wait(30), OK)

    def test_options_of_the_network_are_refused(self):
        self.fails(run("nonmun-serve", "mcp", "--listen", "127.0.0.1:0"), USAGE, "--listen")
        self.fails(run("nonmun-serve", "mcp", "more"), USAGE)


if __name__ == "__main__":
    unittest.main()
