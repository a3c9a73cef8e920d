"""Where people laugh, by what a transcript notes between its words; nothing of it is spoken."""

import pytest

from content.formats.marks import laughs, without_stage_marks
from content.formats.turns import Piece, weave
from content.quotes.places import Places
from content.quotes.talk import talk_of

JOKE, PLAIN = "We called the backup Lazarus, and it stayed dead.", "We run it every night and look at the log."


@pytest.mark.parametrize(
    ("noted", "said", "places"),
    [
        (f"{JOKE} [laughter]", JOKE, [len(JOKE)]),
        (f"{JOKE} [laughs] {PLAIN}", f"{JOKE} {PLAIN}", [len(JOKE)]),
        (f"(laughing) {PLAIN}", PLAIN, [0]),
        (f"{PLAIN} [chuckles] {JOKE} [both laugh]", f"{PLAIN} {JOKE}", [len(PLAIN), len(PLAIN) + 1 + len(JOKE)]),
        (f"{JOKE} [applause]", JOKE, []),
        (f"They laughed. {PLAIN}", f"They laughed. {PLAIN}", []),
    ],
)
def test_laughter_has_a_place_among_the_words(noted: str, said: str, places: list[int]) -> None:
    """Behind what was laughed about; other marks and the word itself are none."""
    assert without_stage_marks(noted) == said
    assert list(laughs(noted)) == places


@pytest.mark.parametrize(
    ("pieces", "laughed"),
    [
        ([("Ada", f"{JOKE} [laughter]"), ("Ben", PLAIN)], [True, False]),
        ([("Ada", JOKE), ("Ben", f"[laughs] {PLAIN}")], [True, False]),
        ([("Ada", JOKE), ("Ben", "[laughs]"), ("Ada", PLAIN)], [True]),
        ([("Ada", JOKE), ("Ben", PLAIN)], [False, False]),
        ([("Ada", PLAIN), ("Ben", f"{JOKE} [laughter]")], [False, True]),
    ],
)
def test_what_was_laughed_about_is_known(pieces: list[tuple[str, str]], laughed: list[bool]) -> None:
    """In its turn, at the beginning of the next one, or where somebody only laughs."""
    turns, _ = weave(Piece(who, text, line) for line, (who, text) in enumerate(pieces, 1))
    places = Places(turns, talk_of(turns, "en"))
    ends = [t.text.find(".") + 1 or len(t.text) for t in turns]

    assert [places.of(index, 0, end).laughed for index, end in enumerate(ends)][: len(laughed)] == laughed


def test_who_only_laughs_is_no_speaker_of_words() -> None:
    """Their laughter belongs to the turn before."""
    turns, _ = weave([Piece("Ada", JOKE), Piece("Ben", "[laughs]", 2)])

    assert [(t.speaker, t.laughs) for t in turns] == [("Ada", (len(JOKE),))]
