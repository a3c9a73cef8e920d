"""Whose name was typed: full, in part, initials, with a typo; strict enough that ordinary words name nobody."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.likeness.person_names import Form, is_short_form, likeness, name_words
from content.model import Speaker

SHORTEST, LONGEST = 3, 100
_NOBODY = 99
_BY = frozenset({"by", "from"})
_AROUND = ",:;.()"
# "what did Ines say about plans", "anything Ines said on plans".
_ASKED = re.compile(
    r"(?:(?:what|when|where|how|why|whether)\s+)?(?:did|does|has|had)\s+(\S+(?:\s+\S+){0,2}?)\s+"
    r"(?:say|said|think|thought|mean|talk|claim|tell(?:\s+us)?)\s+(?:(?:about|on|of|that)\s+)?(\S.*?)\??$",
    re.IGNORECASE,
)
_MOST_NAME_WORDS = 3


@dataclass(frozen=True, slots=True)
class SpeakerName:
    """A speaker and the other labels for the same voice."""

    name: str
    aliases: tuple[str, ...] = ()


def each_once(speakers: Iterable[Speaker]) -> tuple[SpeakerName, ...]:
    """These speakers, those of one name as one."""
    by_name: dict[str, set[str]] = {}
    for speaker in speakers:
        by_name.setdefault(speaker.name, set()).update(speaker.aliases)
    return tuple(SpeakerName(name, tuple(sorted(aliases))) for name, aliases in by_name.items())


def match_speaker(query: str, speakers: Sequence[SpeakerName]) -> tuple[str, ...]:
    """The names that may be meant: empty when it is no name, several when they are equally near."""
    said = name_words(query[:LONGEST])
    if not said:
        return ()
    for fits in (_is_whole, _is_part, _is_short_form):
        if named := tuple(s.name for s in speakers if fits(query.strip(), said, s)):
            return named
    if len("".join(said)) < SHORTEST:
        return ()
    away = {s.name: _distance(said, s) for s in speakers}
    nearest = min(away.values(), default=_NOBODY)
    return tuple(name for name, edits in away.items() if edits == nearest < _NOBODY)


def narrowed(query: str, speakers: Sequence[SpeakerName]) -> tuple[str, str, bool] | None:
    """Who has to have said it, and the words without the name: "by Ines: the plan", "the plan by Ines", "Ines plan".

    The last is True where "by" or "from" stood before the name; a mere part of a name may be meant as a word. None
    where nobody is named, several could be, or nothing but a name stands there.
    """
    if asked := _ASKED.match(query):
        meant = match_speaker(asked[1].strip(_AROUND), speakers)
        if len(meant) == 1:
            return meant[0], asked[2], True
    said = query.split()
    for size in range(min(_MOST_NAME_WORDS, len(said) - 1), 0, -1):
        for first, name, rest in (
            (said[0], said[1 : size + 1], said[size + 1 :]),
            (said[-size - 1], said[-size:], said[: -size - 1]),
        ):
            if first.casefold() in _BY and name and rest:
                meant = match_speaker(" ".join(name).strip(_AROUND), speakers)
                if len(meant) == 1:
                    return meant[0], " ".join(rest), True
        for name, rest in ((said[:size], said[size:]), (said[-size:], said[:-size])):
            parts = [part for word in name for part in name_words(word.strip(_AROUND))]
            meant = tuple(s.name for s in speakers if parts and set(parts) <= set(name_words(s.name)))
            if len(meant) == 1:
                return meant[0], " ".join(rest), False
    return None


def is_called(typed: str, name: str) -> bool:
    """Whether every word that was typed is one of that name's."""
    said = name_words(typed[:LONGEST])
    return bool(said) and set(said) <= set(name_words(name))


def begun_by(typed: str, names: Sequence[str]) -> list[str]:
    """The names of which a word begins with what was typed, or is it: Tobi, Tobias Renn."""
    said = " ".join(name_words(typed[:LONGEST]))
    if len(said) < SHORTEST:
        return []
    return [name for name in names if f" {' '.join(name_words(name))}".find(f" {said}") >= 0]


def _is_whole(_: str, said: Sequence[str], speaker: SpeakerName) -> bool:
    """The very name: of “Hugo” and “Hugo Prinz” the first."""
    return any(list(name_words(form)) == list(said) for form in (speaker.name, *speaker.aliases))


def _is_part(query: str, said: Sequence[str], speaker: SpeakerName) -> bool:
    """A whole part of a name in a script whose names are short ("田中"); two Latin letters are too few."""
    return len(said) == 1 and not query.isascii() and said[0] in name_words(speaker.name)


def _is_short_form(query: str, said: Sequence[str], speaker: SpeakerName) -> bool:
    return is_short_form(query, speaker.name)


def _distance(said: Sequence[str], speaker: SpeakerName) -> int:
    found = [likeness(said, form) for form in (speaker.name, *speaker.aliases)]
    named = [f.edits for f in found if f.form is not Form.NONE and not f.doubtful]
    return min(named, default=_NOBODY)
