"""A German sentence in an English talk: its nouns are no names."""

from content.items import Bank, Refused, make_item
from content.items.named import _candidates
from content.packs import read_bytes_as_pack

GERMAN = "Das ist doch alles nur vorläufig, bis wir das endgültige Provisorium haben."
ENGLISH = "We promised them a kettle in December, but Brockmann wanted the lamp and a letter of thanks."


def bank() -> Bank:
    """An English talk with one German sentence."""
    said = "".join(
        f"Ada Novak: {ENGLISH}\nBen Osei: Nobody here knows why number {n} was ever asked.\n" for n in range(4)
    )
    pack = read_bytes_as_pack(f"{said}Ada Novak: {GERMAN}\n".encode(), "talk.txt")
    return Bank(pack.quotes, pack.speakers, "en", "talk")


def test_a_german_noun_is_no_name() -> None:
    """The quote's language decides, not the pack's; an English quote has its names as before."""
    held = bank()

    assert [place.word for place in _candidates(held, GERMAN)] == []
    assert "Brockmann" in [place.word for place in _candidates(held, ENGLISH)]
    asked = [make_item(held, "missing-word", quote) for quote in held.quotes if quote.text == GERMAN]
    assert not any("name" in item.stem for item in asked if not isinstance(item, Refused))
