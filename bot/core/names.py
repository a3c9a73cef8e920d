"""Whose name was typed: full, surname, first name, with a typo; strict enough that ordinary words name nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.judging.names import Form, likeness, name_words

SHORTEST = 3
_NOBODY = 99


@dataclass(frozen=True, slots=True)
class SpeakerName:
    """A speaker and the other labels for the same voice."""

    name: str
    aliases: tuple[str, ...] = ()


def match_speaker(query: str, speakers: Sequence[SpeakerName]) -> tuple[str, ...]:
    """The names that may be meant: empty when it is no name, several when they are equally near."""
    said = name_words(query)
    if not said or len("".join(said)) < SHORTEST:
        return ()
    away = {s.name: _distance(said, s) for s in speakers}
    nearest = min(away.values(), default=_NOBODY)
    return tuple(name for name, edits in away.items() if edits == nearest < _NOBODY)


def _distance(said: Sequence[str], speaker: SpeakerName) -> int:
    found = [likeness(said, form) for form in (speaker.name, *speaker.aliases)]
    named = [f.edits for f in found if f.form is not Form.NONE and not f.doubtful]
    return min(named, default=_NOBODY)
