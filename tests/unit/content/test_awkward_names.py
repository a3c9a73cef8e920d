"""Whatever people call themselves: in layouts whose label has a mark of its own the same turns come out."""

from collections.abc import Callable, Sequence

import pytest

from content.document_options import Reading
from content.reader import parse_transcript
from content.text import clean
from tests.unit.content.writing import Said, amazon, chat, clock, headers, messages, records, short, whisper

SAID = (
    "I would sooner carry the piano.", "The lift stops whenever it rains.", "Nobody signs for the parcels.",
    "My aunt kept the receipts.", "The bridge was finished too early.", "Every map ends at the same river.",
)  # fmt: skip
NAMES = (
    "marc | wolovim", "Ida Quist (she/her)", "ida.quist", "per holm", "ida @ acme", "Room 3.14", "iPhone von Ida",
    "d'Ida Quist", "QUIST, IDA A CIV", "will.i.am", "P!nk", "Ines/Hugo", "<b>Hugo</b>", "Ada & Ben", "Dr. Who?",
    "ada", "x", "Q", "42", "+44 7700 900123", "ada_novak", "@ada", "#ada", "~ada~", "Ada – Quoth", "Ada, Ben and Ines",
    "ADA", "Ada Novak-Osei", "O'Brien", "Ada “Lift” Novak", "Ada 'Lift' Novak", "Ada \"Lift\" Novak", "Ada, Ph.D.",
    "Novak, Ada", "the host", "The Host", "of the hill", "So", "And then", "This is Ada", "Note taker 2", "Guest-3",
    "speaker 1", "Speaker A", "unknown speaker", "Zoë", "Łukasz Żak", "Ada😀", "田中 花", "Анна", "آدا",
    "ada novak osei moreau",
    "Chair of the committee on lifts", "Ada = Ben", "Ada\\Ben", "Ada; Ben", "a.b.c.d", "Ada!", "…", "Ada {host}",
)  # fmt: skip


def zoom(said: Sequence[Said]) -> str:
    return "".join(f"{clock(s.start).split('.')[0]}\t From {s.speaker} to Everyone:\n\t{s.text}\n" for s in said)


def irc(said: Sequence[Said]) -> str:
    return "\n".join(f"[{clock(s.start).split('.')[0]}] <{s.speaker}> {s.text}" for s in said)


def voices(said: Sequence[Said]) -> str:
    cues = (f"{clock(s.start)} --> {clock(s.start + 1)}\n<v {s.speaker}>{s.text}</v>" for s in said)
    return "WEBVTT\n\n" + "\n\n".join(cues)


def cue_names(said: Sequence[Said]) -> str:
    cues = (f'{n} "{s.speaker}" ({n})\n{clock(s.start)} --> {clock(s.start)}\n{s.text}' for n, s in enumerate(said))
    return "WEBVTT\n\n" + "\n\n".join(cues)


def brackets(said: Sequence[Said]) -> str:
    cues = (
        f"{n}\n{clock(s.start, ',')} --> {clock(s.start + 1, ',')}\n[{s.speaker}]: {s.text}" for n, s in enumerate(said)
    )
    return "\n\n".join(cues)


def bold(said: Sequence[Said]) -> str:
    return "\n\n".join(f"**{s.speaker}:** {s.text}" for s in said)


def bold_and_time(said: Sequence[Said]) -> str:
    return "\n\n".join(f"**{s.speaker}** *{clock(s.start).split('.')[0]}*\n\n{s.text}" for s in said)


def name_over_time(said: Sequence[Said]) -> str:
    return "\n\n".join(f"{s.speaker}\n{short(s.start)}\n{s.text}" for s in said)


def colons(said: Sequence[Said]) -> str:
    cues = (f"{clock(s.start)} --> {clock(s.start + 1)}\n{s.speaker}: {s.text}" for s in said)
    return "WEBVTT\n\n" + "\n\n".join(cues)


def lines(said: Sequence[Said]) -> str:
    return "\n".join(f"{s.speaker}: {s.text}" for s in said)


Writer = Callable[[Sequence[Said]], str]
# Each with the characters that its mark is made of: a name that holds one of them cannot be told there.
LAYOUTS: tuple[tuple[Writer, str], ...] = (
    (zoom, ""), (chat, ""), (irc, "<>@~"), (voices, "<>"), (cue_names, '"'), (brackets, "[]"), (bold, "*"),
    (bold_and_time, "*"), (headers, ""), (name_over_time, ""), (whisper, ""), (amazon, ""), (records, ""),
    (messages, ""),
)  # fmt: skip
# Without a mark these are not told from what is no name: told as nobody's, or lost to a rule that guards against worse.
WEAK: tuple[tuple[Writer, tuple[str, ...]], ...] = (
    (colons, ()),
    (lines, ()),
)


def conversation(name: str) -> list[Said]:
    """Three turns of two people."""
    return [Said(name if n % 2 else "Ben Osei", text, 6 * n + 1) for n, text in enumerate(SAID)]


def told(write: Writer, name: str) -> list[tuple[str | None, str]]:
    """The turns that are read again."""
    found = parse_transcript(clean(write(conversation(name))), "x", Reading(unattributed=True))
    return [(t.speaker, t.text) for t in found.turns]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout[0].__name__)
@pytest.mark.parametrize("name", NAMES)
def test_a_mark_makes_a_name_of_whatever_stands_in_it(layout: tuple[Writer, str], name: str) -> None:
    """Nobody loses their words for what they are called."""
    write, mark = layout
    if set(mark) & set(name):
        return
    shown = f"Speaker {name}" if len(name) == 1 and write in (records,) else name

    assert told(write, name) == [(shown if n % 2 else "Ben Osei", text) for n, text in enumerate(SAID)]


@pytest.mark.parametrize("layout", WEAK, ids=lambda layout: layout[0].__name__)
@pytest.mark.parametrize("name", NAMES)
def test_before_a_colon_alone_nobody_gets_anothers_words(layout: tuple[Writer, tuple[str, ...]], name: str) -> None:
    """Where most lines have a label it is a name; what is not is nobody's."""
    write, _ = layout
    for speaker, text in told(write, name):
        mine = [s.text for s in conversation(name) if s.speaker == speaker]
        assert speaker is None or all(part in mine for part in text.split("\n")) or speaker in name
