"""The documentation says what the programs do: options, queries, examples, exit codes, links.

After a change of the ranking: `python3 tests/program/test_docs.py --update` writes the examples of
README.md anew.
"""

import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("NONMUN_BIN", SOURCE / ".build" / "release" / "bin")).resolve()
CLI = SOURCE / "indexer/cli"
COMPLETIONS = CLI / "completions"
SEARCH, INDEX, SERVE = "nonmun-search", "nonmun-index", "nonmun-serve"

PAGES = {  # template: the program that fills it
    SOURCE / "searcher/nonmun-search/man/nonmun-search.1.scd": SEARCH,
    SOURCE / "searcher/nonmun-search/man/nonmun-query.7.scd": SEARCH,
    SOURCE / "indexer/nonmun-index/man/nonmun-index.1.scd": INDEX,
    SOURCE / "indexer/nonmun-index/man/nonmun-index-format.5.scd": INDEX,
    SOURCE / "indexer/nonmun-index/man/nonmun-jsonl.5.scd": INDEX,
    SOURCE / "indexer/nonmun-index/man/nonmun-operations.7.scd": INDEX,
    SOURCE / "indexer/nonmun-index/man/nonmun-shards.7.scd": INDEX,
}
# The same pages in other languages, below the folder of the English ones.
TRANSLATED = {template: [*template.parent.glob(f"*/{template.name}")] for template in PAGES}
PAGES.update({page: PAGES[template] for template, pages in TRANSLATED.items() for page in pages})
HAS_SERVER = (BIN / SERVE).exists()  # NONMUN_BUILD_SERVER
if HAS_SERVER:
    PAGES[SOURCE / "searcher/nonmun-serve/man/nonmun-serve.1.scd"] = SERVE


# Folders of a user who has configured nothing.
HOME = tempfile.TemporaryDirectory(prefix="nonmun-home-")


def environment(**changes):
    env = {name: value for name, value in os.environ.items()
           if not name.startswith(("NONMUN_", "LC_", "LANG"))
           and name not in ("PAGER", "COLUMNS", "NO_COLOR")}
    env["PATH"] = f"{BIN}:{env['PATH']}"
    env.update({"XDG_STATE_HOME": f"{HOME.name}/state", "XDG_CONFIG_HOME": f"{HOME.name}/config"})
    env.update(changes)
    return env


def run(*command, env=None, data=None, check=True):
    done = subprocess.run([str(c) for c in command], input=data, env=env or environment(),
                          stdin=None if data is not None else subprocess.DEVNULL,
                          capture_output=True, text=True, encoding="utf-8", timeout=120,
                          check=False)
    if check and done.returncode != 0:
        raise AssertionError(f"{command}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def told(*invocation):
    """What a program or command says of itself to other programs."""
    return json.loads(run(*invocation, "--help-json").stdout)


def commands():
    """The subcommands of nonmun-index."""
    return [row["name"] for row in told(INDEX)["commands"]]


def search_commands():
    """The commands of nonmun-search."""
    return [row["name"] for row in told(SEARCH)["commands"]]


def invocations():
    servers = [[SERVE]] if HAS_SERVER else []
    return [[SEARCH], *([SEARCH, command] for command in search_commands()), *servers,
            *([INDEX, command] for command in commands())]


def options(*invocation):
    """The options that a program or command has, with what they take."""
    return {row["option"]: row["argument"] for row in told(*invocation)["options"]}


def page(template):
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as filled:
        folder = template.parent.name
        run("cmake", f"-DPROGRAM={BIN / PAGES[template]}", f"-DTEMPLATE={template}",
            f"-DOUTPUT={filled.name}", f"-DLANGUAGE={'' if folder == 'man' else folder}",
            "-P", CLI / "man/page.cmake")
        return filled.read()


def page_options(text):
    """The options that head an entry of a page's source."""
    return {option for heading in re.findall(r"^\*-.*$", text, re.M)
            for option in re.findall(r"\*(--[a-z-]+)\*", heading)}


def unescape(text):
    return re.sub(r"\\(.)", r"\1", text)


def read(path):
    return (SOURCE / path).read_text(encoding="utf-8")


EXAMPLE = re.compile(r"^\$ (.*)\n((?:(?!\$ |```).*\n)*)", re.M)


class Indexed(unittest.TestCase):
    """Tests that search the sample digests."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.env = environment(NONMUN_INDEX=f"{cls.folder.name}/demo-index")
        run(INDEX, "update", SOURCE / "data", env=cls.env)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()


class ManualPages(Indexed):
    def test_options_are_those_of_help(self):
        search, index = (page(SOURCE / p) for p in ("searcher/nonmun-search/man/nonmun-search.1.scd",
                                                    "indexer/nonmun-index/man/nonmun-index.1.scd"))
        own = search.split("\n# OPTIONS\n")[1].split("\n# ")[0]
        self.assertEqual(page_options(own), set(options(SEARCH)))
        if HAS_SERVER:
            serve = page(SOURCE / "searcher/nonmun-serve/man/nonmun-serve.1.scd")
            self.assertEqual(page_options(serve), set(options(SERVE)))
        for program, text, names in ((SEARCH, search, search_commands()),
                                     (INDEX, index, commands())):
            parts = dict(zip(names, re.split(r"^## ", text, flags=re.M)[1:], strict=True))
            for command, part in parts.items():
                with self.subTest(program=program, command=command):
                    self.assertTrue(part.startswith(command + "\n"))
                    self.assertEqual(page_options(part.split("\n# ")[0]),
                                     set(options(program, command)))

    def test_options_in_prose_exist(self):
        known = set(options(SEARCH)) | {"--help", "--version", "--data-urlencode"}  # curl's
        # Of flock, systemctl and cmake in nonmun-operations(7).
        known |= {"--failed", "--now", "--build", "--target", "--install"}
        known |= {"--port", "--idle-timeout"}  # of xapian-tcpsrv in nonmun-shards(7)
        for invocation in invocations():
            known |= set(options(*invocation))
        for template in PAGES:
            with self.subTest(page=template.name):
                used = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", page(template)))
                self.assertEqual(used - known, set())

    def test_no_placeholder_stays_and_none_is_empty(self):
        for template in PAGES:
            with self.subTest(page=template.name):
                text = page(template)
                self.assertNotRegex(text, r"(?m)^@[A-Z_]+@$")
                self.assertNotRegex(text, r"(?m)^# .*\n+(?=# |\Z)")

    def test_build_without_warnings(self):
        if shutil.which("scdoc") is None:
            self.skipTest("scdoc is not installed")
        for template in PAGES:
            with self.subTest(page=template.name):
                roff = run("scdoc", data=page(template)).stdout
                self.assertIn(".TH", roff)
                if shutil.which("man") is None:
                    continue
                path = pathlib.Path(self.folder.name, template.stem)  # NAME.SECTION
                path.write_text(roff, encoding="utf-8")
                shown = run("man", "--warnings", "-l", path,
                            env=environment(LC_ALL="C.UTF-8", MANPAGER="cat", MANWIDTH="80"))
                self.assertEqual(shown.stderr, "")

    def test_every_option_is_named_with_what_it_takes(self):
        text = page(SOURCE / "searcher/nonmun-search/man/nonmun-search.1.scd")
        for row in told(SEARCH)["options"]:
            with self.subTest(option=row["option"]):
                names = f"*{row['option']}*"
                if row["letter"]:
                    names = f"*{row['letter']}*, {names}"
                if row["argument"]:
                    names += f" _{row['argument']}_"
                self.assertIn(f"\n{names}\n", text)

    def test_translations_say_the_same(self):
        """Sections, entries, options, examples in the same order; prose in the language."""
        def parts(text):
            blocks = re.findall(r"^```\n(.*?)^```", text, re.M | re.S)
            # A comment beside a command is prose.
            commands = [re.sub(r"  +\S*[가-힣].*| {3,}[a-z].*", "", block) for block in blocks
                        if "nonmun-search" in block]
            prose = re.sub(r"^```\n.*?^```", "", text, flags=re.M | re.S)
            return {"sections": re.findall(r"^(#+) ", prose, re.M),
                    "commands": re.findall(r"^## (.*)$", prose, re.M),
                    "entries": re.findall(r"^(\*.+)\n\t", prose, re.M),
                    "examples": commands,
                    "grammar": [block for block in blocks if "nonmun-search" not in block],
                    "pages": re.findall(r"\*([a-z-]+)\*\((\d)\)", prose.split("\n# ")[-1])}

        checked = 0
        for template, pages in TRANSLATED.items():
            original = parts(page(template))
            for translated in pages:
                text = page(translated)
                for name, part in parts(text).items():
                    with self.subTest(page=str(translated), part=name):
                        self.assertEqual(part, original[name])
                self.assertEqual(re.findall(r"^\t[^가-힣\n]*[a-z]{4}[^가-힣\n]* [a-z]+ [^가-힣\n]*$",
                                            text, re.M), [], "not translated")
                checked += 1
        self.assertGreater(checked, 1)

    def test_fields_are_those_of_help(self):
        fields = re.search(r"^Fields:\n((?:  .*\n)+)", run(SEARCH, "--help").stdout, re.M)[1]
        wanted = re.findall(r"^  (\w+):", fields, re.M)
        text = page(SOURCE / "searcher/nonmun-search/man/nonmun-query.7.scd")
        part = text.split("\n# FIELDS\n")[1].split("\nA word before")[0]
        self.assertEqual(re.findall(r"^\*(\w+):", part, re.M), wanted)
        self.assertTrue(wanted)

    def test_queries_of_the_language_page_are_understood(self):
        text = page(SOURCE / "searcher/nonmun-search/man/nonmun-query.7.scd")
        good, errors = text.split("\n# TEXT\n")
        headings = re.findall(r"^(\*.+\*)\n\t", good, re.M)
        queries = [unescape(q) for h in headings for q in re.findall(r"\*((?:\\.|[^*\\])+)\*", h)]
        self.assertGreater(len(queries), 20)
        for query in queries:
            with self.subTest(query=query):
                done = run(SEARCH, "--", query, env=self.env, check=False)
                self.assertIn(done.returncode, (0, 1), done.stderr)
        odd = [q for q in re.findall(r"\*([^*]+)\*", errors.split("\n# ")[0]) if not q.startswith("--")]
        self.assertGreater(len(odd), 1)
        for query in odd:
            with self.subTest(query=query):
                done = run(SEARCH, "--", query, env=self.env, check=False)
                self.assertIn(done.returncode, (0, 1))
                self.assertIn("is text", done.stderr)
                done = run(SEARCH, "--strict-query", "--", query, env=self.env, check=False)
                self.assertEqual(done.returncode, 2)
                self.assertIn("column", done.stderr)

    def test_the_search_page_has_every_key_of_the_json(self):
        def keys(value):
            if isinstance(value, dict):
                # The keys of these are names of facets.
                value = {k: [] if k.startswith("facets") else v for k, v in value.items()}
                return set(value).union(*map(keys, value.values()))
            return set().union(*map(keys, value)) if isinstance(value, list) else set()

        used = set()
        papers = pathlib.Path(self.folder.name, "papers.jsonl")
        papers.write_text("".join(json.dumps(
            {"schema": 1, "id": f"2503.{n:05}", "title": f"Paper {n}", "listed": "2025-03-01",
             "abstract": "강화 학습(reinforcement learning)을 쓴다."}) + "\n"
            for n in range(1, 6)), encoding="utf-8")
        index = f"{self.folder.name}/with-aliases"
        run(INDEX, "update", "--index", index, papers)
        for arguments in (["--explain", "강화학습 difusion"], ["강화학습 zyzzyva"],
                          ["--analyze", "모델의"],
                          ["--facets", "month", "강화학습"], ["--suggest", "강화하"],
                          ["--aliases", "강화 학습", "--index", index]):
            used |= keys(json.loads(run(SEARCH, "--json", *arguments, env=self.env).stdout))
        part = run(SEARCH, "--json", "강화 학습", "--index", index, "--index", f"{index}-missing",
                   env=self.env, check=False)
        used |= keys(json.loads(part.stdout))
        used |= keys(json.loads(run(SEARCH, "show", "2312.00752", "--json", env=self.env).stdout))
        self.assertLess({"understood", "explanation", "tokens", "aliases", "did_you_mean"}, used)
        text = page(SOURCE / "searcher/nonmun-search/man/nonmun-search.1.scd")
        output = text.split("\n# OUTPUT\n")[1].split("\n# ")[0]
        described = {key for heading in re.findall(r"^\*.*$", unescape(output), re.M)
                     for key in re.findall(r"\*(\w+)\*", heading)}
        self.assertEqual(used, described)

    def test_format_page_has_all_prefixes_and_slots(self):
        source = read("indexer/index/fields.hpp")
        table = re.findall(r"FieldType::\w+,\s+(?:true|false),\s+\"(\w*)\"", source)
        prefixes = {p for p in table + re.findall(r"k\w+Prefix = \"(\w+)\"", source) if p}
        slots = set(re.findall(r"k\w+Slot = (\d+)", source))
        text = read("indexer/nonmun-index/man/nonmun-index-format.5.scd")
        terms, values = text.split("\n# Documents\n")[1].split("Value slots:")
        self.assertEqual(set(re.findall(r"^\*(\w+)\*$", terms, re.M)), prefixes)
        self.assertEqual(set(re.findall(r"^\*(\w+)\*$", values.split("\n# ")[0], re.M)), slots)

    def test_format_page_is_true_of_an_index(self):
        """Files, lines of `current`, lengths of names, keys: as the page says, in an index."""
        text = read("indexer/nonmun-index/man/nonmun-index-format.5.scd")
        index = pathlib.Path(self.folder.name, "described")
        source = pathlib.Path(self.folder.name, "source.jsonl")
        lines = [json.dumps({"schema": 1, "id": f"2503.{n:05}", "title": f"Paper {n}",
                             "listed": "2025-03-01", "abstract": "Text."}) for n in (1, 2)]
        for published, content in ((1, lines[:1] + ["{"]), (2, lines)):
            source.write_text("\n".join(content) + "\n", encoding="utf-8")
            run(INDEX, "update", "--index", index, source)
            current = (index / "current").read_text(encoding="ascii").splitlines()
            self.assertEqual(len(current), published)  # the second: what a rollback restores
            for line in current:
                self.assertRegex(line, r"^\d{8}T\d{6}Z-[0-9a-f]{8} [0-9a-f]{32}$")
        self.assertIn("a hash of 8 digits", text)
        self.assertIn("A second line of the same form", text)
        self.assertIn("in 32\nhexadecimal digits", text)

        tree = text.split("```")[1]
        top = set(re.findall(r"^DIR/(\w+)", tree, re.M))
        self.assertEqual({path.name for path in index.iterdir()}, top)
        generation = index / "generations" / current[0].split()[0]
        inside = set(re.findall(r"^    ([\w.]+)", tree, re.M))
        self.assertEqual({path.name for path in generation.iterdir()}, inside)

        manifest = json.loads((generation / "manifest.json").read_text(encoding="utf-8"))
        section = text.split("\n# manifest.json\n")[1].split("\n# ")[0]
        described = set(re.findall(r"\*([\w\\]+)\*", "".join(
            line for line in section.splitlines(True) if line.startswith("*"))))
        run(INDEX, "update", "--index", index, "--shards", "1", source)
        mirror = pathlib.Path(self.folder.name, "mirror")
        run(INDEX, "mirror", index / "shards" / "1", mirror, "--remote", "node:7001")
        of_mirror = next(mirror.glob("generations/*/manifest.json"))
        every_key = set(manifest) | set(json.loads(of_mirror.read_text(encoding="utf-8")))
        self.assertEqual(every_key, {key.replace("\\", "") for key in described})
        self.assertEqual(set(manifest["files"]),
                         {path.relative_to(generation).as_posix() for path in generation.rglob("*")
                          if path.is_file()} - {"manifest.json"})
        self.assertIn(f"Version of this format: {manifest['format']}.", text)


class ExitCodes(unittest.TestCase):
    def test_are_the_same_everywhere(self):
        source = read("indexer/include/nonmun/error.hpp")
        codes = {0, 1} | {int(n) for n in re.findall(r"^  \w+ = (\d+),", source, re.M)}
        # Of an answer, not of an error.
        codes.add(int(re.search(r"kPartial = (\d+);", read("indexer/cli/program.hpp"))[1]))
        page_codes = re.findall(r"^\*(\d+)\*$", read("indexer/cli/man/exit-codes.scd"), re.M)
        table = read("README.md").split("Exit codes")[1].split("\n## ")[0]
        self.assertEqual({int(c) for c in page_codes}, codes)
        self.assertEqual({int(c) for c in re.findall(r"^\| (\d+) \|", table, re.M)}, codes)
        helps = run(SEARCH, "--help").stdout + run(INDEX, "--help").stdout
        if HAS_SERVER:
            helps += run(SERVE, "--help").stdout
        for listed in re.findall(r"Exit codes:([^.]*)\.", helps):
            self.assertLessEqual({int(n) for n in re.findall(r"\b\d+\b", listed)}, codes)


class Help(unittest.TestCase):
    def test_shows_the_options_that_the_programs_tell(self):
        for invocation in invocations():
            shown = dict(re.findall(r"^ {2}(?:-., | {4})(--[a-z-]+)(?: ([A-Z]+))?",
                                    run(*invocation, "--help").stdout, re.M))
            self.assertEqual(shown, options(*invocation))


class Completion(unittest.TestCase):
    """Each shell completes what --help-json tells."""

    def complete(self, *words):
        raise NotImplementedError

    def check(self):
        with tempfile.TemporaryDirectory() as folder:
            old = os.getcwd()
            os.chdir(folder)
            self.addCleanup(os.chdir, old)
            os.mkdir("papers")
            pathlib.Path("pages.tsv").touch()
            for invocation in invocations():
                with self.subTest(invocation=invocation):
                    self.assertEqual(self.complete(*invocation, "--"), set(options(*invocation)))
                    for row in told(*invocation)["options"]:
                        if row["argument"] == "DIR":
                            self.assertEqual(self.complete(*invocation, row["option"], "pa"),
                                             {"papers"})
                        elif row["choices"]:
                            self.assertEqual(self.complete(*invocation, row["option"], ""),
                                             set(row["choices"].split()))
            self.assertLessEqual(set(commands()), self.complete(INDEX, ""))
            self.assertLessEqual(set(search_commands()), self.complete(SEARCH, ""))
            self.assertEqual(self.complete(INDEX, "update", "pa"), {"papers", "pages.tsv"})
            os.chdir(old)


class Bash(Completion):
    def complete(self, *words):
        script = ('source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
                  '_nonmun "$1"; printf "%s\\n" "${COMPREPLY[@]}"')
        done = run("bash", "-c", script, "bash", COMPLETIONS / "nonmun.bash", *words)
        return set(done.stdout.split())

    @unittest.skipIf(shutil.which("bash") is None, "bash is not installed")
    def test_completes(self):
        self.check()


class Fish(Completion):
    def complete(self, *words):
        line = " ".join(words)
        done = run("fish", "--no-config", "-c",
                   f"source {shlex.quote(str(COMPLETIONS / 'nonmun.fish'))}; "
                   f"complete -C {shlex.quote(line)}")
        return {c.split("\t")[0].rstrip("/") for c in done.stdout.splitlines()}

    @unittest.skipIf(shutil.which("fish") is None, "fish is not installed")
    def test_completes(self):
        self.check()


class Zsh(unittest.TestCase):
    @unittest.skipIf(shutil.which("zsh") is None, "zsh is not installed")
    def test_options_are_those_of_help(self):
        for invocation in invocations():
            with self.subTest(invocation=invocation):
                done = run("zsh", "-f", "-c", 'source "$1"; _nonmun_specifications', "zsh",
                           COMPLETIONS / "_nonmun", data=run(*invocation, "--help-json").stdout)
                offered = re.findall(r"^(--[a-z-]+)(=?)\[.*\](?::([A-Z]+):.*)?$", done.stdout, re.M)
                self.assertEqual({o: takes for o, _, takes in offered}, options(*invocation))


class Readme(Indexed):
    def blocks(self, kind):
        return re.findall(rf"^```{kind}\n(.*?)^```", read("README.md"), re.M | re.S)

    def hits(self, text):
        """What does not depend on the day: titles, ids, dates, votes, counts, tables."""
        return [line for line in text.splitlines()
                if re.match(r"\d+\.  |    \S+ · \d{4}-|\d+ of \d+ papers| *\d+  \d+-\d+ ", line)]

    def test_examples_give_what_is_shown(self):
        examples = EXAMPLE.findall("".join(self.blocks("console")))
        self.assertGreater(len(examples), 2)
        for command, shown in examples:
            with self.subTest(command=command):
                done = run(*shlex.split(command), env=self.env)
                self.assertEqual(self.hits(done.stdout), self.hits(shown))
                if not self.hits(shown):  # a table of names and values
                    names = [[line.split("  ")[0] for line in text.splitlines()]
                             for text in (done.stdout, shown)]
                    self.assertEqual(*names)

    def test_commands_exist(self):
        for line in "".join(self.blocks("sh")).splitlines():
            words = shlex.split(line, comments=True)
            if not words:
                continue
            with self.subTest(command=line):
                if words[0] in ("sh", "python3", "ls"):
                    self.assertTrue((SOURCE / words[1]).exists())
                elif words[0] == INDEX:
                    self.assertIn(words[1], commands())
                else:
                    self.assertIn(words[0], (SEARCH, SERVE, "cmake", "c++", "cc", "curl"))

    def test_options_exist(self):
        for readme in SOURCE.rglob("README.md"):
            if ".build" in readme.parts:
                continue
            text = readme.read_text(encoding="utf-8")
            for program, arguments in re.findall(
                    rf"({SEARCH} (?:{'|'.join(search_commands())})\b|{SEARCH}|{SERVE}|{INDEX} \w+)"
                    r"([^`|&\n]*)", text):
                if program == SERVE and not HAS_SERVER:
                    continue
                known = set(options(*program.split())) if program.startswith((SEARCH, SERVE)) or \
                    program.split()[1] in commands() else None
                used = set(re.findall(r"(?<!\S)--[a-z][a-z-]*", arguments))
                if used and known is not None:
                    with self.subTest(readme=str(readme), command=program + arguments):
                        self.assertEqual(used - known, set())

    def test_program_is_the_one_that_is_compiled(self):
        self.assertIn(read("tests/install/consumer/search.cpp"), self.blocks("cpp"))
        self.assertEqual([read("tests/install/consumer-c/search.c")], self.blocks("c"))
        self.assertEqual([read("tests/install/consumer-node/search.mjs")], self.blocks("js"))
        written = re.sub(r"^ +", "", read("tests/install/consumer/write.cpp"), flags=re.M)
        excerpts = [block for block in self.blocks("cpp") if "IndexWriter" in block]
        self.assertEqual(len(excerpts), 1)
        self.assertIn(excerpts[0], written)

    def test_links_resolve(self):
        for readme in SOURCE.rglob("README.md"):
            if ".build" in readme.parts:
                continue
            text = re.sub(r"```.*?```|`[^`]*`", "", readme.read_text(encoding="utf-8"), flags=re.S)
            for link in re.findall(r"\]\(([^)#]+)", text):
                if re.match(r"[a-z]+:", link):
                    continue
                with self.subTest(readme=str(readme), link=link):
                    self.assertTrue((readme.parent / link).exists())


def update():
    """Runs the examples of README.md and puts their output there."""
    Indexed.setUpClass()

    def output(example):
        shown = run(*shlex.split(example[1]), env=Indexed.env).stdout
        return f"$ {example[1]}\n" + shown.replace(Indexed.folder.name + "/", "")

    text = re.sub(r"(?<=^```console\n).*?(?=^```)", lambda block: EXAMPLE.sub(output, block[0]),
                  read("README.md"), flags=re.M | re.S)
    (SOURCE / "README.md").write_text(text, encoding="utf-8")
    Indexed.tearDownClass()


if __name__ == "__main__":
    if sys.argv[1:] == ["--update"]:
        update()
    else:
        unittest.main()
