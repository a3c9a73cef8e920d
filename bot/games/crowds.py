"""What it costs an item that a game asked about its talk, its voice or its neighbours already."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.games.offers import Choice
from bot.library.library import Library

# What was said within so many quotes of a line that this game asked about is worth less by so much, the nearer the
# more: readers of evenings saw half of the rounds come from a talk's first minutes, and one give away another.
REACH, NEAR = 12, 0.12
# Of several talks one that was asked about is worth less by so much for each of its rounds, up to three: five of ten
# rounds of one talk had the same four voices to choose from. So is a voice: of one guest were five of the last six.
CROWDED, MOST_CROWDED = 0.05, 3
HEARD = 0.05


@dataclass(frozen=True, slots=True)
class Crowds:
    """How many lines of each talk, and of each voice, a game asked about; of a single talk it tells nothing."""

    library: Library
    talks: Counter[int]
    voices: Counter[str]

    @classmethod
    def of(cls, library: Library, places: Sequence[int], *, several: bool) -> "Crowds":
        """The crowds of the quotes with these numbers; `several`: there are other talks to ask about."""
        asked = places if several else ()
        talks = (library.pack_of(place) for place in asked)
        return cls(library, Counter(filter(None, talks)), Counter(map(library.voice_of, asked)))

    def charged(self, choice: Choice) -> Choice:
        """The same, at what it costs that its talk and its voice had so many rounds."""
        if choice.number is None or not self.talks:
            return choice
        talk, voice = self.library.pack_of(choice.number), self.library.voice_of(choice.number)
        rounds, heard = self.talks[talk] if talk else 0, self.voices[voice] if voice else 0
        return replace(choice, cost=CROWDED * min(rounds, MOST_CROWDED) + HEARD * min(heard, MOST_CROWDED))


def cost_of_nearness(choice: Choice, places: Sequence[int]) -> float:
    """What it costs to have been said near what was asked about."""
    gap = min((abs(choice.number - place) for place in places), default=REACH) if choice.number is not None else REACH
    return NEAR * max(0.0, 1 - gap / REACH)
