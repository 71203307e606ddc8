"""nonmun-serve: clients that are slow, large, many or gone, and indexes that come and change."""

import concurrent.futures
import contextlib
import json
import os
import re
import signal
import socket
import threading
import time
import unittest

from serving import Server, ServerTest, address, ask, needs_server, read_all
from support import ProgramTest, SampleTest, digest, entry, run

FDS = "/proc/{}/fd"


def head(server, path="/v1/search?q=a", method="GET", more=""):
    return (f"{method} {path} HTTP/1.1\r\nHost: localhost:{server.port}\r\n{more}").encode()


@needs_server
class Sizes(ServerTest):
    def test_address(self):
        self.problem(self.ask("/v1/search?q=" + "x" * 8200), 414, "usage", "8192")
        self.assertEqual(self.ask("/v1/search?q=" + "x" * 8000).status, 200)
        raw = self.server.raw(head(self.server, "/v1/search?q=" + "x" * 100_000))
        self.assertIn(raw.split()[1], (b"414", b"431"))

    def test_headers(self):
        self.assertEqual(self.ask("/healthz", X_Large="x" * 8000).status, 200)
        self.problem(self.ask("/healthz", X_Large="x" * 17_000), 431)
        raw = self.server.raw(head(self.server, more="X: " + "x" * 200_000))
        self.assertEqual(raw.split()[1], b"431")
        many = "".join(f"X-{n}: y\r\n" for n in range(20_000))
        self.assertEqual(self.server.raw(head(self.server, more=many)).split()[1], b"431")

    def test_body(self):
        def post(body, **headers):
            return self.ask("/v1/search", "POST", body, Content_Type="application/json", **headers)
        fitting = json.dumps({"q": "a"}).encode()
        self.assertEqual(post(fitting + b" " * (65_536 - len(fitting))).status, 200)
        self.problem(post(fitting + b" " * 65_536), 413, "usage", "65536")
        self.problem(post(b" " * 1_000_000), 413, "usage", "65536")
        with contextlib.suppress(OSError):  # the connection may be closed before it is all sent
            self.problem(post(b" " * 10_000_000), 413)
        self.problem(self.ask("/nowhere", "POST", b" " * 100_000), 404)
        # In pieces, whose sum nobody announced.
        self.assertEqual(post(iter([b'{"q":', b'"a"}'])).status, 200)
        self.problem(post(iter([b" " * 40_000] * 3)), 413, "usage", "65536")
        endless = head(self.server, "/v1/search", "POST",
                       "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
        with self.server.socket() as connection:
            connection.sendall(endless)
            with self.assertRaises(OSError):
                for _ in range(1000):
                    connection.sendall(b"8000\r\n" + b" " * 0x8000 + b"\r\n")
        self.assertEqual(self.ask("/healthz").status, 200)

    def test_bytes_that_are_no_http(self):
        for data in (b"\0\1\2\3\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
                     b"GET / HTTP/9.9\r\n\r\n", b"a" * 200_000):
            with self.server.socket(1) as connection, contextlib.suppress(OSError):
                connection.sendall(data)
                connection.shutdown(socket.SHUT_WR)
                self.assertNotIn(b" 200 ", read_all(connection)[:20])
            self.assertEqual(self.ask("/healthz").status, 200)

    def test_requests_in_one_piece_are_answered_in_order(self):
        raw = self.server.raw(head(self.server, "/healthz") + b"\r\n" +
                              head(self.server, "/nowhere") + b"\r\n" +
                              head(self.server, "/v1/search?q=a") + b"\r\n" +
                              head(self.server, "/v1/stats", more="Connection: close\r\n\r\n"))
        self.assertEqual(re.findall(rb"HTTP/1\.1 (\d+) ", raw), [b"200", b"404", b"200", b"200"])


@needs_server
class Clients(SampleTest):
    def setUp(self):
        super().setUp()
        self.server = Server(self.index, "--threads", "2")
        self.addCleanup(self.server.stop)

    def sockets(self):
        """How many the server has open."""
        folder = FDS.format(self.server.process.pid)
        count = 0
        for name in os.listdir(folder):
            with contextlib.suppress(FileNotFoundError):  # it was closed meanwhile
                count += os.readlink(f"{folder}/{name}").startswith("socket:")
        return count

    def test_slow_and_silent_clients_do_not_hold_up_others(self):
        before = self.sockets()
        with contextlib.ExitStack() as stack:
            for n in range(300):
                connection = stack.enter_context(self.server.socket())
                if n % 3 == 1:
                    connection.sendall(b"GET /v1/sea")
                if n % 3 == 2:
                    connection.sendall(head(self.server, "/v1/search", "POST",
                                            "Content-Type: application/json\r\n"
                                            "Content-Length: 100\r\n\r\n{"))
            for _ in range(20):
                self.assertEqual(self.server.ask("/v1/search?q=diffusion").status, 200)
            # One that sends a byte now and then is answered, too.
            slow = stack.enter_context(self.server.socket())
            for byte in head(self.server, "/healthz", more="Connection: close\r\n\r\n"):
                slow.sendall(bytes([byte]))
            self.assertTrue(read_all(slow).startswith(b"HTTP/1.1 200 "))
        self.wait_until(lambda: self.sockets() <= before)

    def wait_until(self, condition):
        for _ in range(3000):
            if condition():
                return
            time.sleep(0.01)
        self.fail("it did not come about within 30 s")

    def test_clients_that_go_away(self):
        before = self.sockets()
        for n in range(200):
            with self.server.socket() as connection:
                connection.sendall(head(self.server, "/v1/search?q=diffusion&limit=100&explain") +
                                   b"\r\n")
                if n % 2:  # with a reset instead of an end
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self.assertEqual(self.server.ask("/v1/search?q=a").status, 200)
        self.wait_until(lambda: self.sockets() <= before)
        self.assertIsNone(self.server.process.poll())

    def test_connections_are_limited(self):
        server = Server(self.index, "--connections", "3")
        self.addCleanup(server.stop)
        with contextlib.ExitStack() as stack:
            held = [stack.enter_context(server.connect()) for _ in range(3)]
            for connection in held:
                self.assertEqual(ask(connection, "/healthz").status, 200)
            fourth = stack.enter_context(server.socket(0.5))
            fourth.sendall(head(server, "/healthz") + b"\r\n")
            with self.assertRaises(TimeoutError):
                fourth.recv(100)
            held[0].close()
            fourth.settimeout(30)
            self.assertTrue(fourth.recv(100).startswith(b"HTTP/1.1 200 "))


@needs_server
class Deadlines(SampleTest):
    def test_past_it_there_is_no_answer(self):
        server = Server(self.index, "--deadline", "0")
        self.addCleanup(server.stop)
        for path in ("/v1/search?q=a", "/v1/recent", "/v1/papers/1707.06347"):
            answer = server.ask(path)
            self.assertEqual(answer.status, 503)
            self.assertEqual(answer.json()["cause"], "deadline")
            self.assertEqual(answer.headers["Retry-After"], "1")
        self.assertEqual(server.ask("/healthz").status, 200)


@needs_server
class Indexes(ProgramTest):
    def publish(self, number):
        source = self.write("digests/day.md", digest("2024-01-02", *(
            entry(f"Paper {n} about diffusion", f"2401.{n:05}", "디퓨전 모델.", votes=n)
            for n in range(1, 2 + number))))
        self.succeeds(self.update(source.parent))

    def test_the_index_may_come_later(self):
        server = Server(self.index)
        self.addCleanup(server.stop)
        self.assertIn("not ready", server.log())
        for path in ("/readyz", "/v1/search?q=a", "/v1/stats"):
            answer = server.ask(path)
            self.assertEqual((answer.status, answer.json()["cause"]), (503, "no_index"))
            self.assertNotIn(str(self.folder), answer.body.decode(), "no path of the server")
        self.assertEqual(server.ask("/healthz").status, 200)
        self.assertIn(b"nonmun_index_up 0", server.ask("/metrics").body)
        self.publish(1)
        self.assertEqual(server.ask("/readyz").status, 200)
        self.assertEqual(server.ask("/v1/search?q=diffusion").json()["found"], 2)
        self.assertIn(b"nonmun_index_up 1", server.ask("/metrics").body)

    def test_an_old_index_is_not_ready(self):
        self.publish(1)
        server = Server(self.index, "--max-age", "1h")
        self.addCleanup(server.stop)
        self.assertEqual(server.ask("/readyz").status, 200)
        late = Server(self.index, "--max-age", "0s")
        self.addCleanup(late.stop)
        time.sleep(2)  # ages are whole seconds
        answer = late.ask("/readyz")
        self.assertEqual(answer.status, 503)
        self.assertIn("old", answer.json()["detail"])
        self.assertEqual(late.ask("/v1/search?q=diffusion").status, 200)

    def test_a_new_generation_changes_tags(self):
        self.publish(1)
        server = Server(self.index)
        self.addCleanup(server.stop)
        target = address("/v1/search", q="diffusion")
        first = server.ask(target)
        self.assertEqual(server.ask(target, If_None_Match=first.headers["ETag"]).status, 304)
        self.publish(2)
        second = server.ask(target, If_None_Match=first.headers["ETag"])
        self.assertEqual((second.status, second.json()["found"]), (200, 3))
        self.assertNotEqual(second.headers["ETag"], first.headers["ETag"])

    def test_no_request_fails_while_generations_are_published(self):
        self.publish(1)
        server = Server(self.index, "--quiet", "--threads", "4", "--deadline", "60")
        self.addCleanup(server.stop)
        end = threading.Event()
        targets = [address("/v1/search", q="디퓨전"), "/v1/papers/2401.00001", "/v1/recent",
                   "/v1/facets", "/v1/suggest?q=d", "/v1/papers/2401.00001/similar"]

        def work(number):
            asked, generations = 0, set()
            with server.connect(120) as connection:
                while not end.is_set() or asked < len(targets):
                    answer = ask(connection, targets[(asked + number) % len(targets)])
                    if answer.status != 200:
                        raise AssertionError(f"{answer.status}: {answer.body}")
                    generations.add(answer.headers["ETag"].split('"')[1].rpartition("-")[0])
                    asked += 1
            return asked, generations

        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            workers = [pool.submit(work, n) for n in range(8)]
            try:
                for number in range(2, 7):
                    self.publish(number)
            finally:
                end.set()
            results = [worker.result() for worker in workers]
        self.assertGreater(sum(asked for asked, _ in results), 48)
        self.assertGreaterEqual(len(set().union(*(seen for _, seen in results))), 3)
        self.assertEqual(server.ask("/v1/stats").json()["papers"], 7)


@needs_server
class Stopping(SampleTest):
    def test_signals(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            server = Server(self.index)
            with server.socket() as idle, server.connect() as used:
                self.assertEqual(ask(used, "/healthz").status, 200)
                idle.sendall(b"GET ")
                self.assertEqual(server.stop(number), 0)
            self.assertIn("stopped", server.log())

    def test_what_was_asked_is_answered(self):
        server = Server(self.index, "--threads", "1", "--deadline", "60")
        connections = []
        for _ in range(30):
            connection = server.socket(60)
            self.addCleanup(connection.close)
            connection.sendall(head(server, "/v1/search?q=diffusion%20model&limit=50&explain") +
                               b"\r\n")
            connections.append(connection)
        # All were taken up once one that came after them was.
        self.assertEqual(server.ask("/v1/stats").status, 200)
        self.assertEqual(server.stop(), 0)
        for connection in connections:
            raw = read_all(connection)
            self.assertTrue(raw.startswith(b"HTTP/1.1 200 "), raw[:100])
            self.assertTrue(raw.endswith(b"}"))
        with self.assertRaises(OSError):
            server.socket().close()


if __name__ == "__main__":
    unittest.main()
