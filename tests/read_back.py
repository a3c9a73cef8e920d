"""Files of other programs read as these read them, without a line of ours: Moodle's GIFT, by what its importer does
(question/format/gift), and Anki's package, by its schema (version 11).
"""

import html
import io
import json
import re
import sqlite3
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as Moodle keeps it: answers with their fraction of the grade."""

    title: str
    format: str
    text: str
    kind: str
    answers: tuple[tuple[str, float], ...]
    feedback: str


_SIGNS = {":": "&&058;", "#": "&&035;", "=": "&&061;", "{": "&&123;", "}": "&&125;", "~": "&&126;", "n": "&&010"}
_BACKSLASH = "&&092;"


def moodle(text: str) -> list[Asked]:
    """What Moodle makes of a file: questions are parted by empty lines."""
    blocks = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))
    return [_question(block.strip()) for block in blocks if block.strip()]


def _hidden(text: str) -> str:
    """Its first step: what is escaped is put out of the way."""
    text = text.replace("\\\\", _BACKSLASH)
    for sign, stands in _SIGNS.items():
        text = text.replace(f"\\{sign}", stands)
    return text.replace(_BACKSLASH, "\\")


def _shown(text: str) -> str:
    """Its last step: it comes back."""
    for sign, stands in _SIGNS.items():
        text = text.replace(stands, "\n" if sign == "n" else sign)
    return text.strip()


def _question(block: str) -> Asked:
    text = "\n".join(line for line in _hidden(block).split("\n") if not line.startswith("//"))
    title = ""
    if text.startswith("::"):
        title, _, text = text[2:].partition("::")
    begin, end = text.index("{"), text.rindex("}")
    answers, question = text[begin + 1 : end].strip(), f"{text[:begin].strip()} {text[end + 1 :].strip()}".strip()
    answers, _, feedback = answers.partition("####")
    mark = re.match(r"\[(html|moodle|plain|markdown)\]", question)
    kind, given = _answers(answers.strip())
    return Asked(
        _shown(title), mark[1] if mark else "moodle", _shown(question[mark.end() :] if mark else question), kind, given,
        _shown(feedback),
    )  # fmt: skip


def _answers(text: str) -> tuple[str, tuple[tuple[str, float], ...]]:
    if "=" in text and "->" in text:
        return "match", ()
    if "~" in text:
        parts = text.replace("=", "~=").split("~")
        return "choice", tuple(_answer(part) for part in parts if part.strip())
    if text[:1] == "=":
        return "short", tuple(_answer(f"={part}") for part in text.split("=") if part.strip())
    return "other", ()


def _answer(text: str) -> tuple[str, float]:
    text, right = text.strip(), 0.0
    if text.startswith("="):
        text, right = text[1:], 1.0
    if text.startswith("%"):
        weight, _, text = text[1:].partition("%")
        right = float(weight) / 100
    return _shown(text.partition("#")[0]), right


@dataclass(frozen=True, slots=True)
class AnkiDeck:
    """The one deck of a package: its name, and of each note the guid and its fields by name, as anybody reads them."""

    name: str
    notes: tuple[tuple[str, dict[str, list[str]]], ...]


def anki(data: bytes, folder: Path) -> AnkiDeck:
    """What Anki finds in a package; every note has one card, in the deck."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert json.loads(package.read("media")) == {}
        path = Path(package.extract("collection.anki2", folder))
    with sqlite3.connect(path) as collection:
        version, models, decks = collection.execute("select ver, models, decks from col").fetchone()
        assert version == 11
        notes = collection.execute("select id, guid, mid, flds from notes order by id").fetchall()
        cards = collection.execute("select nid, did, ord from cards").fetchall()
    known: dict[str, Any] = json.loads(models)
    (deck,) = [each for each in json.loads(decks).values() if each["name"] != "Default"]
    assert sorted(cards) == sorted((note[0], deck["id"], 0) for note in notes)
    told = []
    for _, guid, model, fields in notes:
        names, texts = [f["name"] for f in known[str(model)]["flds"]], fields.split("\x1f")
        assert len(names) == len(texts)
        assert not re.search(r"<(?!br>)", fields), "there is markup in it"
        told.append((guid, {n: _lines(text) for n, text in zip(names, texts, strict=True)}))
    return AnkiDeck(deck["name"], tuple(told))


def _lines(field: str) -> list[str]:
    """The lines of a field as they are read; a name of a sound would be played instead."""
    assert "[sound:" not in field
    assert "[latex]" not in field
    return [html.unescape(line) for line in field.split("<br>")]
