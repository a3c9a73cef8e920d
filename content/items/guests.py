"""The guests of several talks as voices beside each other.

The one guest of a talk is known among its hosts by whatever they tell of themselves. Beside the guests of other talks
it takes somebody who listened, unless they are known for what the line is about: of 51 readings of such lines that are
worth .8 or more 73 % were fair, of 99 between that and .72 64 %, of 219 below 43 % (123 lines, three strangers).
"""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from content.items.bank import Bank
from content.model import Speaker


class Guests(Bank):
    """What is asked among those who are guests in one of these talks only. Nobody of them asks, and none of them is
    what all is about.
    """

    among = "guests"

    def __init__(self, talks: Sequence[Bank]) -> None:
        times = Counter(name for talk in talks for name in talk.voices)
        theirs = [frozenset(name for name in talk.guests if times[name] == 1) for talk in talks]
        said = [q for talk, names in zip(talks, theirs, strict=True) for q in talk.quotes if q.speaker in names]
        everybody: dict[str, Speaker] = {}
        for speaker in (speaker for talk in talks for speaker in talk.speakers):
            everybody.setdefault(speaker.name, speaker)
        super().__init__(said, tuple(everybody.values()), talks[0].language if talks else "")
        self._opening = frozenset[str]().union(*(talk.opening for talk in talks))

    @cached_property
    def opening(self) -> frozenset[str]:
        """The ids of the first quotes of all turns."""
        return self._opening

    @cached_property
    def askers(self) -> frozenset[str]:
        """Nobody."""
        return frozenset()

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Nobody."""
        return frozenset()

    @cached_property
    def guest(self) -> str:
        """Nobody before the others."""
        return ""
