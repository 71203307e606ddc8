"""nonmun-serve: who may ask, and where it listens."""

import os
import pathlib
import socket
import stat
import subprocess
import tempfile
import unittest

from serving import TOKEN, Server, ServerTest, ask, needs_server, read_all
from support import BIN, IO, USAGE, SampleTest, environment, run


@needs_server
class Hosts(ServerTest):
    options = ("--allow-host", "papers.example,Other.example")

    def test_only_our_names_are_answered_on_the_loopback_interface(self):
        port = self.server.port
        for host in (f"localhost:{port}", f"LOCALHOST:{port}", f"127.0.0.1:{port}",
                     f"127.8.9.1:{port}", f"[::1]:{port}", "papers.example", "PAPERS.example:443",
                     "other.example:1"):
            self.assertEqual(self.ask("/healthz", Host=host).status, 200, host)
        for host in ("evil.example", f"evil.example:{port}", "localhost", f"localhost:{port + 1}",
                     f"127.0.0.1.evil.example:{port}", f"localhost:{port}.evil", "[::1",
                     f"sub.papers.example:{port}", ""):
            self.problem(self.ask("/v1/stats", Host=host), 421)

    def test_a_name_is_required(self):
        raw = self.server.raw(b"GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n")
        self.assertIn(b" 400 ", raw.splitlines()[0])


@needs_server
class Tokens(ServerTest):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.path = pathlib.Path(folder.name, "token")
        cls.path.write_text(f"  {TOKEN}\n", encoding="ascii")
        cls.options = ("--token-file", cls.path)
        super().setUpClass()

    def test_is_required(self):
        for header in (None, "Bearer", f"Basic {TOKEN}", "Bearer " + TOKEN[:-1], f"Bearer {TOKEN}x",
                       "Bearer " + TOKEN[:-1] + "0", f"Bearer  {TOKEN}", TOKEN, "Bearer " + TOKEN * 2):
            headers = {} if header is None else {"Authorization": header}
            for path in ("/v1/search?q=a", "/openapi.yaml", "/metrics", "/nowhere"):
                answer = self.ask(path, **headers)
                self.problem(answer, 401, "unauthorized")
                self.assertEqual(answer.headers["WWW-Authenticate"], "Bearer")
        for header in (f"Bearer {TOKEN}", f"bearer {TOKEN}"):
            self.assertEqual(self.ask("/v1/search?q=a", Authorization=header).status, 200)

    def test_is_not_needed_to_see_that_the_server_runs(self):
        for path in ("/healthz", "/readyz", "/", "/robots.txt"):
            self.assertEqual(self.ask(path).status, 200)

    def test_documented(self):
        document = self.ask("/openapi.yaml", Authorization=f"Bearer {TOKEN}").json()
        self.assertEqual(document["security"], [{"token": []}])
        self.assertEqual(document["paths"]["/healthz"]["get"]["security"], [])

    def test_must_be_hard_to_guess(self):
        for content in ("", "short", "x" * 15, "two words of text", "글자" * 16):
            path = self.write("weak", content)
            self.fails(run("nonmun-serve", "--index", self.index, "--token-file", path), USAGE, path)
        self.fails(run("nonmun-serve", "--token-file", self.folder / "nowhere"), IO, "nowhere")


@needs_server
class Origins(ServerTest):
    options = ("--cors", "https://page.example")

    def test_one_origin_may_read(self):
        answer = self.ask("/v1/stats", Origin="https://page.example")
        self.assertEqual(answer.headers["Access-Control-Allow-Origin"], "https://page.example")
        self.assertIn("Origin", answer.headers["Vary"])
        answer = self.ask("/v1/stats", Origin="https://evil.example")
        self.assertNotIn("Access-Control-Allow-Origin", answer.headers)
        answer = self.ask("/nowhere", Origin="https://page.example")
        self.assertIn("Access-Control-Allow-Origin", answer.headers, "errors can be read, too")

    def test_preflight(self):
        answer = self.ask("/v1/search", "OPTIONS", Origin="https://page.example",
                          Access_Control_Request_Method="POST")
        self.assertEqual(answer.status, 204)
        self.assertIn("POST", answer.headers["Access-Control-Allow-Methods"])
        self.assertIn("Authorization", answer.headers["Access-Control-Allow-Headers"])


@needs_server
class Listening(SampleTest):
    def test_a_network_needs_a_token(self):
        done = run("nonmun-serve", "--index", self.index, "--listen", "0.0.0.0:0")
        self.fails(done, USAGE, "token", "--no-token")
        server = Server(self.index, "--no-token", listen="0.0.0.0:0")
        self.addCleanup(server.stop)
        self.assertEqual(server.ask("/v1/stats", Host="any.example").status, 200)

    def test_ipv6(self):
        try:
            with socket.socket(socket.AF_INET6) as probe:
                probe.bind(("::1", 0))
        except OSError as error:
            self.skipTest(f"no IPv6 here: {error}")
        server = Server(self.index, listen="[::1]:0")
        self.addCleanup(server.stop)
        with socket.create_connection(("::1", server.port)) as connection:
            connection.sendall(f"GET /healthz HTTP/1.1\r\nHost: [::1]:{server.port}\r\n"
                               "Connection: close\r\n\r\n".encode())
            self.assertTrue(read_all(connection).startswith(b"HTTP/1.1 200 "))

    def over(self, path, target="/healthz"):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(os.fspath(path))
            connection.sendall(f"GET {target} HTTP/1.1\r\nHost: any\r\nConnection: close\r\n\r\n"
                               .encode())
            return read_all(connection)

    def test_unix_socket(self):
        path = self.folder / "socket"
        server = Server(self.index, listen=f"unix:{path}")
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o660)
        self.assertTrue(self.over(path, "/v1/stats").startswith(b"HTTP/1.1 200 "))
        self.fails(run("nonmun-serve", "--listen", f"unix:{path}"), IO, path)
        self.assertTrue(self.over(path).startswith(b"HTTP/1.1 200 "), "it was left alone")
        server.process.kill()
        server.stop()
        self.assertTrue(path.exists())
        server = Server(self.index, listen=f"unix:{path}")  # over what the killed one left
        self.assertTrue(self.over(path).startswith(b"HTTP/1.1 200 "))
        self.assertEqual(server.stop(), 0)
        self.assertFalse(path.exists())

    def test_a_file_in_the_way_stays(self):
        path = self.write("file", "mine")
        self.fails(run("nonmun-serve", "--listen", f"unix:{path}"), IO, path)
        self.assertEqual(path.read_text(encoding="ascii"), "mine")

    def test_addresses_that_are_none(self):
        for address in ("7878", "localhost", "127.0.0.1:x", "127.0.0.1:70000", "example.org:80",
                        "[::1:80", "unix:", "unix:" + "x" * 200, ""):
            self.fails(run("nonmun-serve", "--listen", address), USAGE, "--listen")
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            self.fails(run("nonmun-serve", "--listen", f"127.0.0.1:{port}"), IO, port)

    def test_sockets_that_systemd_passes(self):
        path = self.folder / "passed"
        with socket.create_server(("127.0.0.1", 0)) as tcp, socket.socket(socket.AF_UNIX) as local:
            local.bind(os.fspath(path))
            local.listen()
            # A shell puts them where sd_listen_fds(3) expects them and becomes the server.
            script = (f"exec 3<&{tcp.fileno()} 4<&{local.fileno()}; LISTEN_PID=$$ LISTEN_FDS=2 "
                      'exec "$@"')
            process = subprocess.Popen(
                ["bash", "-c", script, "bash", BIN / "nonmun-serve", "--index", self.index,
                 "--listen", "127.0.0.1:1"],
                pass_fds=(tcp.fileno(), local.fileno()), env=environment(),
                stderr=subprocess.PIPE)
            self.addCleanup(process.stderr.close)
            self.addCleanup(process.wait)
            self.addCleanup(process.terminate)
            port = tcp.getsockname()[1]
            # What arrives before the server is ready waits in the socket.
            with socket.create_connection(("127.0.0.1", port)) as connection:
                connection.sendall(f"GET /healthz HTTP/1.1\r\nHost: localhost:{port}\r\n"
                                   "Connection: close\r\n\r\n".encode())
                self.assertTrue(read_all(connection).startswith(b"HTTP/1.1 200 "))
            self.assertTrue(self.over(path).startswith(b"HTTP/1.1 200 "))

    def test_systemd_is_told(self):
        path = self.folder / "notify"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
            manager.bind(os.fspath(path))
            manager.settimeout(30)
            server = Server(self.index, env=environment(NOTIFY_SOCKET=path))
            self.assertEqual(manager.recv(1000), b"READY=1")
            self.assertEqual(server.stop(), 0)
            told = manager.recv(1000)
            while told == b"WATCHDOG=1":
                told = manager.recv(1000)
            self.assertEqual(told, b"STOPPING=1")

    def test_base_url(self):
        server = Server(self.index, "--base-url", "https://papers.example/search/")
        self.addCleanup(server.stop)
        with server.connect() as connection:
            document = ask(connection, "/openapi.yaml").json()
            self.assertEqual(document["servers"], [{"url": "https://papers.example/search"}])
            self.assertIn(b'"https://papers.example/search/v1/search.atom?',
                          ask(connection, "/opensearch.xml").body)

    def test_words_that_are_no_command(self):
        self.fails(run("nonmun-serve", "start"), USAGE, "start")


if __name__ == "__main__":
    unittest.main()
