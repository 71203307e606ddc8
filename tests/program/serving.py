"""A running nonmun-serve for the tests of it."""

import contextlib
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import threading
import unittest
import urllib.parse

from support import BIN, SampleTest, environment

TOKEN = "0123456789abcdef0123456789abcdef"


def needs_server(test):
    return unittest.skipUnless((BIN / "nonmun-serve").exists(),
                               "nonmun-serve is not built (NONMUN_BUILD_SERVER)")(test)


class Server:
    """A server process, by default on a free port of the loopback interface."""

    def __init__(self, index, *options, listen="127.0.0.1:0", env=None, wait=True, **popen):
        command = [str(BIN / "nonmun-serve"), "--index", os.fspath(index)]
        if listen is not None:
            command += ["--listen", listen]
        self.process = subprocess.Popen([*command, *options], env=env or environment(),
                                        stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, **popen)
        self.lines = []
        self.ready = threading.Event()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.port = None
        if wait:
            if not self.ready.wait(60):
                raise AssertionError(f"the server does not listen: {self.log()}")
            found = re.search(r"http://\S+:(\d+)/", self.log())
            if found:
                self.port = int(found[1])

    def _read(self):
        for line in self.process.stderr:
            self.lines.append(line.decode("utf-8", "backslashreplace"))
            if b"listening on" in line:
                self.ready.set()
        self.ready.set()

    def log(self):
        return "".join(self.lines)

    def stop(self, number=signal.SIGTERM, timeout=60):
        """Ends the server; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(timeout)
        self.reader.join(timeout)
        self.process.stderr.close()
        return code

    def connect(self, timeout=30):
        """A connection, for use with `with`."""
        return contextlib.closing(self.open(timeout))

    def open(self, timeout=30):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def socket(self, timeout=30):
        return socket.create_connection(("127.0.0.1", self.port), timeout=timeout)

    def ask(self, target, method="GET", body=None, **headers):
        """One request on a connection of its own."""
        with self.connect() as connection:
            return ask(connection, target, method, body, **headers)

    def raw(self, data, timeout=30):
        """What the server sends for these bytes until it closes the connection."""
        with self.socket(timeout) as connection:
            connection.sendall(data)
            return read_all(connection)


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    def json(self):
        return json.loads(self.body)

    def type(self):
        return self.headers.get("Content-Type", "").split(";")[0]


def ask(connection, target, method="GET", body=None, **headers):
    """Underscores of header names are dashes."""
    connection.request(method, target, body,
                       {name.replace("_", "-"): value for name, value in headers.items()})
    return Answer(connection.getresponse())


def read_all(connection):
    data = b""
    with contextlib.suppress(ConnectionResetError):
        while True:
            part = connection.recv(65536)
            if not part:
                break
            data += part
    return data


def address(path, **parameters):
    """A target with its parameters percent-encoded; underscores of their names are dashes."""
    if not parameters:
        return path
    return path + "?" + urllib.parse.urlencode(
        {name.replace("_", "-"): value for name, value in parameters.items()})


class ServerTest(SampleTest):
    """Shares one server of the sample digests among the tests of a class."""

    options = ()

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = Server(cls.sample, *cls.options)
        cls.addClassCleanup(cls.server.stop)

    def ask(self, target, method="GET", body=None, **headers):
        return self.server.ask(target, method, body, **headers)

    def got(self, path, **parameters):
        """The JSON of a successful GET."""
        answer = self.ask(address(path, **parameters))
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.type(), "application/json")
        return answer.json()

    def problem(self, answer, status, cause=None, *mentions):
        """The answer is an error as RFC 9457 has it."""
        self.assertEqual(answer.status, status, answer.body)
        self.assertEqual(answer.type(), "application/problem+json")
        problem = answer.json()
        self.assertEqual(problem["status"], status)
        self.assertTrue(problem["title"])
        if cause is not None:
            self.assertEqual(problem["cause"], cause)
        for mention in mentions:
            self.assertIn(mention, problem["detail"])
        return problem
