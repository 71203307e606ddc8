"""Korean: the catalogue is complete and fits, the program speaks it, data stay as they are."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from support import BIN, DIGESTS, IO, NO_HITS, NO_INDEX, OK, SOURCE, USAGE, ProgramTest, columns, \
    environment, run

PROGRAM = "nonmun-search"
PO = SOURCE / "searcher/nonmun-search/po/ko.po"
TEMPLATE = PO.with_name("template.py")
LIBRARY_TEXTS = SOURCE / "searcher/nonmun-search/library_texts.cpp"
HANGUL = re.compile("[가-힣]")
HAS_CATALOGUE = (BIN / "../share/locale/ko/LC_MESSAGES/nonmun.mo").resolve().exists()


def korean(**changes):
    """The environment of a Korean user whose locale is not installed, as in most containers."""
    return environment(LANG="ko_KR.UTF-8", **changes)


class Message:
    """An entry of a catalogue."""

    def __init__(self, block):
        self.flags = set(re.findall(r"[\w-]+", " ".join(re.findall(r"(?m)^#,(.*)$", block))))
        self.is_obsolete = block.startswith("#~")
        texts = {key: "".join(json.loads(line) for line in value.splitlines())
                 for key, value in re.findall(
                     r'(?m)^(msgid|msgid_plural|msgstr)(?:\[0\])? ((?:".*"\n?)+)', block)}
        self.english = texts.get("msgid", "")
        self.plural = texts.get("msgid_plural")
        self.korean = texts.get("msgstr", "")


def catalogue(text):
    messages = [Message(block) for block in re.split(r"\n\n+", text.strip())]
    return [m for m in messages if m.english or m.is_obsolete]


PLACE = re.compile(r"(?<!\{)\{(\w*)(:[^{}]*)?\}(?!\})")


def places(text):
    """The placeholders of a text for fmt, as (number or name, format)."""
    found = PLACE.findall(text.replace("{{{{", "").replace("{{{", "{").replace("}}}", "}"))
    if all(not name for name, _ in found):
        found = [(str(i), form) for i, (_, form) in enumerate(found)]
    return sorted(found)


@unittest.skipIf(shutil.which("msgcmp") is None, "gettext is not installed")
class Catalogue(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.messages = catalogue(PO.read_text(encoding="utf-8"))
        cls.template = subprocess.run([sys.executable, "-B", TEMPLATE, BIN], check=True,
                                      capture_output=True, env=environment()).stdout

    def test_every_message_is_translated(self):
        with tempfile.TemporaryDirectory() as folder:
            template = pathlib.Path(folder, "nonmun.pot")
            template.write_bytes(self.template)
            done = subprocess.run(["msgcmp", PO, template], capture_output=True, text=True,
                                  check=False, env=environment(LC_ALL="C"))
        self.assertEqual(done.stderr, "", "see po/template.py for how to add messages")
        self.assertEqual(done.returncode, 0)

    def test_none_is_stale(self):
        known = {m.english for m in catalogue(self.template.decode("utf-8"))}
        self.assertGreater(len(known), 200)
        self.assertEqual({m.english for m in self.messages} - known, set())
        self.assertEqual([m.english for m in self.messages if m.is_obsolete or m.flags], [])

    def test_placeholders_are_the_same(self):
        for m in self.messages:
            with self.subTest(m.english):
                wanted = places(m.english)
                self.assertEqual(places(m.korean), wanted)
                if m.plural is not None:
                    self.assertEqual(places(m.plural), wanted)
                for brace in "{}":
                    self.assertEqual(m.korean.count(brace), m.english.count(brace))

    def test_names_and_space_are_the_same(self):
        for m in self.messages:
            with self.subTest(m.english):
                for kind in (r"(?<![\w-])--[a-z][a-z-]*", r"\$[A-Z_]+", r"YYYY[-MD]*",
                             r"\bnonmun-\w+\b", r"\b[A-Z]{4,}\b(?!\.\.\.)"):
                    # What stands for words of the user is prose.
                    english = set(re.findall(kind, m.english, re.A)) - {"OPTION", "QUERY", "WORDS",
                                                                        "COMMAND"}
                    self.assertLessEqual(english, set(re.findall(kind, m.korean, re.A)))
                self.assertEqual(re.match(r"\s*", m.korean)[0], re.match(r"\s*", m.english)[0])
                self.assertEqual(re.search(r"\s*\Z", m.korean)[0],
                                 re.search(r"\s*\Z", m.english)[0])
                for a, b in ("()", "[]", "``", "‘’"):
                    self.assertEqual(m.korean.count(a), m.korean.count(b))

    def test_reads_as_korean(self):
        same_in_both = {"an arXiv id", "arXiv id", "id", "one of {}", "true or false",
                        "since and until"}
        for m in self.messages:
            with self.subTest(m.english):
                if m.english not in same_in_both:
                    self.assertRegex(m.korean, HANGUL)
                # After a value of any ending, these particles would be wrong half of the time.
                self.assertNotRegex(
                    m.korean, r"(?<!\{)\{\w*\}[\"’]?(은|는|이|가|을|를|과|와|으로|로|아|야)(?![가-힣])")
                # One style: formal sentences.
                self.assertNotRegex(m.korean, r"(한다|된다|이다|있다|없다|해요|예요|십시오)[.)]?$")


class LibraryTexts(unittest.TestCase):
    """What the library composes is matched with patterns, which must be those of the library."""

    # Errors of programs that embed the library; no command line leads there.
    OF_EMBEDDERS = ("this Index was moved from", "this ResultSet was moved from",
                    "unknown search parameter", "the search was stopped", "the search took longer",
                    "ask for less")
    ROOMS = ("searcher/*.cpp", "searcher/query/*.cpp", "searcher/plan/*.cpp", "searcher/rank/*.cpp",
             "searcher/match/*.cpp", "searcher/result/*.cpp")
    BELOW = ("indexer/index/*.cpp", "indexer/system/*.cpp", "searcher/*/*.hpp")

    @staticmethod
    def literals(text):
        """String literals, neighbours joined, with {} for every placeholder."""
        text = re.sub(r"//[^\n]*|'(?:[^'\\]|\\.)'", "", text)
        for found in re.findall(r'"(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*', text):
            whole = "".join(re.findall(r'"((?:[^"\\\n]|\\.)*)"', found))
            whole = whole.replace('\\"', '"').replace("\\n", "\n")
            yield re.sub(r"\{:[^{}]*\}", "{}", whole)

    @classmethod
    def texts(cls, globs):
        return [path.read_text(encoding="utf-8") for g in globs for path in sorted(SOURCE.glob(g))]

    @classmethod
    def patterns(cls):
        source = LIBRARY_TEXTS.read_text(encoding="utf-8")
        calls = re.findall(r"to_translate\((.*?)\)(?=[,}])", source, re.S)
        return [next(cls.literals(call)) for call in calls]

    def test_every_pattern_is_what_the_library_says(self):
        known = {literal for text in self.texts(self.ROOMS + self.BELOW)
                 for literal in self.literals(text)}
        patterns = self.patterns()
        self.assertGreater(len(patterns), 80)
        for pattern in patterns:
            for piece in pattern.split("{}"):
                # Quotation marks and conjunctions come from helpers.
                for part in re.split(r"\"| and |[(:].*$", piece):
                    if len(part.strip()) < 3:
                        continue
                    with self.subTest(pattern=pattern):
                        self.assertTrue(any(part.strip() in literal for literal in known), part)

    def test_everything_that_the_library_says_has_a_pattern(self):
        patterns = self.patterns()
        wholes = [re.compile(".*".join(map(re.escape, pattern.split("{}"))), re.S)
                  for pattern in patterns if pattern != "{}"]
        calls = re.compile(
            r"(?:throw Error\(|\bassume\(|assumed_\.push_back\(|notes_?\.push_back\(|"
            r"messages\.push_back\(|\bbad\(|\btry_(?:query|tree)\().*?;", re.S)
        checked = 0
        for text in self.texts(self.ROOMS):
            for call in calls.findall(text):
                for literal in self.literals(call):
                    if " " not in literal.strip() or literal.startswith(self.OF_EMBEDDERS):
                        continue
                    checked += 1
                    if any(whole.fullmatch(literal) for whole in wholes):
                        continue
                    for piece in literal.split("{}"):  # a part of a message
                        part = piece.strip(' ",():')
                        if len(part) > 2:
                            with self.subTest(literal=literal):
                                self.assertTrue(any(part in pattern for pattern in patterns), part)
        self.assertGreater(checked, 25)


@unittest.skipUnless(HAS_CATALOGUE, "built without gettext")
class Language(ProgramTest):
    def speaks_korean(self, **variables):
        done = run(PROGRAM, "-h", env=environment(**variables))
        self.assertEqual(done.returncode, OK)
        self.assertEqual("옵션:" in done.stdout, "Options:" not in done.stdout)
        return "옵션:" in done.stdout

    def test_follows_the_environment(self):
        for variables, wanted in (
                ({}, False), ({"LANG": "C"}, False), ({"LANG": "POSIX"}, False),
                ({"LANG": "ko_KR.UTF-8"}, True), ({"LANG": "ko_KR"}, True), ({"LANG": "ko"}, True),
                ({"LC_ALL": "ko_KR.UTF-8", "LANG": "C"}, True),
                ({"LC_MESSAGES": "ko_KR.UTF-8", "LANG": "C"}, True),
                ({"LC_ALL": "C", "LANG": "ko_KR.UTF-8", "LANGUAGE": "ko"}, False),
                ({"LANGUAGE": "ko"}, False), ({"LANG": "C", "LANGUAGE": "ko"}, False),
                ({"LANG": "C.UTF-8"}, False), ({"LANG": "C.UTF-8", "LANGUAGE": "ko"}, True),
                ({"LANG": "xx_XX.UTF-8", "LANGUAGE": "fr:ko"}, True),
                ({"LANG": "ko_KR.UTF-8", "LANGUAGE": "en"}, False),
                # English needs no catalogue, and comes before what follows it.
                ({"LANG": "en_US.UTF-8", "LANGUAGE": "en_US:en:ko"}, False),
                ({"LANG": "ko_KR.UTF-8", "LANGUAGE": "en:ko"}, False),
                ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:ko:en"}, True),
                ({"LANG": "ko_KR.UTF-8", "LANGUAGE": "eno:ko"}, True),
                ({"LANG": "fr_FR.UTF-8"}, False), ({"LANG": "/etc/passwd"}, False),
                ({"LANG": "../../ko"}, False), ({"LANG": "ko_KR.UTF-8" + "x" * 100_000}, True)):
            with self.subTest({k: v[:40] for k, v in variables.items()}):
                self.assertEqual(self.speaks_korean(**variables), wanted)

    def test_the_catalogue_is_found_beside_the_program(self):
        """As installed, wherever that is."""
        for there, wanted in ((True, True), (False, False), ("other", False)):
            with self.subTest(there=there):
                prefix = self.folder / str(there)
                (prefix / "bin").mkdir(parents=True)
                program = shutil.copy(BIN / PROGRAM, prefix / "bin")
                messages = prefix / "share/locale/ko/LC_MESSAGES/nonmun.mo"
                messages.parent.mkdir(parents=True)
                if there:
                    built = BIN / "../share/locale/ko/LC_MESSAGES/nonmun.mo"
                    content = built.read_bytes()
                    messages.write_bytes(content if there is True else b"no catalogue\n" * 9)
                # It has no use for the folder where it is called.
                done = subprocess.run([program, "-h"], env=korean(), cwd="/", capture_output=True,
                                      check=True, encoding="utf-8")
                self.assertEqual("옵션:" in done.stdout, wanted)

    def test_the_other_programs_are_not_half_translated(self):
        for program, arguments in (("nonmun-index", ["--help"]), ("nonmun-index", ["stats", "--x"])):
            here, there = (run(program, *arguments, env=env) for env in (environment(), korean()))
            self.assertEqual((here.stdout, here.stderr), (there.stdout, there.stderr))


@unittest.skipUnless(HAS_CATALOGUE, "built without gettext")
class Help(ProgramTest):
    def told(self, *arguments, env=None):
        return json.loads(run(PROGRAM, *arguments, "--help-json", env=env).stdout)

    def test_fits_the_terminal(self):
        commands = [[], *([row["name"]] for row in self.told()["commands"])]
        for width in (40, 60, 80, 200):
            for command in commands:
                for env in (environment(COLUMNS=width), korean(COLUMNS=width)):
                    text = run(PROGRAM, *command, "--help", env=env).stdout
                    # Examples are command lines, which stay as they are.
                    text = re.sub(r"(?m)^(Usage|사용법): .*\n( +nonmun-search .*\n)?|^  nonmun-search .*\n",
                                  "", text)
                    self.assertGreater(len(text), 500)
                    for line in text.splitlines():
                        self.assertLessEqual(columns(line), width, line)

    def test_everything_but_names_is_korean(self):
        for arguments in ([], ["show"], ["new"], ["alerts"]):
            english, translated = self.told(*arguments), self.told(*arguments, env=korean())
            self.assertEqual(list(english), list(translated))
            for key, rows in english.items():
                if isinstance(rows, str):
                    self.assertRegex(translated[key], HANGUL)
                    continue
                for row, other in zip(rows, translated[key], strict=True):
                    self.assertEqual({**row, "help": ""}, {**other, "help": ""})
                    if row["help"] != "arXiv id":
                        self.assertRegex(other["help"], HANGUL)
            text = run(PROGRAM, *arguments, "--help", env=korean()).stdout
            for heading in re.findall(r"(?m)^(?! )(.*):$", text):
                self.assertRegex(heading, HANGUL)
        short = run(PROGRAM, "-h", env=korean()).stdout
        self.assertLess(len(short.splitlines()), 40)
        self.assertTrue(short.startswith("사용법: nonmun-search"))


@unittest.skipUnless(HAS_CATALOGUE, "built without gettext")
class Output(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.shared = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.shared.cleanup)
        cls.demo = f"{cls.shared.name}/index"
        run("nonmun-index", "update", "--index", cls.demo, DIGESTS)

    def ask(self, *arguments, code=OK, env=None):
        done = run(PROGRAM, *arguments, env=env or korean(NONMUN_INDEX=self.demo))
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def test_results(self):
        text = self.ask("-n", "2", "강화학습").stdout
        self.assertRegex(text, r"\A논문 \d+편 중 \d+편, 1-2번째 표시\n강화학습 = 강화 학습 \(띄어쓰기\)\n")
        self.assertRegex(text, r"\n    \S+ · \d{4}-\d\d-\d\d · 추천 \d+\n")
        self.assertRegex(text, r" 외 \d명\n")
        self.assertIn("추천 수 모름", self.ask("-n", "100", "모델").stdout)
        explained = self.ask("-n", "1", "--explain", "강화학습 +모델").stdout
        self.assertIn("\n찾은 내용\n", explained)
        self.assertRegex(explained, r"점수 \d\.\d{4} = \(bm25 \d\.\d{4} \+ 유사도 ")
        facets = self.ask("-n", "0", "--facets", "month,author", "강화학습").stdout
        self.assertRegex(facets, r"\n월\n(.*\n)+\n저자\n(.*\n)+    그 밖에 \d+개\n")
        self.assertIn("2023-12 · 논문 1편", self.ask("--group-by", "month", "강화학습").stdout)

    def test_dead_ends(self):
        self.assertRegex(self.ask("확산 모델 바둑").stdout,
                         r'모든 낱말이 있는 논문 0편, .*\n.*\n"바둑" 없이 찾으면 논문 \d+편이 있습니다: '
                         r"nonmun-search 확산 모델\n")
        self.assertRegex(self.ask("zyzzyva", code=NO_HITS).stdout,
                         r"\A‘zyzzyva’ 검색 결과가 없습니다\(전체 논문 \d+편\)\.\n")
        self.assertIn("min-votes 옵션을 빼고 추천 수를 제한하지 않으면",
                      self.ask("--min-votes", "9999", "강화학습", code=NO_HITS).stdout)
        self.assertIn("since, until 옵션을 빼고 날짜를 제한하지 않으면",
                      self.ask("--since", "2030", "--until", "2031", "강화학습", code=NO_HITS).stdout)
        text = self.ask("--since", "2030", "강화학습", code=NO_HITS).stdout
        self.assertIn("since 옵션을 빼고", text)
        self.assertRegex(self.ask("--offset", "5000", "강화학습").stdout,
                         r"^논문 \d+편을 찾았지만, 5000편을 건너뛰면")

    def test_notes(self):
        for query, note in (
                ("LLM AND", "피연산자가 없는 연산자는 글자 그대로 검색합니다: AND"),
                ('"강화', "짝이 없는 따옴표는 글자 그대로 검색합니다"),
                ("titel:모델", '"titel:" 필드는 없으므로 글자 그대로 검색합니다. 혹시 title:인가요?'),
                ("모델 votes:many", 'votes: 필드의 값이 잘못되었습니다: "many" (가능한 값: 수 또는 범위, '
                                    "예: votes:10..). 글자 그대로 검색합니다"),
                ("모델 https://arxiv.org/abs/2312.99999", "색인에 없는 논문입니다: 2312.99999")):
            with self.subTest(query):
                self.assertEqual(self.ask("-n", "1", query).stderr, f"nonmun-search: {note}\n")

    def test_errors(self):
        for arguments, code, message in (
                ([], USAGE, "검색어가 없습니다\n  도움말: nonmun-search --help\n"),
                (["--jsn", "x"], USAGE, "알 수 없는 옵션: --jsn\n  혹시 --json 옵션인가요?"),
                (["--limit", "many", "x"], USAGE, '--limit: 값이 잘못되었습니다: "many" (가능한 값: 0~10000 '
                                                  "사이의 정수)\n"),
                (["--half-life", "0", "x"], USAGE, "--half-life: 값이 잘못되었습니다"),
                (["--sort", "size", "x"], USAGE, '--sort: 값이 잘못되었습니다: "size" (가능한 값: relevance,'),
                (["--limit"], USAGE, "--limit: 값이 필요합니다"),
                (["--json=1", "x"], USAGE, "--json: 값을 받지 않는 옵션입니다"),
                (["--since", "soon", "x"], USAGE, '날짜, 월, 연도로 읽을 수 없습니다: "soon"\n  YYYY-MM-DD'),
                (["--weights", "love=1", "x"], USAGE, '알 수 없는 가중치: "love"'),
                (["--weights", "phrase=1000", "x"], USAGE, '가중치는 0~100 사이여야 합니다: "phrase"'),
                (["--without", "luck", "x"], USAGE, '알 수 없는 검색 기법: "luck"'),
                (["--facets", "size", "x"], USAGE, 'facets: 값이 잘못되었습니다: "size"'),
                (["--similar", "2312.99999"], USAGE, 'ID가 "2312.99999"인 논문이 없습니다'),
                (["--format", "{idd}", "x"], USAGE, "--format의 1번째 글자: 알 수 없는 필드 {idd}\n  혹시 {id}인가요?"),
                (["--json", "--csv", "x"], USAGE, "--json, --csv 옵션은 함께 쓸 수 없습니다"),
                (["x" * 9000], USAGE, "검색어가 너무 깁니다: 9000바이트(최대 8192바이트)"),
                (["--index", "/nowhere", "x"], NO_INDEX, "색인이 없습니다: /nowhere\n  색인 만들기: nonmun-index"),
                (["show", "x:none"], NO_HITS, ""),
                (["alerts"], USAGE, "저장된 검색이 없습니다")):
            with self.subTest(arguments=str(arguments)[:60]):
                env = korean(NONMUN_INDEX=self.demo, XDG_CONFIG_HOME=self.folder)
                done = self.ask(*arguments, code=code, env=env)
                wanted = f"nonmun-search: {message}" if message else ""
                self.assertTrue(done.stderr.startswith(wanted), done.stderr)
                english = run(PROGRAM, *arguments, env=environment(
                    NONMUN_INDEX=self.demo, XDG_CONFIG_HOME=self.folder))
                self.assertEqual(english.returncode, code)
                self.assertNotRegex(english.stderr.replace("지난달", ""), HANGUL)

    def test_the_caret_is_below_its_place(self):
        done = self.ask("--strict-query", "강화 votes:many", code=USAGE)
        lines = done.stderr.splitlines()
        self.assertTrue(lines[0].startswith("nonmun-search: 검색어의 4번째 글자: votes: 필드의 값"))
        self.assertEqual(lines[1:3], ["  강화 votes:many", "       ^"])
        self.assertEqual(lines[3], "  검색어 문법은 man nonmun-query 또는 nonmun-search --help에 있습니다")

    def test_errors_in_files_of_the_user(self):
        config = self.folder / "nonmun/config"
        config.parent.mkdir()
        env = korean(NONMUN_INDEX=self.demo, XDG_CONFIG_HOME=self.folder)
        for line, message in (("limit = many", '--limit: 값이 잘못되었습니다: "many" (가능한 값: 0~10000 사이의 정수)'),
                              ("limti = 3", "알 수 없는 이름: limti\n  혹시 limit인가요?"),
                              ("any = maybe", 'any: 값이 잘못되었습니다: "maybe" (가능한 값: true, false)'),
                              ("[x]\n", "이 파일에는 섹션을 쓸 수 없습니다"),
                              ("just words", 'NAME = VALUE 형식이 아닙니다: "just words"')):
            with self.subTest(line):
                config.write_text(line + "\n", encoding="utf-8")
                done = self.ask("x", code=USAGE, env=env)
                self.assertTrue(done.stderr.startswith(f"nonmun-search: {config}:1: {message}"),
                                done.stderr)

    def test_errors_of_the_system(self):
        """They come from the C library, in Korean if it has that; never as question marks."""
        damaged = shutil.copytree(self.demo, self.folder / "damaged")
        for manifest in damaged.glob("generations/*/manifest.json"):
            manifest.unlink()
        done = self.ask("--index", damaged, "x", code=IO)
        self.assertRegex(done.stderr, r"\Anonmun-search: 색인이 손상되었습니다: 열 수 없습니다: \S+/manifest\.json: ")
        self.assertNotIn("??", done.stderr)

    def test_commands(self):
        env = korean(NONMUN_INDEX=self.demo, XDG_STATE_HOME=self.folder / "state",
                     XDG_CONFIG_HOME=self.folder / "config")
        self.assertIn("1번 결과가 없습니다: 앞서 검색한 적이 없습니다",
                      self.ask("show", "1", code=USAGE, env=env).stderr)
        self.assertRegex(self.ask("new", env=env).stdout, r"\A\d{4}-\d\d-\d\d에 실린 논문 \d+편\n")
        self.ask("new", "--since-last", env=env)
        self.assertRegex(self.ask("new", "--since-last", code=NO_HITS, env=env).stdout,
                         r"\A마지막으로 확인한 뒤 \S+부터 실린 새 논문이 없습니다\.\n")
        self.ask("-n", "2", "강화학습", env=env)
        self.assertIn("마지막 검색에서는 1~2번을 표시했습니다",
                      self.ask("show", "7", code=USAGE, env=env).stderr)
        shown = self.ask("show", "2312.00752", env=env).stdout
        self.assertRegex(shown, r"\n    2312\.00752 · \S+ 실림 · 추천 \d+\n(.*\n)*\n성능\n(.*\n)*\n출처\n")
        searches = self.folder / "config/nonmun/searches.ini"
        searches.parent.mkdir(parents=True)
        searches.write_text("[모델]\nquery = 모델\n", encoding="utf-8")
        self.assertRegex(self.ask("alerts", env=env).stdout,
                         r"\A모델: \d{4}-\d\d-\d\d부터 실린 새 논문 \d+편\n")
        self.assertIn("(파일 없음)", self.ask("--config", env=env).stdout)
        self.assertRegex(self.ask("--aliases", "없는말", code=NO_HITS).stdout, "다른 이름을 적은 논문이 없습니다")
        self.assertTrue(self.ask("--analyze", "모델의").stdout.startswith("    위치  바이트       종류          색인어\n"))

    def test_data_are_the_same_in_every_language(self):
        def taken(text):
            return re.sub(r'"took_ms":[^,]*', "", text)

        for arguments in (
                ["강화학습"], ["확산 모델 바둑"], ["LLM AND"], ["difusion"], ["--explain", "강화학습 +모델"],
                ["--facets", "month,votes,author,section,name", "모델"], ["--suggest", "강화하"],
                ["--analyze", "모델의"], ["--aliases", "강화학습"], ["zyzzyva"], ["show", "2312.00752"],
                ["--similar", "2312.00752"], ["new"], ["--trending"]):
            formats = ["--json"]
            if not {"--suggest", "--analyze", "--aliases"} & set(arguments):
                formats += ["--csv", "--oneline", "--bibtex", "--format={id} {votes} {score} {title}"]
                if arguments[0] != "show":
                    formats.append("--jsonl")
            for form in formats:
                with self.subTest(arguments=arguments, format=form):
                    outputs = [run(PROGRAM, *arguments, form, env=env).stdout for env in (
                        environment(NONMUN_INDEX=self.demo), korean(NONMUN_INDEX=self.demo),
                        environment(NONMUN_INDEX=self.demo, LANG="C.UTF-8", LANGUAGE="ko"))]
                    self.assertEqual(taken(outputs[0]), taken(outputs[1]))
                    self.assertEqual(taken(outputs[0]), taken(outputs[2]))

    def test_every_line_fits_the_terminal(self):
        for width in (40, 80):
            env = korean(NONMUN_INDEX=self.demo, COLUMNS=width)
            for arguments in (["강화학습"], ["확산 모델 바둑"], ["--explain", "강화학습"], ["new"],
                              ["show", "2312.00752"]):
                for line in self.ask(*arguments, env=env).stdout.splitlines():
                    if "https://" not in line and not line.startswith("    /"):
                        self.assertLessEqual(columns(line), width, line)


if __name__ == "__main__":
    unittest.main()
