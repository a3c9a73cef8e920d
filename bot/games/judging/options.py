"""Which of some answers somebody meant by what they typed: its letter, its words, or a part of it that no other has."""

from collections.abc import Sequence

from bot.games.judging.hedges import strip_hedges
from bot.library.speaker_names import SpeakerName, match_speaker
from content.items.stems import stems
from content.text import fold, words

# A shorter part is no name and no word that tells anything.
_SHORTEST = 3


def option_meant(typed: str, options: Sequence[str], letters: str, *, names: bool = False, parts: bool = True) -> str:
    """The one option that is meant, "" for none or several. `names`: they are people; `parts`: a part is enough."""
    if exact := _exact(typed, options, letters):
        return exact
    said = strip_hedges(typed)
    if exact := _exact(said, options, letters):
        return exact
    if not parts or len(fold(said)) < _SHORTEST:
        return ""
    found = match_speaker(said, [SpeakerName(o) for o in options]) if names else _holding(said, options)
    return found[0] if len(found) == 1 else ""


def _exact(typed: str, options: Sequence[str], letters: str) -> str:
    letter = typed.strip().strip(".)").upper()
    if len(letter) == 1 and letter in letters[: len(options)]:
        return options[letters.index(letter)]
    return next((o for o in options if fold(o) == fold(typed)), "")


def _holding(said: str, options: Sequence[str]) -> tuple[str, ...]:
    """The options that say these words in a row, where one of them tells something."""
    if not stems(said):
        return ()
    part = f" {' '.join(words(said))} "
    return tuple(o for o in options if part in f" {' '.join(words(o))} ")
