"""Whose name was typed: full, in part, initials, with a typo; strict enough that ordinary words name nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.judging.names import Form, likeness, name_words

SHORTEST, LONGEST = 3, 100
_NOBODY = 99


@dataclass(frozen=True, slots=True)
class SpeakerName:
    """A speaker and the other labels for the same voice."""

    name: str
    aliases: tuple[str, ...] = ()


def match_speaker(query: str, speakers: Sequence[SpeakerName]) -> tuple[str, ...]:
    """The names that may be meant: empty when it is no name, several when they are equally near."""
    said = name_words(query[:LONGEST])
    if not said:
        return ()
    for fits in (_is_part, _is_short_form):
        if named := tuple(s.name for s in speakers if fits(query.strip(), said, s)):
            return named
    if len("".join(said)) < SHORTEST:
        return ()
    away = {s.name: _distance(said, s) for s in speakers}
    nearest = min(away.values(), default=_NOBODY)
    return tuple(name for name, edits in away.items() if edits == nearest < _NOBODY)


def _is_part(query: str, said: Sequence[str], speaker: SpeakerName) -> bool:
    """A whole part of a name in a script whose names are short ("田中"); two Latin letters are too few."""
    return len(said) == 1 and not query.isascii() and said[0] in name_words(speaker.name)


def _is_short_form(query: str, said: Sequence[str], speaker: SpeakerName) -> bool:
    """ "Paul G", "Graham P", or initials written as such: "P.G.", "PG", "GvR"."""
    parts = name_words(speaker.name)
    if len(parts) < 2:
        return False
    if len(said) == 2 and {len(said[0]), len(said[1])} != {1}:
        ends = (parts[0], parts[-1])
        return any(said[0] == ends[i] and len(said[1]) == 1 and ends[1 - i][0] == said[1] for i in (0, 1))
    letters = query.replace(".", "").replace(" ", "")
    written = letters[:1].isupper() and letters[-1:].isupper() and letters.isalpha()
    return written and len(letters) >= 2 and letters.casefold() == "".join(p[0] for p in parts)


def _distance(said: Sequence[str], speaker: SpeakerName) -> int:
    found = [likeness(said, form) for form in (speaker.name, *speaker.aliases)]
    named = [f.edits for f in found if f.form is not Form.NONE and not f.doubtful]
    return min(named, default=_NOBODY)
