"""What a terminal shows after a program has written to it: the part of xterm that ncurses uses."""

import codecs
import re
import unicodedata

SEQUENCE = re.compile(
    r"\x1b\[(?P<private>[?>]?)(?P<parameters>[0-9;:]*)[ -/]*(?P<final>[@-~])"
    r"|\x1b\](?P<command>.*?)(?:\x07|\x1b\\)"
    r"|\x1b[()][0-9A-Z]"
    r"|\x1b(?P<escape>[0-9=>A-NP-Z\\^_`a-z{|}~])", re.S)
# What may be the beginning of a sequence whose rest has not come.
CUT = re.compile(r"\x1b(?:\[[?>]?[0-9;:]*[ -/]*|\](?:(?!\x07|\x1b\\).)*|[()])?\Z", re.S)


class VirtualScreen:
    """Feed it bytes; `lines` are what it shows, `main` is what the other screen shows."""

    def __init__(self, columns, lines):
        self.size = (columns, lines)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._pending = ""
        self._cells = self._blank()
        self._main = None
        self.row = self.column = 0
        self._saved = (0, 0)
        self._margins = (0, lines - 1)
        self._look = frozenset()
        self._last = " "
        self.modes = set()      # private modes that are on
        self.commands = []      # operating system commands, such as 52;c;...
        self.looks = set()      # all SGR codes that have come

    def _blank(self):
        columns, lines = self.size
        return [[(" ", frozenset())] * columns for _ in range(lines)]

    @property
    def lines(self):
        return ["".join(c for c, _ in line).rstrip() for line in self._cells]

    @property
    def text(self):
        return "\n".join(self.lines)

    @property
    def is_alternate(self):
        return self._main is not None

    def looking(self, code):
        """For each line its text that has an SGR code, as 7: reverse."""
        return ["".join(c for c, look in line if code in look) for line in self._cells]

    def resize(self, columns, lines):
        """As xterm does: what is cut off is lost."""
        self.size = (columns, lines)

        def fitted(cells):
            return [(line + [(" ", frozenset())] * columns)[:columns]
                    for line in (cells + self._blank())[:lines]]

        self._cells = fitted(self._cells)
        self._main = fitted(self._main) if self._main is not None else None
        self._margins = (0, lines - 1)
        self.row, self.column = min(self.row, lines - 1), min(self.column, columns - 1)

    def feed(self, data):
        text = self._pending + self._decoder.decode(data)
        self._pending = ""
        at = 0
        while at < len(text):
            if text[at] == "\x1b":
                match = SEQUENCE.match(text, at)
                if match is None:
                    if not CUT.match(text, at):
                        raise AssertionError(f"unknown sequence: {text[at:at + 20]!r}")
                    self._pending = text[at:]
                    return
                self._sequence(match)
                at = match.end()
            else:
                self._character(text[at])
                at += 1

    def _character(self, c):
        columns, lines = self.size
        if c == "\r":
            self.column = 0
        elif c == "\n":
            self._line_feed()
        elif c == "\b":
            self.column = max(0, self.column - 1)
        elif c == "\t":
            self.column = min(columns - 1, self.column // 8 * 8 + 8)
        elif c < " ":
            pass
        elif unicodedata.category(c) in ("Mn", "Me", "Cf"):
            before = self._cells[self.row][max(0, self.column - 1)]
            self._cells[self.row][max(0, self.column - 1)] = (before[0] + c, before[1])
        else:
            wide = unicodedata.east_asian_width(c) in "WF"
            if self.column + 1 + wide > columns:
                self.column = 0
                self._line_feed()
            self._cells[self.row][self.column] = (c, self._look)
            if wide:
                self._cells[self.row][self.column + 1] = ("", self._look)
            self.column += 1 + wide
            self._last = c

    def _line_feed(self):
        if self.row == self._margins[1]:
            self._scroll(1)
        else:
            self.row = min(self.size[1] - 1, self.row + 1)

    def _scroll(self, count, top=None):
        first, last = self._margins
        first = first if top is None else top
        blank = [(" ", frozenset())] * self.size[0]
        part = self._cells[first:last + 1]
        if count > 0:
            part = part[count:] + [list(blank) for _ in range(min(count, len(part)))]
        else:
            part = [list(blank) for _ in range(min(-count, len(part)))] + part[:count]
        self._cells[first:last + 1] = part

    def _sequence(self, match):
        if match["command"] is not None:
            self.commands.append(match["command"])
        elif match["escape"] is not None:
            self._escape(match["escape"])
        elif match["final"] is not None:
            numbers = [int(n) if n else 0 for n in re.split("[;:]", match["parameters"])]
            if match["private"] == "?":
                self._mode(numbers, match["final"])
            elif not match["private"]:
                self._control(match["final"], numbers)

    def _escape(self, c):
        if c == "7":
            self._saved = (self.row, self.column)
        elif c == "8":
            self.row, self.column = self._saved
        elif c == "M":
            if self.row == self._margins[0]:
                self._scroll(-1)
            else:
                self.row = max(0, self.row - 1)

    def _mode(self, numbers, final):
        for number in numbers:
            (self.modes.add if final == "h" else self.modes.discard)(number)
            if number == 1049 and final == "h" and self._main is None:
                self._main, self._cells = self._cells, self._blank()
                self._saved = (self.row, self.column)
            elif number == 1049 and final == "l" and self._main is not None:
                self._cells, self._main = self._main, None
                self.row, self.column = self._saved

    def _control(self, final, numbers):
        columns, lines = self.size
        first = numbers[0]
        count = max(1, first)
        line = self._cells[self.row]
        blank = (" ", self._look - {7})
        if final in "Hf":
            self.row = min(lines, count) - 1
            self.column = min(columns, max(1, (numbers + [1])[1])) - 1
        elif final == "A":
            self.row = max(0, self.row - count)
        elif final == "B":
            self.row = min(lines - 1, self.row + count)
        elif final == "C":
            self.column = min(columns - 1, self.column + count)
        elif final == "D":
            self.column = max(0, min(self.column, columns - 1) - count)
        elif final == "G":
            self.column = min(columns, count) - 1
        elif final == "d":
            self.row = min(lines, count) - 1
        elif final == "J":
            if first == 0:
                line[self.column:] = [blank] * (columns - self.column)
            for row in range(lines):
                if first == 2 or (first == 0 and row > self.row) or (first == 1 and row < self.row):
                    self._cells[row] = [blank] * columns
        elif final == "K":
            start = 0 if first in (1, 2) else self.column
            end = self.column + 1 if first == 1 else columns
            line[start:end] = [blank] * (end - start)
        elif final == "X":
            end = min(columns, self.column + count)
            line[self.column:end] = [blank] * (end - self.column)
        elif final == "@":
            self._cells[self.row] = (line[:self.column] + [blank] * count
                                     + line[self.column:])[:columns]
        elif final == "P":
            rest = line[self.column + count:]
            self._cells[self.row] = (line[:self.column] + rest + [blank] * columns)[:columns]
        elif final == "L":
            self._scroll(-count, self.row)
        elif final == "M":
            self._scroll(count, self.row)
        elif final == "S":
            self._scroll(count)
        elif final == "T":
            self._scroll(-count)
        elif final == "b":
            for _ in range(count):
                self._character(self._last)
        elif final == "r":
            bottom = (numbers + [0])[1] or lines
            self._margins = (count - 1, bottom - 1)
            self.row = self.column = 0
        elif final == "m":
            self._rendition(numbers)
        elif final not in "hltn":
            raise AssertionError(f"unknown control: {final!r} {numbers}")

    def _rendition(self, numbers):
        self.looks.update(numbers)
        for number in numbers:
            if number == 0:
                self._look = frozenset()
            elif number == 22:
                self._look -= {1, 2}
            elif number == 27:
                self._look -= {7}
            elif number == 24:
                self._look -= {4}
            elif number == 39:
                self._look = frozenset(n for n in self._look if not 30 <= n <= 38 and not 90 <= n)
            else:
                self._look |= {number}
