"""What nobody writes by accident: refused in one sentence, or read into what every database and screen can hold."""

import io
import json
import pickle
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from content.document_options import Reading
from content.documents import read_document
from content.edits import read_edits
from content.errors import BadEdits, ContentError

ANYONE = Reading(unattributed=True)
DEEP = 100_000
PACK = '[[claim]]\nid = "a"\nspeaker = "Ada Novak"\ntext = "Nobody reads the plan until it burns."\n'
ITEM = '[[item]]\nquestion = "Who keeps the archive?"\nkey = "Ada"\n'
# Escapes that stand for a lone surrogate, NUL, an escape sign, a change of direction, hidden letters.
HIDDEN = ("\\ud800", "\\u0000", "\\u001b[31m", "\\u202e", "\\udb40\\udc41")
WHOLE = "Nobody reads the plan {} until the day it catches fire and burns."


def _docx(xml: str, *more: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
        for name in more:
            archive.writestr(name, b"")
    return held.getvalue()


def _body(inner: str) -> str:
    return f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{inner}</w:body></w:document>'


def _escaped() -> Iterator[tuple[str, str, str]]:
    for number, hidden in enumerate(HIDDEN):
        said = WHOLE.format(hidden)
        yield f"json {number}", "a.json", f'[{{"text": "{said}", "author": "Ada {hidden}Novak"}}]'
        yield f"jsonl {number}", "a.jsonl", f'{{"text": "{said}", "author": "Ada"}}\n' * 2
        yield (
            f"whisper {number}",
            "a.json",
            f'{{"segments": [{{"start": 0, "text": "{said}", "speaker": "{hidden}A"}}]}}',
        )
        yield f"utterances {number}", "a.json", f'{{"utterances": [{{"text": "{said}", "speaker": "{hidden}"}}]}}'
        answers = f'"correct_answer": "a{hidden}", "incorrect_answers": ["b", "c"]'
        yield f"opentdb {number}", "a.json", f'{{"results": [{{"question": "{said}", {answers}}}]}}'
        yield f"key {number}", "a.json", f'[{{"text": "{said}", "au{hidden}thor": "Ada"}}]'
        if hidden[2] != "d":
            yield f"toml {number}", "a.toml", f'title = "{hidden}"\n' + PACK.replace("Nobody", f"Nobody {hidden}")
        yield f"red {number}", "a.yaml", f'AUTHOR: Ada\n"Who {hidden} burns?":\n- "plan {hidden}"\n'
    for entity in ("&#0;", "&#xd800;", "&#x202e;", "&#27;[31m", "&#" + "9" * 5000 + ";"):
        said = WHOLE.format(entity)
        yield f"vtt {entity[:9]}", "a.vtt", f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada {entity}>{said}</v>\n"
        answers = f'"correct_answer": "a {entity}", "incorrect_answers": ["b", "c"]'
        yield f"opentdb {entity[:9]}", "a.json", f'{{"results": [{{"question": "{said}", {answers}}}]}}'


DOCUMENTS: list[tuple[str, str, str | bytes]] = [
    *_escaped(),
    ("deep arrays", "a.toml", "a = " + "[" * DEEP),
    ("deep tables", "a.toml", "a = " + "{b=" * DEEP),
    ("dotted key", "a.toml", ".".join(["a"] * 20_000) + " = 1"),
    ("dotted table", "a.toml", "[" + ". ".join(['"a"'] * 20_000) + "]\nb = 1"),
    ("dotted in an inline table", "a.toml", "b = {" + " . ".join(["'a'"] * 20_000) + " = 1}"),
    ("long number", "a.toml", "a = " + "9" * 5_000),
    ("long number in hex as a title", "a.toml", f"title = 0x{'f' * 5_000}\n{PACK}"),
    ("title of tables", "a.toml", f"title = [[{{a = [1]}}]]\n{PACK}"),
    ("impossible date", "a.toml", f"date = 2024-02-31\n{PACK}"),
    ("section is no text", "a.toml", PACK + "section = 7\n"),
    ("explanation is no text", "a.toml", ITEM + 'distractors = ["Ben", "Ines"]\nexplanation = [1]\n'),
    ("claim is no text", "a.toml", PACK + ITEM + "claim = [1]\n"),
    ("claim is a table", "a.toml", PACK + ITEM + "claim = {a = 1}\n"),
    ("name is no text", "a.toml", f"name = {{a = 1}}\n{PACK}"),
    ("deep JSON", "a.json", "[" * DEEP),
    ("deep JSON object", "a.json", '{"a":' * DEEP),
    ("deep within an entry", "a.json", '[{"text": "so it is", "tags": ' + "[" * 900 + "]" * 900 + "}]"),
    ("deep in a line", "a.jsonl", '{"text": "so it is"}\n{"a":' + "[" * DEEP),
    ("long number in JSON", "a.json", '{"segments": [{"text": "so it is", "start": ' + "9" * 5_000 + "}]}"),
    ("a long voice", "a.json", '{"segments": [{"text": "so", "start": 0, "speaker": ' + "9" * 4_000 + "}]}"),
    ("no numbers", "a.json", '{"segments": [{"text": "so it is", "start": NaN, "end": -Infinity, "speaker": 1e999}]}'),
    ("deep YAML", "a.yaml", "AUTHOR: a\nb:\n- c\nd: " + "[" * DEEP),
    ("deep YAML blocks", "a.yaml", "AUTHOR: a\nb:\n- c\nd:\n" + "".join(" " * n + "-\n" for n in range(1, 2_000))),
    ("YAML of itself", "a.yaml", "AUTHOR: &a\n- *a\nb?:\n- c\n"),
    ("long number in YAML", "a.yaml", "AUTHOR: a\nHow many?:\n- " + "9" * 5_000),
    ("long number in YAML hex", "a.yaml", "AUTHOR: a\nHow many?:\n- 0x" + "f" * 5_000),
    ("YAML key of a list", "a.yaml", "AUTHOR: a\n? [b]\n:\n- c\nd?:\n- e\n"),
    ("YAML of all tags", "a.yaml", "AUTHOR: a\nb?:\n- !!binary aGk\n- !!set {a}\n- !!timestamp 2024-02-31\n"),
    ("deep XML", "a.docx", _docx(_body("<w:p>" * 5_000))),
    ("XML that breaks off", "a.docx", _docx(_body("<w:p>")[:-20])),
    ("XML of no encoding", "a.docx", _docx('<?xml version="1.0" encoding="klingon"?>' + _body(""))),
    ("XML entities", "a.docx", _docx('<!DOCTYPE a [<!ENTITY b "c">]>' + _body("&b;"))),
    ("more text than may be", "a.docx", _docx(_body("<w:p><w:t>" + "a" * 21_000_000 + "</w:t></w:p>"))),
    ("more lines than may be", "a.docx", _docx(_body("<w:p/>" * 12_000_000))),
    ("a directory without end", "a.docx", _docx(_body(""), *(f"{n:0200}" for n in range(5_000)))),
    ("NUL in a table", "a.csv", 'quote,speaker\n"so\0 it is",Ada\n'),
    ("a table's cell without end", "a.csv", 'quote,speaker\n"' + "so it is " * 200_000),
]  # fmt: skip


@pytest.mark.parametrize(("name", "document"), [d[1:] for d in DOCUMENTS], ids=[d[0] for d in DOCUMENTS])
def test_it_is_refused_in_a_sentence_or_read(name: str, document: str | bytes) -> None:
    """Whatever it is, and whatever it was meant to do."""
    try:
        read = read_document(name, document if isinstance(document, bytes) else document.encode(), how=ANYONE)
    except ContentError as error:
        _is_a_sentence(error)
        return
    assert all(isinstance(t.section, str) for t in read[0].turns)
    assert all(isinstance(i.explanation, str) for i in read[0].items)
    for text in _texts(read):
        text.encode()
        assert not set(text) & {"\0", "\x1b", "\u202e", "\U000e0041"}, text


@pytest.mark.parametrize(
    "text", ["pin = " + "[" * DEEP, ".".join(["a"] * 20_000) + " = 1", "title = " + "9" * 5_000, 'title = "\\ud800"']
)
def test_a_curators_file_is_as_hard_to_break(text: str) -> None:
    """It is TOML as well."""
    with pytest.raises(BadEdits) as refused:
        read_edits(text, "talk.edits.toml")

    assert "\n" not in str(refused.value)


def test_dots_in_a_text_are_no_key() -> None:
    """However many there are."""
    said = "Wait" + "." * 50 + " a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v"
    pack, _ = read_document("a.toml", f'{PACK}[[claim]]\nid = "b"\nspeaker = "Ben"\ntext = """{said}"""\n'.encode())

    assert [q.text for q in pack.quotes][1:] == [said]


def test_a_long_answer_of_json_keeps_its_lines() -> None:
    """Cleaning what escapes stand for changes nothing else."""
    said = "One line.\nAnother, with “quotes” and a tab\there."
    pack, _ = read_document("a.json", json.dumps([{"text": said, "author": "Ada Novak"}]).encode())

    assert [t.text for t in pack.turns] == [said]


def _is_a_sentence(error: ContentError) -> None:
    assert "\n" not in str(error)
    assert len(str(error)) < 600
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from _texts(getattr(value, each.name))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each)
    elif not isinstance(value, int | float | bool | dict | None):
        raise AssertionError(f"{value!r} is nothing that is stored")
