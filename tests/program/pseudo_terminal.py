"""A program in a terminal of its own, with keys that are typed into it."""

import errno
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

from support import environment


class Terminal:
    """Runs a command as the foreground process of a new terminal; used as a context manager."""

    def __init__(self, *command, columns=80, lines=24, env=None):
        self.text = ""
        self._raw = b""
        pid, self._master = pty.fork()
        if pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
                command = [os.fspath(c) for c in command]
                os.execvpe(command[0], command, env or environment(TERM="xterm-256color"))
            finally:
                os._exit(127)
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
        self.text = self._raw.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(piece)

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
