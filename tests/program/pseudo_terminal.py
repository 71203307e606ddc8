"""A program in a terminal of its own, with keys that are typed into it."""

import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

from support import environment
from virtual_screen import VirtualScreen


class Terminal:
    """Runs a command as the foreground process of a new terminal; used as a context manager."""

    def __init__(self, *command, columns=80, lines=24, env=None):
        self.text = ""
        self._raw = b""
        wait, go = os.pipe()
        pid, self._master = pty.fork()
        if pid == 0:
            try:
                os.read(wait, 1)
                os.close(wait)
                os.close(go)
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
                command = [os.fspath(c) for c in command]
                os.execvpe(command[0], command, env or environment(TERM="xterm-256color"))
            finally:
                os._exit(127)
        # Before the program can change them.
        self.before = termios.tcgetattr(self._master)
        os.write(go, b"\n")
        os.close(wait)
        os.close(go)
        self._pid = pid
        self.code = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.code is None:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        os.close(self._master)

    def type(self, keys):
        os.write(self._master, keys.encode())

    def _read(self, deadline):
        """Whether there may be more to read."""
        ready, _, _ = select.select([self._master], [], [], max(0, deadline - time.monotonic()))
        if not ready:
            raise TimeoutError(f"the terminal shows only {self.text!r}")
        try:
            piece = os.read(self._master, 65536)
        except OSError as error:  # Linux: nobody has the other side open
            if error.errno != errno.EIO:
                raise
            piece = b""
        self._raw += piece
        self.received(piece)
        self.text = self._raw.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(piece)

    def received(self, piece):
        """What came from the program just now."""

    def wait_for(self, text, seconds=60):
        """Reads until the terminal has shown a text."""
        deadline = time.monotonic() + seconds
        while text not in self.text:
            if not self._read(deadline):
                raise AssertionError(f"ended without {text!r}: {self.text!r}")

    def type_until(self, keys, text, tries=60):
        """Types keys until the terminal has shown a text, for a program that may drop them."""
        for _ in range(tries):
            self.type(keys)
            try:
                return self.wait_for(text, seconds=1)
            except TimeoutError:
                pass
        raise TimeoutError(f"the terminal shows only {self.text!r}")

    def end(self, seconds=60):
        """Reads until the program ends; its exit code, or minus the signal that ended it."""
        deadline = time.monotonic() + seconds
        while self._read(deadline):
            pass
        _, status = os.waitpid(self._pid, 0)
        self.code = os.waitstatus_to_exitcode(status)
        return self.code


class Screen(Terminal):
    """A terminal whose program moves the cursor: what it shows is in `screen`."""

    def __init__(self, *command, columns=80, lines=24, env=None):
        self.screen = VirtualScreen(columns, lines)
        super().__init__(*command, columns=columns, lines=lines, env=env)

    def received(self, piece):
        self.screen.feed(piece)

    def wait_until(self, shows, seconds=60):
        """Reads until shows(screen) holds. A text or pattern is to be somewhere on the screen."""
        if isinstance(shows, str):
            def holds(screen):
                return shows in screen.text
        elif isinstance(shows, re.Pattern):
            def holds(screen):
                return shows.search(screen.text)
        else:
            holds = shows
        deadline = time.monotonic() + seconds
        while not holds(self.screen):
            try:
                more = self._read(deadline)
            except TimeoutError:
                raise TimeoutError(f"never seen: {shows!r}; the screen:\n{self.screen.text}") from None
            if not more:
                raise AssertionError(f"ended without {shows!r}; the screen:\n{self.screen.text}")

    def resize(self, columns, lines):
        """The kernel tells the program by SIGWINCH."""
        self.screen.resize(columns, lines)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def modes(self):
        """The modes of the terminal, as in termios.tcgetattr()."""
        return termios.tcgetattr(self._master)

    def kill(self, number):
        os.kill(self._pid, number)

    def hang_up(self, seconds=60):
        """Takes the terminal away; how the program ends, as of end()."""
        os.close(self._master)
        self._master = os.open(os.devnull, os.O_RDWR)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid != 0:
                self.code = os.waitstatus_to_exitcode(status)
                return self.code
            time.sleep(0.01)
        raise TimeoutError("the program goes on without its terminal")
