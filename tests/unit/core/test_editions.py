"""Whether an import is another edition of a pack, and what is different in it."""

from dataclasses import replace

import pytest

from bot.library.model import (
    Imported,
    Outcome,
    PackChanges,
    changes,
    is_same,
)
from content.model import Pack, Source, Speaker
from tests.builders import pack, quote
from tests.unit.core.shelf import FIRST, READS, TALK, WRITTEN, A, B, plans

PARTS = [
    (("a", "b"), ("b", "c"), True), (("a", "b"), ("c", "d"), False), (("a",), (), True), ((), ("a",), True),
    # One of eleven is less than a tenth, one of ten is not; the smaller pack counts.
    (tuple("abcdefghijk"), ("a", *"lmnopqrstuv"), False), (tuple("abcdefghij"), ("a", *"lmnopqrstuv"), True),
]  # fmt: skip


@pytest.mark.parametrize(("known", "coming", "same"), PARTS)
def test_another_edition_shares_a_tenth_of_the_smaller(
    known: tuple[str, ...], coming: tuple[str, ...], same: bool
) -> None:
    """Of quotes and written items together; what holds nothing is the same as anything."""
    quotes = tuple(replace(quote(text), id=text) for text in coming[1:])
    items = tuple(replace(WRITTEN, id=text) for text in coming[:1])

    assert is_same(known, replace(pack(), quotes=quotes, items=items)) is same


BEFORE = plans()


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ({}, PackChanges()),
        ({"speaker": B}, PackChanges(speakers=((B, 1),), facts=("quotes",))),
        ({"speaker": None}, PackChanges(speakers=(("", 1),), facts=("quotes",))),
        ({"text": "Nobody reads it."}, PackChanges(reworded=1, facts=("quotes",))),
        ({"section": "Drawers"}, PackChanges(facts=("sections", "quotes"))),
        ({"start": 3.0}, PackChanges(facts=("times", "quotes"))),
        ({"score": 0.9}, PackChanges(facts=("quotes",))),
    ],
)
def test_what_is_different_in_a_kept_quote(after: dict[str, object], told: PackChanges) -> None:
    """Whose it is, its words, where it stands; anything else is just that."""
    new = edition(quotes=tuple(replace(q.quote, **after) for q in BEFORE.quotes))  # type: ignore[arg-type]

    assert changes(BEFORE, TALK, new) == told


def edition(**facts: object) -> Pack:
    """The pack as it was, with other facts."""
    made = replace(
        pack("plans", READS), source=BEFORE.info.source, turns=TALK, speakers=BEFORE.speakers,
        quotes=tuple(q.quote for q in BEFORE.quotes),
    )  # fmt: skip
    return replace(made, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"source": Source(title="On Plans", date="2026-03-01")}, ("date",)),
        ({"source": Source(title="Of Plans", link="https://example.org/plans")}, ("title", "link")),
        ({"speakers": (Speaker(name=A),)}, ("speakers",)),
        ({"items": (WRITTEN,)}, ("questions",)),
        ({"language": "de"}, ("language",)),
        ({"dropped": ("in a drawer",)}, ("left-out",)),
        ({"turns": TALK[:1]}, ("transcript",)),
        ({"turns": (replace(TALK[0], line=9), TALK[1])}, ()),
        ({"quotes": ()}, ("quotes",)),
        ({"quotes": (*(q.quote for q in BEFORE.quotes), quote(FIRST))}, ("quotes",)),
    ],
)
def test_what_else_is_different(facts: dict[str, object], told: tuple[str, ...]) -> None:
    """Each in a word; a line that moved is no difference."""
    assert changes(BEFORE, TALK, edition(**facts)).facts == told


def test_an_import_that_tells_nothing_more_changed_nothing() -> None:
    """No quotes kept, new or gone, no other name, nothing different."""
    told = Imported(outcome=Outcome.UNCHANGED, info=BEFORE.info)

    assert (told.kept, told.new, told.gone, told.former, told.wanted) == (0, 0, 0, "", "")
    assert told.changes == PackChanges(speakers=(), reworded=0, facts=())
