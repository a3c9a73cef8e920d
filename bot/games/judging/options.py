"""Which of some answers somebody meant by what they typed: its letter, its words, or a part of it that no other has."""

import re
from collections.abc import Sequence

from bot.games.judging.hedges import strip_hedges
from bot.library.speaker_names import SpeakerName, match_speaker
from content.items.stems import stems
from content.text import fold, words

# A shorter part is no name and no word that tells anything.
_SHORTEST = 3
_CALLED = re.compile(r"^(?:(?:option|answer|letter|choice|number|no)\b\.?|#)\s*", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_PLACES = {word: place for place, told in enumerate(_ORDINALS) for word in (told, str(place + 1))} | {
    told: place for place, told in enumerate(("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th"))
}
_SIDES = (
    frozenset("y yes yep yeah yea ja oui si sí agree agreed true real really".split())
    | {"i agree", "it is", "it was"},
    frozenset("n no nope nah nein non disagree false fake swapped mashup mixed".split())
    | {
        "i disagree", "i don't", "i don't agree", "i do not agree", "don't agree", "do not agree", "mash up",
        "not agree", "it isn't", "it wasn't",
    },
)  # fmt: skip
_COUNTS = frozenset(_PLACES) | {"one", "two", "three", "four", "five", "six", "seven", "eight"}


def option_meant(
    typed: str, options: Sequence[str], letters: str, *, names: bool = False, parts: bool = True,
    called: Sequence[tuple[str, str]] = (),
) -> str:  # fmt: skip
    """The one option that is meant, "" for none or several. `names`: they are people; `parts`: a part is enough;
    `called`: (option, another name of theirs) pairs.
    """
    if exact := _exact(typed, options, letters):
        return exact
    if parts and (side := _side(typed, options)):
        return side
    said = strip_hedges(typed)
    if exact := _exact(said, options, letters):
        return exact
    if not parts or len(fold(said)) < _SHORTEST:
        return ""
    people = [SpeakerName(o, tuple(other for option, other in called if option == o)) for o in options]
    found = match_speaker(said, people) if names else _holding(said, options)
    return found[0] if len(found) == 1 else ""


def _side(typed: str, options: Sequence[str]) -> str:
    """Of two options that say yes and no, or for and against, the one of which that is another word; "" for neither."""
    if len(options) != len(_SIDES):
        return ""
    said = " ".join(words(typed.replace("’", "'")))
    side = next((n for n, told in enumerate(_SIDES) if said in told), None)
    found = [[o for o in options if fold(o).startswith(begin)] for begin in (("yes", "i agree"), ("no", "i do not"))]
    return found[side][0] if side is not None and [len(one) for one in found] == [1, 1] else ""


def _exact(typed: str, options: Sequence[str], letters: str) -> str:
    letter = _CALLED.sub("", typed.strip()).strip(".()[] ").upper()
    if len(letter) == 1 and letter in letters[: len(options)]:
        return options[letters.index(letter)]
    if whole := next((o for o in options if fold(o) == fold(typed)), ""):
        return whole
    return _counted(letter.casefold(), options)


def _counted(said: str, options: Sequence[str]) -> str:
    """The option at the place that is said, "2" or "the second one"; "" where an option is a count itself."""
    place = _PLACES.get(said.removeprefix("the ").removesuffix(" one"), len(options))
    if place >= len(options) or any(not _COUNTS.isdisjoint(words(option)) for option in options):
        return ""
    return options[place]


def _holding(said: str, options: Sequence[str]) -> tuple[str, ...]:
    """The options that say these words in a row, where one of them tells something."""
    if not stems(said):
        return ()
    part = f" {' '.join(words(said))} "
    return tuple(o for o in options if part in f" {' '.join(words(o))} ")
