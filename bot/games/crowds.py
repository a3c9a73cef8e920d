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
        asked = [quote for place in places if several and (quote := library.revealed(place)) is not None]
        return cls(library, Counter(q.pack_id for q in asked), Counter(q.quote.speaker or "" for q in asked))

    def charged(self, choice: Choice) -> Choice:
        """The same, at what it costs that its talk and its voice had so many rounds."""
        quote = self.library.revealed(choice.number) if self.talks else None
        if quote is None:
            return choice
        talk, voice = self.talks[quote.pack_id], self.voices[quote.quote.speaker or ""]
        return replace(choice, cost=CROWDED * min(talk, MOST_CROWDED) + HEARD * min(voice, MOST_CROWDED))


def cost_of_nearness(choice: Choice, places: Sequence[int]) -> float:
    """What it costs to have been said near what was asked about."""
    gap = min((abs(choice.number - place) for place in places), default=REACH) if choice.number is not None else REACH
    return NEAR * max(0.0, 1 - gap / REACH)
