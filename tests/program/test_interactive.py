"""`nonmun-search --interactive` in a terminal of its own."""

import base64
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import time
import unittest

from pseudo_terminal import Screen
from support import (BIN, NO_INDEX, OK, USAGE, ProgramTest, SampleTest, columns, digest, entry,
                     environment, run)

INTERRUPTED = 130
PARTIAL = 69
UP, DOWN, HOME, END = "\x1b[A", "\x1b[B", "\x1b[H", "\x1b[F"
ESCAPE, ENTER, TAB, BACKSPACE, F1 = "\x1b", "\r", "\t", "\x7f", "\x1bOP"
DIM, REVERSE, UNDERLINE, YELLOW = 2, 7, 4, 33
FIRST = "Proximal Policy Optimization"  # the first paper for 강화학습
FIRST_ID = "1707.06347"
SECOND_ID = "2212.08073"


def ctrl(letter):
    return chr(ord(letter) & 0x1f)


class InteractiveTest(ProgramTest):
    def start(self, *arguments, **options):
        """Starts it, and waits until it shows papers."""
        terminal = self.open(BIN / "nonmun-search", "--index", self.index, "-i", *arguments,
                             **options)
        terminal.wait_until(re.compile(r"\d+ papers?, |no papers?"))
        return terminal

    def open(self, *command, **options):
        env = options.pop("env", {})
        options["env"] = environment(**{"TERM": "xterm-256color", "DISPLAY": "",
                                        "WAYLAND_DISPLAY": "", **env})
        terminal = Screen(*command, **options)
        self.addCleanup(terminal.__exit__)
        return terminal

    def assert_restored(self, terminal):
        self.assertFalse(terminal.screen.is_alternate, "the screen was not given back")
        self.assertNotIn(2004, terminal.screen.modes, "pasted text would be bracketed")
        self.assertIn(25, terminal.screen.modes, "the cursor is hidden")
        self.assertEqual(terminal.modes(), terminal.before)

    def end(self, terminal, code, printed=""):
        """It ended so, restored everything, and printed nothing else."""
        self.assertEqual(terminal.end(), code, terminal.text)
        self.assert_restored(terminal)
        self.assertEqual(terminal.screen.text.strip(), printed)

    def selected(self, screen):
        """The line of the list that is selected."""
        lines = [line for line in screen.looking(REVERSE) if line.startswith(">")]
        return lines[0] if lines else ""

    def type_until(self, terminal, keys, shows):
        """Types keys until shows(screen), for what is not there yet when they are typed."""
        for _ in range(60):
            terminal.type(keys)
            try:
                return terminal.wait_until(shows, seconds=1)
            except TimeoutError:
                pass
        raise AssertionError(terminal.screen.text)

    def wait_selected(self, terminal, title):
        terminal.wait_until(lambda screen: title in self.selected(screen))

    def query(self, screen):
        """The first line, without what is suggested behind the query."""
        return screen.lines[0].removesuffix(self.suggested(screen)).rstrip()

    def suggested(self, screen):
        return screen.looking(DIM)[0].removeprefix("> ").rstrip()

    def assert_fits(self, screen):
        for line in screen.lines:
            self.assertLessEqual(columns(line), screen.size[0], line)


class Interactive(InteractiveTest, SampleTest):
    # Typing.

    def test_papers_appear_while_korean_is_typed(self):
        t = self.start()
        self.assertTrue(t.screen.is_alternate)
        self.assertIn("67 papers, newest first", t.screen.text)
        t.type("강화")
        t.wait_until("> 강화")
        t.type("학습")
        t.wait_until("> 강화학습")
        t.wait_until("  7 papers, sorted by relevance")
        self.wait_selected(t, FIRST)
        t.wait_until("listed 2023-12-04")  # the preview
        t.wait_until(lambda screen: (screen.row, screen.column) == (0, 10))
        t.type(ESCAPE)
        self.end(t, INTERRUPTED)

    def test_characters_may_arrive_byte_by_byte(self):
        t = self.start()
        for byte in "강화학습".encode():
            os.write(t._master, bytes([byte]))
        t.wait_until("> 강화학습")
        t.wait_until("  7 papers, sorted by relevance")

    def test_backspace_deletes_a_syllable(self):
        t = self.start("강화학습")
        t.wait_until("> 강화학습")
        for rest in ("> 강화학", "> 강화", "> 강", ">"):
            t.type(BACKSPACE)
            t.wait_until(lambda screen, rest=rest: self.query(screen) == rest)
        t.wait_until("67 papers, newest first")
        t.type("한글")  # conjoining jamo, as macOS has them
        t.wait_until(lambda screen: self.query(screen) == "> 한글")
        t.type(BACKSPACE)
        t.wait_until(lambda screen: self.query(screen) == "> 한")

    def test_editing(self):
        t = self.start("확산 모델")
        t.type("\x1b[D\x1b[Dx")
        t.wait_until("> 확산 x모델")
        t.type(ctrl("w"))
        t.wait_until("> 확산 모델")
        t.type(ctrl("a") + "의료 ")
        t.wait_until("> 의료 확산 모델")
        t.type(ctrl("u"))
        t.wait_until(lambda screen: self.query(screen) == ">")

    def test_pasted_text_is_no_key(self):
        t = self.start()
        self.assertIn(2004, t.screen.modes)
        t.type("\x1b[200~강화\n학습\x1b[201~")
        t.wait_until("> 강화 학습")
        t.wait_until("  44 papers, sorted by relevance")

    # Suggestions.

    def test_a_suggestion_is_dim_behind_the_cursor(self):
        for typed, suggested, taken in (("강화학", "습", "강화학습"),
                                        ("강화하", " → 강화학습", "강화학습"),
                                        ("모델 ㄱㅎㅎㅅ", " → 강화학습", "모델 강화학습"),
                                        ("author:tri", ' → author:"Tri Dao"', 'author:"Tri Dao"')):
            for key in ("\x1b[C", ctrl("e")):
                t = self.start(columns=40)
                t.type(typed)
                t.wait_until(lambda screen, typed=typed, suggested=suggested:
                             self.query(screen) == f"> {typed}" and
                             self.suggested(screen) == suggested)
                t.wait_until(lambda screen, typed=typed:
                             (screen.row, screen.column) == (0, 2 + columns(typed)))
                t.type(key)
                # Nothing is suggested for what was taken, neither before its papers come nor then.
                t.wait_until(f"> {taken}")
                papers = self.found(taken)["listed"]
                t.wait_until(re.compile(rf"  {papers} papers?, sorted by relevance\n"))
                self.assertEqual(t.screen.lines[0], f"> {taken}")
                self.assert_fits(t.screen)

    def test_enter_does_not_take_a_suggestion(self):
        t = self.start()
        t.type("강화하")
        t.wait_until(lambda screen: self.suggested(screen) == " → 강화학습")
        found = self.ids("강화하")[0]
        t.type(ENTER)
        self.end(t, OK, found)

    def test_a_suggestion_where_nothing_is_dim(self):
        for env in ({"NO_COLOR": "1"}, {"TERM": "vt220"}):
            t = self.start(env=env)
            t.type("강화학")
            t.wait_until(lambda screen: screen.lines[0] == "> 강화학 → 강화학습")
            t.wait_until(lambda screen: (screen.row, screen.column) == (0, 8))

    # What is shown.

    def test_words_are_marked(self):
        t = self.start("강화학습")
        t.wait_until(lambda screen: any("강화" in line for line in screen.looking(YELLOW)))

    def test_no_colour(self):
        for arguments, env in (([], {"NO_COLOR": "1"}), (["--color", "never"], {})):
            t = self.start("강화학습", *arguments, env=env)
            t.wait_until(lambda screen: any("강화" in line for line in screen.looking(UNDERLINE)))
            t.type(ESCAPE)
            self.end(t, INTERRUPTED)
            self.assertEqual([n for n in t.screen.looks if 30 <= n <= 48 and n != 39], [])
        t = self.start("강화학습", "--color", "always", env={"NO_COLOR": "1"})
        t.wait_until(lambda screen: any("강화" in line for line in screen.looking(YELLOW)))

    def test_in_any_locale(self):
        for env in ({"LC_ALL": "C"}, {"LC_ALL": "", "LANG": ""}, {"LC_ALL": "no_SUCH.locale"}):
            t = self.start(env=env)
            t.type("강화학습")
            t.wait_until("> 강화학습")
            t.wait_until(lambda screen: (screen.row, screen.column) == (0, 10))
            t.type(ESCAPE)
            self.end(t, INTERRUPTED)

    # Choosing.

    def test_enter_prints_the_id(self):
        t = self.start("강화학습")
        self.wait_selected(t, FIRST)
        t.type(ENTER)
        self.end(t, OK, FIRST_ID)

    def test_enter_right_after_the_query_waits_for_its_papers(self):
        t = self.start()
        t.type("강화학습")
        t.type(ENTER)
        self.end(t, OK, FIRST_ID)

    def test_an_index_that_is_left_out_is_named(self):
        t = self.start("강화학습", "--index", self.folder / "nowhere")
        t.wait_until("sorted by relevance · the papers of")
        self.wait_selected(t, FIRST)
        t.type(ENTER)
        self.assertEqual(t.end(), PARTIAL)
        self.assert_restored(t)
        self.assertIn(FIRST_ID, t.screen.text)
        self.assertIn("nowhere are missing", t.screen.text)

    def test_movement(self):
        t = self.start("강화학습")
        self.wait_selected(t, FIRST)
        for down, up in ((DOWN, UP), (ctrl("n"), ctrl("p"))):
            t.type(down)
            self.wait_selected(t, "Constitutional AI")
            t.wait_until(SECOND_ID)
            t.type(up)
            self.wait_selected(t, FIRST)
        t.type(END)
        self.wait_selected(t, "Direct Preference")
        t.type(HOME)
        self.wait_selected(t, FIRST)

    def test_the_list_scrolls(self):
        t = self.start(lines=12)
        self.wait_selected(t, "GELUs")
        first = self.selected(t.screen)
        for key, line in (("\x1b[6~", 10), (END, 10), ("\x1b[5~", 2), (DOWN, 3), (HOME, 2)):
            t.type(key)
            t.wait_until(lambda screen, line=line: screen.lines[line].startswith(">"))
        t.wait_until(lambda screen: self.selected(screen) == first)

    def test_tab_marks(self):
        t = self.start("강화학습")
        self.wait_selected(t, FIRST)
        t.type(DOWN)
        self.wait_selected(t, "Constitutional AI")
        t.type(TAB)
        t.wait_until("1 marked")
        t.type(HOME + TAB)
        t.wait_until("2 marked")
        t.type(TAB)  # unmarks what was marked first
        t.wait_until("1 marked")
        t.type("\x1b[Z")
        t.wait_until("2 marked")
        t.type(ctrl("u"))
        t.wait_until("67 papers, newest first · 2 marked")  # in whatever list
        t.type(ENTER)
        self.end(t, OK, f"{FIRST_ID}\n2402.03300")

    def test_output_goes_to_a_pipe_and_the_screen_to_the_terminal(self):
        out = self.folder / "out"
        command = " ".join(shlex.quote(str(c)) for c in
                           (BIN / "nonmun-search", "--index", self.index, "-i", "강화학습"))
        t = self.open("sh", "-c", f"echo ignored | {command} > {out}")
        t.wait_until("  7 papers, sorted by relevance")
        t.type(TAB + TAB)
        t.wait_until("2 marked")
        t.type(ENTER)
        self.end(t, OK)
        self.assertEqual(out.read_text(), f"{FIRST_ID}\n{SECOND_ID}\n")

    def test_the_paper_is_shown_by_the_next_command(self):
        program = shlex.quote(str(BIN / "nonmun-search"))
        t = self.open("sh", "-c", f"{program} -i 강화학습 | xargs -n 1 {program} show --no-pager",
                      env={"NONMUN_INDEX": self.index})
        t.wait_until("  7 papers, sorted by relevance")
        t.type(ENTER)
        self.assertEqual(t.end(), OK)
        self.assertIn("listed 2023-12-04", t.screen.text)

    def test_formats(self):
        t = self.start("강화학습", "--bibtex")
        self.wait_selected(t, FIRST)
        t.type(ENTER)
        self.assertEqual(t.end(), OK)
        self.assertIn("@misc{schulman2017proximal,", t.screen.text)
        t = self.start("강화학습", "--format", "{id} {votes}")
        self.wait_selected(t, FIRST)
        t.type(ENTER)
        self.end(t, OK, f"{FIRST_ID} 33")

    # Leaving.

    def test_leaving_prints_nothing(self):
        for key in (ESCAPE, ctrl("c"), ctrl("g")):
            t = self.start("강화학습")
            t.type(TAB)
            t.wait_until("1 marked")
            self.assertNotEqual(t.modes(), t.before)
            t.type(key)
            self.end(t, INTERRUPTED)

    def test_signals_give_the_screen_back(self):
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
            t = self.start("강화학습")
            t.kill(number)
            self.end(t, INTERRUPTED)

    def test_it_ends_with_its_terminal(self):
        t = self.start()
        self.assertIn(t.hang_up(), (INTERRUPTED, -signal.SIGHUP))

    def test_no_terminal(self):
        for arguments in ([], ["강화학습"]):
            done = subprocess.run([BIN / "nonmun-search", "--index", self.index, "-i", *arguments],
                                  stdin=subprocess.DEVNULL, capture_output=True, text=True,
                                  env=environment(TERM="xterm"), start_new_session=True,
                                  timeout=60, check=False)
            self.fails(done, USAGE, "--interactive needs a terminal")

    def test_terminals_that_cannot_do_it(self):
        for term, mention in (("dumb", "TERM is dumb"), ("", "TERM is not set"),
                              (None, "TERM is not set"), ("no-such-terminal", "no-such-terminal")):
            env = environment() if term is None else environment(TERM=term)
            t = Screen(BIN / "nonmun-search", "--index", self.index, "-i", env=env)
            self.addCleanup(t.__exit__)
            before = t.modes()
            self.assertEqual(t.end(), USAGE, t.text)
            self.assertIn(mention, t.text)
            self.assertNotIn("\x1b", t.text)
            self.assertEqual(t.modes(), before)

    @unittest.skipIf(shutil.which("tic") is None, "tic is not installed")
    def test_a_terminal_whose_cursor_cannot_be_moved(self):
        source = self.write("glass.ti", "glass|prints lines,\n\tcols#80, cr=\\r, ind=\\n,\n")
        subprocess.run(["tic", "-o", self.folder / "terminfo", source], check=True)
        t = self.open(BIN / "nonmun-search", "--index", self.index, "-i",
                      env={"TERM": "glass", "TERMINFO": self.folder / "terminfo"})
        self.assertEqual(t.end(), USAGE)
        self.assertIn("glass has none", t.text)
        self.assertNotIn("\x1b", t.text)

    def test_no_index(self):
        t = self.open(BIN / "nonmun-search", "--index", self.folder / "nowhere", "-i")
        self.assertEqual(t.end(), NO_INDEX)
        self.assertNotIn("\x1b", t.text)

    def test_options_that_have_no_place_here(self):
        for arguments in (["--json"], ["--jsonl"], ["--open", "1"], ["--similar"], ["--suggest"],
                          ["--analyze"], ["--aliases"], ["--explain"], ["--facets", "month"],
                          ["--offset", "3"], ["--group-by", "month"], ["--passages", "2"]):
            done = self.search("-i", *arguments, "x")
            self.fails(done, USAGE, f"--interactive and {arguments[0]} exclude each other")
        self.fails(self.search("-i", "--csv", "--bibtex"), USAGE, "exclude each other")
        self.fails(self.search("-i", "--sort", "size"), USAGE, "--sort")

    # The screen.

    def test_resizing(self):
        t = self.start("강화학습", columns=120)
        self.wait_selected(t, FIRST)
        t.wait_until(lambda screen: all("│" in line for line in screen.lines[2:20]))
        t.resize(40, 12)
        t.wait_until(lambda screen: "│" not in screen.text and "─" not in screen.text and
                     FIRST in self.selected(screen))
        self.assert_fits(t.screen)
        t.type(ctrl("r"))
        t.wait_until("listed 2023-12-04")
        t.type(ESCAPE)
        self.wait_selected(t, FIRST)
        t.resize(80, 24)
        t.wait_until(lambda screen: any("───" in line for line in screen.lines))
        self.assert_fits(t.screen)
        for size in ((1, 1), (3, 2), (20, 3), (200, 60)):
            t.resize(*size)
        t.wait_until(lambda screen: len(screen.lines) == 60 and FIRST in self.selected(screen))
        t.wait_until(lambda screen: all("│" in line for line in screen.lines[2:59]))
        t.type(ENTER)
        self.end(t, OK, FIRST_ID)

    def test_40_columns(self):
        t = self.start("강화학습", columns=40, lines=14)
        self.wait_selected(t, "Proximal Policy")
        self.assertNotIn("─", t.screen.text)
        self.assertIn("7 papers, sorted by relevance", t.screen.lines[1])
        self.assert_fits(t.screen)

    def test_redraw(self):
        t = self.start("강화학습")
        t.wait_until("listed 2023-12-04")
        t.screen._cells = t.screen._blank()  # as another program's output would
        t.type(ctrl("l"))
        t.wait_until("listed 2023-12-04")

    def test_stopped_from_outside(self):
        t = self.start("강화학습")
        t.wait_until("listed 2023-12-04")
        t.kill(signal.SIGSTOP)
        t.screen._cells = t.screen._blank()
        t.kill(signal.SIGCONT)
        t.wait_until("listed 2023-12-04")
        t.type(ENTER)
        self.end(t, OK, FIRST_ID)

    def shell(self):
        """A shell with job control."""
        t = self.open("bash", "--norc", "--noprofile", "-i",
                      env={"PS1": "ready> ", "NONMUN_INDEX": self.index})
        t.wait_until("ready>")
        return t

    @unittest.skipIf(shutil.which("bash") is None, "bash is not installed")
    def test_suspend(self):
        t = self.shell()
        t.type(f"{BIN / 'nonmun-search'} -i 강화학습\r")
        t.wait_until("listed 2023-12-04")
        t.type(ctrl("z"))
        t.wait_until("Stopped")
        self.assertFalse(t.screen.is_alternate)
        self.assertNotIn(2004, t.screen.modes - ({2004} if "ready>" in t.screen.text else set()))
        t.type("echo $((6 * 7)) here\r")
        t.wait_until("42 here")
        t.resize(100, 30)
        t.type("fg\r")
        t.wait_until(lambda screen: screen.is_alternate and "listed 2023-12-04" in screen.text)
        t.wait_until(lambda screen: "│" in screen.text)  # the new size counts
        t.type(DOWN)
        self.wait_selected(t, "Constitutional AI")
        t.type(ENTER)
        t.wait_until(lambda screen: not screen.is_alternate and SECOND_ID in screen.text)
        t.type("exit\r")
        self.assertEqual(t.end(), OK)

    @unittest.skipIf(shutil.which("bash") is None, "bash is not installed")
    def test_ended_while_it_is_stopped(self):
        t = self.shell()
        t.type(f"{BIN / 'nonmun-search'} -i 강화학습\r")
        t.wait_until("listed 2023-12-04")
        t.type(ctrl("z"))
        t.wait_until("Stopped")
        t.type("kill %1; wait; echo it is $((6 * 7))\r")
        t.wait_until("it is 42")
        t.type("jobs; echo no $((7 * 6)) jobs\r")
        t.wait_until("no 42 jobs")
        self.assertFalse(t.screen.is_alternate)
        t.type("exit\r")
        t.end()

    @unittest.skipIf(shutil.which("bash") is None, "bash is not installed")
    def test_continued_in_the_background(self):
        """It leaves the terminal to the shell until it is its own again."""
        t = self.shell()
        t.type(f"{BIN / 'nonmun-search'} -i 강화학습\r")
        t.wait_until("listed 2023-12-04")
        t.type(ctrl("z"))
        t.wait_until("Stopped")
        t.type("bg\r")
        t.wait_until("강화학습 &")
        t.type("echo $((6 * 7)) here\r")
        t.wait_until("42 here")
        self.assertFalse(t.screen.is_alternate)
        t.type("fg\r")
        t.wait_until(lambda screen: screen.is_alternate and "listed 2023-12-04" in screen.text)
        t.type(ctrl("z"))
        t.wait_until("Stopped")
        t.type("bg; kill %1; wait; echo it is $((6 * 7))\r")
        t.wait_until("it is 42")
        t.type("exit\r")
        t.end()

    # What else keys do.

    def test_similar_papers(self):
        t = self.start("강화학습")
        self.wait_selected(t, FIRST)
        t.type(ctrl("s"))
        t.wait_until(f"similar to {FIRST}")
        t.wait_until(lambda screen: "papers" in screen.lines[1] and
                     FIRST not in self.selected(screen))
        t.type(ESCAPE)
        self.wait_selected(t, FIRST)
        self.assertEqual(self.query(t.screen), "> 강화학습")
        t.type(ESCAPE)
        self.end(t, INTERRUPTED)

    def test_orders(self):
        t = self.start("강화학습")
        t.wait_until("sorted by relevance")
        for order in ("newest first", "sorted by votes", "sorted by trend", "sorted by relevance"):
            t.type(ctrl("t"))
            t.wait_until(order)
        self.wait_selected(t, FIRST)

    def test_facets(self):
        t = self.start("강화학습", lines=60)
        self.wait_selected(t, FIRST)
        t.type(ctrl("f"))
        for heading in ("Months", "Authors", "Sections", "Methods"):
            t.wait_until(heading)
        t.wait_until(lambda screen: "2025-03" in self.selected(screen))
        t.type(DOWN)
        t.wait_until(lambda screen: "2024-07" in self.selected(screen))
        papers = self.selected(t.screen).split()[-1]
        t.type(ENTER)
        t.wait_until("> 강화학습 date:2024-07")
        t.wait_until(f"  {papers} papers, sorted by relevance")
        t.type(ENTER)
        self.assertEqual(t.end(), OK)
        found = self.ids("강화학습 date:2024-07")
        self.assertEqual(t.screen.text.strip(), found[0])

    def test_help(self):
        keys = json.loads(run("nonmun-search", "--help-json").stdout)["keys"]
        self.assertGreater(len(keys), 20)
        for opened in ("?", F1):
            t = self.start(columns=100, lines=60)
            t.type(opened)
            t.wait_until("Esc goes back")
            for row in keys:
                t.wait_until(re.compile(
                    rf"(?m)^{re.escape(row['name'])} +{re.escape(row['help'])}$"))
            t.type(ESCAPE)
            t.wait_until("67 papers")
        t.type("x?")
        t.wait_until("> x?")

    @unittest.skipUnless((BIN / "../share/locale/ko/LC_MESSAGES/nonmun.mo").exists(),
                         "gettext is not installed")
    def test_speaks_korean(self):
        t = self.open(BIN / "nonmun-search", "--index", self.index, "-i", "강화학습",
                      env={"LANG": "ko_KR.UTF-8"})
        t.wait_until("  논문 7편, 관련도 순")
        t.type(F1)
        t.wait_until("이전 논문")
        t.type(ESCAPE)
        t.wait_until("Enter 선택")
        self.assert_fits(t.screen)

    def test_bibtex_goes_to_the_clipboard(self):
        t = self.start("강화학습")
        self.wait_selected(t, FIRST)
        t.type(ctrl("y"))
        t.wait_until("BibTeX copied")
        kind, target, data = t.screen.commands[-1].split(";")
        self.assertEqual((kind, target), ("52", "c"))
        copied = base64.b64decode(data, validate=True).decode()
        t.type(ESCAPE)
        self.end(t, INTERRUPTED)
        self.assertEqual(copied, self.search("--bibtex", "-n", "1", "강화학습").stdout)

    def browser(self, script):
        """A folder with an xdg-open."""
        path = self.write("bin/xdg-open", f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return f"{path.parent}:{os.environ['PATH']}"

    def test_open_in_a_browser_with_windows(self):
        opened = self.folder / "opened"
        path = self.browser(f'echo never shown; echo "$1" > {opened}.new; mv {opened}.new {opened}')
        t = self.start("강화학습", env={"PATH": path, "DISPLAY": ":99"})
        self.wait_selected(t, FIRST)
        t.type(ctrl("o"))
        t.wait_until(f"opening https://arxiv.org/abs/{FIRST_ID}")
        t.type(ESCAPE)
        self.end(t, INTERRUPTED)
        deadline = time.monotonic() + 60
        while not opened.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        self.assertEqual(opened.read_text(), f"https://arxiv.org/abs/{FIRST_ID}\n")

    def test_open_in_a_browser_in_the_terminal(self):
        path = self.browser('echo "page $1"; read line; echo "read $line"; read line')
        t = self.start("강화학습", env={"PATH": path})
        self.wait_selected(t, FIRST)
        t.type(ctrl("o"))
        t.wait_until(f"page https://arxiv.org/abs/{FIRST_ID}")
        self.assertFalse(t.screen.is_alternate)
        t.type("강\n")
        t.wait_until("read 강")
        t.type("\n")
        t.wait_until(lambda screen: screen.is_alternate and FIRST in self.selected(screen))
        t.type(ENTER)
        self.assertEqual(t.end(), OK)
        self.assert_restored(t)

    def test_a_browser_that_fails(self):
        for env in ({"DISPLAY": ":99"}, {}):
            t = self.start("강화학습", env={"PATH": self.browser("exit 3"), **env})
            self.wait_selected(t, FIRST)
            t.type(ctrl("o"))
            t.wait_until("xdg-open could not open")
            t.type(ENTER)
            self.assertEqual(t.end(), OK)

    def test_the_options_of_a_search_count(self):
        t = self.start("모델", "--sort", "votes", "--limit", "3", "--since", "2024-07", lines=40)
        t.wait_until("sorted by votes")
        found = self.found("모델", "--sort", "votes", "--limit", "3", "--since", "2024-07")
        titles = [hit["title"][:20] for hit in found["hits"]]
        self.assertEqual(len(titles), 3)

        def lists_them(screen):
            listed = [line[3:23] for line in screen.lines[2:] if line[3:].strip()]
            return listed[:3] == titles and listed[3].startswith("─")

        t.wait_until(lists_them)
        t.wait_until(f"  {found['listed']} papers, sorted by votes")
        t.type(END + ENTER)
        self.end(t, OK, found["hits"][-1]["id"])


    def test_defaults_of_the_configuration_file(self):
        self.write("config/nonmun/config", "sort = votes\nlimit = 2\nexplain = true\npassages = 3\n")
        t = self.start("강화학습", env={"XDG_CONFIG_HOME": self.folder / "config"})
        t.wait_until("papers, sorted by votes")
        found = self.found("강화학습", "--sort", "votes")["hits"]
        self.assertGreater(len(found), 2)
        # A limit there is for what is printed.
        self.type_until(t, END, lambda screen: found[-1]["title"][:20] in self.selected(screen))
        t.type(ENTER)
        self.end(t, OK, found[-1]["id"])


class ChangingIndex(InteractiveTest):
    """An index that changes while somebody searches."""

    def setUp(self):
        super().setUp()
        self.succeeds(self.update(self.write("1.md", digest("2024-05-06", *(
            entry(f"Paper number {n}", f"2405.{n:05}", f"본문 {n}입니다.") for n in range(1, 251))))))

    def test_a_new_generation_is_searched_at_once(self):
        t = self.start("zyzzyva", lines=12)
        t.wait_until("no papers")
        self.succeeds(self.update(self.write("2.md", digest("2024-06-06", entry(
            "A paper on zyzzyva", "2406.00001")))))
        t.type(ctrl("u") + "zyzzyva")
        self.wait_selected(t, "A paper on zyzzyva")

    def test_all_papers_can_be_reached(self):
        t = self.start("paper")
        t.wait_until("250 papers")
        hits = self.found("paper", "-n", "250")["hits"]
        for number in (100, 200, 250):  # 100 papers are fetched at a time
            title = hits[number - 1]["title"] + " "
            self.type_until(t, END, lambda screen, title=title: title in self.selected(screen))
        t.type(ENTER)
        self.end(t, OK, hits[-1]["id"])

    def test_an_index_that_vanishes_is_an_error_on_the_screen(self):
        t = self.start("paper")
        t.wait_until("  250 papers")
        shutil.rmtree(self.index)
        t.type(" x")
        t.wait_until("no index")
        t.type(ESCAPE)
        self.end(t, INTERRUPTED)

    def test_text_cannot_act_on_the_terminal(self):
        self.succeeds(self.update(self.write("3.jsonl", json.dumps(
            {"schema": 1, "id": "x:evil", "title": "evil \x1b[2J\x1b]0;owned\x07 title",
             "listed": "2024-07-01", "abstract": "본문 \x1b[31m \u202e 끝"}) + "\n")))
        t = self.start("evil")
        t.wait_until("evil")
        t.wait_until(lambda screen: "title" in self.selected(screen))
        self.assertEqual([c for c in t.screen.commands if "owned" in c], [])


if __name__ == "__main__":
    unittest.main()
