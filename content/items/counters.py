"""What somebody says again and again in a talk: favourite words, and the words of their subject."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from content.items.bank import Bank
from content.language import is_english
from content.model import Turn
from content.runs import runs
from content.tables import table
from content.text import fold, words
from content.vocabulary import weight

# So much somebody must have said for a count to be of them, so often it must be said, and by others so much less.
SMALLER = 5
LEAST_WORDS, LEAST_COUNT, LEAST_RATIO = 400, 12, 2.5
MOST_FAVOURITES, MOST_SUBJECTS = 3, 3
SUBJECT_WEIGHT, SHORTEST = 0.9, 4
# What other talks speak of as well is nobody's word.
MOST_SAID = 6e-5


@dataclass(frozen=True, slots=True)
class Count:
    """How often `who`, of whom there are so many `words`, says `what`; and how often `other` does, "" without one."""

    who: str
    what: str
    count: int
    words: int
    other: str
    others: int


def counted_words(bank: Bank, turns: Sequence[Turn]) -> Iterator[Count]:
    """The counts worth guessing, for each voice that speaks enough; who says most comes first."""
    said: dict[str, list[str]] = {}
    for turn in turns:
        if turn.speaker is not None:
            said.setdefault(turn.speaker, []).extend([*words(turn.text), ""])
    voices = {who: _Voice(all_) for who, all_ in said.items() if len(all_) >= LEAST_WORDS}
    for who in sorted(voices, key=lambda name: -voices[name].size):
        others = [name for name in voices if name != who]
        beside = max(others, key=lambda name: voices[name].size, default="")
        for what in (*_favourites(bank, who, voices), *_subjects(bank, who, voices)):
            count = voices[who].count(what)
            theirs = voices[beside].count(what) if beside else 0
            shown = what if " " in what else _written(what, turns)
            yield Count(who, shown, count, voices[who].size, beside, theirs)


class _Voice:
    """All that somebody says: the words, with "" after each turn."""

    def __init__(self, said: Sequence[str]) -> None:
        self.size, self.words = len(said), Counter(said)
        self._spoken = f"  {'  '.join(said)}  "

    def count(self, what: str) -> int:
        """How often these words are said, overlapping ones too."""
        folded = fold(what)
        if " " not in folded:
            return self.words[folded]
        return self._spoken.count(f" {folded.replace(' ', '  ')} ")


def _favourites(bank: Bank, who: str, voices: Mapping[str, _Voice]) -> list[str]:
    mine = voices[who].count
    known = [what for code, what in table("favourite_words") if code == (bank.language or "en")]
    often = [w for w in known if mine(w) >= LEAST_COUNT and _is_apart(who, w, voices)]
    return sorted(often, key=lambda w: -mine(w) * len(w))[:MOST_FAVOURITES]


def is_favourite(what: str, language: str) -> bool:
    """Whether it is one of the turns of speech that people have."""
    return (language or "en", what) in {(row[0], row[1]) for row in table("favourite_words")}


def _subjects(bank: Bank, who: str, voices: Mapping[str, _Voice]) -> list[str]:
    """Words of their subject, none of a family of which another is said as well: nobody knows what counts."""
    if not is_english(bank.language):
        return []
    count = voices[who].words
    telling = [
        word
        for word, times in count.items()
        if times >= LEAST_COUNT and _is_theirs(bank, word) and _stands_out(who, word, voices)
        and not _has_family(word, count)
    ]  # fmt: skip
    return sorted(telling, key=lambda w: -count[w] * weight(w))[:MOST_SUBJECTS]


def _is_theirs(bank: Bank, word: str) -> bool:
    """Whether it tells what somebody speaks of, and is not what all the world speaks of."""
    telling = len(word) >= SHORTEST and word.isalpha() and weight(word) >= SUBJECT_WEIGHT
    return telling and not _is_told(bank, word) and runs().share(word) <= MOST_SAID


def _is_told(bank: Bank, word: str) -> bool:
    """Whether it is in the title or somebody's name, or short for it: "Chris"."""
    return any(told.startswith(word) or word.startswith(told) for told in bank.told if len(told) >= SHORTEST)


def _has_family(word: str, count: Counter[str]) -> bool:
    stem = word[: max(SHORTEST, len(word) - 2)]
    return any(times * 8 > count[word] and other.startswith(stem) and other != word for other, times in count.items())


def _stands_out(who: str, what: str, voices: Mapping[str, _Voice]) -> bool:
    """Whether nobody else who speaks enough says it half as often, in so many words."""
    mine = voices[who].count(what) / voices[who].size
    return all(mine >= LEAST_RATIO * other.count(what) / other.size for name, other in voices.items() if name != who)


def _is_apart(who: str, what: str, voices: Mapping[str, _Voice]) -> bool:
    """Whether everybody else, of whom one is told, says it so much less."""
    mine = voices[who].count(what)
    return all(mine >= LEAST_RATIO * other.count(what) for name, other in voices.items() if name != who)


def _written(what: str, turns: Sequence[Turn]) -> str:
    """As it is written most often: "PKCE", "Google"."""
    said = re.compile(rf"(?<![^\W_])(?<!['’]){re.escape(what)}(?![^\W_])(?!['’]\w)", re.IGNORECASE)
    forms = Counter(match for turn in turns for match in said.findall(turn.text))
    most = forms.most_common(1)[0][0] if forms else what
    # What is small anywhere is large at the beginning of sentences alone.
    return most if SMALLER * forms[what.casefold()] < forms[most] else what.casefold()
