"""Packs as Anki decks for personal study; importing again updates the cards, because a note's id is its item's."""

import html
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import genanki

from content.model import Item

_MODEL = genanki.Model(
    1_607_392_319,
    "Quoth",
    fields=[{"name": n} for n in ("Question", "Shown", "Options", "Answer", "Explanation", "Source")],
    templates=[
        {
            "name": "Card",
            "qfmt": "<p>{{Question}}</p><blockquote>{{Shown}}</blockquote>{{Options}}",
            "afmt": "{{FrontSide}}<hr id=answer><p><b>{{Answer}}</b></p><p>{{Explanation}}</p>"
            "<p><small>{{Source}}</small></p>",
        }
    ],
)


@dataclass(frozen=True, slots=True)
class Card:
    """An item, and the line that tells where it comes from, licence included."""

    item: Item
    source: str


def deck_of(name: str, cards: Iterable[Card]) -> bytes:
    """An .apkg file."""
    deck = genanki.Deck(int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "big") | 1, f"Quoth::{name}")
    for card in cards:
        deck.add_note(_note(card))
    handle, path = tempfile.mkstemp(suffix=".apkg")
    os.close(handle)
    try:
        genanki.Package(deck).write_to_file(path)
        return Path(path).read_bytes()
    finally:
        Path(path).unlink()


def _note(card: Card) -> genanki.Note:
    item = card.item
    options = "<br>".join(map(_text, item.options))
    texts = (item.stem, item.stimulus, item.key, item.explanation, card.source)
    question, shown, key, explanation, source = map(_text, texts)
    return genanki.Note(model=_MODEL, guid=item.id, fields=[question, shown, options, key, explanation, source])


def _text(text: str) -> str:
    """A text as it is read: no markup, line by line, and no name of a sound that Anki would play."""
    return html.escape(text).replace("[", "&#91;").replace("\n", "<br>")
