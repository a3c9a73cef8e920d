"""Packs: fingerprints, hand-written TOML with all its mistakes told at once, and what ships."""

from collections import Counter
from pathlib import Path

import pytest

from content.errors import BadPack
from content.items import KINDS
from content.items.rules import refusal
from content.packs import read_file, read_pack
from content.shipped import shipped_packs

TALK = "Ines: Nobody reads the plan until the day it catches fire.\nHugo: I do.\nInes: You wrote it.\n"


def test_a_typed_answer_is_judged_beside_the_pack_s_other_speakers() -> None:
    """Where the key is one of them and nobody else is named as a rival."""
    claims = "".join(f'[[claim]]\nid = "{n}"\nspeaker = "{n}"\ntext = "{n} said so."\n' for n in ("Ines", "Hugo"))
    asked = '[[item]]\nquestion = "Who?"\nkey = "Ines"\n[[item]]\nquestion = "What?"\nkey = "tea"\n'
    named = '[[item]]\nquestion = "Who else?"\nkey = "Ines"\nrivals = ["Nina"]\n'

    pack = read_pack(claims + asked + named, where="pack.toml")

    assert [item.rivals for item in pack.items] == [("Hugo",), (), ("Nina",)]


def test_a_name_is_made_of_the_file_s(tmp_path: Path) -> None:
    """A handle that can be typed; `--name` overrides it."""
    path = tmp_path / "Our Talk (2026).txt"
    path.write_text(TALK)

    assert read_file(path).name == "our-talk-2026"
    assert not read_file(path).sample
    assert read_file(path, name="Plan B").name == "plan-b"


def test_equal_content_has_an_equal_fingerprint(tmp_path: Path) -> None:
    """Whatever the file is called and however its lines end."""
    one, two, three = (tmp_path / name for name in ("a.txt", "b.txt", "c.txt"))
    one.write_text(TALK)
    two.write_bytes(TALK.replace("\n", "\r\n").encode())
    three.write_text(TALK.replace("I do", "I did"))

    assert read_file(one).fingerprint == read_file(two).fingerprint != read_file(three).fingerprint


@pytest.mark.parametrize(
    ("toml", "problems"),
    [
        ("name = ", ["not valid TOML"]),
        ('name = "x"', ["neither a [[claim]] nor an [[item]]"]),
        ('[[claim]]\nid = "a"', ["claim 1 lacks speaker", "claim 1 lacks text"]),
        ('[[item]]\nquestion = "Who?"', ["item 1 lacks key"]),
        ('claim = "x"', ["claim is written [[claim]]"]),
        ('[[item]]\nclaim = "a"\nquestion = "Who?"\nkey = "me"', ["names the claim “a”, which is not here"]),
        ('[[item]]\nquestion = "Who?"\nkey = "me"\ndistractors = ["you"]', ["cannot be asked: it needs three answers"]),
        (f'[[item]]\nquestion = "Who?"\nkey = "{"x" * 201}"', ["“Who?” cannot be asked: its answer cannot be typed"]),
        ('[[item]]\nquestion = "Who?"\nkey = "me"\nreject = "no"', ['reject, which is written reject = ["…", "…"]']),
        ('[[item]]\nquestion = "Who?"\nkey = "me"\naccept = [7]', ["“Who?” has accept, which is written"]),
        (
            '[[item]]\nquestion = "Who?"\nkey = "me"\nrivals = "you"\nprompt = "which?"',
            ["rivals, which is written", "prompt, which is written"],
        ),
    ],
)
def test_a_bad_pack_tells_everything_that_is_wrong(toml: str, problems: list[str]) -> None:
    """In one sentence that names the file."""
    with pytest.raises(BadPack) as refused:
        read_pack(toml, where="pack.toml")

    assert all(problem in str(refused.value) for problem in problems)
    assert str(refused.value).startswith("pack.toml: ")


def test_what_ships_is_whole() -> None:
    """Samples both: a round table of five known voices, and claims in our words with fair hand-written items."""
    packs = {p.name: p for p in (s.pack() for s in shipped_packs())}
    table, brief = packs["the-round-table"], packs["interview-in-brief"]

    assert all(p.sample and not p.problems for p in packs.values())
    assert min(Counter(q.speaker for q in table.quotes).values()) >= 10
    assert all(s.blurb for s in table.speakers)
    assert not any(q.verbatim for q in brief.quotes)
    assert len(brief.quotes) >= 60
    assert len(brief.items) >= 40
    assert not any(refusal(i, KINDS[i.kind].exempt) for i in brief.items if i.options)
