"""Transcripts as people paste them from their tools, awkward in one way each."""

import pytest

from content.model import Transcript
from content.reader import parse_transcript

Turns = list[tuple[str | None, str]]


def said(found: Transcript) -> Turns:
    """The turns."""
    return [(turn.speaker, turn.text) for turn in found.turns]


@pytest.mark.parametrize(
    "stamp",
    ["**[00:00:{n:02}]** **{who}:**", "**[00:00:{n:02}] {who}:**", "*[0:{n:02}]* **{who}:**", "**0:{n:02}** **{who}**:",
     "[00:00:{n:02}] **{who}:**", "**\\[00:{n:02}\\]** **{who}:**"],
)  # fmt: skip
def test_times_in_bold_before_a_name(stamp: str) -> None:
    """The way an episode is exported: time, name and words in one paragraph."""
    who = ("Juno Marsh", "Silas Oake")
    text = "\n\n".join(f"{stamp.format(n=n, who=who[n % 2])} Clock {n} is wrong." for n in range(6))
    found = parse_transcript(text, "x")

    assert said(found) == [(who[n % 2], f"Clock {n} is wrong.") for n in range(6)]
    assert [turn.start for turn in found.turns] == [float(n) for n in range(6)]


def test_odd_names_that_come_again_are_how_a_file_is_written() -> None:
    """Few of them look like names, and nobody speaks often."""
    who = ("Bea (she/her) | Field Team", "iPhone de Lucía", "+1 (555) 010-4477", "Bea (she/her) | Field Team",
           "Dr. Kofi A. Mensah, MD", "iPhone de Lucía", "+1 (555) 010-4477")  # fmt: skip
    cues = [
        f"{n}\n00:00:{n:02}.000 --> 00:00:{n:02}.900\n{name}: Item {n} is on the map.\n" for n, name in enumerate(who)
    ]
    cues.insert(3, "9\n00:00:02.950 --> 00:00:02.990\nIt is a small one.\n")
    found = parse_transcript("WEBVTT\n\n" + "\n".join(cues), "x")

    assert {turn.speaker for turn in found.turns} == set(who)
    assert [turn.speaker for turn in found.turns if "Item 5" in turn.text] == ["iPhone de Lucía"]


def test_a_first_letter_makes_a_name_of_a_small_word() -> None:
    """And what a text counts of itself is nobody."""
    lines = (
        "Chapter 1: The boiler", "00:00", "Marlow Feld: It sang all night.", "00:14", "ines k.: I knew the song.",
        "00:21", "Marlow Feld: So we find the manual.", "00:40", "ines k.: It is under the goat.",
    )  # fmt: skip
    found = parse_transcript("\n".join(lines), "x")

    assert [s.name for s in found.speakers] == ["Marlow Feld", "ines k."]
    assert [text for who, text in said(found) if who == "ines k."] == ["I knew the song.", "It is under the goat."]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("IMG-20260302-WA0001.jpg (Datei angehängt)", None), ("Video weggelassen", None), ("imagen omitida", None),
        ("Verpasster Sprachanruf", None), ("Llamada de voz perdida", None), ("Appel vocal manqué", None),
        ("Chamada de voz perdida", None), ("Chiamata persa", None), ("documento ocultado", None),
        ("So war es. <Diese Nachricht wurde bearbeitet.>", "So war es."),
        ("Así fue. <Se editó este mensaje.>", "Así fue."),
        ("Das Bild wurde weggelassen, sagt Uwe.", "Das Bild wurde weggelassen, sagt Uwe."),
    ],
)  # fmt: skip
def test_what_a_chat_writes_by_itself_is_nobodys_words(line: str, words: str | None) -> None:
    """In the languages in which it is saved."""
    first, last = "02.03.26, 08:02 - Hanne: Wer hat die Karre?", "02.03.26, 08:06 - Dörte: Ich nicht."
    found = parse_transcript(f"{first}\n02.03.26, 08:05 - Uwe: {line}\n{last}", "x")

    assert said(found) == [
        ("Hanne", "Wer hat die Karre?"), *([("Uwe", words)] if words else []), ("Dörte", "Ich nicht."),
    ]  # fmt: skip


def test_who_signed_minutes_said_nothing() -> None:
    """The line below the last item is the paper's."""
    lines = [f"{who}: The goats ate item {n}." for n, who in enumerate(("DP", "OT", "IV", "DP", "OT", "IV"))]
    found = parse_transcript("\n".join([*lines, "", "Signed: ______________ (Chair)"]), "x")

    assert [s.name for s in found.speakers] == ["DP", "OT", "IV"]
