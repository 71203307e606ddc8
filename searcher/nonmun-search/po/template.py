"""The messages that a catalogue translates, as a template for gettext's tools.

Usage: template.py FOLDER_OF_PROGRAMS > nonmun.pot
       msgmerge --no-wrap --no-fuzzy-matching --update ko.po nonmun.pot

They are the texts that the sources give to translate() and its like, and what the program tells of
itself with --help-json. Needs xgettext.
"""

import json
import os
import pathlib
import re
import subprocess
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[3]
ROOMS = ("indexer/cli", "searcher/nonmun-search")
KEYWORDS = ("translate", "translated", "translate_plural:1,2", "translated_plural:1,2",
            "to_translate")
PROGRAM = "nonmun-search"


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def helps(folder):
    """What the tables of the program say, where it can be seen: {text: place}."""
    def told(*arguments):
        done = subprocess.run([pathlib.Path(folder, PROGRAM), *arguments, "--help-json"],
                              env={**os.environ, "LC_ALL": "C"}, check=True, capture_output=True)
        return json.loads(done.stdout)

    texts = {}
    root = told()
    for arguments, table in [((), root), *(((c["name"],), told(c["name"]))
                                           for c in root["commands"])]:
        place = " ".join([PROGRAM, *arguments])
        for key, value in table.items():
            if isinstance(value, str):
                texts.setdefault(value, f"{place}: {key}")
            for row in value if isinstance(value, list) else ():
                texts.setdefault(row["help"], f"{place}: {row.get('option') or row['name']}")
    return texts


def template(folder):
    files = sorted(str(path.relative_to(SOURCE)) for room in ROOMS
                   for path in (SOURCE / room).rglob("*.[ch]pp"))
    text = subprocess.run(
        ["xgettext", "--language=C++", "--from-code=UTF-8", "--no-wrap", "--no-location",
         "--package-name=nonmun", "--keyword", *(f"--keyword={k}" for k in KEYWORDS),
         "--output=-", *files],
        cwd=SOURCE, check=True, capture_output=True).stdout.decode("utf-8")
    # The formats are those of fmt, and the day of an extraction says nothing.
    text = re.sub(r"(?m)^#, (c-format|fuzzy)\n|^\"POT-Creation-Date: .*\n", "", text)
    text = re.sub(r"(?m)^# .*\n|^#\n", "", text)
    known = set(re.findall(r'(?m)^msgid (".*")$', text))
    for help_text, place in helps(folder).items():
        if help_text and "\n" not in help_text and quoted(help_text) in known:
            continue
        if help_text:
            text += f"\n#. {place}\nmsgid {quoted(help_text)}\nmsgstr \"\"\n"
    return text


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(template(sys.argv[1]))
